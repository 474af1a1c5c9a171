#ifndef BROADSIDE_LAYOUT_TICKER_H
#define BROADSIDE_LAYOUT_TICKER_H

#include "layout/oplist.h"

// One headline of the ticker: its ops stand in a strip of the ticker's height that begins at x = 0, y = 0
// and is `width` wide; the gap is at its end, which is the left where headlines run to the right.
struct ticker_item {
    uint64_t key; // of the content: the same headline in two editions has the same
    struct oplist ops;
    int width; // pixels, the gap to the next item included
};

// The key of a headline of these ops.
uint64_t ticker_item_key(const struct oplist *ops);

#endif
