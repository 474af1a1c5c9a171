#ifndef BROADSIDE_LAYOUT_PACKING_H
#define BROADSIDE_LAYOUT_PACKING_H

#include <stddef.h>

// Rows onto pages, in their order.
struct block {
    int height; // pixels
    int above;  // more, unless it is the first of its page: the heading of a new day
};

// Fills pages of `height` pixels, `most` at most, each as full as it gets. Page i ends before ends[i];
// returns how many there are. A block that is higher than a page ends it all.
size_t packing_fill(const struct block *blocks, size_t count, int height, size_t most, size_t *ends);
// The same number of pages, evenly full where that holds all blocks: no page of a single row after full ones.
size_t packing_balance(const struct block *blocks, size_t count, int height, size_t most, size_t *ends);

#endif
