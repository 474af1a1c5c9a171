#include <math.h>
#include <string.h>

#include "chart/plot.h"

// Pies, donuts, radial bars; text around them (Vega-Lite docs, arc).

#define TURN 6.283185307179586

// Angles clockwise from twelve o'clock.
static bool angles_of(const struct plot *plot, const struct unit *unit, size_t row, double out[2]) {
    const struct encoding *theta = &unit->encodings[CH_THETA], *theta2 = &unit->encodings[CH_THETA2];
    const struct scale *scale = &plot->scales[CH_THETA];
    out[0] = 0;
    out[1] = TURN;
    if (!theta->def) {
        return true;
    }
    if (theta->value) {
        out[1] = tree_number(theta->value, TURN);
        return true;
    }
    if (scale_is_discrete(scale)) {
        size_t index = scale_index(scale, table_at(&unit->table, theta->column, row));
        if (index == SIZE_MAX) {
            return false;
        }
        out[0] = TURN * scale_start(scale, index);
        out[1] = out[0] + TURN * (scale->type == SCALE_BAND ? scale_band(scale) : scale_step(scale));
        return true;
    }
    bool is_stacked = unit->stack != STACK_NONE && unit->stack_channel == CH_THETA;
    double from = scalar_number(table_at(&unit->table, theta->column, row));
    double to = is_stacked ? scalar_number(table_at(&unit->table, theta->end, row)) : 0;
    to = theta2->def && !theta2->value ? scalar_number(table_at(&unit->table, theta2->column, row)) : to;
    out[0] = TURN * scale_fraction(scale, is_stacked ? to : from); // Vega names the end first
    out[1] = TURN * scale_fraction(scale, is_stacked ? from : to);
    return !isnan(out[0]) && !isnan(out[1]);
}

static double radius_factor(const struct plot *plot, const struct cell *cell) {
    return fmin(cell->x1 - cell->x0, cell->y1 - cell->y0) / fmin(plot->ref_width, plot->ref_height);
}

static bool radii_of(
    const struct plot *plot, const struct unit *unit, const struct cell *cell, size_t row, double out[2]) {
    double whole = fmin(cell->x1 - cell->x0, cell->y1 - cell->y0) / 2, k = radius_factor(plot, cell);
    const struct encoding *radius = &unit->encodings[CH_RADIUS];
    const struct scale *scale = &plot->scales[CH_RADIUS];
    out[0] = mark_number(plot, unit, "innerRadius", 0) * k;
    out[1] =
        fmin(whole, mark_number(plot, unit, "outerRadius", mark_number(plot, unit, "radius", whole / k)) * k);
    if (radius->value) {
        out[1] = tree_number(radius->value, whole / k) * k;
    } else if (radius->def && scale->is_used) {
        double low = tree_number(tree_member(scale->def, "rangeMin"), 0) * k;
        double high = tree_number(tree_member(scale->def, "rangeMax"), whole / k) * k, place;
        if (!scale_class(scale,
                table_at(&unit->table, radius->end != TABLE_NONE ? radius->end : radius->column, row),
                &place)) {
            return false;
        }
        out[1] = low + (high - low) * place;
    }
    return out[1] >= out[0];
}

void mark_arcs(struct plot *plot, const struct unit *unit, const struct cell *cell, int set) {
    for (size_t row = 0; row < unit->table.rows && plot_goes_on(plot, 1); row++) {
        double angle[2], radius[2];
        if (!row_is_in(unit, cell, row) || !angles_of(plot, unit, row, angle) ||
            !radii_of(plot, unit, cell, row, radius)) {
            continue;
        }
        struct drawing_item *item = drawing_add(plot->drawing, DRAWING_MARK, DRAWING_ARC);
        struct paint paint = paint_of(plot, unit, row);
        item->cell = cell->number;
        item->set = set;
        item->at[0] = (cell->x0 + cell->x1) / 2;
        item->at[1] = (cell->y0 + cell->y1) / 2;
        memcpy(item->angle, angle, sizeof angle);
        memcpy(item->radius, radius, sizeof radius);
        paint_item(item, &paint);
    }
}

