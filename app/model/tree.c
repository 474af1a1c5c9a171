#include "model/tree.h"

#include <stdio.h>
#include <string.h>

#include "base/hash.h"

const struct tree *tree_member(const struct tree *tree, const char *key) {
    if (!tree_is(tree, TREE_OBJECT)) {
        return NULL;
    }
    for (size_t i = 0; i < tree->count; i++) {
        if (strcmp(tree->children[i].key, key) == 0) {
            return &tree->children[i];
        }
    }
    return NULL;
}

const struct tree *tree_at(const struct tree *tree, size_t index) {
    return tree_is(tree, TREE_ARRAY) && index < tree->count ? &tree->children[index] : NULL;
}

bool tree_is(const struct tree *tree, enum tree_kind kind) {
    return tree && tree->kind == kind;
}

bool tree_is_text(const struct tree *tree, const char *text) {
    return tree_is(tree, TREE_TEXT) && strcmp(tree->text, text) == 0;
}

bool tree_is_true(const struct tree *tree) {
    return tree_is(tree, TREE_BOOL) && tree->number > 0;
}

double tree_number(const struct tree *tree, double otherwise) {
    return tree_is(tree, TREE_NUMBER) ? tree->number : otherwise;
}

const char *tree_text(const struct tree *tree, const char *otherwise) {
    return tree_is(tree, TREE_TEXT) ? tree->text : otherwise;
}

// One step of a pointer; "~" and "/" are written "~0" and "~1" (RFC 6901, section 3).
static size_t put_step(const struct tree *tree, char *out, size_t room) {
    char number[24];
    const char *step = tree->key;
    if (!step) {
        snprintf(number, sizeof number, "%zu", (size_t)(tree - tree->parent->children));
        step = number;
    }
    size_t at = 0;
    for (out[at++] = '/'; *step && at + 3 < room; step++) {
        if (*step == '~' || *step == '/') {
            out[at++] = '~';
            out[at++] = *step == '~' ? '0' : '1';
        } else {
            out[at++] = *step;
        }
    }
    out[at] = '\0';
    return at;
}

const char *tree_pointer(const struct tree *tree, char out[TREE_POINTER]) {
    const struct tree *way[64];
    size_t depth = 0, at = 0;
    for (; tree && tree->parent && depth < sizeof way / sizeof *way; tree = tree->parent) {
        way[depth++] = tree;
    }
    out[0] = '\0';
    while (depth > 0 && at + 8 < TREE_POINTER) {
        at += put_step(way[--depth], out + at, TREE_POINTER - at);
    }
    return out;
}

static bool copy_into(struct tree *out, const struct tree *from, struct arena *arena) {
    size_t text_len = from->text ? strlen(from->text) + 1 : 0,
           key_len = from->key ? strlen(from->key) + 1 : 0;
    char *text = text_len ? arena_try(arena, text_len) : NULL,
         *key = key_len ? arena_try(arena, key_len) : NULL;
    struct tree *children = from->count ? arena_try(arena, from->count * sizeof *children) : NULL;
    if ((text_len && !text) || (key_len && !key) || (from->count && !children)) {
        return false;
    }
    if (text) {
        memcpy(text, from->text, text_len);
    }
    if (key) {
        memcpy(key, from->key, key_len);
    }
    out->kind = from->kind;
    out->number = from->number;
    out->count = from->count;
    out->text = text;
    out->key = key;
    out->children = children;
    for (size_t i = 0; i < from->count; i++) {
        children[i].parent = out;
        if (!copy_into(&children[i], &from->children[i], arena)) {
            return false;
        }
    }
    return true;
}

uint64_t tree_hash(uint64_t hash, const struct tree *tree) {
    hash = hash_bytes(hash, &tree->kind, sizeof tree->kind);
    hash = hash_bytes(hash, &tree->number, sizeof tree->number);
    hash = hash_bytes(hash, &tree->count, sizeof tree->count);
    hash = hash_text(hash_text(hash, tree->key), tree->text);
    for (size_t i = 0; i < tree->count; i++) {
        hash = tree_hash(hash, &tree->children[i]);
    }
    return hash;
}

size_t tree_cost(const struct tree *tree) {
    size_t cost = sizeof *tree + 3 * _Alignof(max_align_t);
    cost += (tree->text ? strlen(tree->text) + 1 : 0) + (tree->key ? strlen(tree->key) + 1 : 0);
    for (size_t i = 0; i < tree->count; i++) {
        cost += tree_cost(&tree->children[i]);
    }
    return cost;
}

const struct tree *tree_copy(const struct tree *tree, struct arena *arena) {
    struct tree *out = arena_try(arena, sizeof *out);
    return out && copy_into(out, tree, arena) ? out : NULL;
}
