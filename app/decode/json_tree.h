#ifndef BROADSIDE_DECODE_JSON_TREE_H
#define BROADSIDE_DECODE_JSON_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include <cjson/cJSON.h>

#include "base/arena.h"
#include "base/error.h"
#include "decode/repair.h"

// A document as a tree of cJSON nodes that live in an arena of LIMIT_PARSE_HEAP bytes. cJSON's allocation
// hooks are one pair for the whole process: ours allocate from the arena of the thread that is parsing, and
// from the heap everywhere else, so other users of cJSON see malloc and free. Nodes of a tree are never given
// to cJSON_Delete.

struct json_tree {
    char *room, *room_end, *room_at; // one block of about the size that the document needs, used up first
    struct arena arena;              // the nodes and their texts
    struct arena index;              // tables for large containers, made when first looked into
    const cJSON *root;               // borrowed from `arena`
    struct json_index **indexes;     // open addressing by container
    size_t index_room, index_count;
};

void json_tree_init(struct json_tree *tree);
void json_tree_finish(struct json_tree *tree);

// Reads repaired JSON text. An error names line and column; ERROR_LIMIT past LIMIT_PARSE_HEAP.
enum error json_tree_parse(struct json_tree *tree, const struct repaired *text, struct reason *reason);

// While a tree is open on this thread, cJSON_Create… and cJSON_Add… allocate in it. json_tree_close answers
// whether everything fitted.
void json_tree_open(struct json_tree *tree);
bool json_tree_close(struct json_tree *tree);

// Members and elements in constant time however large the container (cJSON keeps lists): work stays
// proportional to the answer. NULL if there is none. Names are case-sensitive; of equal names the first
// counts.
const cJSON *json_tree_member(struct json_tree *tree, const cJSON *object, const char *name);
const cJSON *json_tree_element(struct json_tree *tree, const cJSON *array, size_t at);

#endif