static enum chart_align align_of(const char *name, enum chart_align otherwise) {
    return strcmp(name, "left") == 0     ? CHART_LEFT
           : strcmp(name, "right") == 0  ? CHART_RIGHT
           : strcmp(name, "center") == 0 ? CHART_CENTER
                                         : otherwise;
}

static const char *words_of(const struct plot *plot, const struct unit *unit, size_t row) {
    const struct encoding *text = &unit->encodings[CH_TEXT];
    const struct tree *own = condition_value(plot, unit, text, row);
    own = own ? own : text->value;
    if (!own && encoding_has_scale(text)) {
        bool is_bin = text->bin && text->range != TABLE_NONE;
        struct scalar value = text->datum ? scalar_of_tree(text->datum)
                                          : table_at(&unit->table, is_bin ? text->range : text->column, row);
        return scalar_is_missing(value)
                   ? NULL
                   : plot_text(plot, text, tree_text(encoding_member(text, "format"), NULL), value);
    }
    own = own ? own : mark_property(plot, unit, "text");
    char room[SCALAR_TEXT_ROOM];
    return own ? arena_text(plot->arena, scalar_text(scalar_of_tree(own), room)) : NULL;
}

void mark_texts(struct plot *plot, const struct unit *unit, const struct cell *cell, int set) {
    double asked = mark_number(plot, unit, "fontSize", 0), least = plot->form->style.text, k = plot->scale;
    bool is_bold = tree_is_text(mark_property(plot, unit, "fontWeight"), "bold") || !(asked > 0);
    bool is_polar = unit->encodings[CH_THETA].def || unit->encodings[CH_RADIUS].def;
    const char *baseline = tree_text(mark_property(plot, unit, "baseline"), "middle");
    double size = asked > 0 ? fmax(asked * k, least) : least;
    for (size_t row = 0; row < unit->table.rows && plot_goes_on(plot, 1); row++) {
        const char *words = row_is_in(unit, cell, row) ? words_of(plot, unit, row) : NULL;
        double x = position_of(plot, unit, cell, CH_X, row), y = position_of(plot, unit, cell, CH_Y, row),
               angle[2], radius[2];
        if (!words) {
            continue;
        }
        if (is_polar && angles_of(plot, unit, row, angle) && radii_of(plot, unit, cell, row, radius)) {
            double middle = (angle[0] + angle[1]) / 2,
                   r = radius[1] + mark_number(plot, unit, "radiusOffset", 0) * radius_factor(plot, cell);
            x = (cell->x0 + cell->x1) / 2 + sin(middle) * r;
            y = (cell->y0 + cell->y1) / 2 - cos(middle) * r;
        }
        if (isnan(x) || isnan(y)) {
            continue;
        }
        struct paint paint = paint_of(plot, unit, row);
        struct drawing_text text = {.text = words,
            .face = is_bold ? CHART_BOLD : CHART_REGULAR,
            .size = size,
            .align = align_of(tree_text(mark_property(plot, unit, "align"), ""), CHART_CENTER),
            .x = x + mark_number(plot, unit, "dx", 0) * k,
            .leading = size * 1.2};
        double down = strcmp(baseline, "top") == 0                                             ? 0.78
                      : strcmp(baseline, "bottom") == 0 || strcmp(baseline, "alphabetic") == 0 ? -0.2
                                                                                               : 0.36;
        text.baseline = y + mark_number(plot, unit, "dy", 0) * k + down * size;
        struct drawing_item *item = text_put(plot, DRAWING_MARK, &text);
        item->cell = cell->number;
        item->set = set;
        item->at[0] = x;
        item->at[1] = y;
        item->has_fill = true;
        item->fill = paint.fill;
        item->alpha = paint.alpha;
    }
}
