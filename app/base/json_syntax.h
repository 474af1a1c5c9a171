#ifndef BROADSIDE_BASE_JSON_SYNTAX_H
#define BROADSIDE_BASE_JSON_SYNTAX_H

#include <stddef.h>

#include "base/error.h"

// The grammar of RFC 8259, strictly, for files that a person writes: run before cJSON, which takes control
// characters and broken UTF-8, cuts text at \u0000, and says of an error only roughly where it is. It is also
// the scan for depth and number of values, so that a small file cannot become a large tree.

struct json_syntax {
    size_t offset;       // of the fault, in bytes
    struct reason fault; // "found …, expected …"
    size_t values;       // objects, lists, texts, numbers and words seen
};

// ERROR_NONE, ERROR_INPUT, or ERROR_LIMIT (deeper than LIMIT_JSON_DEPTH, more values than LIMIT_JSON_VALUES).
// A byte-order mark at the start is passed over.
enum error json_syntax_check(const char *text, size_t len, struct json_syntax *out);

// Where value number `index` of a text that passed stands (from 0, in the order of the text, which is the
// order of a walk over the tree): the key of a member, the first character of anything else.
size_t json_syntax_offset(const char *text, size_t len, size_t index);

#endif
