#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "chart/plot.h"

// Lines and areas: one for each combination of the series' fields, through its rows in the order of the axis
// or of the order channel (Vega-Lite docs, line).

static const enum channel series_channels[] = {
    CH_COLOR, CH_FILL, CH_STROKE, CH_DASH, CH_WIDTH, CH_OPACITY, CH_SIZE, CH_SHAPE};

struct spot {
    struct drawing_point point;
    struct scalar order;
    double along;
    size_t row;
};

static int by_order(const void *a, const void *b) {
    const struct spot *x = a, *y = b;
    int order = scalar_compare(x->order, y->order);
    double along = x->along - y->along;
    return order ? order : along < 0 ? -1 : along > 0 ? 1 : (x->row > y->row) - (x->row < y->row);
}

static size_t group_series(const struct unit *unit, size_t *group_of) {
    size_t keys[16], count = 0;
    for (size_t i = 0; i < sizeof series_channels / sizeof *series_channels; i++) {
        const struct encoding *encoding = &unit->encodings[series_channels[i]];
        if (encoding->def && !encoding->aggregate && encoding->column != TABLE_NONE) {
            keys[count++] = encoding->column;
        }
    }
    for (size_t i = 0; i < unit->detail_count && count < 16; i++) {
        keys[count++] = unit->extras[i].column;
    }
    return table_group(&unit->table, keys, count, group_of);
}

static bool is_break(const struct unit *unit, size_t row) {
    for (int i = CH_X; i <= CH_Y; i++) {
        const struct encoding *encoding = &unit->encodings[i];
        bool is_stacked = unit->stack != STACK_NONE && unit->stack_channel == (enum channel)i;
        if (encoding->def && !encoding->value && !encoding->datum && !is_stacked &&
            !encoding_is_discrete(encoding) &&
            scalar_is_missing(table_at(&unit->table, encoding->column, row))) {
            return true;
        }
    }
    return false;
}

static void other_edge(
    const struct plot *plot, const struct unit *unit, const struct cell *cell, struct spot *spot) {
    enum channel measure = unit->is_horizontal ? CH_X : CH_Y, second = unit->is_horizontal ? CH_X2 : CH_Y2;
    enum channel offset = unit->is_horizontal ? CH_XOFFSET : CH_YOFFSET;
    const struct encoding *encoding = &unit->encodings[measure];
    double span[2] = {0, 0}, *to = unit->is_horizontal ? &spot->point.x2 : &spot->point.y2;
    spot->point.x2 = spot->point.x;
    spot->point.y2 = spot->point.y;
    if (unit->encodings[second].def) {
        *to = position_of(plot, unit, cell, second, spot->row);
    } else if (unit->stack != STACK_NONE && unit->stack_channel == measure) {
        double from = scalar_number(table_at(&unit->table, encoding->column, spot->row));
        *to = pixel_of(plot, cell, measure, scale_fraction(&plot->scales[measure], from));
    } else if (plot->scales[offset].is_used && span_of(plot, unit, cell, measure, spot->row, span)) {
        *to = span[1];
    } else {
        *to = pixel_of(plot, cell, measure, plot_zero(plot, measure));
    }
}

static size_t collect(struct plot *plot, const struct unit *unit, const struct cell *cell,
    const size_t *group_of, size_t group, struct spot *out) {
    size_t count = 0;
    const struct encoding *order = &unit->encodings[CH_ORDER];
    bool has_order = order->def && order->column != TABLE_NONE && unit->mark == MARK_LINE;
    for (size_t row = 0; row < unit->table.rows && plot_goes_on(plot, 1); row++) {
        if (group_of[row] != group || !row_is_in(unit, cell, row)) {
            continue;
        }
        struct spot *spot = &out[count++];
        *spot = (struct spot){
            .row = row, .order = has_order ? table_at(&unit->table, order->column, row) : SCALAR_MISSING};
        spot->point.x = position_of(plot, unit, cell, CH_X, row);
        spot->point.y = position_of(plot, unit, cell, CH_Y, row);
        spot->point.is_gap = is_break(unit, row) || isnan(spot->point.x) || isnan(spot->point.y);
        double along = unit->is_horizontal ? spot->point.y : spot->point.x;
        spot->along = isnan(along) || has_order ? 0 : along;
        if (unit->mark == MARK_AREA && !spot->point.is_gap) {
            other_edge(plot, unit, cell, spot);
            spot->point.is_gap = isnan(spot->point.x2) || isnan(spot->point.y2);
        }
    }
    qsort(out, count, sizeof *out, by_order);
    return count;
}

