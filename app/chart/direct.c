#include <math.h>
#include <string.h>

#include "chart/color.h"
#include "chart/plot.h"

// The name of a line at its end instead of a legend: where usermeta.kiosk says "labels": "direct", and by
// default where the legend would have no title and a few lines end apart from each other.

#define MOST_LINES 12
#define FEW_LINES 6

static const struct scale *series_scale(const struct plot *plot) {
    return plot->scales[CH_COLOR].is_used ? &plot->scales[CH_COLOR] : &plot->scales[CH_STROKE];
}

static bool is_asked(const struct plot *plot) {
    return tree_is_text(tree_member(plot->kiosk, "labels"), "direct");
}

// A legend says more than names, or has been forbidden.
static bool has_more_to_say(const struct plot *plot, const struct scale *series) {
    const struct tree *legend = encoding_member(series->lead, "legend"),
                      *title = tree_member(legend, "title");
    title = title ? title : encoding_member(series->lead, "title");
    if (tree_is(legend, TREE_NULL) || !title || title_words(plot, title)) {
        return true;
    }
    for (int i = CH_COLOR; i <= CH_STROKEOPACITY; i++) {
        if (plot->scales[i].is_used && &plot->scales[i] != series) {
            return true;
        }
    }
    return false;
}

bool plot_wants_direct_labels(const struct plot *plot) {
    const struct scale *scale = series_scale(plot);
    if (plot->has_no_room_for_names || !scale->is_used || !scale_is_discrete(scale) || plot->facet.is_used ||
        scale->lead->datum) {
        return false;
    }
    enum mark mark = scale->lead_unit->mark;
    if (is_asked(plot)) {
        return scale->count <= MOST_LINES && (mark == MARK_LINE || mark == MARK_AREA);
    }
    return mark == MARK_LINE && plot->unit_count == 1 && scale->count >= 2 && scale->count <= FEW_LINES &&
           !tree_member(plot->kiosk, "labels") && !has_more_to_say(plot, scale);
}

static const char *name_of(const struct plot *plot, const struct scale *scale, size_t i, double width) {
    const char *name = plot_text(plot, scale->lead, NULL, scale->values[i]);
    return text_wrap(plot, CHART_BOLD, plot->form->style.text, name, width, 2);
}

#define WIDEST 0.26 // of the room: what names may take of it

double direct_labels_width(const struct plot *plot) {
    const struct scale *scale = series_scale(plot);
    double size = plot->form->style.text, widest = 0;
    for (size_t i = 0; plot_wants_direct_labels(plot) && i < scale->count; i++) {
        const char *name = name_of(plot, scale, i, plot->form->width * WIDEST);
        widest = fmax(widest, text_width(plot, CHART_BOLD, size, name));
    }
    return widest > 0 ? widest + size : 0;
}

struct ending {
    bool is_found;
    double x, y, at; // the line's end, and where its label stands
    double half;     // of the label's height
    uint32_t color;
    const char *name;
};

// Where each series ends: its rightmost point.
static void find_endings(
    const struct plot *plot, const struct cell *cell, const struct scale *scale, struct ending *out) {
    const struct unit *unit = scale->lead_unit;
    for (size_t row = 0; row < unit->table.rows; row++) {
        double x = position_of(plot, unit, cell, CH_X, row), y = position_of(plot, unit, cell, CH_Y, row);
        size_t index = scale_index(scale, table_at(&unit->table, scale->lead->column, row));
        if (index >= MOST_LINES || isnan(x) || isnan(y) || (out[index].is_found && out[index].x > x)) {
            continue;
        }
        if (unit->mark == MARK_AREA && unit->stack != STACK_NONE) { // in the middle of its band
            double from = scalar_number(table_at(&unit->table, unit->encodings[CH_Y].column, row));
            y = (y + pixel_of(plot, cell, CH_Y, scale_fraction(&plot->scales[CH_Y], from))) / 2;
        }
        struct paint paint = paint_of(plot, unit, row);
        out[index].is_found = true;
        out[index].x = x;
        out[index].y = out[index].at = y;
        out[index].color = paint.has_stroke ? paint.stroke : paint.fill;
    }
    for (size_t i = 0; i < scale->count; i++) {
        out[i].name = name_of(plot, scale, i, plot->form->width * WIDEST);
        out[i].half = plot->form->style.text * (0.04 + 0.52 * (double)text_lines(out[i].name));
    }
}

