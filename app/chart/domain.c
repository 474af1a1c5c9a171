#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "chart/color.h"
#include "chart/domain.h"
#include "chart/ticks.h"

// A scale for every channel: its type, its domain over all layers, its padding (Vega-Lite docs, scale).

static bool is_position(enum channel channel) {
    return channel == CH_X || channel == CH_Y;
}

static bool is_offset(enum channel channel) {
    return channel == CH_XOFFSET || channel == CH_YOFFSET;
}

static bool is_color(enum channel channel) {
    return channel == CH_COLOR || channel == CH_FILL || channel == CH_STROKE;
}

static bool is_bandlike(const struct unit *unit) {
    return unit->mark == MARK_BAR || unit->mark == MARK_RECT || unit->mark == MARK_RULE ||
           unit->mark == MARK_TICK;
}

static bool has_band_size(const struct unit *unit, enum channel channel) {
    const struct tree *size = tree_member(unit->def, channel == CH_X ? "width" : "height");
    return tree_member(size, "band") != NULL;
}

static enum scale_type default_type(
    const struct unit *unit, enum channel channel, const struct encoding *encoding) {
    bool is_polar = channel == CH_THETA || channel == CH_RADIUS;
    bool is_listed = channel == CH_SHAPE || channel == CH_DASH;
    if (encoding_is_discrete(encoding)) {
        if (is_color(channel) || is_listed) {
            return SCALE_ORDINAL;
        }
        bool has_offset = (channel == CH_X && encoding_has_scale(&unit->encodings[CH_XOFFSET])) ||
                          (channel == CH_Y && encoding_has_scale(&unit->encodings[CH_YOFFSET]));
        bool is_banded =
            tree_member(encoding_member(encoding, "axis"), "tickBand") || has_band_size(unit, channel);
        bool is_band =
            (is_position(channel) || is_offset(channel)) && (is_bandlike(unit) || has_offset || is_banded);
        return is_band || (is_polar && unit->mark == MARK_ARC) ? SCALE_BAND : SCALE_POINT;
    }
    if (is_listed) {
        return SCALE_ORDINAL;
    }
    if (encoding->type == TYPE_TEMPORAL) {
        return is_color(channel) && encoding->unit.parts && !(encoding->unit.parts & TIME_YEAR)
                   ? SCALE_ORDINAL
                   : SCALE_TIME;
    }
    return is_color(channel) && encoding->bin ? SCALE_BIN_ORDINAL : SCALE_LINEAR;
}

static bool type_of_name(const char *name, enum scale_type *out) {
    for (int i = SCALE_LINEAR; i < SCALE_NONE; i++) {
        if (strcmp(scale_type_name((enum scale_type)i), name) == 0) {
            *out = (enum scale_type)i;
            return true;
        }
    }
    return false;
}

static enum error choose_type(struct plot *plot, const struct unit *unit, struct scale *scale) {
    const struct tree *def = encoding_member(scale->lead, "scale"), *type = tree_member(def, "type");
    scale->def = def;
    scale->type = default_type(unit, scale->channel, scale->lead);
    if (tree_is(def, TREE_NULL)) {
        scale->type = SCALE_NONE;
    } else if (type && (!tree_is(type, TREE_TEXT) || !type_of_name(type->text, &scale->type))) {
        return plot_refuse(plot, type, "outside the subset: the scale %s", tree_text(type, "?"));
    }
    bool is_place = is_position(scale->channel) || scale->channel == CH_THETA || scale->channel == CH_RADIUS;
    if (is_place && (scale->type >= SCALE_ORDINAL)) {
        return plot_refuse(plot, type ? type : def, "a scale of this type gives no place on an axis");
    }
    bool is_banded = scale->type == SCALE_BAND || scale->type == SCALE_POINT || scale->type == SCALE_ORDINAL;
    if (!is_banded && scale->type != SCALE_NONE && encoding_is_discrete(scale->lead) && !scale->lead->datum &&
        scale->channel != CH_THETA && scale->channel != CH_RADIUS) {
        return plot_refuse(plot, type ? type : def, "a %s scale for names", scale_type_name(scale->type));
    }
    return ERROR_NONE;
}

static bool visit(struct plot *plot, enum channel channel, size_t *unit, const struct encoding **encoding) {
    for (; *unit < plot->unit_count; ++*unit) {
        *encoding = &plot->units[*unit].encodings[channel];
        if ((*encoding)->def && !(*encoding)->value && encoding_has_scale(*encoding)) {
            return true;
        }
    }
    return false;
}

