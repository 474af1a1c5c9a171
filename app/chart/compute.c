#include <math.h>
#include <stdio.h>
#include <string.h>

#include "chart/plot.h"

// What the encodings of one unit do to its data: time units, bins, aggregates. Each encoding then knows the
// columns it draws from.

struct bins {
    double start, stop, step;
};

// Vega's bin transform: the smallest of 1, 2, 5 times a power of ten that gives at most maxbins.
static struct bins choose_bins(const struct tree *bin, double low, double high, double most) {
    const struct tree *extent = tree_member(bin, "extent");
    double step = tree_number(tree_member(bin, "step"), 0),
           least = tree_number(tree_member(bin, "minstep"), 0);
    low = extent ? tree_number(tree_at(extent, 0), low) : low;
    high = extent ? tree_number(tree_at(extent, 1), high) : high;
    double span = high - low > 0 ? high - low : fabs(low) > 0 ? fabs(low) : 1;
    most = fmax(1, tree_number(tree_member(bin, "maxbins"), most));
    if (!(step > 0)) {
        double level = ceil(log10(most));
        step = fmax(least, pow(10, round(log10(span)) - level));
        while (ceil(span / step) > most) {
            step *= 10;
        }
        static const double divisors[] = {5, 2};
        for (size_t i = 0; i < 2; i++) {
            double finer = step / divisors[i];
            if (finer >= least && span / finer <= most) {
                step = finer;
            }
        }
    }
    bool nice = !tree_is(tree_member(bin, "nice"), TREE_BOOL) || tree_is_true(tree_member(bin, "nice"));
    double decimals = log10(step), precision = decimals >= 0 ? 0 : floor(-decimals) + 1,
           eps = pow(10, -precision - 1);
    double start = nice ? fmin(low, floor(low / step + eps) * step) : low;
    double stop = nice ? ceil(high / step) * step : high;
    return (struct bins){start, stop > start ? stop : start + step, step};
}

static const char *range_text(struct plot *plot, double low, double high) {
    char a[64], b[64];
    plot_number(plot, low, "", a, sizeof a);
    plot_number(plot, high, "", b, sizeof b);
    return arena_printf(plot->arena, "%s \u2013 %s", a, b);
}

// Adds `as` and `as`_end, and `as`_range as text.
enum error bin_column(
    struct plot *plot, const struct tree *bin, struct table *table, size_t column, const char *as) {
    double low = (double)INFINITY, high = -(double)INFINITY;
    table_parse_number(table, column);
    for (size_t row = 0; row < table->rows; row++) {
        double number = scalar_number(table_at(table, column, row));
        low = number < low ? number : low;
        high = number > high ? number : high;
    }
    struct bins bins = low <= high ? choose_bins(bin, low, high, 10) : (struct bins){0, 1, 1};
    if ((bins.stop - bins.start) / bins.step > 10000) {
        return plot_refuse(plot, bin, "too many bins");
    }
    size_t start = table_add(table, as), end = table_add(table, arena_printf(plot->arena, "%s_end", as));
    size_t range = table_add(table, arena_printf(plot->arena, "%s_range", as));
    for (size_t row = 0; row < table->rows; row++) {
        double number = scalar_number(table_at(table, column, row));
        if (isnan(number)) {
            table_set(table, range, row, scalar_of_text("null"));
            continue;
        }
        // a value at the very end belongs to the last bin
        double at = floor((number - bins.start) / bins.step + 1e-14);
        at = fmax(0, fmin(at, ceil((bins.stop - bins.start) / bins.step - 1e-9) - 1));
        double from = bins.start + at * bins.step;
        table_set(table, start, row, scalar_of_number(from));
        table_set(table, end, row, scalar_of_number(from + bins.step));
        table_set(table, range, row, scalar_of_text(range_text(plot, from, from + bins.step)));
    }
    return ERROR_NONE;
}

