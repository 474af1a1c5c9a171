#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "chart/plot.h"

// "clip": true: of a unit's marks only what lies in their cell is drawn (Vega-Lite docs, mark: clip).

static bool is_inside(const struct cell *cell, double x, double y) {
    return x >= cell->x0 && x <= cell->x1 && y >= cell->y0 && y <= cell->y1;
}

// The part [t0, t1] of a segment inside the cell (Liang and Barsky 1984); false if there is none.
static bool part_inside(const struct cell *cell, const double a[2], const double b[2], double t[2]) {
    const double dx = b[0] - a[0], dy = b[1] - a[1];
    const double p[4] = {-dx, dx, -dy, dy},
                 q[4] = {a[0] - cell->x0, cell->x1 - a[0], a[1] - cell->y0, cell->y1 - a[1]};
    t[0] = 0;
    t[1] = 1;
    for (int i = 0; i < 4; i++) {
        if (p[i] < 0) {
            t[0] = fmax(t[0], q[i] / p[i]);
        } else if (p[i] > 0) {
            t[1] = fmin(t[1], q[i] / p[i]);
        } else if (q[i] < 0) {
            return false;
        }
    }
    return t[0] <= t[1];
}

static bool clip_box(struct drawing_item *item, const struct cell *cell) {
    item->box[0] = fmax(item->box[0], cell->x0);
    item->box[1] = fmax(item->box[1], cell->y0);
    item->box[2] = fmin(item->box[2], cell->x1);
    item->box[3] = fmin(item->box[3], cell->y1);
    return item->box[0] <= item->box[2] && item->box[1] <= item->box[3];
}

static bool clip_rule(struct drawing_item *item, const struct cell *cell) {
    const double a[2] = {item->box[0], item->box[1]}, b[2] = {item->box[2], item->box[3]};
    double t[2];
    if (!part_inside(cell, a, b, t)) {
        return false;
    }
    for (int i = 0; i < 2; i++) {
        item->box[i] = a[i] + (b[i] - a[i]) * t[0];
        item->box[i + 2] = a[i] + (b[i] - a[i]) * t[1];
    }
    return true;
}

static struct drawing_point between(const struct drawing_point *a, const struct drawing_point *b, double t) {
    return (struct drawing_point){.x = a->x + (b->x - a->x) * t,
        .y = a->y + (b->y - a->y) * t,
        .x2 = a->x2 + (b->x2 - a->x2) * t,
        .y2 = a->y2 + (b->y2 - a->y2) * t};
}

// Each segment's part inside; a gap where the line was away. At most three points for one.
static bool clip_line(struct drawing_item *item, const struct cell *cell, struct arena *arena) {
    struct drawing_point *out = arena_array(arena, item->point_count * 3 + 1, sizeof *out);
    size_t count = 0;
    for (size_t i = 0; i + 1 < item->point_count; i++) {
        const struct drawing_point *a = &item->points[i], *b = &item->points[i + 1];
        const double from[2] = {a->x, a->y}, to[2] = {b->x, b->y};
        double t[2];
        bool is_away = a->is_gap || b->is_gap || !part_inside(cell, from, to, t);
        bool goes_on = count > 0 && !out[count - 1].is_gap && !is_away && t[0] <= 0;
        if ((is_away || !goes_on) && count > 0 && !out[count - 1].is_gap) {
            out[count++] = (struct drawing_point){.is_gap = true};
        }
        if (!is_away) {
            if (!goes_on) {
                out[count++] = between(a, b, t[0]);
            }
            out[count++] = between(a, b, t[1]);
        }
    }
    item->points = out;
    item->point_count = count;
    return count > 0;
}

static int rising(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void add_crossing(double *list, size_t *count, double from, double to, double border) {
    double t = (border - from) / (to - from);
    if (t > 0 && t < 1) {
        list[(*count)++] = t;
    }
}

// Where either edge crosses a border of the cell there is a point more; then all are drawn in to the borders.
static bool clip_area(struct drawing_item *item, const struct cell *cell, struct arena *arena) {
    struct drawing_point *out = arena_array(arena, item->point_count * 9 + 1, sizeof *out);
    size_t count = 0;
    bool shows = false;
    for (size_t i = 0; i < item->point_count; i++) {
        const struct drawing_point *a = &item->points[i], *b = i + 1 < item->point_count ? a + 1 : NULL;
        double places[8];
        size_t crossings = 0;
        out[count++] = *a;
        if (a->is_gap || !b || b->is_gap) {
            continue;
        }
        for (int j = 0; j < 2; j++) {
            double x = j ? cell->x1 : cell->x0, y = j ? cell->y1 : cell->y0;
            add_crossing(places, &crossings, a->x, b->x, x);
            add_crossing(places, &crossings, a->x2, b->x2, x);
            add_crossing(places, &crossings, a->y, b->y, y);
            add_crossing(places, &crossings, a->y2, b->y2, y);
        }
        qsort(places, crossings, sizeof *places, rising);
        for (size_t j = 0; j < crossings; j++) {
            out[count++] = between(a, b, places[j]);
        }
    }
    for (size_t i = 0; i < count; i++) {
        struct drawing_point *point = &out[i];
        shows = shows || (!point->is_gap && is_inside(cell, point->x, point->y));
        point->x = fmin(cell->x1, fmax(cell->x0, point->x));
        point->x2 = fmin(cell->x1, fmax(cell->x0, point->x2));
        point->y = fmin(cell->y1, fmax(cell->y0, point->y));
        point->y2 = fmin(cell->y1, fmax(cell->y0, point->y2));
    }
    item->points = out;
    item->point_count = count;
    return shows;
}

static bool reaches_out(const struct drawing_item *item, const struct cell *cell) {
    for (size_t i = 0; i < item->point_count; i++) {
        const struct drawing_point *point = &item->points[i];
        bool is_area = item->kind == DRAWING_AREA;
        if (!point->is_gap &&
            (!is_inside(cell, point->x, point->y) || (is_area && !is_inside(cell, point->x2, point->y2)))) {
            return true;
        }
    }
    return false;
}

static bool clip_item(struct drawing_item *item, const struct cell *cell, struct arena *arena) {
    switch (item->kind) {
    case DRAWING_RECT: return clip_box(item, cell);
    case DRAWING_RULE: return clip_rule(item, cell);
    case DRAWING_SYMBOL:
    case DRAWING_TEXT: return is_inside(cell, item->at[0], item->at[1]);
    case DRAWING_LINE: return !reaches_out(item, cell) || clip_line(item, cell, arena);
    case DRAWING_AREA: return !reaches_out(item, cell) || clip_area(item, cell, arena);
    case DRAWING_ARC: break;
    }
    return true;
}

enum error marks_clip(struct plot *plot, const struct unit *unit, const struct cell *cell, size_t first) {
    struct drawing *drawing = plot->drawing;
    size_t kept = first;
    for (size_t i = first; i < drawing->count; i++) {
        struct drawing_item *item = &drawing->items[i];
        bool is_bent =
            (item->kind == DRAWING_LINE || item->kind == DRAWING_AREA) && strcmp(item->curve, "linear") != 0;
        if (is_bent && reaches_out(item, cell)) {
            return plot_refuse(plot, mark_property(plot, unit, "clip"),
                "outside the subset: \"clip\" of a line that is not straight");
        }
        if (clip_item(item, cell, plot->arena)) {
            drawing->items[kept++] = *item;
        }
    }
    drawing->count = kept;
    return ERROR_NONE;
}
