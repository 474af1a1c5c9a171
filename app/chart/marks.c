#include <math.h>
#include <string.h>

#include "chart/color.h"
#include "chart/plot.h"

// Marks of one cell, in the order of the layers.

static struct drawing_item *add_mark(
    struct plot *plot, const struct cell *cell, enum drawing_kind kind, int set) {
    struct drawing_item *item = drawing_add(plot->drawing, DRAWING_MARK, kind);
    item->cell = cell->number;
    item->set = set;
    return item;
}

static void set_box(struct drawing_item *item, const double x[2], const double y[2]) {
    item->box[0] = fmin(x[0], x[1]);
    item->box[1] = fmin(y[0], y[1]);
    item->box[2] = fmax(x[0], x[1]);
    item->box[3] = fmax(y[0], y[1]);
}

static double corner_of(const struct plot *plot, const struct unit *unit) {
    static const char *const names[] = {
        "cornerRadius", "cornerRadiusEnd", "cornerRadiusTopLeft", "cornerRadiusTopRight"};
    double corner = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        corner = fmax(corner, mark_number(plot, unit, names[i], 0));
    }
    return corner * plot->scale;
}

static void draw_rects(struct plot *plot, const struct unit *unit, const struct cell *cell, int set) {
    double x[2], y[2], corner = corner_of(plot, unit);
    for (size_t row = 0; row < unit->table.rows && plot_goes_on(plot, 1); row++) {
        if (!row_is_in(unit, cell, row) || !span_of(plot, unit, cell, CH_X, row, x) ||
            !span_of(plot, unit, cell, CH_Y, row, y)) {
            continue;
        }
        struct drawing_item *item = add_mark(plot, cell, DRAWING_RECT, set);
        set_box(item, x, y);
        struct paint paint = paint_of(plot, unit, row);
        paint_item(item, &paint);
        item->corner = fmin(corner, fmin(item->box[2] - item->box[0], item->box[3] - item->box[1]) / 2);
    }
}

// A tick is a thin rectangle across its axis (Vega-Lite docs, tick).
static void draw_ticks(struct plot *plot, const struct unit *unit, const struct cell *cell, int set) {
    double thickness = fmax(2, mark_number(plot, unit, "thickness", 1) * plot->scale), x[2], y[2];
    enum channel across = unit->is_horizontal ? CH_X : CH_Y, along = unit->is_horizontal ? CH_Y : CH_X;
    const struct scale *scale = &plot->scales[across];
    double k =
        across == CH_X ? (cell->x1 - cell->x0) / plot->ref_width : (cell->y1 - cell->y0) / plot->ref_height;
    double length = mark_number(plot, unit, "bandSize", mark_number(plot, unit, "size", -1));
    for (size_t row = 0; row < unit->table.rows && plot_goes_on(plot, 1); row++) {
        double *a = across == CH_X ? x : y, *l = across == CH_X ? y : x;
        if (!row_is_in(unit, cell, row)) {
            continue;
        }
        double middle = position_of(plot, unit, cell, across, row),
               at = position_of(plot, unit, cell, along, row);
        bool has_band = scale->is_used && scale_is_discrete(scale) && length < 0;
        if (!has_band || !span_of(plot, unit, cell, across, row, a)) {
            double size = length >= 0 ? length : 15;
            a[0] = middle - size * k / 2;
            a[1] = middle + size * k / 2;
        }
        l[0] = at - thickness / 2;
        l[1] = at + thickness / 2;
        if (isnan(x[0] + x[1] + y[0] + y[1])) {
            continue;
        }
        struct drawing_item *item = add_mark(plot, cell, DRAWING_RECT, set);
        set_box(item, x, y);
        struct paint paint = paint_of(plot, unit, row);
        paint_item(item, &paint);
    }
}

static void draw_symbols(struct plot *plot, const struct unit *unit, const struct cell *cell, int set) {
    for (size_t row = 0; row < unit->table.rows && plot_goes_on(plot, 1); row++) {
        double x = position_of(plot, unit, cell, CH_X, row), y = position_of(plot, unit, cell, CH_Y, row);
        if (!row_is_in(unit, cell, row) || isnan(x) || isnan(y)) {
            continue;
        }
        struct drawing_item *item = add_mark(plot, cell, DRAWING_SYMBOL, set);
        struct paint paint = paint_of(plot, unit, row);
        item->at[0] = x;
        item->at[1] = y;
        item->shape = shape_of(plot, unit, row);
        item->size = size_of(plot, unit, row) * plot->scale * plot->scale;
        paint_item(item, &paint);
    }
}

