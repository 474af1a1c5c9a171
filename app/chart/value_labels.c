#include <math.h>

#include "chart/color.h"
#include "chart/plot.h"

// Values on bars instead of their axis, where usermeta.kiosk says "labels": "values" and they have room.

static bool are_asked(const struct plot *plot) {
    return tree_is_text(tree_member(plot->kiosk, "labels"), "values");
}

// A single bar is formally a stack of one; its value stands at its end, not inside.
static bool has_piles(const struct unit *unit) {
    for (size_t row = 0; unit->stack != STACK_NONE && row < unit->table.rows; row++) {
        size_t column = unit->encodings[unit->stack_channel].column;
        if (fabs(scalar_number(table_at(&unit->table, column, row))) > 0) {
            return true;
        }
    }
    return false;
}

static const struct encoding *measure_of(const struct unit *unit) {
    return &unit->encodings[unit->is_horizontal ? CH_X : CH_Y];
}

static double value_of(const struct unit *unit, size_t row) {
    const struct encoding *encoding = measure_of(unit);
    double from = scalar_number(table_at(&unit->table, encoding->column, row));
    return unit->stack != STACK_NONE ? scalar_number(table_at(&unit->table, encoding->end, row)) - from
                                     : from;
}

static const char *words_of(const struct plot *plot, const struct unit *unit, size_t row) {
    const struct encoding *encoding = measure_of(unit);
    const struct tree *format = encoding_member(encoding, "format");
    format = format ? format : tree_member(encoding_member(encoding, "axis"), "format");
    return plot_text(plot, encoding, tree_text(format, NULL), scalar_of_number(value_of(unit, row)));
}

// How many bars stand side by side, whatever they say.
static double slots_of(const struct plot *plot, const struct unit *unit) {
    enum channel across = unit->is_horizontal ? CH_Y : CH_X,
                 offset = unit->is_horizontal ? CH_YOFFSET : CH_XOFFSET;
    const struct scale *scale = &plot->scales[across], *inner = &plot->scales[offset];
    double slots = !scale->is_used            ? 1
                   : scale_is_discrete(scale) ? (double)scale->count
                                              : (double)unit->table.rows;
    return slots * (inner->is_used && scale_is_discrete(inner) ? (double)inner->count : 1);
}

static bool unit_has_room(const struct plot *plot, const struct unit *unit, struct room room) {
    double size = plot->form->style.text, slots = fmax(1, slots_of(plot, unit));
    if (unit->is_horizontal) {
        return (room.y1 - room.y0) / slots > size * 1.02;
    }
    for (size_t row = 0; !has_piles(unit) && row < unit->table.rows; row++) {
        if (text_width(plot, CHART_BOLD, size, words_of(plot, unit, row)) + size * 0.2 >
            (room.x1 - room.x0) / slots) {
            return false;
        }
    }
    return true;
}

bool value_labels_fit(const struct plot *plot, struct room room) {
    bool has_bars = false;
    for (size_t i = 0; are_asked(plot) && i < plot->unit_count; i++) {
        const struct unit *unit = &plot->units[i];
        has_bars = has_bars || unit->mark == MARK_BAR;
        if (unit->mark == MARK_BAR && !unit_has_room(plot, unit, room)) {
            return false;
        }
    }
    return has_bars;
}

struct bar {
    double x[2], y[2];
    bool is_stacked;
};

// Bars of negative values do, and on a reversed axis the others.
static bool grows_to_names(const struct unit *unit, const struct bar *bar) {
    return unit->is_horizontal ? bar->x[1] < bar->x[0] : bar->y[1] > bar->y[0];
}

static struct drawing_text place(
    const struct plot *plot, const struct unit *unit, const struct bar *bar, const char *words) {
    double size = plot->form->style.text, middle = (bar->y[0] + bar->y[1]) / 2 + size * 0.36;
    struct drawing_text text = {.text = words, .face = CHART_BOLD, .size = size, .leading = size};
    bool is_back = grows_to_names(unit, bar);
    if (unit->is_horizontal) {
        text.align = bar->is_stacked ? CHART_CENTER : is_back ? CHART_RIGHT : CHART_LEFT;
        text.x = bar->is_stacked ? (bar->x[0] + bar->x[1]) / 2 : bar->x[1] + (is_back ? -0.5 : 0.5) * size;
        text.baseline = middle;
    } else {
        text.align = CHART_CENTER;
        text.x = (bar->x[0] + bar->x[1]) / 2;
        text.baseline = bar->is_stacked ? middle : is_back ? bar->y[1] + size * 1.1 : bar->y[1] - size * 0.4;
    }
    return text;
}

