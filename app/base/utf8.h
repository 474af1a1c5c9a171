#ifndef BROADSIDE_BASE_UTF8_H
#define BROADSIDE_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// UTF-8 as in RFC 3629 and Unicode 15, table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF.

#define UTF8_REPLACEMENT 0xFFFDu

// The character at `text` (len > 0) and, in `*used`, its bytes. An ill-formed sequence is U+FFFD and uses its
// maximal subpart (Unicode 15, section 3.9, U+FFFD substitution), at least one byte.
uint32_t utf8_next(const char *text, size_t len, size_t *used);

// Writes 1 to 4 bytes, no NUL, and returns how many. A surrogate or anything above U+10FFFF becomes U+FFFD.
size_t utf8_put(uint32_t character, char out[4]);

// The largest offset <= at that does not split a character; `len` is the length of `text`. A character that
// the end of the text has cut counts as split.
size_t utf8_floor(const char *text, size_t len, size_t at);

bool utf8_is_valid(const char *text, size_t len);

// Characters in NUL-terminated text.
size_t utf8_count(const char *text);

#endif
