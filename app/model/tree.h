#ifndef BROADSIDE_MODEL_TREE_H
#define BROADSIDE_MODEL_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

// A JSON value as plain data: what a room reads that may not see a JSON parser. Immutable once built; all of
// it lies in one arena. Every value knows where it stands, so that a fault can be named by a JSON pointer.

enum tree_kind { TREE_NULL, TREE_BOOL, TREE_NUMBER, TREE_TEXT, TREE_ARRAY, TREE_OBJECT };

struct tree {
    enum tree_kind kind;
    const char *key;           // of a member; NULL for elements and the root
    const struct tree *parent; // NULL for the root
    const struct tree *children;
    size_t count;     // of children
    double number;    // also 0 or 1 of a bool
    const char *text; // of a text, else NULL
};

// Every question may be asked of NULL and of a value of any kind; the answer is then "no such thing".
const struct tree *tree_member(const struct tree *tree, const char *key); // of equal keys the first
const struct tree *tree_at(const struct tree *tree, size_t index);        // of an array
bool tree_is(const struct tree *tree, enum tree_kind kind);
bool tree_is_text(const struct tree *tree, const char *text);
bool tree_is_true(const struct tree *tree);
// The number or text of a value or, if it is none, `otherwise`.
double tree_number(const struct tree *tree, double otherwise);
const char *tree_text(const struct tree *tree, const char *otherwise);

#define TREE_POINTER 256
// The RFC 6901 pointer of a value, cut if it is very long: "/layer/0/mark". "" for the root.
const char *tree_pointer(const struct tree *tree, char out[TREE_POINTER]);

// Of all that a value holds (base/hash.h), going on from `hash`.
uint64_t tree_hash(uint64_t hash, const struct tree *tree);

// Bytes that a deep copy takes, at most.
size_t tree_cost(const struct tree *tree);
// A deep copy; NULL when the arena's ceiling is met.
const struct tree *tree_copy(const struct tree *tree, struct arena *arena);

#endif
