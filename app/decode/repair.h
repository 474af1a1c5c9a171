#ifndef BROADSIDE_DECODE_REPAIR_H
#define BROADSIDE_DECODE_REPAIR_H

#include <stddef.h>

#include "base/error.h"

// Bytes made fit for a parser before it sees them. One character out of ten thousand is broken in some feed
// every day; the story around it must survive.

struct repaired {
    const char *text; // borrowed from the answer when nothing had to change
    size_t len;
    char *owned;          // else the copy
    size_t values, texts; // JSON: how many values and texts (keys too) there are at most
};

// JSON text: a byte-order mark goes; ill-formed UTF-8, lone surrogate escapes, \u without four digits, NUL
// bytes and \u0000 become U+FFFD; numbers longer than any parser needs are shortened. Refuses more than
// LIMIT_BODY bytes and nesting past LIMIT_JSON_DEPTH (ERROR_LIMIT) before a parser can be made to recurse or
// allocate.
enum error repair_json(const char *bytes, size_t len, struct repaired *out, struct reason *reason);

// XML text: a byte-order mark goes; ill-formed UTF-8 and characters that XML 1.0 forbids become U+FFFD;
// HTML's entity names become characters, and an ampersand that starts no reference becomes &amp; (both
// outside CDATA sections). Refuses more than LIMIT_BODY bytes.
enum error repair_xml(const char *bytes, size_t len, struct repaired *out, struct reason *reason);

void repaired_finish(struct repaired *repaired);

#endif
