#include <math.h>
#include <string.h>

#include "chart/color.h"
#include "chart/plot.h"

// What colour, how thick, how dense: channels, mark properties, the theme, in this order.

#define READABLE 2.2 // contrast of a shape against the ground; lines of text need more

uint32_t paint_readable(const struct plot *plot, uint32_t color) {
    return chart_readable(color, plot->form->style.background, READABLE);
}

bool spec_color(const struct plot *plot, const char *text, uint32_t *out) {
    const struct chart_style *style = &plot->form->style;
    if (strcmp(text, "transparent") == 0 || strcmp(text, "none") == 0 || !color_parse(text, out)) {
        return false;
    }
    *out = *out == 0x000000 ? style->ink : *out == 0xffffff ? style->background : *out;
    return true;
}

static struct scalar channel_value(const struct unit *unit, const struct encoding *encoding, size_t row) {
    bool is_name = encoding->bin && encoding_is_discrete(encoding);
    return encoding->datum ? scalar_of_tree(encoding->datum)
                           : table_at(&unit->table, is_name ? encoding->range : encoding->column, row);
}

const struct tree *condition_value(
    const struct plot *plot, const struct unit *unit, const struct encoding *encoding, size_t row) {
    const struct tree *condition = encoding_member(encoding, "condition");
    size_t count = tree_is(condition, TREE_ARRAY) ? condition->count : condition ? 1 : 0;
    for (size_t i = 0; i < count; i++) {
        const struct tree *one = tree_is(condition, TREE_ARRAY) ? &condition->children[i] : condition;
        struct table table = table_row(&unit->table, row);
        struct plot quiet = *plot;
        bool keep[2] = {false};
        quiet.reason = NULL;
        if (predicate_read(&quiet, tree_member(one, "test"), &table, keep) == ERROR_NONE && keep[0]) {
            return tree_member(one, "value");
        }
    }
    return NULL;
}

static bool channel_color(
    const struct plot *plot, const struct unit *unit, enum channel channel, size_t row, uint32_t *out) {
    const struct encoding *encoding = &unit->encodings[channel];
    if (!encoding->def) {
        return false;
    }
    const struct tree *value = condition_value(plot, unit, encoding, row);
    if (encoding->single == SINGLE_OVERRULED) {
        return false;
    }
    if (highlight_single(plot, encoding, value != NULL, out)) {
        return true;
    }
    value = value ? value : encoding->value;
    if (value) {
        if (!tree_is(value, TREE_TEXT) || !spec_color(plot, value->text, out)) {
            return false;
        }
        *out = paint_readable(plot, *out);
        return true;
    }
    if (!encoding_has_scale(encoding)) {
        return false;
    }
    uint32_t missing = color_mix(plot->form->style.dim, plot->form->style.background, 0.4);
    *out = paint_readable(
        plot, scale_color(&plot->scales[channel], channel_value(unit, encoding, row), missing));
    return true;
}

static uint32_t default_color(const struct plot *plot, const struct unit *unit) {
    const struct chart_style *style = &plot->form->style;
    const char *own = tree_text(mark_property(plot, unit, "color"), NULL);
    uint32_t color;
    if (own && spec_color(plot, own, &color)) {
        return paint_readable(plot, color);
    }
    if (unit->mark == MARK_TEXT || unit->mark == MARK_RULE) {
        return unit->mark == MARK_TEXT ? style->ink : style->dim;
    }
    return style->palette[0];
}

bool unit_is_filled(const struct plot *plot, const struct unit *unit) {
    const struct tree *filled = mark_property(plot, unit, "filled");
    bool by_default =
        unit->mark != MARK_LINE && unit->mark != MARK_RULE && strcmp(unit->mark_name, "point") != 0;
    return tree_is(filled, TREE_BOOL) ? tree_is_true(filled) : by_default;
}

static double channel_number(const struct plot *plot, const struct unit *unit, enum channel channel,
    size_t row, double low, double high, double otherwise) {
    const struct encoding *encoding = &unit->encodings[channel];
    if (!encoding->def) {
        return otherwise;
    }
    const struct tree *value = condition_value(plot, unit, encoding, row);
    value = value ? value : encoding->value;
    if (value || !encoding_has_scale(encoding)) {
        return tree_number(value, otherwise);
    }
    return scale_number(&plot->scales[channel], channel_value(unit, encoding, row), low, high);
}

static double stroke_width(const struct plot *plot, const struct unit *unit, size_t row) {
    bool is_path = unit->mark == MARK_LINE || unit->mark == MARK_RULE;
    double otherwise =
        mark_number(plot, unit, "strokeWidth", unit->mark == MARK_LINE || unit->mark == MARK_POINT ? 2 : 1);
    if (is_path) {
        otherwise = mark_number(plot, unit, "size", otherwise);
        otherwise = channel_number(plot, unit, CH_SIZE, row, 1, 4, otherwise);
    }
    otherwise = channel_number(plot, unit, CH_WIDTH, row, 1, 4, otherwise);
    // a line that shows on paper is thin on a wall
    return fmax(otherwise * plot->scale, unit->mark == MARK_LINE ? plot->form->style.text * 0.17 : 2);
}

static void read_dash(const struct plot *plot, const struct tree *dash, double out[4]) {
    for (size_t i = 0; tree_is(dash, TREE_ARRAY) && i < 4 && i < dash->count; i++) {
        out[i] = fmax(0, tree_number(tree_at(dash, i), 0)) * plot->scale;
    }
}

