#ifndef BROADSIDE_BASE_RECT_H
#define BROADSIDE_BASE_RECT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/limits.h"

// Rectangles in pixels: x to the right, y downwards, w and h not negative. A rectangle without area is empty.
struct rect {
    int x, y, w, h;
};

bool rect_is_empty(struct rect rect);
bool rect_is_equal(struct rect a, struct rect b);
bool rect_has_rect(struct rect outer, struct rect inner);
struct rect rect_intersect(struct rect a, struct rect b); // empty (all zero) where they do not meet
struct rect rect_union(struct rect a, struct rect b);     // an empty one counts for nothing
struct rect rect_grow(struct rect rect, int by);
struct rect rect_inset(struct rect rect, int left, int top, int right, int bottom);

// Pixels of `box` that come to stand `by` columns further right within it; further left if that is negative.
// What would leave the box is lost.
struct scroll {
    struct rect box;
    int by;
};

// The columns of the box that no pixel comes to: to be drawn. All of it where it moves by its width or more.
struct rect scroll_uncovered(const struct scroll *scroll);

// A set of pixels as at most LIMIT_DAMAGE rectangles that do not overlap. It may cover more than was added
// (rectangles are joined when that costs little, or when there are too many), never less.
struct region {
    struct rect rects[LIMIT_DAMAGE];
    size_t count;
};

void region_clear(struct region *region);
void region_add(struct region *region, struct rect rect);
bool region_is_empty(const struct region *region);
struct rect region_bounds(const struct region *region);

#endif