// A rule spans what it is not told (Vega-Lite docs, rule).
static void draw_rules(struct plot *plot, const struct unit *unit, const struct cell *cell, int set) {
    static const enum channel second[] = {CH_X2, CH_Y2};
    for (size_t row = 0; row < unit->table.rows && plot_goes_on(plot, 1); row++) {
        double ends[2][2];
        bool is_whole = true;
        if (!row_is_in(unit, cell, row)) {
            continue;
        }
        for (int i = 0; i < 2; i++) {
            enum channel channel = i ? CH_Y : CH_X;
            const struct encoding *encoding = &unit->encodings[channel];
            bool has_offset = unit->encodings[i ? CH_YOFFSET : CH_XOFFSET].def != NULL;
            if (encoding->def || has_offset) {
                ends[i][0] = ends[i][1] = position_of(plot, unit, cell, channel, row);
                bool is_measure =
                    encoding->type == TYPE_QUANTITATIVE && encoding->aggregate && i == !unit->is_horizontal;
                if (unit->encodings[second[i]].def) {
                    ends[i][1] = position_of(plot, unit, cell, second[i], row);
                } else if (is_measure && unit->encodings[i ? CH_X : CH_Y].def) {
                    ends[i][1] = pixel_of(plot, cell, channel, plot_zero(plot, channel));
                }
            } else {
                ends[i][0] = pixel_of(plot, cell, channel, 0);
                ends[i][1] = pixel_of(plot, cell, channel, 1);
            }
            is_whole = is_whole && !isnan(ends[i][0] + ends[i][1]);
        }
        if (is_whole) {
            struct drawing_item *item = add_mark(plot, cell, DRAWING_RULE, set);
            struct paint paint = paint_of(plot, unit, row);
            item->box[0] = ends[0][0];
            item->box[1] = ends[1][0];
            item->box[2] = ends[0][1];
            item->box[3] = ends[1][1];
            paint_item(item, &paint);
        }
    }
}

#define TURN 6.283185307179586

static bool lies_on(const struct drawing_item *item, const double at[2]) {
    double x = at[0] - item->at[0], y = at[1] - item->at[1], angle = atan2(x, -y),
           radius = sqrt(x * x + y * y);
    angle += angle < fmin(item->angle[0], item->angle[1]) ? TURN : 0;
    return item->kind == DRAWING_RECT
               ? at[0] >= item->box[0] && at[0] <= item->box[2] && at[1] >= item->box[1] &&
                     at[1] <= item->box[3]
               : item->kind == DRAWING_ARC && radius >= item->radius[0] && radius <= item->radius[1] &&
                     angle >= fmin(item->angle[0], item->angle[1]) &&
                     angle <= fmax(item->angle[0], item->angle[1]);
}

#define READABLE_ON_MARK 3.0 // contrast of large text (WCAG 2.1)
#define LOOKS 50             // at marks, that take as long as drawing one
#define MOST_TEXTS 500       // that are looked after; more cannot be read in any colour

static uint32_t color_under(
    const struct plot *plot, const struct drawing_item *text, size_t first, size_t end) {
    const double middle[2] = {(text->box[0] + text->box[2]) / 2, (text->box[1] + text->box[3]) / 2};
    uint32_t under = plot->form->style.background;
    for (size_t i = first; i < end; i++) {
        const struct drawing_item *item = &plot->drawing->items[i];
        if (item->has_fill && lies_on(item, middle)) {
            under = color_mix(under, item->fill, item->alpha);
        }
    }
    return under;
}

// Text on a mark takes ink or ground, whichever reads better there, where its own colour does not. It lies
// above the marks of all layers (drawing_raise_texts).
static void read_on_marks(struct plot *plot, size_t first) {
    const struct chart_style *style = &plot->form->style;
    const size_t end = plot->drawing->count;
    for (size_t i = first, seen = 0; i < end && seen < MOST_TEXTS; i++) {
        struct drawing_item *text = &plot->drawing->items[i];
        if (text->kind != DRAWING_TEXT || !plot_goes_on(plot, (end - first) / LOOKS)) {
            continue;
        }
        uint32_t under = color_under(plot, text, first, end);
        seen++;
        if (under != style->background && chart_contrast(text->fill, under) < READABLE_ON_MARK) {
            bool is_ink = chart_contrast(style->ink, under) > chart_contrast(style->background, under);
            text->fill = is_ink ? style->ink : style->background;
        }
    }
}

enum error marks_draw(struct plot *plot, const struct cell *cell) {
    static void (*const draw[])(struct plot *, const struct unit *, const struct cell *, int) = {
        [MARK_BAR] = draw_rects,
        [MARK_LINE] = mark_lines,
        [MARK_AREA] = mark_lines,
        [MARK_POINT] = draw_symbols,
        [MARK_ARC] = mark_arcs,
        [MARK_RECT] = draw_rects,
        [MARK_RULE] = draw_rules,
        [MARK_TEXT] = mark_texts,
        [MARK_TICK] = draw_ticks,
    };
    const size_t first = plot->drawing->count;
    for (size_t i = 0; i < plot->unit_count; i++) {
        size_t here = plot->drawing->count;
        draw[plot->units[i].mark](plot, &plot->units[i], cell, (int)i);
        if (tree_is_true(mark_property(plot, &plot->units[i], "clip"))) {
            enum error error = marks_clip(plot, &plot->units[i], cell, here);
            if (error) {
                return error;
            }
        }
        if (plot->drawing->count > 20000) {
            return plot_refuse(plot, plot->units[i].spec, "more than 20000 marks");
        }
    }
    read_on_marks(plot, first);
    return ERROR_NONE;
}
