#ifndef BROADSIDE_DECODE_CHARSET_H
#define BROADSIDE_DECODE_CHARSET_H

#include <stddef.h>

#include "base/error.h"
#include "base/strbuf.h"

// The answer's bytes as UTF-8. In this order: a byte-order mark; the zero bytes of UTF-16 or UTF-32 without
// one; bytes past ASCII that are well-formed UTF-8 are UTF-8 whatever was declared; the charset of the
// content type; the encoding of an XML declaration. `content_type` may be NULL. When the bytes already are
// UTF-8 (or nobody says what they are) `out` stays empty and the caller uses them as they are.
enum error charset_convert(
    const char *bytes, size_t len, const char *content_type, struct strbuf *out, struct reason *reason);

#endif