static enum error bin_encoding(
    struct plot *plot, struct table *table, struct encoding *encoding, enum channel channel) {
    // six classes are as many as colours and sizes can be told apart (Vega-Lite's autoMaxBins)
    double most = channel == CH_X || channel == CH_Y || channel == CH_ROW || channel == CH_COLUMN ? 10 : 6;
    struct tree *params = arena_alloc(plot->arena, sizeof *params);
    *params = tree_is(encoding->bin, TREE_OBJECT) ? *encoding->bin : (struct tree){.kind = TREE_OBJECT};
    if (!tree_member(params, "maxbins")) {
        struct tree *children = arena_array(plot->arena, params->count + 1, sizeof *children);
        if (params->count) {
            memcpy(children, params->children, params->count * sizeof *children);
        }
        children[params->count] = (struct tree){.kind = TREE_NUMBER, .key = "maxbins", .number = most};
        params->children = children;
        params->count++;
    }
    const char *as = arena_printf(plot->arena, "bin_%s_%d", encoding->field, (int)most);
    enum error error = bin_column(plot, params, table, table_field(table, encoding->field), as);
    encoding->column = table_field(table, as);
    encoding->end = table_field(table, arena_printf(plot->arena, "%s_end", as));
    encoding->range = table_field(table, arena_printf(plot->arena, "%s_range", as));
    return error;
}

static void floor_encoding(struct plot *plot, struct table *table, struct encoding *encoding) {
    char title[64];
    size_t from = table_field(table, encoding->field);
    table_parse_time(table, from, NULL);
    time_unit_title(&encoding->unit, title, sizeof title);
    const char *as = arena_printf(plot->arena, "%s_%d_%s", title, encoding->unit.step, encoding->field);
    encoding->column = table_add(table, as);
    encoding->end = table_add(table, arena_printf(plot->arena, "%s_end", as));
    for (size_t row = 0; row < table->rows; row++) {
        struct scalar value = table_at(table, from, row);
        if (value.kind == SCALAR_TIME) {
            double start = time_unit_floor(&encoding->unit, value.number);
            table_set(table, encoding->column, row, scalar_of_time(start));
            table_set(table, encoding->end, row, scalar_of_time(time_unit_next(&encoding->unit, start)));
        }
    }
}

// The columns that an encoding needs before rows are grouped.
static enum error prepare(
    struct plot *plot, struct table *table, struct encoding *encoding, enum channel channel) {
    if (!encoding->def || !encoding->field || encoding->aggregate) {
        return ERROR_NONE;
    }
    if (encoding->bin) {
        return bin_encoding(plot, table, encoding, channel);
    }
    if (encoding->unit.parts) {
        floor_encoding(plot, table, encoding);
        return ERROR_NONE;
    }
    encoding->column = table_field(table, encoding->field);
    if (encoding->type == TYPE_TEMPORAL) {
        table_parse_time(table, encoding->column, NULL);
    } else if (encoding->type == TYPE_QUANTITATIVE && !channel_is_color(channel) && channel != CH_TEXT) {
        // texts that are numbers count as numbers
        for (size_t row = 0; row < table->rows; row++) {
            struct scalar value = table_at(table, encoding->column, row);
            if (value.kind == SCALAR_TEXT) {
                table_set(table, encoding->column, row, scalar_of_number(scalar_number(value)));
            }
        }
    }
    return ERROR_NONE;
}

static void add_once(size_t *list, size_t *count, size_t room, size_t column) {
    for (size_t i = 0; i < *count; i++) {
        if (list[i] == column) {
            return;
        }
    }
    if (column != TABLE_NONE && *count < room) {
        list[(*count)++] = column;
    }
}

#define MOST_KEYS (3 * (CH_COUNT + MOST_EXTRAS) + 2)

struct grouping {
    size_t keys[MOST_KEYS], key_count;
    struct measure_of measures[CH_COUNT];
    size_t measure_count;
};

static void group_encoding(
    struct plot *plot, struct table *table, struct encoding *encoding, struct grouping *to) {
    if (encoding->aggregate) {
        const char *as =
            arena_printf(plot->arena, "%s_%s", encoding->aggregate, encoding->field ? encoding->field : "");
        size_t column = encoding->field ? table_field(table, encoding->field) : TABLE_NONE;
        to->measures[to->measure_count++] = (struct measure_of){encoding->aggregate, column, as};
    } else if (encoding->column != TABLE_NONE) {
        add_once(to->keys, &to->key_count, MOST_KEYS, encoding->column);
        add_once(to->keys, &to->key_count, MOST_KEYS, encoding->end);
        add_once(to->keys, &to->key_count, MOST_KEYS, encoding->range);
    }
}

static size_t moved(const struct table *from, const struct table *to, size_t column) {
    for (size_t i = 0; column != TABLE_NONE && i < to->count; i++) {
        if (strcmp(to->columns[i].name, from->columns[column].name) == 0) {
            return i;
        }
    }
    return TABLE_NONE;
}