// Labels that would overlap push each other apart, as little as possible and never farther than `past` out of
// the cell.
static void spread(struct ending *endings, size_t count, const struct cell *cell, double past) {
    for (int round = 0; round < 60; round++) {
        bool moved = false;
        for (size_t i = 0; i < count; i++) {
            for (size_t j = 0; j < count; j++) {
                struct ending *a = &endings[i], *b = &endings[j];
                bool is_pair =
                    i != j && a->is_found && b->is_found && (a->y < b->y || (!(b->y < a->y) && i < j));
                double gap = a->half + b->half;
                if (is_pair && b->at - a->at < gap - 0.01) {
                    double push = (gap - (b->at - a->at)) / 2;
                    a->at -= push;
                    b->at += push;
                    moved = true;
                }
            }
            double air = endings[i].half - past;
            endings[i].at = fmax(cell->y0 + air, fmin(cell->y1 - air, endings[i].at));
        }
        if (!moved) {
            return;
        }
    }
}

// None over another. Unless they were asked for, each must also stand where its line ends.
static bool they_fit(
    const struct plot *plot, const struct ending *endings, size_t count, const struct cell *cell) {
    double size = plot->form->style.text, farthest = is_asked(plot) ? size * 4 : size * 0.9;
    double early = is_asked(plot) ? (double)INFINITY : size * 1.5;
    for (size_t i = 0; i < count; i++) {
        const struct ending *a = &endings[i];
        if (!a->is_found) {
            continue;
        }
        if (fabs(a->at - a->y) > farthest || cell->x1 - a->x > early) {
            return false;
        }
        for (size_t k = 0; k < i; k++) {
            if (endings[k].is_found && fabs(endings[k].at - a->at) < a->half + endings[k].half - size * 0.1) {
                return false;
            }
        }
    }
    return true;
}

static void register_legend(struct plot *plot, const struct scale *scale) {
    bool is_line = scale->lead_unit->mark == MARK_LINE;
    plot->drawing->legends = arena_array(plot->arena, 2, sizeof *plot->drawing->legends);
    plot->drawing->legends[0] = (struct drawing_legend){.kind = "symbol",
        .channels = {is_line ? "stroke" : "fill"},
        .scales = {channel_name(scale->channel)}};
    plot->drawing->legend_count = 1;
}

static void put_name(
    struct plot *plot, const struct cell *cell, const struct ending *ending, struct scalar value) {
    double size = plot->form->style.text, dot = size * 0.42;
    struct drawing_item *symbol = drawing_add(plot->drawing, DRAWING_LEGEND_SYMBOL, DRAWING_SYMBOL);
    symbol->legend = 0;
    symbol->at[0] = ending->x;
    symbol->at[1] = ending->y;
    symbol->size = dot * dot * 0.785;
    symbol->shape = "circle";
    symbol->has_fill = true;
    symbol->fill = ending->color;
    double lines = (double)text_lines(ending->name), leading = size * 1.04;
    struct drawing_text text = {ending->name, CHART_BOLD, size, CHART_LEFT, cell->x1 + size * 0.55,
        ending->at + size * 0.36 - (lines - 1) * leading / 2, leading};
    struct drawing_item *item = text_put(plot, DRAWING_LEGEND_LABEL, &text);
    item->legend = 0;
    item->value = value;
    item->fill = chart_readable(ending->color, plot->form->style.background, 4.5);
}

bool direct_labels_draw(struct plot *plot, const struct cell *cell) {
    const struct scale *scale = series_scale(plot);
    struct ending endings[MOST_LINES] = {{0}};
    size_t count = scale->count;
    find_endings(plot, cell, scale, endings);
    spread(endings, count, cell, plot->form->style.text * 0.26);
    if (!they_fit(plot, endings, count, cell)) {
        return false;
    }
    register_legend(plot, scale);
    for (size_t i = 0; i < count; i++) {
        if (endings[i].is_found) {
            put_name(plot, cell, &endings[i], scale->values[i]);
        }
    }
    return true;
}
