#ifndef BROADSIDE_DECODE_XML_TREE_H
#define BROADSIDE_DECODE_XML_TREE_H

#include "decode/json_tree.h"

// XML as a JSON tree (profiles.md): an element is an object; attributes are members "@name", text is "#text",
// children are arrays by qualified name as written. The document has the root element as a member, in an
// array like any child, and the root's own members beside it. Text that is only white space is dropped.
//
// No network, no external DTD, no entity but XML's own five and character references: a document that
// declares entities is refused (ERROR_REFUSED), a DOCTYPE without any is passed over. Depth is bounded by
// LIMIT_JSON_DEPTH elements, size by the tree's arena.
enum error xml_tree_parse(struct json_tree *tree, const char *text, size_t len, struct reason *reason);

#endif
