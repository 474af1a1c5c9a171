#ifndef BROADSIDE_CHART_VIEWS_H
#define BROADSIDE_CHART_VIEWS_H

#include "chart/plot.h"

// Private to the views and units of a spec.

#define MOST_LEVELS 8

// What a view hands down to the views in it.
struct inheritance {
    const struct tree *data;
    const struct tree *transforms[MOST_LEVELS];
    size_t transform_count;
    const struct tree *encodings[MOST_LEVELS]; // the outermost first
    size_t encoding_count;
};

// unit.c: a view without layers as one more unit of the plot.
enum error unit_add(struct plot *plot, const struct tree *view, const struct inheritance *from);

#endif
