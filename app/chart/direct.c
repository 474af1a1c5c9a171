#include <math.h>
#include <string.h>

#include "chart/color.h"
#include "chart/plot.h"

// The name of a line at its end instead of a legend, where usermeta.kiosk says "labels": "direct"; and values
// on bars instead of an axis, for "labels": "values".

bool plot_has_direct_labels(const struct plot *plot) {
    const struct scale *scale =
        plot->scales[CH_COLOR].is_used ? &plot->scales[CH_COLOR] : &plot->scales[CH_STROKE];
    return tree_is_text(tree_member(plot->kiosk, "labels"), "direct") && scale->is_used &&
           scale_is_discrete(scale) && scale->count <= 12 &&
           (scale->lead_unit->mark == MARK_LINE || scale->lead_unit->mark == MARK_AREA) &&
           !plot->facet.is_used;
}

static const struct scale *series_scale(const struct plot *plot) {
    return plot->scales[CH_COLOR].is_used ? &plot->scales[CH_COLOR] : &plot->scales[CH_STROKE];
}

double direct_labels_width(const struct plot *plot) {
    const struct scale *scale = series_scale(plot);
    double size = plot->form->style.text, widest = 0;
    for (size_t i = 0; plot_has_direct_labels(plot) && i < scale->count; i++) {
        widest = fmax(
            widest, text_width(plot, CHART_BOLD, size, plot_text(plot, scale->lead, NULL, scale->values[i])));
    }
    return widest > 0 ? widest + size : 0;
}

struct ending {
    bool is_found;
    double x, y, at; // the line's end, and where its label stands
    uint32_t color;
};

// Where each series ends: its rightmost point.
static void find_endings(
    const struct plot *plot, const struct cell *cell, const struct scale *scale, struct ending *out) {
    const struct unit *unit = scale->lead_unit;
    for (size_t row = 0; row < unit->table.rows; row++) {
        double x = position_of(plot, unit, cell, CH_X, row), y = position_of(plot, unit, cell, CH_Y, row);
        size_t index = scale_index(scale, table_at(&unit->table, scale->lead->column, row));
        if (index >= 12 || isnan(x) || isnan(y) || (out[index].is_found && out[index].x > x)) {
            continue;
        }
        if (unit->mark == MARK_AREA && unit->stack != STACK_NONE) { // in the middle of its band
            double from = scalar_number(table_at(&unit->table, unit->encodings[CH_Y].column, row));
            y = (y + pixel_of(plot, cell, CH_Y, scale_fraction(&plot->scales[CH_Y], from))) / 2;
        }
        struct paint paint = paint_of(plot, unit, row);
        out[index] = (struct ending){true, x, y, y, paint.has_stroke ? paint.stroke : paint.fill};
    }
}

// Labels that would overlap push each other apart, as little as possible and never out of the cell.
static void spread(struct ending *endings, size_t count, double gap, double top, double bottom) {
    for (int round = 0; round < 60; round++) {
        bool moved = false;
        for (size_t i = 0; i < count; i++) {
            for (size_t j = 0; j < count; j++) {
                struct ending *a = &endings[i], *b = &endings[j];
                bool is_pair =
                    i != j && a->is_found && b->is_found && (a->y < b->y || (!(b->y < a->y) && i < j));
                if (is_pair && b->at - a->at < gap - 0.01) {
                    double push = (gap - (b->at - a->at)) / 2;
                    a->at -= push;
                    b->at += push;
                    moved = true;
                }
            }
            endings[i].at = fmax(top, fmin(bottom, endings[i].at));
        }
        if (!moved) {
            return;
        }
    }
}