static void draw_path(struct plot *plot, const struct unit *unit, const struct cell *cell, int set,
    const struct spot *spots, size_t count, enum drawing_kind kind) {
    struct drawing_point *points = arena_array(plot->arena, count + 1, sizeof *points);
    for (size_t i = 0; i < count; i++) {
        points[i] = spots[i].point;
    }
    struct drawing_item *item = drawing_add(plot->drawing, DRAWING_MARK, kind);
    struct paint paint = paint_of(plot, unit, spots[0].row);
    item->cell = cell->number;
    item->set = set;
    item->points = points;
    item->point_count = count;
    item->curve = tree_text(mark_property(plot, unit, "interpolate"), "linear");
    paint_item(item, &paint);
    if (kind == DRAWING_LINE && unit->mark == MARK_AREA) { // the line over an area
        item->has_fill = false;
        item->has_stroke = true;
        item->stroke = paint.fill;
        item->alpha = 1;
        item->width = fmax(2 * plot->scale, plot->form->style.text * 0.13);
    }
    if (kind == DRAWING_LINE && unit->mark == MARK_LINE) {
        item->has_fill = false;
        item->has_stroke = true;
    }
}

static void draw_points(struct plot *plot, const struct unit *unit, const struct cell *cell, int set,
    const struct spot *spots, size_t count) {
    const struct tree *def = tree_member(unit->def, "point");
    const char *fill = tree_text(tree_member(def, "fill"), NULL);
    bool is_hollow =
        tree_is(tree_member(def, "filled"), TREE_BOOL) && !tree_is_true(tree_member(def, "filled"));
    for (size_t i = 0; i < count; i++) {
        if (spots[i].point.is_gap) {
            continue;
        }
        struct drawing_item *item = drawing_add(plot->drawing, DRAWING_MARK, DRAWING_SYMBOL);
        struct paint paint = paint_of(plot, unit, spots[i].row);
        uint32_t color = unit->mark == MARK_AREA ? paint.fill : paint.stroke, inside;
        item->cell = cell->number;
        item->set = set;
        item->at[0] = spots[i].point.x;
        item->at[1] = spots[i].point.y;
        item->shape = "circle";
        item->size = tree_number(tree_member(def, "size"), 30) * plot->scale * plot->scale;
        item->has_fill = !is_hollow;
        item->fill = color;
        item->has_stroke = is_hollow;
        item->stroke = color;
        item->width = paint.width;
        if (fill && spec_color(plot, fill, &inside)) {
            item->has_fill = true;
            item->fill = inside;
        }
    }
}

static bool has_overlay(const struct unit *unit, const char *name) {
    const struct tree *overlay = tree_member(unit->def, name);
    return tree_is_true(overlay) || tree_is(overlay, TREE_OBJECT);
}

void mark_lines(struct plot *plot, const struct unit *unit, const struct cell *cell, int set) {
    size_t rows = unit->table.rows, *group_of = arena_array(plot->arena, rows + 1, sizeof *group_of);
    struct spot *spots = arena_array(plot->arena, rows + 1, sizeof *spots);
    size_t groups = group_series(unit, group_of);
    for (int pass = 0; pass < 3; pass++) { // areas, then lines, then points over all of them
        bool is_wanted = pass == 0 ? true : has_overlay(unit, pass == 1 ? "line" : "point");
        for (size_t group = 0; is_wanted && group < groups; group++) {
            size_t count = collect(plot, unit, cell, group_of, group, spots);
            if (count > 0 && pass < 2) {
                enum drawing_kind kind = pass == 0 && unit->mark == MARK_AREA ? DRAWING_AREA : DRAWING_LINE;
                draw_path(plot, unit, cell, set + pass * MOST_UNITS, spots, count, kind);
            } else if (count > 0) {
                draw_points(plot, unit, cell, set + pass * MOST_UNITS, spots, count);
            }
        }
    }
}
