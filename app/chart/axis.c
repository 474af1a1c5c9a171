#include <math.h>
#include <string.h>

#include "chart/plot.h"
#include "chart/ticks.h"

// Axes for a screen: few ticks, level text, the title lying down (docs/infographics.md, "For the screen").

#define MOST_TICKS 5  // gridlines of a value axis
#define MOST_LABELS 6 // labels along the bottom
#define MOST_NAMES 200

static const struct tree *axis_def(const struct encoding *encoding) {
    return encoding_member(encoding, "axis");
}

static bool is_axis_of(const struct unit *unit, enum channel channel) {
    const struct encoding *encoding = &unit->encodings[channel];
    return encoding->def && !encoding->value && encoding_has_scale(encoding) &&
           !tree_is(axis_def(encoding), TREE_NULL);
}

// What one channel of a unit is called: NULL if it says "title": null.
static const char *title_of(const struct plot *plot, const struct encoding *encoding) {
    const struct tree *own = tree_member(axis_def(encoding), "title");
    own = own ? own : encoding_member(encoding, "title");
    if (own) {
        return title_words(plot, own);
    }
    return encoding_is_field(encoding) ? encoding_title(plot, encoding) : NULL;
}

static const char *join(const struct plot *plot, const char *titles, const char *title) {
    if (!title || (titles && strstr(titles, title))) {
        return titles;
    }
    return titles ? arena_printf(plot->arena, "%s, %s", titles, title) : title;
}

static bool has_own_title(const struct encoding *encoding) {
    return tree_member(axis_def(encoding), "title") || encoding_member(encoding, "title");
}

// Titles of the layers, each once; what a layer says itself stands before what is made from its field.
static const char *joined_title(const struct plot *plot, enum channel channel) {
    const char *made = NULL, *said = NULL;
    bool is_said = false;
    const enum channel second = channel == CH_X ? CH_X2 : CH_Y2;
    for (size_t i = 0; i < plot->unit_count; i++) {
        const struct encoding *encoding = &plot->units[i].encodings[channel];
        const struct encoding *other = &plot->units[i].encodings[second];
        if (!is_axis_of(&plot->units[i], channel)) {
            continue;
        }
        if (has_own_title(encoding)) {
            is_said = true;
            said = join(plot, said, title_of(plot, encoding));
            continue;
        }
        made = join(plot, made, title_of(plot, encoding));
        if (encoding_is_field(other) && !encoding->is_binned) {
            made = join(plot, made, title_of(plot, other));
        }
    }
    return is_said ? said : made;
}

static void add_tick(
    struct plot *plot, struct axis_plan *plan, struct scalar value, double at, const char *label) {
    (void)plot;
    plan->ticks[plan->count] = value;
    plan->at[plan->count] = at;
    plan->labels[plan->count++] = label;
}

static void reserve(struct plot *plot, struct axis_plan *plan, size_t count) {
    plan->ticks = arena_array(plot->arena, count + 1, sizeof *plan->ticks);
    plan->at = arena_array(plot->arena, count + 1, sizeof *plan->at);
    plan->labels = arena_array(plot->arena, count + 1, sizeof *plan->labels);
}

// Names of which more than a few hundred cannot stand side by side are not even put into words: that costs
// more than all the rest of a chart.
static void name_ticks(
    struct plot *plot, struct axis_plan *plan, const struct scale *scale, const char *format) {
    size_t stride = (scale->count + MOST_NAMES - 1) / MOST_NAMES;
    reserve(plot, plan, scale->count);
    plan->is_thinned = stride > 1;
    for (size_t i = 0; i < scale->count; i += stride) {
        double at = scale_start(scale, i) + scale_band(scale) / 2;
        add_tick(plot, plan, scale->values[i], at, plot_text(plot, scale->lead, format, scale->values[i]));
    }
}

