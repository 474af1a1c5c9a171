#include <math.h>
#include <string.h>

#include "chart/domain.h"
#include "chart/ticks.h"

// The domain of a continuous scale, over all layers (Vega-Lite docs, scale: domain, zero, nice, padding).

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
                   (encoding->unit.parts && (unit_is_banded(unit)) && channel_is_position(channel) &&
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

struct extent domain_extent(struct plot *plot, enum channel channel) {
    struct extent extent = {(double)INFINITY, -(double)INFINITY};
    const struct encoding *encoding;
    for (size_t i = 0; scale_visit(plot, channel, &i, &encoding); i++) {
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
    bool is_place =
        channel_is_position(scale->channel) || scale->channel == CH_THETA || scale->channel == CH_RADIUS;
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

static bool step_of_name(const char *name, struct time_step *out) {
    static const struct {
        const char *name;
        enum time_part part;
    } parts[] = {{"millisecond", TIME_MILLISECONDS}, {"second", TIME_SECONDS}, {"minute", TIME_MINUTES},
        {"hour", TIME_HOURS}, {"day", TIME_DATE}, {"week", TIME_WEEK}, {"month", TIME_MONTH},
        {"year", TIME_YEAR}};
    for (size_t i = 0; name && i < sizeof parts / sizeof *parts; i++) {
        if (strcmp(parts[i].name, name) == 0) {
            *out = (struct time_step){parts[i].part, 1};
            return true;
        }
    }
    return false;
}

static void make_nice(struct scale *scale) {
    const struct tree *nice = tree_member(scale->def, "nice");
    bool wanted = nice ? tree_is_true(nice) || tree_is(nice, TREE_NUMBER) || tree_is(nice, TREE_TEXT)
                       : scale->type < SCALE_TIME;
    if (!wanted || scale->lead->bin ||
        !(channel_is_position(scale->channel) || channel_is_offset(scale->channel))) {
        return;
    }
    if (scale->type == SCALE_LOG) {
        double base = log(scale->base), sign = scale->domain[0] < 0 ? -1 : 1;
        double a = log(scale->domain[0] * sign) / base, b = log(scale->domain[2] * sign) / base;
        scale->domain[0] = sign * pow(scale->base, sign > 0 ? floor(a + 1e-12) : ceil(a - 1e-12));
        scale->domain[2] = sign * pow(scale->base, sign > 0 ? ceil(b - 1e-12) : floor(b + 1e-12));
    } else if (scale->type == SCALE_TIME || scale->type == SCALE_UTC) {
        struct time_step step;
        if (!step_of_name(tree_text(nice, NULL), &step)) {
            step = time_step_for(scale->domain[0], scale->domain[2], tree_number(nice, 10));
        }
        scale->domain[0] = time_step_floor(step, scale->domain[0]);
        double floor_of_end = time_step_floor(step, scale->domain[2]);
        scale->domain[2] =
            floor_of_end < scale->domain[2] ? time_step_next(step, floor_of_end) : floor_of_end;
    } else {
        ticks_nice(&scale->domain[0], &scale->domain[2], tree_number(nice, 10));
    }
}

// What a scale says of its domain in other ways than are read here.
static enum error check_domain(struct plot *plot, const struct scale *scale) {
    const struct tree *domain = tree_member(scale->def, "domain"), *nice = tree_member(scale->def, "nice");
    bool is_time = scale->type == SCALE_TIME || scale->type == SCALE_UTC;
    struct time_step step;
    if (domain && !tree_is(domain, TREE_ARRAY) && !tree_is(domain, TREE_NULL)) {
        return plot_refuse(plot, domain, "outside the subset: a domain that is no list");
    }
    bool is_known = !nice || tree_is(nice, TREE_BOOL) || tree_is(nice, TREE_NUMBER) ||
                    tree_is(nice, TREE_NULL) || (is_time && step_of_name(tree_text(nice, NULL), &step));
    return is_known ? ERROR_NONE : plot_refuse(plot, nice, "outside the subset: \"nice\" of this kind");
}

// What a number, date or text of the spec is on the scale; NaN: nothing.
static double number_on(const struct scale *scale, const struct tree *tree) {
    double time = time_of_parts(tree);
    const char *text = tree_text(tree, NULL);
    bool is_time = scale->type == SCALE_TIME || scale->type == SCALE_UTC;
    return !isnan(time) ? time
           : text       ? (is_time ? time_parse(text) : (double)NAN)
                        : tree_number(tree, (double)NAN);
}

static bool explicit_domain(const struct scale *scale, double out[2], size_t *count) {
    const struct tree *domain = tree_member(scale->def, "domain");
    *count = tree_is(domain, TREE_ARRAY) ? domain->count : 0;
    for (size_t i = 0; i < 2; i++) {
        out[i] = *count >= 2 ? number_on(scale, tree_at(domain, i ? *count - 1 : 0)) : (double)NAN;
    }
    return !isnan(out[0]) && !isnan(out[1]);
}

// The middle that the spec gives, of a domain of three the second; NaN: it gives none.
static double given_middle(const struct scale *scale, size_t count) {
    const struct tree *middle = tree_member(scale->def, "domainMid");
    middle = middle || count != 3 ? middle : tree_at(tree_member(scale->def, "domain"), 1);
    return number_on(scale, middle);
}

enum error domain_of_numbers(struct plot *plot, struct scale *scale) {
    struct extent extent = domain_extent(plot, scale->channel);
    double given[2];
    size_t count;
    bool has_domain = explicit_domain(scale, given, &count);
    const struct tree *low = tree_member(scale->def, "domainMin"),
                      *high = tree_member(scale->def, "domainMax");
    enum error error = check_domain(plot, scale);
    if (error) {
        return error;
    }
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
    extent.low = isnan(number_on(scale, low)) ? extent.low : number_on(scale, low);
    extent.high = isnan(number_on(scale, high)) ? extent.high : number_on(scale, high);
    if (scale->type == SCALE_LOG && !(extent.low > 0) && !(extent.high < 0)) {
        if (has_domain || extent.high <= 0) {
            return plot_refuse(plot, scale->def, "a logarithmic scale cannot show zero");
        }
        extent.low =
            extent.high; // values below one cannot be shown; the smallest positive one begins the axis
        const struct encoding *encoding;
        for (size_t i = 0; scale_visit(plot, scale->channel, &i, &encoding); i++) {
            for (size_t row = 0; row < plot->units[i].table.rows; row++) {
                double number = scalar_number(table_at(&plot->units[i].table, encoding->column, row));
                extent.low = number > 0 ? fmin(extent.low, number) : extent.low;
            }
        }
    }
    scale->domain[0] = extent.low;
    scale->domain[2] = extent.high;
    double middle = given_middle(scale, count);
    scale->has_mid = !isnan(middle);
    scale->domain[1] = scale->has_mid ? middle : 0;
    if (channel_is_position(scale->channel) && !has_domain) {
        pad(plot, scale);
    }
    if (!has_domain && !low && !high) {
        make_nice(scale);
    }
    return ERROR_NONE;
}