// The extent over all layers: of x and x2, of stacks, of whole bins and units.
struct extent {
    double low, high;
};

static void widen(struct extent *extent, struct scalar value) {
    double number = scalar_number(value);
    if (!isnan(number)) {
        extent->low = fmin(extent->low, number);
        extent->high = fmax(extent->high, number);
    }
}

static struct scalar datum_value(const struct encoding *encoding) {
    double time = time_of_parts(encoding->datum);
    struct scalar value = isnan(time) ? scalar_of_tree(encoding->datum) : scalar_of_time(time);
    if (encoding->type == TYPE_TEMPORAL && value.kind == SCALAR_TEXT) {
        return scalar_of_time(time_parse(value.text));
    }
    return value;
}

static void widen_by(const struct plot *plot, struct extent *extent, const struct unit *unit,
    const struct encoding *encoding, enum channel channel) {
    bool is_stacked = unit->stack != STACK_NONE && unit->stack_channel == channel;
    bool has_end = is_stacked || encoding->bin ||
                   (encoding->unit.parts && (is_bandlike(unit)) && is_position(channel) &&
                       unit->mark != MARK_RULE && unit->mark != MARK_TICK);
    if (encoding->datum) {
        widen(extent, datum_value(encoding));
        return;
    }
    double place = encoding->unit.parts ? mark_number(plot, unit, "timeUnitBandPosition", 0.5) - 0.5 : 0;
    for (size_t row = 0; row < unit->table.rows; row++) {
        struct scalar start = table_at(&unit->table, encoding->column, row);
        struct scalar end = has_end ? table_at(&unit->table, encoding->end, row) : start;
        double shift = has_end ? (end.number - start.number) * place : 0;
        start.number += shift;
        end.number += shift;
        widen(extent, start);
        widen(extent, end);
    }
}

static enum channel second_of(enum channel channel) {
    return channel == CH_X        ? CH_X2
           : channel == CH_Y      ? CH_Y2
           : channel == CH_THETA  ? CH_THETA2
           : channel == CH_RADIUS ? CH_RADIUS2
                                  : CH_COUNT;
}

static struct extent extent_of(struct plot *plot, enum channel channel) {
    struct extent extent = {(double)INFINITY, -(double)INFINITY};
    const struct encoding *encoding;
    for (size_t i = 0; visit(plot, channel, &i, &encoding); i++) {
        widen_by(plot, &extent, &plot->units[i], encoding, channel);
        enum channel second = second_of(channel);
        if (second != CH_COUNT && plot->units[i].encodings[second].def) {
            widen_by(plot, &extent, &plot->units[i], &plot->units[i].encodings[second], second);
        }
    }
    return extent;
}

static bool wants_zero(const struct plot *plot, const struct scale *scale, bool has_domain) {
    const struct unit *unit = scale->lead_unit;
    const struct tree *zero = tree_member(scale->def, "zero"),
                      *config = tree_member(tree_member(plot->config, "scale"), "zero");
    bool is_curved = scale->type == SCALE_LOG || scale->type == SCALE_TIME || scale->type == SCALE_UTC;
    bool is_place = is_position(scale->channel) || scale->channel == CH_THETA || scale->channel == CH_RADIUS;
    if (is_curved || has_domain) {
        return false;
    }
    if (zero) {
        return tree_is_true(zero);
    }
    if (scale->channel == CH_SIZE) {
        return scale->type <= SCALE_SYMLOG && !scale->lead->bin;
    }
    if (!is_place || scale->lead->bin || scale->lead->is_binned) {
        return false;
    }
    bool is_long = unit->mark == MARK_BAR || unit->mark == MARK_AREA || unit->mark == MARK_LINE;
    if (is_long && scale->channel == (unit->is_horizontal ? CH_Y : CH_X)) {
        return false;
    }
    enum channel second = second_of(scale->channel);
    bool is_solid = unit->mark == MARK_BAR || unit->mark == MARK_AREA;
    return (is_solid && !unit->encodings[second].def) || !config || tree_is_true(config);
}

