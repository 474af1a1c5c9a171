#include "layout/packing.h"

size_t packing_fill(const struct block *blocks, size_t count, int height, size_t most, size_t *ends) {
    size_t pages = 0, at = 0;
    while (pages < most && at < count) {
        size_t first = at;
        for (int used = 0; at < count; at++) {
            used += blocks[at].height + (at > first ? blocks[at].above : 0);
            if (used > height) {
                break;
            }
        }
        if (at == first) {
            break;
        }
        ends[pages++] = at;
    }
    return pages;
}

// The lowest pages that still hold everything are the most evenly filled; found by halving, because higher
// ones always hold it, too.
size_t packing_balance(const struct block *blocks, size_t count, int height, size_t most, size_t *ends) {
    size_t pages = packing_fill(blocks, count, height, most, ends);
    if (pages < 2 || ends[pages - 1] < count) {
        return pages;
    }
    int low = 0, high = height; // too low, high enough
    while (high - low > 1) {
        int middle = low + (high - low) / 2;
        size_t got = packing_fill(blocks, count, middle, pages, ends);
        if (got && ends[got - 1] == count) {
            high = middle;
        } else {
            low = middle;
        }
    }
    return packing_fill(blocks, count, high, pages, ends);
}
