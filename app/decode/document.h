#ifndef BROADSIDE_DECODE_DOCUMENT_H
#define BROADSIDE_DECODE_DOCUMENT_H

#include "decode/json_tree.h"

// Bytes of an answer → a tree, whatever they are: the character set is found and converted, broken characters
// are repaired, and what begins with "<" is read as XML (xml_tree.h), anything else as JSON. The content type
// is asked for its charset only. `tree` is initialised by the caller.
struct document_bytes {
    const char *bytes;
    size_t len;
    const char *content_type; // may be NULL
    bool may_be_text;         // what begins with no "{", "[" or "<" is one text, as lines of CSV are
};
enum error document_read(
    struct json_tree *tree, const struct document_bytes *document, struct reason *reason);

#endif