void direct_labels_draw(struct plot *plot, const struct cell *cell) {
    const struct scale *scale = series_scale(plot);
    struct ending endings[12] = {{0}};
    double size = plot->form->style.text, dot = size * 0.42;
    size_t count = scale->count < 12 ? scale->count : 12;
    find_endings(plot, cell, scale, endings);
    spread(endings, count, size * 1.12, cell->y0 + size * 0.3, cell->y1 - size * 0.3);
    plot->drawing->legends = arena_array(plot->arena, 2, sizeof *plot->drawing->legends);
    bool is_line = scale->lead_unit->mark == MARK_LINE;
    plot->drawing->legends[0] = (struct drawing_legend){.kind = "symbol",
        .channels = {is_line ? "stroke" : "fill"},
        .scales = {channel_name(scale->channel)}};
    plot->drawing->legend_count = 1;
    for (size_t i = 0; i < count; i++) {
        if (!endings[i].is_found) {
            continue;
        }
        struct drawing_item *symbol = drawing_add(plot->drawing, DRAWING_LEGEND_SYMBOL, DRAWING_SYMBOL);
        symbol->legend = 0;
        symbol->at[0] = endings[i].x;
        symbol->at[1] = endings[i].y;
        symbol->size = dot * dot * 0.785;
        symbol->shape = "circle";
        symbol->has_fill = true;
        symbol->fill = endings[i].color;
        struct drawing_text text = {plot_text(plot, scale->lead, NULL, scale->values[i]), CHART_BOLD, size,
            CHART_LEFT, cell->x1 + size * 0.55, endings[i].at + size * 0.36, size};
        struct drawing_item *item = text_put(plot, DRAWING_LEGEND_LABEL, &text);
        item->legend = 0;
        item->value = scale->values[i];
        item->fill = chart_readable(endings[i].color, plot->form->style.background, 4.5);
    }
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

void value_labels_draw(struct plot *plot, const struct cell *cell) {
    double size = plot->form->style.text;
    if (!tree_is_text(tree_member(plot->kiosk, "labels"), "values")) {
        return;
    }
    for (size_t i = 0; i < plot->unit_count; i++) {
        const struct unit *unit = &plot->units[i];
        enum channel measure = unit->is_horizontal ? CH_X : CH_Y;
        const struct encoding *encoding = &unit->encodings[measure];
        for (size_t row = 0; unit->mark == MARK_BAR && row < unit->table.rows; row++) {
            double x[2], y[2];
            if (!row_is_in(unit, cell, row) || !span_of(plot, unit, cell, CH_X, row, x) ||
                !span_of(plot, unit, cell, CH_Y, row, y)) {
                continue;
            }
            bool is_stacked = has_piles(unit);
            double from = scalar_number(table_at(&unit->table, encoding->column, row));
            double value = unit->stack != STACK_NONE
                               ? scalar_number(table_at(&unit->table, encoding->end, row)) - from
                               : from;
            const struct tree *format = encoding_member(encoding, "format");
            format = format ? format : tree_member(encoding_member(encoding, "axis"), "format");
            const char *words = plot_text(plot, encoding, tree_text(format, NULL), scalar_of_number(value));
            struct drawing_text text = {.text = words, .face = CHART_BOLD, .size = size, .leading = size};
            if (unit->is_horizontal) {
                text.align = is_stacked ? CHART_CENTER : value < 0 ? CHART_RIGHT : CHART_LEFT;
                text.x = is_stacked ? (x[0] + x[1]) / 2 : x[1] + (value < 0 ? -0.5 : 0.5) * size;
                text.baseline = (y[0] + y[1]) / 2 + size * 0.36;
            } else {
                text.align = CHART_CENTER;
                text.x = (x[0] + x[1]) / 2;
                text.baseline = is_stacked  ? (y[0] + y[1]) / 2 + size * 0.36
                                : value < 0 ? y[1] + size * 1.1
                                            : y[1] - size * 0.4;
            }
            bool fits = !is_stacked ||
                        (unit->is_horizontal
                                ? fabs(x[1] - x[0]) > text_width(plot, CHART_BOLD, size, words) + size * 0.3
                                : fabs(y[1] - y[0]) > size * 1.1);
            if (fits) {
                struct drawing_item *item = text_put(plot, DRAWING_DIRECT_LABEL, &text);
                item->cell = cell->number;
                const struct chart_style *style = &plot->form->style;
                uint32_t ground = is_stacked ? paint_of(plot, unit, row).fill : style->background;
                bool is_ink = chart_contrast(style->ink, ground) >= chart_contrast(style->background, ground);
                item->fill = is_ink ? style->ink : style->background;
            }
        }
    }
}
