#include "decode/json_tree.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/json_position.h"
#include "base/json_syntax.h"
#include "base/parser_lock.h"

// Up to here a walk along the list is as fast as a table.
#define SMALL_CONTAINER 16

static _Thread_local struct json_tree *open_tree;
static _Thread_local bool open_tree_is_full;

static void *tree_malloc(size_t size) {
    if (!open_tree) {
        return malloc(size);
    }
    size_t rounded = (size + sizeof(max_align_t) - 1) / sizeof(max_align_t) * sizeof(max_align_t);
    if ((size_t)(open_tree->room_end - open_tree->room_at) >= rounded && rounded >= size) {
        void *memory = open_tree->room_at;
        open_tree->room_at += rounded;
        return memory;
    }
    void *memory = open_tree_is_full ? NULL : arena_try(&open_tree->arena, size);
    open_tree_is_full = open_tree_is_full || !memory;
    return memory;
}

static void tree_free(void *memory) {
    if (!open_tree) {
        free(memory);
    }
}

// Before main, because cJSON reads its hooks from any thread without a lock.
__attribute__((constructor)) static void install_hooks(void) {
    cJSON_Hooks hooks = {tree_malloc, tree_free};
    cJSON_InitHooks(&hooks);
}

void json_tree_init(struct json_tree *tree) {
    *tree = (struct json_tree){0};
    arena_init(&tree->arena, LIMIT_PARSE_HEAP);
    arena_init(&tree->index, 0); // bounded by the nodes there are
}

void json_tree_finish(struct json_tree *tree) {
    free(tree->room);
    arena_finish(&tree->arena);
    arena_finish(&tree->index);
    *tree = (struct json_tree){0};
}

void json_tree_open(struct json_tree *tree) {
    open_tree = tree;
    open_tree_is_full = false;
}

bool json_tree_close(struct json_tree *tree) {
    (void)tree;
    open_tree = NULL;
    return !open_tree_is_full;
}

// One block of the right size stays warm in the C library's heap from one answer to the next; many of 256 KiB
// are given back to the system each time, and getting them again costs more than the parsing.
static bool make_room(struct json_tree *tree, const struct repaired *text) {
    size_t nodes = text->values * sizeof(cJSON);
    size_t most = nodes + text->len + (text->texts + 1) * 2 * sizeof(max_align_t);
    if (nodes > LIMIT_PARSE_HEAP || most < nodes) {
        return false;
    }
    most = most < LIMIT_PARSE_HEAP ? most : LIMIT_PARSE_HEAP;
    tree->room = malloc(most);
    if (!tree->room) {
        abort();
    }
    tree->room_at = tree->room;
    tree->room_end = tree->room + most;
    tree->arena.ceiling = LIMIT_PARSE_HEAP - most + 1; // 0 would mean none
    return true;
}

// cJSON says only roughly where it stopped; the strict grammar says what it found there.
static enum error refuse(const struct repaired *text, struct reason *reason) {
    struct json_syntax syntax;
    size_t line, column;
    enum error error = json_syntax_check(text->text, text->len, &syntax);
    if (!error) {
        return reason_set(reason, ERROR_INPUT, "not JSON");
    }
    json_position_at(text->text, text->len, syntax.offset, &line, &column);
    return reason_set(
        reason, ERROR_INPUT, "not JSON: line %zu, column %zu: %.300s", line, column, syntax.fault.text);
}

static enum error refuse_size(struct reason *reason) {
    return reason_set(
        reason, ERROR_LIMIT, "the answer needs more than %u MiB when parsed", LIMIT_PARSE_HEAP >> 20);
}