// Bars on a continuous axis keep clear of its ends by their thickness.
static void pad(const struct plot *plot, struct scale *scale) {
    const struct unit *unit = scale->lead_unit;
    double pixels = tree_number(tree_member(scale->def, "padding"), -1);
    bool across = scale->channel == (unit->is_horizontal ? CH_Y : CH_X);
    if (pixels < 0) {
        pixels = unit->mark == MARK_BAR && across && !scale->lead->bin && !scale->lead->is_binned &&
                         !scale->lead->unit.parts
                     ? 5
                     : 0;
    }
    double span = scale->channel == CH_X ? plot->ref_width : plot->ref_height;
    if (pixels > 0 && span > 2 * pixels && scale->type != SCALE_LOG) {
        double middle = (scale->domain[0] + scale->domain[2]) / 2, factor = span / (span - 2 * pixels);
        scale->domain[0] = middle + (scale->domain[0] - middle) * factor;
        scale->domain[2] = middle + (scale->domain[2] - middle) * factor;
    }
}

static void make_nice(struct scale *scale) {
    const struct tree *nice = tree_member(scale->def, "nice");
    bool wanted = nice ? tree_is_true(nice) || tree_is(nice, TREE_NUMBER) || tree_is(nice, TREE_TEXT)
                       : scale->type < SCALE_TIME;
    if (!wanted || scale->lead->bin || !(is_position(scale->channel) || is_offset(scale->channel))) {
        return;
    }
    if (scale->type == SCALE_LOG) {
        double base = log(scale->base), sign = scale->domain[0] < 0 ? -1 : 1;
        double a = log(scale->domain[0] * sign) / base, b = log(scale->domain[2] * sign) / base;
        scale->domain[0] = sign * pow(scale->base, sign > 0 ? floor(a + 1e-12) : ceil(a - 1e-12));
        scale->domain[2] = sign * pow(scale->base, sign > 0 ? ceil(b - 1e-12) : floor(b + 1e-12));
    } else if (scale->type == SCALE_TIME || scale->type == SCALE_UTC) {
        struct time_step step = time_step_for(scale->domain[0], scale->domain[2], tree_number(nice, 10));
        scale->domain[0] = time_step_floor(step, scale->domain[0]);
        double floor_of_end = time_step_floor(step, scale->domain[2]);
        scale->domain[2] =
            floor_of_end < scale->domain[2] ? time_step_next(step, floor_of_end) : floor_of_end;
    } else {
        ticks_nice(&scale->domain[0], &scale->domain[2], tree_number(nice, 10));
    }
}

static bool explicit_domain(const struct scale *scale, double out[2], size_t *count) {
    const struct tree *domain = tree_member(scale->def, "domain");
    *count = tree_is(domain, TREE_ARRAY) ? domain->count : 0;
    for (size_t i = 0; i < 2 && *count >= 2; i++) {
        const struct tree *end = tree_at(domain, i ? *count - 1 : 0);
        double time = time_of_parts(end);
        const char *text = tree_text(end, NULL);
        bool is_time = scale->type == SCALE_TIME || scale->type == SCALE_UTC;
        out[i] = !isnan(time) ? time
                 : text       ? (is_time ? time_parse(text) : (double)NAN)
                              : tree_number(end, (double)NAN);
    }
    return *count >= 2 && !isnan(out[0]) && !isnan(out[1]);
}

static enum error continuous_domain(struct plot *plot, struct scale *scale) {
    struct extent extent = extent_of(plot, scale->channel);
    double given[2];
    size_t count;
    bool has_domain = explicit_domain(scale, given, &count);
    const struct tree *low = tree_member(scale->def, "domainMin"),
                      *high = tree_member(scale->def, "domainMax");
    const struct tree *mid = tree_member(scale->def, "domainMid");
    if (!(extent.low <= extent.high)) {
        extent = scale->type == SCALE_LOG ? (struct extent){1, 10} : (struct extent){0, 1};
    }
    if (has_domain) {
        extent = (struct extent){given[0], given[1]};
    }
    if (wants_zero(plot, scale, has_domain)) {
        extent.low = fmin(0, extent.low);
        extent.high = fmax(0, extent.high);
    }
    extent.low = tree_number(low, extent.low);
    extent.high = tree_number(high, extent.high);
    if (scale->type == SCALE_LOG && !(extent.low > 0) && !(extent.high < 0)) {
        if (has_domain || extent.high <= 0) {
            return plot_refuse(plot, scale->def, "a logarithmic scale cannot show zero");
        }
        extent.low =
            extent.high; // values below one cannot be shown; the smallest positive one begins the axis
        const struct encoding *encoding;
        for (size_t i = 0; visit(plot, scale->channel, &i, &encoding); i++) {
            for (size_t row = 0; row < plot->units[i].table.rows; row++) {
                double number = scalar_number(table_at(&plot->units[i].table, encoding->column, row));
                extent.low = number > 0 ? fmin(extent.low, number) : extent.low;
            }
        }
    }
    scale->domain[0] = extent.low;
    scale->domain[2] = extent.high;
    scale->domain[1] =
        tree_number(mid, count == 3 ? tree_number(tree_at(tree_member(scale->def, "domain"), 1), 0) : 0);
    scale->has_mid = mid || count == 3;
    if (is_position(scale->channel) && !has_domain) {
        pad(plot, scale);
    }
    if (!has_domain && !low && !high) {
        make_nice(scale);
    }
    return ERROR_NONE;
}