static void ungroup_encoding(
    struct plot *plot, const struct table *from, const struct table *to, struct encoding *encoding) {
    if (encoding->aggregate) {
        const char *as =
            arena_printf(plot->arena, "%s_%s", encoding->aggregate, encoding->field ? encoding->field : "");
        for (size_t i = 0; i < to->count; i++) {
            encoding->column = strcmp(to->columns[i].name, as) == 0 ? i : encoding->column;
        }
        return;
    }
    encoding->column = moved(from, to, encoding->column);
    encoding->end = moved(from, to, encoding->end);
    encoding->range = moved(from, to, encoding->range);
}

static void aggregate_unit(struct plot *plot, struct unit *unit) {
    struct grouping grouping = {.key_count = 0};
    for (int i = 0; i < CH_COUNT; i++) {
        if (unit->encodings[i].def) {
            group_encoding(plot, &unit->table, &unit->encodings[i], &grouping);
        }
    }
    for (size_t i = 0; i < unit->extra_count; i++) {
        group_encoding(plot, &unit->table, &unit->extras[i], &grouping);
    }
    for (int i = 0; i < 2; i++) {
        add_once(grouping.keys, &grouping.key_count, MOST_KEYS, unit->facet_column[i]);
        add_once(grouping.keys, &grouping.key_count, MOST_KEYS, unit->facet_range[i]);
    }
    struct table out;
    table_aggregate(
        &unit->table, grouping.keys, grouping.key_count, grouping.measures, grouping.measure_count, &out);
    for (int i = 0; i < CH_COUNT; i++) {
        ungroup_encoding(plot, &unit->table, &out, &unit->encodings[i]);
    }
    for (size_t i = 0; i < unit->extra_count; i++) {
        ungroup_encoding(plot, &unit->table, &out, &unit->extras[i]);
    }
    for (int i = 0; i < 2; i++) {
        unit->facet_column[i] = moved(&unit->table, &out, unit->facet_column[i]);
        unit->facet_range[i] = moved(&unit->table, &out, unit->facet_range[i]);
    }
    unit->table = out;
}

// Rows whose place is missing are not drawn, unless they break a line (Vega-Lite docs, mark: invalid).
static void drop_invalid(struct plot *plot, struct unit *unit) {
    static const enum channel places[] = {CH_X, CH_Y, CH_X2, CH_Y2, CH_THETA, CH_RADIUS, CH_SIZE, CH_COLOR};
    const struct tree *invalid = mark_property(plot, unit, "invalid");
    bool is_path = unit->mark == MARK_LINE || unit->mark == MARK_AREA;
    if (is_path || tree_is(invalid, TREE_NULL) || tree_is_text(invalid, "show")) {
        return;
    }
    bool *keep = arena_array(plot->arena, unit->table.rows + 1, sizeof *keep);
    for (size_t row = 0; row < unit->table.rows; row++) {
        keep[row] = true;
        for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
            const struct encoding *encoding = &unit->encodings[places[i]];
            if (encoding->column != TABLE_NONE && !encoding_is_discrete(encoding)) {
                keep[row] = keep[row] && !scalar_is_missing(table_at(&unit->table, encoding->column, row));
            }
        }
    }
    table_keep(&unit->table, keep);
}

enum error unit_compute(struct plot *plot, struct unit *unit) {
    enum error error = ERROR_NONE;
    unit->table = table_copy(&unit->raw);
    for (int i = 0; !error && i < CH_COUNT; i++) {
        error = prepare(plot, &unit->table, &unit->encodings[i], (enum channel)i);
        unit->is_aggregate = unit->is_aggregate || (unit->encodings[i].def && unit->encodings[i].aggregate);
    }
    for (size_t i = 0; !error && i < unit->extra_count; i++) {
        error = prepare(plot, &unit->table, &unit->extras[i], CH_TEXT);
    }
    for (int i = 0; !error && plot->facet.is_used && i < 2; i++) {
        struct encoding *encoding = &plot->facet.encoding[i];
        if (encoding->field) {
            error = prepare(plot, &unit->table, encoding, CH_ROW);
            unit->facet_column[i] = encoding->column;
            unit->facet_range[i] = encoding->range;
        }
    }
    if (!error && unit->is_aggregate) {
        aggregate_unit(plot, unit);
    }
    if (!error) {
        drop_invalid(plot, unit);
        error = unit_stack(plot, unit);
    }
    return error;
}
