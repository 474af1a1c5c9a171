#include "base/rect.h"

static int least(int a, int b) {
    return a < b ? a : b;
}

static int greatest(int a, int b) {
    return a > b ? a : b;
}

bool rect_is_empty(struct rect rect) {
    return rect.w <= 0 || rect.h <= 0;
}

bool rect_is_equal(struct rect a, struct rect b) {
    return a.x == b.x && a.y == b.y && a.w == b.w && a.h == b.h;
}

bool rect_has_rect(struct rect outer, struct rect inner) {
    return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.w <= outer.x + outer.w &&
           inner.y + inner.h <= outer.y + outer.h;
}

struct rect rect_intersect(struct rect a, struct rect b) {
    int left = greatest(a.x, b.x), top = greatest(a.y, b.y);
    int right = least(a.x + a.w, b.x + b.w), bottom = least(a.y + a.h, b.y + b.h);
    if (right <= left || bottom <= top) {
        return (struct rect){0};
    }
    return (struct rect){left, top, right - left, bottom - top};
}

struct rect rect_union(struct rect a, struct rect b) {
    if (rect_is_empty(a)) {
        return b;
    }
    if (rect_is_empty(b)) {
        return a;
    }
    int left = least(a.x, b.x), top = least(a.y, b.y);
    int right = greatest(a.x + a.w, b.x + b.w), bottom = greatest(a.y + a.h, b.y + b.h);
    return (struct rect){left, top, right - left, bottom - top};
}

struct rect rect_grow(struct rect rect, int by) {
    return (struct rect){rect.x - by, rect.y - by, rect.w + 2 * by, rect.h + 2 * by};
}

struct rect rect_inset(struct rect rect, int left, int top, int right, int bottom) {
    return (struct rect){
        rect.x + left, rect.y + top, greatest(0, rect.w - left - right), greatest(0, rect.h - top - bottom)};
}

struct rect scroll_uncovered(const struct scroll *scroll) {
    struct rect rect = scroll->box;
    int columns = scroll->by < 0 ? -scroll->by : scroll->by;
    columns = columns < rect.w ? columns : rect.w;
    rect.x += scroll->by < 0 ? rect.w - columns : 0;
    rect.w = columns;
    return rect;
}

static long long area(struct rect rect) {
    return (long long)rect.w * rect.h;
}

// How many pixels the union would repaint for nothing.
static long long waste(struct rect a, struct rect b) {
    return area(rect_union(a, b)) - area(a) - area(b) + area(rect_intersect(a, b));
}

void region_clear(struct region *region) {
    region->count = 0;
}

static void region_remove(struct region *region, size_t at) {
    region->rects[at] = region->rects[--region->count];
}

// The join rule: two rectangles become one when they overlap (painting a pixel twice is both slow and, for
// translucent text, wrong) or when their union costs less than a quarter more than both.
static bool should_join(struct rect a, struct rect b) {
    return !rect_is_empty(rect_intersect(a, b)) || waste(a, b) * 4 <= area(a) + area(b);
}

static void join_into(struct region *region, struct rect rect) {
    for (size_t i = 0; i < region->count;) {
        if (should_join(region->rects[i], rect)) {
            rect = rect_union(region->rects[i], rect);
            region_remove(region, i);
            i = 0; // the larger rectangle may now meet one that was passed
        } else {
            i++;
        }
    }
    if (region->count < LIMIT_DAMAGE) {
        region->rects[region->count++] = rect;
        return;
    }
    size_t best = 0;
    for (size_t i = 1; i < region->count; i++) {
        if (waste(region->rects[i], rect) < waste(region->rects[best], rect)) {
            best = i;
        }
    }
    rect = rect_union(region->rects[best], rect);
    region_remove(region, best);
    join_into(region, rect);
}

void region_add(struct region *region, struct rect rect) {
    if (!rect_is_empty(rect)) {
        join_into(region, rect);
    }
}

bool region_is_empty(const struct region *region) {
    return region->count == 0;
}

struct rect region_bounds(const struct region *region) {
    struct rect bounds = {0};
    for (size_t i = 0; i < region->count; i++) {
        bounds = rect_union(bounds, region->rects[i]);
    }
    return bounds;
}
