#ifndef BROADSIDE_CHART_PILE_H
#define BROADSIDE_CHART_PILE_H

#include "chart/table.h"

// Numbers put on top of each other (Vega's stack transform).

enum stack { STACK_NONE, STACK_ZERO, STACK_NORMALIZE, STACK_CENTER };

struct pile {
    struct table *table;
    size_t column;     // of the numbers; what is none counts as 0
    enum stack offset; // zero: negative ones go down from 0; normalize, center: all count as positive
    size_t start, end; // columns that take each row's two ends
    // The order within one pile; rows that compare equal stay in theirs.
    int (*compare)(const void *context, size_t a, size_t b);
    const void *context;
};

// Rows of one number in `group_of` make one pile; there are `groups` of them.
void pile_up(const struct pile *pile, const size_t *group_of, size_t groups);

#endif