static int compare_numbers(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

// Quantize, quantile, threshold, and colours of bins: where the classes meet.
static void class_breaks(struct plot *plot, struct scale *scale) {
    const struct tree *range = tree_member(scale->def, "range"), *domain = tree_member(scale->def, "domain");
    size_t classes = tree_is(range, TREE_ARRAY) && range->count > 1 ? range->count
                     : is_color(scale->channel)                     ? 5
                                                                    : 4,
           at = 0;
    if (scale->type == SCALE_THRESHOLD) {
        scale->break_count = tree_is(domain, TREE_ARRAY) ? domain->count : 0;
        scale->breaks = arena_array(plot->arena, scale->break_count + 1, sizeof *scale->breaks);
        for (size_t i = 0; i < scale->break_count; i++) {
            scale->breaks[i] = tree_number(tree_at(domain, i), 0);
        }
        return;
    }
    struct extent extent = extent_of(plot, scale->channel);
    extent = extent.low <= extent.high ? extent : (struct extent){0, 1};
    if (scale->type == SCALE_BIN_ORDINAL) {
        const struct table *table = &scale->lead_unit->table;
        double step = 0;
        for (size_t row = 0; row < table->rows && !(step > 0); row++) {
            step = scalar_number(table_at(table, scale->lead->end, row)) -
                   scalar_number(table_at(table, scale->lead->column, row));
        }
        classes = step > 0 ? (size_t)fmin(64, round((extent.high - extent.low) / step)) : 1;
    }
    scale->break_count = classes - 1;
    scale->breaks = arena_array(plot->arena, classes + 1, sizeof *scale->breaks);
    double *all = arena_array(plot->arena, 1, sizeof *all);
    if (scale->type == SCALE_QUANTILE) {
        size_t rows = 0;
        const struct encoding *encoding;
        for (size_t i = 0; visit(plot, scale->channel, &i, &encoding); i++) {
            rows += plot->units[i].table.rows;
        }
        all = arena_array(plot->arena, rows + 1, sizeof *all);
        for (size_t i = 0; visit(plot, scale->channel, &i, &encoding); i++) {
            for (size_t row = 0; row < plot->units[i].table.rows; row++) {
                double number = scalar_number(table_at(&plot->units[i].table, encoding->column, row));
                if (!isnan(number)) {
                    all[at++] = number;
                }
            }
        }
        qsort(all, at, sizeof *all, compare_numbers);
    }
    if (tree_is_true(tree_member(scale->def, "zero"))) {
        extent.low = fmin(0, extent.low);
    }
    scale->domain[0] = extent.low;
    scale->domain[2] = extent.high;
    for (size_t i = 0; i < scale->break_count; i++) {
        double p = (double)(i + 1) / (double)classes, place = p * (double)(at ? at - 1 : 0);
        size_t below = (size_t)place;
        double next = below + 1 < at ? all[below + 1] : all[below];
        scale->breaks[i] = scale->type == SCALE_QUANTILE && at > 0
                               ? all[below] + (next - all[below]) * (place - (double)below)
                               : extent.low + (extent.high - extent.low) * p;
    }
}

// Okabe–Ito colours, ramps and what the spec itself asks for.
static void color_range(struct plot *plot, struct scale *scale) {
    static const uint32_t dark_ramp[] = {0x27486b, 0x3f7fb5, 0x6fc0f0, 0xdff1ff};
    static const uint32_t light_ramp[] = {0x9fc5e3, 0x5a9bd0, 0x1f66ad, 0x0a2f66};
    static const uint32_t diverging[] = {0x2a78b8, 0x8fbfe0, 0xe8e4dc, 0xf0b26a, 0xd5700a};
    const struct tree *range = tree_member(scale->def, "range");
    const struct chart_style *style = &plot->form->style;
    bool is_dark = chart_luminance(style->background) < 0.18;
    uint32_t *colors = arena_array(plot->arena, 64, sizeof *colors);
    scale->colors = colors;
    scale->is_ramp = !scale_is_discrete(scale);
    for (size_t i = 0; tree_is(range, TREE_ARRAY) && i < range->count && i < 64; i++) {
        const char *text = tree_text(&range->children[i], NULL);
        uint32_t color;
        if (text && spec_color(plot, text, &color)) {
            colors[scale->color_count++] = paint_readable(plot, color);
        }
    }
    if (scale->color_count > 0) {
        scale->is_ramp = scale_is_continuous(scale);
        return;
    }
    const char *field = tree_text(tree_member(range, "field"), NULL); // a colour in each row
    for (size_t i = 0; field && i < scale->count && i < 64; i++) {
        struct table *table = &plot->units[0].raw;
        size_t of = table_field(table, scale->lead->field), column = table_field(table, field);
        for (size_t row = 0; row < table->rows; row++) {
            struct scalar named = table_at(table, column, row);
            uint32_t color;
            if (scalar_is_equal(table_at(table, of, row), scale->values[i]) && named.kind == SCALAR_TEXT &&
                spec_color(plot, named.text, &color)) {
                colors[i] = paint_readable(plot, color);
            }
        }
        scale->color_count = scale->count;
    }
    if (scale->color_count > 0) {
        return;
    }
    if (!scale->is_ramp) {
        // past the palette the same hues come again, paler each time
        for (size_t i = 0; i < 64; i++) {
            uint32_t color = style->palette[i % style->palette_count];
            size_t round = i / style->palette_count;
            double fade = (double)round * 0.4;
            colors[i] = color_mix(color, style->ink, fade > 0.8 ? 0.8 : fade);
        }
        scale->color_count = 64;
        if (scale->lead->type == TYPE_ORDINAL && scale->count > 2) { // an order shows as a ramp
            for (size_t i = 0; i < scale->count && i < 64; i++) {
                colors[i] =
                    color_ramp(is_dark ? dark_ramp : light_ramp, 4, (double)i / (double)(scale->count - 1));
            }
        }
        return;
    }
    bool is_split = scale->has_mid || tree_is_text(range, "diverging");
    scale->colors = is_split ? diverging : is_dark ? dark_ramp : light_ramp;
    scale->color_count = is_split ? 5 : 4;
}

static void other_range(struct plot *plot, struct scale *scale) {
    const struct tree *range = tree_member(scale->def, "range");
    size_t count = tree_is(range, TREE_ARRAY) ? range->count : 0;
    struct scalar *ranges = arena_array(plot->arena, count + 1, sizeof *ranges);
    for (size_t i = 0; i < count; i++) {
        ranges[i] = scalar_of_tree(&range->children[i]);
    }
    scale->ranges = ranges;
    scale->range_count = count;
}

static double config_number(
    const struct plot *plot, const struct scale *scale, const char *own, const char *name, double otherwise) {
    const struct tree *def = tree_member(scale->def, own), *all = tree_member(scale->def, "padding");
    const struct tree *config = tree_member(tree_member(plot->config, "scale"), name);
    return tree_number(def, tree_number(all, tree_number(config, otherwise)));
}

static void band_padding(struct plot *plot, struct scale *scale) {
    const struct unit *unit = scale->lead_unit;
    bool is_inner = is_offset(scale->channel);
    enum channel offset = scale->channel == CH_X ? CH_XOFFSET : CH_YOFFSET;
    bool is_nested = is_position(scale->channel) && plot->scales[offset].is_used;
    bool is_polar = scale->channel == CH_THETA || scale->channel == CH_RADIUS;
    scale->align = tree_number(tree_member(scale->def, "align"), 0.5);
    if (scale->type == SCALE_POINT) {
        scale->outer = is_polar ? 0 : config_number(plot, scale, "paddingOuter", "pointPadding", 0.5);
        return;
    }
    double inner = is_inner || is_polar      ? 0
                   : is_nested               ? 0.2
                   : unit->mark == MARK_BAR  ? 0.1
                   : unit->mark == MARK_TICK ? 0.25
                                             : 0;
    scale->inner = fmin(1, fmax(0, config_number(plot, scale, "paddingInner", "bandPaddingInner", inner)));
    double outer = is_inner || is_polar ? 0 : is_nested ? 0.2 : scale->inner / 2;
    scale->outer = fmax(0, config_number(plot, scale, "paddingOuter", "bandPaddingOuter", outer));
}

// Bars and lines over the same names: the bars' bands (Vega-Lite docs, resolve).
static enum error merge_types(struct plot *plot, struct scale *scale) {
    const struct encoding *encoding;
    for (size_t i = 0; visit(plot, scale->channel, &i, &encoding); i++) {
        struct scale other = {.channel = scale->channel, .lead = encoding};
        enum error error = choose_type(plot, &plot->units[i], &other);
        if (error) {
            return error;
        }
        bool is_named = scale->type == SCALE_BAND || scale->type == SCALE_POINT;
        bool other_named = other.type == SCALE_BAND || other.type == SCALE_POINT;
        if (is_named && other.type == SCALE_BAND) {
            scale->type = SCALE_BAND;
        } else if (is_named != other_named && is_position(scale->channel) && !encoding->datum) {
            return plot_refuse(plot, encoding->def, "the layers' scales do not go together");
        }
        scale->def = scale->def ? scale->def : other.def;
    }
    return ERROR_NONE;
}

static enum error build_one(struct plot *plot, enum channel channel) {
    struct scale *scale = &plot->scales[channel];
    enum error error = merge_types(plot, scale);
    if (error) {
        return error;
    }
    const struct tree *exponent = tree_member(scale->def, "exponent");
    scale->exponent = tree_number(exponent, 1);
    scale->base = fmax(1.0001, tree_number(tree_member(scale->def, "base"), 10));
    scale->constant = fmax(1e-12, tree_number(tree_member(scale->def, "constant"), 1));
    scale->is_clamped = tree_is_true(tree_member(scale->def, "clamp"));
    bool is_descending = tree_is_text(encoding_member(scale->lead, "sort"), "descending");
    scale->is_reversed = tree_is_true(tree_member(scale->def, "reverse"));
    if (scale_is_continuous(scale)) {
        scale->is_reversed = scale->is_reversed != is_descending;
        error = continuous_domain(plot, scale);
    } else if (scale_is_discrete(scale)) {
        domain_of_names(plot, scale);
        band_padding(plot, scale);
    } else if (scale->type != SCALE_NONE) {
        class_breaks(plot, scale);
    }
    if (is_color(channel)) {
        color_range(plot, scale);
    } else {
        other_range(plot, scale);
    }
    return error;
}

enum error scales_build(struct plot *plot) {
    static const enum channel scaled[] = {CH_XOFFSET, CH_YOFFSET, CH_X, CH_Y, CH_COLOR, CH_FILL, CH_STROKE,
        CH_DASH, CH_WIDTH, CH_SIZE, CH_SHAPE, CH_OPACITY, CH_FILLOPACITY, CH_STROKEOPACITY, CH_THETA,
        CH_RADIUS};
    size_t count = sizeof scaled / sizeof *scaled;
    for (size_t i = 0; i < count; i++) {
        struct scale *scale = &plot->scales[scaled[i]];
        const struct encoding *encoding;
        size_t unit = 0;
        scale->channel = scaled[i];
        scale->is_used = visit(plot, scaled[i], &unit, &encoding);
        if (scale->is_used) {
            scale->lead = encoding;
            scale->lead_unit = &plot->units[unit];
            enum error error = choose_type(plot, scale->lead_unit, scale);
            if (error) {
                return error;
            }
        }
    }
    for (size_t i = 0; i < plot->unit_count; i++) {
        const struct unit *unit = &plot->units[i];
        for (int j = CH_XOFFSET; j <= CH_YOFFSET; j++) {
            bool is_solid = unit->mark == MARK_BAR || unit->mark == MARK_AREA || unit->mark == MARK_RECT;
            if (is_solid && unit->encodings[j].def && !unit->encodings[j].value && plot->scales[j].is_used &&
                scale_is_continuous(&plot->scales[j])) {
                return plot_refuse(plot, unit->encodings[j].def,
                    "outside the subset: a quantitative offset of bars and areas");
            }
        }
    }
    plot_size(plot); // the spec's own size needs the offsets' names, the domains need the size
    for (size_t i = 0; i < count; i++) {
        enum error error = plot->scales[scaled[i]].is_used ? build_one(plot, scaled[i]) : ERROR_NONE;
        if (error) {
            return error;
        }
    }
    plot_size(plot);
    return ERROR_NONE;
}
