#ifndef BROADSIDE_CHART_SCALAR_INDEX_H
#define BROADSIDE_CHART_SCALAR_INDEX_H

#include "chart/scalar.h"

// Different values in the order in which they came, found again by hash: a scale asks for the place of every
// mark's name. Lies in an arena.
struct scalar_index {
    struct scalar *values;
    size_t count, capacity;
    size_t *slots; // place + 1; 0: free
    size_t room;   // of slots, a power of two
};

void scalar_index_init(struct scalar_index *index, struct arena *arena, size_t capacity);
// SIZE_MAX: not in it.
size_t scalar_index_find(const struct scalar_index *index, struct scalar value);
// The place of the value, put in if it is new. SIZE_MAX: full.
size_t scalar_index_add(struct scalar_index *index, struct scalar value);

#endif
