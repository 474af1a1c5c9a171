#ifndef BROADSIDE_CHART_CELLS_H
#define BROADSIDE_CHART_CELLS_H

#include "chart/plot.h"

// Private to the arrangement: a chart's cells in rows and columns, in pixels.

struct cell_grid {
    size_t columns, rows, count; // count may exceed MOST_CELLS: the caller refuses
    double width, height, gap_x, gap_y;
};

// How cells divide a room.
struct cell_grid cells_plan(const struct plot *plot, const struct room *room);
// Narrows the room of a single cell: few wide names make no giants, a pie stands in a square.
void cells_limit(const struct plot *plot, struct room *room);
// Cell number `i` < MOST_CELLS of the grid in this room, also as one of the drawing's.
struct cell cell_add(struct plot *plot, const struct cell_grid *grid, const struct room *room, size_t i);
// The values that a cell of small multiples shows, above it.
void cell_put_header(struct plot *plot, const struct cell *cell);

#endif
