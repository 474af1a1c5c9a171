#ifndef BROADSIDE_LAYOUT_CHART_PATH_H
#define BROADSIDE_LAYOUT_CHART_PATH_H

#include "chart/drawing.h"
#include "layout/oplist.h"

// Outlines of a chart's shapes as points, curves flattened. Private to chart_ops.c, apart for size.

struct trail {
    struct path_point *points;
    size_t count, capacity;
    struct arena *arena;
};

void trail_move(struct trail *trail, double x, double y);
void trail_line(struct trail *trail, double x, double y);
void trail_close(struct trail *trail);

void trail_rect(struct trail *trail, const double box[4], double corner);
void trail_symbol(struct trail *trail, const struct drawing_item *item);
void trail_arc(struct trail *trail, const struct drawing_item *item);
void trail_area(struct trail *trail, const struct drawing_item *item);
// A line, broken at its gaps, or its dashes.
void trail_path(struct trail *trail, const struct drawing_item *item);
void trail_rule(struct trail *trail, const struct drawing_item *item);

#endif