// Of a piece of a stack, inside it.
static bool fits_inside(const struct plot *plot, const struct bar *bar, const char *words) {
    double size = plot->form->style.text, width = text_width(plot, CHART_BOLD, size, words) + size * 0.3;
    double across = fabs(bar->x[1] - bar->x[0]), up = fabs(bar->y[1] - bar->y[0]);
    return across > width && up > size * 1.1;
}

static bool bar_of(
    const struct plot *plot, const struct unit *unit, const struct cell *cell, size_t row, struct bar *out) {
    return span_of(plot, unit, cell, CH_X, row, out->x) && span_of(plot, unit, cell, CH_Y, row, out->y);
}

// How much longer the axis must be, as a part of it, for the value of a bar that grows towards the names.
static double lack_of(const struct plot *plot, const struct unit *unit, const struct cell *cell, size_t row) {
    struct bar bar = {.is_stacked = false};
    double size = plot->form->style.text;
    if (!bar_of(plot, unit, cell, row, &bar) || !grows_to_names(unit, &bar)) {
        return 0;
    }
    double length = unit->is_horizontal ? cell->x1 - cell->x0 : cell->y1 - cell->y0,
           has = unit->is_horizontal ? bar.x[1] - cell->x0 : cell->y1 - bar.y[1],
           needs = unit->is_horizontal
                       ? size * 0.8 + text_width(plot, CHART_BOLD, size, words_of(plot, unit, row))
                       : size * 1.4;
    return needs < length / 2 ? (needs - has) / (length - needs) : 0;
}

void value_labels_spare(struct plot *plot, const struct cell *cell) {
    for (size_t i = 0; plot->has_value_labels && i < plot->unit_count; i++) {
        const struct unit *unit = &plot->units[i];
        struct scale *scale = &plot->scales[unit->is_horizontal ? CH_X : CH_Y];
        double lack = 0, length = scale->domain[2] - scale->domain[0];
        bool is_own = tree_member(scale->def, "domain") || scale->type != SCALE_LINEAR;
        for (size_t row = 0; unit->mark == MARK_BAR && !is_own && !has_piles(unit) && row < unit->table.rows;
             row++) {
            lack = fmax(lack, lack_of(plot, unit, cell, row));
        }
        scale->domain[0] -= scale->is_reversed ? 0 : lack * length;
        scale->domain[2] += scale->is_reversed ? lack * length : 0;
    }
}

static void label_bar(
    struct plot *plot, const struct unit *unit, const struct cell *cell, size_t row, bool is_stacked) {
    const struct chart_style *style = &plot->form->style;
    struct bar bar = {.is_stacked = is_stacked};
    if (!row_is_in(unit, cell, row) || !bar_of(plot, unit, cell, row, &bar)) {
        return;
    }
    const char *words = words_of(plot, unit, row);
    if (is_stacked && !fits_inside(plot, &bar, words)) {
        return;
    }
    struct drawing_text text = place(plot, unit, &bar, words);
    struct drawing_item *item = text_put(plot, DRAWING_DIRECT_LABEL, &text);
    uint32_t ground = is_stacked ? paint_of(plot, unit, row).fill : style->background;
    bool is_ink = chart_contrast(style->ink, ground) >= chart_contrast(style->background, ground);
    item->cell = cell->number;
    item->fill = is_ink ? style->ink : style->background;
}

void value_labels_draw(struct plot *plot, const struct cell *cell) {
    for (size_t i = 0; plot->has_value_labels && i < plot->unit_count; i++) {
        const struct unit *unit = &plot->units[i];
        bool is_stacked = unit->mark == MARK_BAR && has_piles(unit);
        for (size_t row = 0; unit->mark == MARK_BAR && row < unit->table.rows; row++) {
            label_bar(plot, unit, cell, row, is_stacked);
        }
    }
}