static void time_ticks(
    struct plot *plot, struct axis_plan *plan, const struct scale *scale, const char *format) {
    double low = fmin(scale->domain[0], scale->domain[2]), high = fmax(scale->domain[0], scale->domain[2]);
    size_t most = plan->channel == CH_X ? MOST_LABELS : MOST_TICKS;
    char unit[64], text[128];
    double values[16];
    size_t count = 0;
    if (!(high > low)) {
        values[count++] = low;
    }
    for (double wish = (double)most; high > low && wish >= 1; wish--) {
        struct time_step step = time_step_for(low, high, wish);
        count = 0;
        double at = time_step_floor(step, low);
        at = at < low ? time_step_next(step, at) : at;
        for (; at <= high && count < 16; at = time_step_next(step, at)) {
            values[count++] = at;
        }
        if (count <= most) {
            break;
        }
    }
    time_unit_specifier(&scale->lead->unit, unit, sizeof unit);
    reserve(plot, plan, count);
    for (size_t i = 0; i < count && i < most; i++) {
        const char *by = format ? format
                         : scale->lead->unit.parts && !scale->lead->unit.binned
                             ? unit
                             : time_tick_specifier(values[i]);
        time_write(values[i], by, plot->form->locale, text, sizeof text);
        add_tick(plot, plan, scalar_of_time(values[i]), scale_fraction(scale, values[i]),
            arena_text(plot->arena, text));
    }
}

static size_t log_ticks(const struct scale *scale, double *out, size_t most) {
    double low = scale->domain[0], high = scale->domain[2], base = scale->base;
    double sign = low < 0 ? -1 : 1, a = ceil(log(fabs(sign > 0 ? low : high)) / log(base) - 1e-9);
    double b = floor(log(fabs(sign > 0 ? high : low)) / log(base) + 1e-9);
    double stride = fmax(1, ceil((b - a) / (double)(most - 1)));
    size_t count = 0;
    for (double i = a; i <= b && count < most; i += stride) {
        out[count++] = sign * pow(base, i);
    }
    return count >= 2 ? count : 0;
}

static void number_ticks(
    struct plot *plot, struct axis_plan *plan, const struct scale *scale, const char *format) {
    double low = fmin(scale->domain[0], scale->domain[2]), high = fmax(scale->domain[0], scale->domain[2]),
           values[32];
    size_t most = plan->channel == CH_X ? MOST_LABELS : MOST_TICKS, count = 0;
    double asked = tree_number(tree_member(plan->def, "tickCount"), (double)most);
    if (scale->type == SCALE_LOG) {
        count = log_ticks(scale, values, most);
    }
    for (double wish = fmin(fmax(asked, 2), (double)most); count == 0 && wish >= 1; wish--) {
        count = ticks_between(low, high, wish, values, 32);
        count = count <= most || wish < 2 ? count : 0;
    }
    double step = count > 1 ? values[1] - values[0] : high - low;
    char specifier[32] = ",", text[64];
    if (scale->lead_unit->stack == STACK_NORMALIZE && scale->lead_unit->stack_channel == scale->channel) {
        strcpy(specifier, ".0%");
    } else if (scale->type != SCALE_LOG) {
        strcpy(specifier, ",.0f");
        specifier[2] = (char)('0' + (number_precision_fixed(step) < 9 ? number_precision_fixed(step) : 9));
    }
    const char *by = format ? format : tree_text(tree_member(plot->config, "numberFormat"), specifier);
    struct number_format own;
    if (number_format_parse(by, &own) && own.precision < 0 && (own.type == 'f' || own.type == '%')) {
        int decimals = number_precision_fixed(step) - (own.type == '%' ? 2 : 0); // as the ticks need
        by =
            arena_printf(plot->arena, "%s.%d%c", own.comma ? "," : "", decimals > 0 ? decimals : 0, own.type);
    }
    reserve(plot, plan, count);
    for (size_t i = 0; i < count; i++) {
        plot_number(plot, values[i], by, text, sizeof text);
        add_tick(plot, plan, scalar_of_number(values[i]), scale_fraction(scale, values[i]),
            arena_text(plot->arena, text));
    }
}