enum error json_tree_parse(struct json_tree *tree, const struct repaired *text, struct reason *reason) {
    const char *end = text->text;
    if (!make_room(tree, text)) {
        return refuse_size(reason);
    }
    json_tree_open(tree);
    parser_lock();
    tree->root = cJSON_ParseWithLengthOpts(text->text, text->len, &end, false);
    parser_unlock();
    if (!json_tree_close(tree)) {
        return refuse_size(reason);
    }
    const char *last = text->text + text->len;
    while (tree->root && end < last && (unsigned char)*end <= ' ') {
        end++;
    }
    return tree->root && end == last ? ERROR_NONE : refuse(text, reason);
}

// The children of one container: in order for an array, by the hash of their names for an object.
struct json_index {
    const cJSON *container;
    size_t room; // a power of two for an object, the count for an array
    const cJSON *children[];
};

static size_t child_count(const cJSON *container) {
    size_t count = 0;
    for (const cJSON *child = container->child; child; child = child->next) {
        count++;
    }
    return count;
}

static size_t power_above(size_t count) {
    size_t room = 32;
    while (room < count * 2) {
        room *= 2;
    }
    return room;
}

static size_t name_slot(const struct json_index *index, const char *name) {
    size_t at = (size_t)hash_text(HASH_START, name) & (index->room - 1);
    while (index->children[at] && strcmp(index->children[at]->string, name) != 0) {
        at = (at + 1) & (index->room - 1);
    }
    return at;
}

static struct json_index *index_create(struct json_tree *tree, const cJSON *container) {
    bool is_object = cJSON_IsObject(container);
    size_t count = child_count(container);
    size_t room = is_object ? power_above(count) : count;
    struct json_index *index = arena_alloc(&tree->index, sizeof *index + room * sizeof(cJSON *));
    index->container = container;
    index->room = room;
    size_t at = 0;
    for (const cJSON *child = container->child; child; child = child->next) {
        size_t slot = is_object ? name_slot(index, child->string) : at++;
        if (!index->children[slot]) {
            index->children[slot] = child;
        }
    }
    return index;
}

static size_t index_slot(struct json_index *const *indexes, size_t room, const cJSON *container) {
    size_t at = (size_t)hash_bytes(HASH_START, &container, sizeof container) & (room - 1);
    while (indexes[at] && indexes[at]->container != container) {
        at = (at + 1) & (room - 1);
    }
    return at;
}

static void grow_indexes(struct json_tree *tree) {
    size_t room = tree->index_room ? tree->index_room * 2 : 64;
    struct json_index **indexes = arena_array(&tree->index, room, sizeof(struct json_index *));
    for (size_t i = 0; i < tree->index_room; i++) {
        if (tree->indexes[i]) {
            indexes[index_slot(indexes, room, tree->indexes[i]->container)] = tree->indexes[i];
        }
    }
    tree->indexes = indexes;
    tree->index_room = room;
}

static const struct json_index *index_of(struct json_tree *tree, const cJSON *container) {
    if (tree->index_count * 2 >= tree->index_room) {
        grow_indexes(tree);
    }
    size_t at = index_slot(tree->indexes, tree->index_room, container);
    if (!tree->indexes[at]) {
        tree->indexes[at] = index_create(tree, container);
        tree->index_count++;
    }
    return tree->indexes[at];
}

const cJSON *json_tree_member(struct json_tree *tree, const cJSON *object, const char *name) {
    size_t walked = 0;
    for (const cJSON *child = object->child; child; child = child->next) {
        if (strcmp(child->string, name) == 0) {
            return child;
        }
        if (++walked == SMALL_CONTAINER && child->next) {
            const struct json_index *index = index_of(tree, object);
            return index->children[name_slot(index, name)];
        }
    }
    return NULL;
}

const cJSON *json_tree_element(struct json_tree *tree, const cJSON *array, size_t at) {
    if (at < SMALL_CONTAINER) {
        const cJSON *child = array->child;
        for (; child && at > 0; at--) {
            child = child->next;
        }
        return child;
    }
    const struct json_index *index = index_of(tree, array);
    return at < index->room ? index->children[at] : NULL;
}
