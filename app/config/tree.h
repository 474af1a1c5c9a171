#ifndef BROADSIDE_CONFIG_TREE_H
#define BROADSIDE_CONFIG_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/json_writer.h"

// cJSON trees as this room handles them. Private to the room.

struct cJSON;

// Parses while no other thread does. NULL if it is no JSON. The caller deletes the tree.
struct cJSON *tree_parse(const char *text, size_t len);
// Writes a value and all that is in it.
void tree_write(struct json_writer *json, const char *key, const struct cJSON *node);
// A member that is passed over everywhere: "comment", or beginning with "//".
bool tree_is_comment(const char *key);

#endif