static void given_ticks(struct plot *plot, struct axis_plan *plan, const struct scale *scale,
    const struct tree *values, const char *format) {
    reserve(plot, plan, values->count);
    for (size_t i = 0; i < values->count; i++) {
        double time = time_of_parts(&values->children[i]);
        struct scalar value = isnan(time) ? scalar_of_tree(&values->children[i]) : scalar_of_time(time);
        if (value.kind == SCALAR_TEXT && scale->type >= SCALE_TIME && scale->type <= SCALE_UTC) {
            value = scalar_of_time(time_parse(value.text));
        }
        size_t index = scale_is_discrete(scale) ? scale_index(scale, value) : 0;
        double at = scale_is_discrete(scale) ? scale_start(scale, index) + scale_band(scale) / 2
                                             : scale_fraction(scale, scalar_number(value));
        if (index != SIZE_MAX && at >= -1e-9 && at <= 1 + 1e-9) {
            add_tick(plot, plan, value, at, plot_text(plot, scale->lead, format, value));
        }
    }
}

// Of more values than a screen shows, every second, third …
static void keep_few(struct axis_plan *plan, size_t most) {
    size_t stride = (plan->count + most - 1) / most, kept = 0;
    for (size_t i = 0; stride > 1 && i < plan->count; i += stride) {
        plan->ticks[kept] = plan->ticks[i];
        plan->at[kept] = plan->at[i];
        plan->labels[kept++] = plan->labels[i];
    }
    plan->count = stride > 1 ? kept : plan->count;
}

// With value labels on the marks, the axis they were read from goes.
static bool is_given_up(const struct plot *plot, enum channel channel) {
    for (size_t i = 0; i < plot->unit_count; i++) {
        const struct unit *unit = &plot->units[i];
        if (unit->mark == MARK_BAR && channel == (unit->is_horizontal ? CH_X : CH_Y)) {
            return plot->has_value_labels;
        }
    }
    return false;
}

static bool switched(const struct tree *def, const char *name, bool otherwise) {
    const struct tree *value = tree_member(def, name);
    return tree_is(value, TREE_BOOL) ? tree_is_true(value) : otherwise;
}

// Names that stand in an order everybody knows: numbers, dates, classes. Who reads 2020 and 2022 knows the
// bar between them; a bar between Berlin and Madrid nobody knows.
static bool is_ordered(const struct scale *scale) {
    bool is_ordered = scale->count > 0;
    for (size_t i = 0; i < scale->count && !scale->lead->bin; i++) {
        enum scalar_kind kind = scale->values[i].kind;
        is_ordered = is_ordered && (kind == SCALAR_NUMBER || kind == SCALAR_TIME);
    }
    return is_ordered;
}

struct axis_plan axis_plan(struct plot *plot, enum channel channel) {
    struct axis_plan plan = {.channel = channel, .orient = channel == CH_X ? "bottom" : "left"};
    const struct scale *scale = &plot->scales[channel];
    for (size_t i = 0; i < plot->unit_count && !plan.is_used; i++) {
        plan.is_used = is_axis_of(&plot->units[i], channel);
        plan.def = plan.is_used ? axis_def(&plot->units[i].encodings[channel]) : NULL;
    }
    plan.is_used =
        plan.is_used && scale->is_used && scale->type < SCALE_ORDINAL && !is_given_up(plot, channel);
    if (!plan.is_used) {
        return plan;
    }
    const struct tree *values = tree_member(plan.def, "values");
    const char *format = tree_text(tree_member(plan.def, "format"), NULL);
    bool is_named = scale_is_discrete(scale);
    plan.title = joined_title(plot, channel);
    plan.has_labels = switched(plan.def, "labels", true);
    plan.has_grid = switched(plan.def, "grid", !is_named && !scale->lead->bin);
    plan.has_domain = switched(plan.def, "domain", true);
    if (tree_is(values, TREE_ARRAY)) {
        given_ticks(plot, &plan, scale, values, format);
        keep_few(&plan, is_named ? plan.count + 1 : channel == CH_X ? MOST_LABELS : MOST_TICKS);
    } else if (is_named) {
        name_ticks(plot, &plan, scale, format);
        keep_few(&plan, channel == CH_X && is_ordered(scale) ? MOST_LABELS : MOST_NAMES);
    } else if (scale->type == SCALE_TIME || scale->type == SCALE_UTC) {
        time_ticks(plot, &plan, scale, format);
    } else {
        number_ticks(plot, &plan, scale, format);
    }
    if (!plan.has_labels) {
        plan.count = 0;
    }
    return plan;
}