void dash_in(const struct plot *plot, const struct scale *scale, struct scalar value, double out[4]) {
    static const double patterns[][4] = {
        {0, 0, 0, 0}, {4, 2, 0, 0}, {2, 1, 0, 0}, {1, 1, 0, 0}, {1, 2, 4, 2}};
    const struct tree *range = tree_member(scale->def, "range");
    size_t index = scale_index(scale, value);
    index = index == SIZE_MAX ? 0 : index;
    memset(out, 0, 4 * sizeof *out);
    if (tree_is(range, TREE_ARRAY) && range->count > 0) {
        read_dash(plot, tree_at(range, index % range->count), out);
        return;
    }
    for (int i = 0; i < 4; i++) {
        out[i] = patterns[index % 5][i] * plot->scale * 1.4;
    }
}

static void dash_of(const struct plot *plot, const struct unit *unit, size_t row, double out[4]) {
    const struct encoding *encoding = &unit->encodings[CH_DASH];
    const struct tree *own = condition_value(plot, unit, encoding, row);
    own = own ? own : encoding->value;
    memset(out, 0, 4 * sizeof *out);
    if (!own && encoding_has_scale(encoding) && plot->scales[CH_DASH].is_used) {
        dash_in(plot, &plot->scales[CH_DASH], channel_value(unit, encoding, row), out);
        return;
    }
    read_dash(plot, own ? own : mark_property(plot, unit, "strokeDash"), out);
}

struct paint paint_of(const struct plot *plot, const struct unit *unit, size_t row) {
    struct paint paint = {.alpha = 1};
    uint32_t color = default_color(plot, unit), own;
    bool has_color = channel_color(plot, unit, CH_COLOR, row, &color);
    color = highlight_color(plot, unit, row, has_color, color);
    paint.has_fill = unit_is_filled(plot, unit);
    paint.has_stroke = !paint.has_fill;
    paint.fill = paint.stroke = color;
    const char *fill = tree_text(mark_property(plot, unit, "fill"), NULL),
               *stroke = tree_text(mark_property(plot, unit, "stroke"), NULL);
    if (fill && spec_color(plot, fill, &own)) {
        paint.has_fill = true;
        paint.fill = own;
    }
    if (stroke && spec_color(plot, stroke, &own)) {
        paint.has_stroke = true;
        paint.stroke = own;
    }
    if (channel_color(plot, unit, CH_FILL, row, &own)) {
        paint.has_fill = true;
        paint.fill = own;
    }
    if (channel_color(plot, unit, CH_STROKE, row, &own)) {
        paint.has_stroke = true;
        paint.stroke = own;
    }
    bool is_dense = unit->mark == MARK_POINT && !unit->is_aggregate;
    double alpha = tree_number(mark_property(plot, unit, "opacity"), is_dense                  ? 0.85
                                                                     : unit->mark == MARK_TICK ? 0.85
                                                                                               : 1);
    alpha = channel_number(plot, unit, CH_OPACITY, row, LEAST_OPACITY, MOST_OPACITY, alpha);
    enum channel part = paint.has_fill ? CH_FILLOPACITY : CH_STROKEOPACITY;
    alpha *= channel_number(
        plot, unit, part, row, LEAST_OPACITY, MOST_OPACITY, mark_number(plot, unit, channel_name(part), 1));
    paint.alpha = fmin(1, fmax(0, alpha));
    paint.width = stroke_width(plot, unit, row);
    dash_of(plot, unit, row, paint.dash);
    return paint;
}

void paint_item(struct drawing_item *item, const struct paint *paint) {
    item->has_fill = paint->has_fill;
    item->has_stroke = paint->has_stroke;
    item->fill = paint->fill;
    item->stroke = paint->stroke;
    item->alpha = paint->alpha;
    item->width = paint->width;
    memcpy(item->dash, paint->dash, sizeof item->dash);
}

double size_in(const struct scale *scale, struct scalar value) {
    bool is_from_zero = scale_is_continuous(scale) && scale->domain[0] <= 0;
    return scale_number(scale, value, is_from_zero ? 0 : 9, 361);
}

double size_of(const struct plot *plot, const struct unit *unit, size_t row) {
    const struct encoding *encoding = &unit->encodings[CH_SIZE];
    const struct scale *scale = &plot->scales[CH_SIZE];
    double size = mark_number(plot, unit, "size", 30);
    bool is_scaled = encoding->def && !encoding->value && encoding_has_scale(encoding) && scale->is_used;
    if (is_scaled && !condition_value(plot, unit, encoding, row)) {
        return size_in(scale, channel_value(unit, encoding, row));
    }
    return channel_number(plot, unit, CH_SIZE, row, 9, 361, size);
}

const char *shape_in(const struct plot *plot, const struct scale *scale, struct scalar value) {
    static const char *const shapes[] = {"circle", "square", "cross", "diamond", "triangle-up",
        "triangle-down", "triangle-right", "triangle-left"};
    size_t index = scale_index(scale, value);
    if (index != SIZE_MAX && scale->range_count) {
        char room[SCALAR_TEXT_ROOM];
        return arena_text(plot->arena, scalar_text(scale->ranges[index % scale->range_count], room));
    }
    return shapes[index == SIZE_MAX ? 0 : index % 8];
}

const char *shape_of(const struct plot *plot, const struct unit *unit, size_t row) {
    const struct encoding *encoding = &unit->encodings[CH_SHAPE];
    const char *own = tree_text(
        mark_property(plot, unit, "shape"), strcmp(unit->mark_name, "square") == 0 ? "square" : "circle");
    const struct tree *value = condition_value(plot, unit, encoding, row);
    value = value ? value : encoding->value;
    if (value) {
        return tree_text(value, own);
    }
    bool is_scaled = encoding_has_scale(encoding) && plot->scales[CH_SHAPE].is_used;
    return is_scaled ? shape_in(plot, &plot->scales[CH_SHAPE], channel_value(unit, encoding, row)) : own;
}
