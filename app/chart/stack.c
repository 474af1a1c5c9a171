#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "chart/plot.h"

// Marks put on top of each other (Vega-Lite docs, stack).

static bool is_measure(const struct encoding *encoding) {
    return encoding->def && encoding_is_field(encoding) && encoding->type == TYPE_QUANTITATIVE &&
           !encoding->bin && !encoding->is_binned;
}

static bool is_linear(const struct encoding *encoding) {
    const char *type = tree_text(tree_member(encoding_member(encoding, "scale"), "type"), "linear");
    return strcmp(type, "linear") == 0;
}

static const struct tree *stack_of(const struct encoding *encoding) {
    const struct tree *stack = encoding_member(encoding, "stack");
    return stack && !tree_is(stack, TREE_NULL) && !(tree_is(stack, TREE_BOOL) && !tree_is_true(stack)) ? stack
                                                                                                       : NULL;
}

// Of two measures the one that says so, the one that is aggregated, the height.
static enum channel measure_channel(const struct unit *unit, enum channel first, enum channel second) {
    const struct encoding *a = &unit->encodings[first], *b = &unit->encodings[second];
    bool on_a = is_measure(a), on_b = is_measure(b);
    if (on_a && on_b) {
        if (stack_of(a) || stack_of(b)) {
            return stack_of(a) ? first : second;
        }
        if (!a->aggregate != !b->aggregate) {
            return a->aggregate ? first : second;
        }
        bool has_orient = tree_member(unit->def, "orient") != NULL;
        return !has_orient && first == CH_THETA ? CH_THETA : unit->is_horizontal ? first : second;
    }
    return on_a ? first : on_b ? second : CH_COUNT;
}

static bool is_stack_key(const struct unit *unit, const struct encoding *encoding) {
    static const enum channel dimensions[2][2] = {{CH_Y, CH_YOFFSET}, {CH_X, CH_XOFFSET}};
    bool on_x = unit->stack_channel == CH_X, on_y = unit->stack_channel == CH_Y;
    if (!encoding->def || !encoding->field || encoding->aggregate) {
        return false;
    }
    for (int i = 0; (on_x || on_y) && i < 2; i++) {
        const struct encoding *dimension = &unit->encodings[dimensions[on_y][i]];
        if (dimension->def && dimension->field && strcmp(dimension->field, encoding->field) == 0 &&
            dimension->unit.parts == encoding->unit.parts && !dimension->bin == !encoding->bin) {
            return false;
        }
    }
    return true;
}

static const enum channel key_channels[] = {CH_COLOR, CH_FILL, CH_STROKE, CH_SIZE, CH_SHAPE, CH_OPACITY,
    CH_FILLOPACITY, CH_STROKEOPACITY, CH_DASH, CH_WIDTH, CH_TEXT};

#define MOST_KEYS (sizeof key_channels / sizeof *key_channels + MOST_EXTRAS)

static size_t stack_keys(const struct unit *unit, const struct encoding *out[MOST_KEYS]) {
    size_t count = 0;
    for (size_t i = 0; i < sizeof key_channels / sizeof *key_channels; i++) {
        if (is_stack_key(unit, &unit->encodings[key_channels[i]])) {
            out[count++] = &unit->encodings[key_channels[i]];
        }
    }
    for (size_t i = 0; i < unit->detail_count; i++) {
        if (is_stack_key(unit, &unit->extras[i])) {
            out[count++] = &unit->extras[i];
        }
    }
    return count;
}

static bool has_aggregate(const struct unit *unit) {
    for (int i = 0; i < CH_COUNT; i++) {
        if (unit->encodings[i].def && unit->encodings[i].aggregate) {
            return true;
        }
    }
    return false;
}

void unit_choose_stack(struct unit *unit) {
    const struct encoding *keys[MOST_KEYS];
    enum channel channel = measure_channel(unit, CH_X, CH_Y);
    channel = channel == CH_COUNT ? measure_channel(unit, CH_THETA, CH_RADIUS) : channel;
    bool by_default = unit->mark == MARK_BAR || unit->mark == MARK_AREA || unit->mark == MARK_ARC;
    if (channel == CH_COUNT || unit->mark == MARK_RECT) {
        return;
    }
    const struct encoding *measure = &unit->encodings[channel];
    const struct tree *said = encoding_member(measure, "stack"), *stack = stack_of(measure);
    enum channel second = channel == CH_X       ? CH_X2
                          : channel == CH_Y     ? CH_Y2
                          : channel == CH_THETA ? CH_THETA2
                                                : CH_RADIUS2;
    if (said ? !stack : !by_default) {
        return;
    }
    unit->stack_channel = channel;
    bool nothing_to_stack = has_aggregate(unit) && stack_keys(unit, keys) == 0 && channel != CH_THETA;
    if (nothing_to_stack || unit->encodings[second].def || !is_linear(measure)) {
        return;
    }
    unit->stack = tree_is_text(stack, "normalize") ? STACK_NORMALIZE
                  : tree_is_text(stack, "center")  ? STACK_CENTER
                                                   : STACK_ZERO;
}

// The order within one stack: by the order channel, else by the keys, the last on top so that the legend
// reads downwards.
struct stack_order {
    const struct unit *unit;
    const struct encoding *keys[MOST_KEYS];
    size_t key_count;
    int direction;
    bool by_order;
};

// Keys are compared by their place in a domain that the spec gives, else by value.
static int compare_keys(const struct encoding *key, struct scalar a, struct scalar b) {
    const struct tree *list = tree_member(encoding_member(key, "scale"), "domain");
    size_t at[2] = {0, 0};
    for (int i = 0; i < 2 && tree_is(list, TREE_ARRAY); i++) {
        struct scalar value = i ? b : a;
        while (at[i] < list->count && !scalar_is_equal(scalar_of_tree(&list->children[at[i]]), value)) {
            at[i]++;
        }
    }
    return at[0] != at[1] ? (at[0] > at[1]) - (at[0] < at[1]) : scalar_compare(a, b);
}

static int compare_rows(const struct stack_order *order, size_t a, size_t b) {
    const struct table *table = &order->unit->table;
    if (order->by_order) {
        size_t column = order->unit->encodings[CH_ORDER].column;
        return order->direction * scalar_compare(table_at(table, column, a), table_at(table, column, b));
    }
    for (size_t i = 0; i < order->key_count; i++) {
        size_t column = order->keys[i]->column;
        int result = compare_keys(order->keys[i], table_at(table, column, a), table_at(table, column, b));
        if (result != 0) {
            return order->direction * result;
        }
    }
    return 0;
}

// Stable; a stack has few rows, but a scatter of thousands may be one stack.
static void sort_rows(const struct stack_order *order, size_t *rows, size_t count, size_t *room) {
    if (count < 2) {
        return;
    }
    size_t half = count / 2, a = 0, b = half, at = 0;
    sort_rows(order, rows, half, room);
    sort_rows(order, rows + half, count - half, room);
    while (a < half && b < count) {
        room[at++] = compare_rows(order, rows[b], rows[a]) < 0 ? rows[b++] : rows[a++];
    }
    while (a < half) {
        room[at++] = rows[a++];
    }
    memcpy(rows, room, at * sizeof *rows);
}

static void lay_stack(
    struct unit *unit, const size_t *rows, size_t count, size_t start, size_t end, double tallest) {
    struct table *table = &unit->table;
    size_t column = unit->encodings[unit->stack_channel].column;
    double up = 0, down = 0, total = 0;
    for (size_t i = 0; i < count; i++) {
        double value = scalar_number(table_at(table, column, rows[i]));
        total += isnan(value) ? 0 : fabs(value);
    }
    double factor = unit->stack == STACK_NORMALIZE && total > 0 ? 1 / total : 1;
    up = unit->stack == STACK_CENTER ? (tallest - total) / 2 : 0;
    for (size_t i = 0; i < count; i++) {
        double value = scalar_number(table_at(table, column, rows[i]));
        value = isnan(value) ? 0 : value * factor;
        double *from = value < 0 && unit->stack != STACK_CENTER ? &down : &up;
        table_set(table, start, rows[i], scalar_of_number(*from));
        *from += value;
        table_set(table, end, rows[i], scalar_of_number(*from));
    }
}

static size_t group_stacks(struct unit *unit, size_t *group_of) {
    size_t keys[8], count = 0;
    enum channel dimension = unit->stack_channel == CH_X ? CH_Y : CH_X,
                 offset = dimension == CH_X ? CH_XOFFSET : CH_YOFFSET;
    bool is_polar = unit->stack_channel == CH_THETA || unit->stack_channel == CH_RADIUS;
    if (!is_polar && unit->encodings[dimension].column != TABLE_NONE) {
        keys[count++] = unit->encodings[dimension].column;
    }
    if (!is_polar && unit->encodings[offset].column != TABLE_NONE) {
        keys[count++] = unit->encodings[offset].column;
    }
    for (int i = 0; i < 2; i++) {
        if (unit->facet_column[i] != TABLE_NONE) {
            keys[count++] = unit->facet_column[i];
        }
    }
    return table_group(&unit->table, keys, count, group_of);
}

static double tallest_stack(const struct unit *unit, const size_t *group_of, size_t groups, double *totals) {
    double tallest = 0;
    for (size_t row = 0; row < unit->table.rows; row++) {
        double value =
            scalar_number(table_at(&unit->table, unit->encodings[unit->stack_channel].column, row));
        totals[group_of[row]] += isnan(value) ? 0 : fabs(value);
    }
    for (size_t i = 0; i < groups; i++) {
        tallest = fmax(tallest, totals[i]);
    }
    return tallest;
}

// An area needs every series at every place: the missing ones are nothing high (Vega-Lite imputes 0).
static void fill_area(struct unit *unit, const struct stack_order *order) {
    enum channel dimension = unit->stack_channel == CH_X ? CH_Y : CH_X;
    size_t place = unit->encodings[dimension].column, rows = unit->table.rows, series_keys[MOST_KEYS + 2],
           count = 0;
    struct arena *arena = unit->table.arena;
    for (size_t i = 0; i < order->key_count; i++) {
        series_keys[count++] = order->keys[i]->column;
    }
    for (int i = 0; i < 2; i++) {
        if (unit->facet_column[i] != TABLE_NONE) {
            series_keys[count++] = unit->facet_column[i];
        }
    }
    if (place == TABLE_NONE || count == 0 || rows == 0) {
        return;
    }
    size_t *series = arena_array(arena, rows, sizeof *series),
           *places = arena_array(arena, rows, sizeof *places);
    size_t n = table_group(&unit->table, series_keys, count, series),
           m = table_group(&unit->table, &place, 1, places);
    if (n * m > 50000 || n * m == rows) {
        return;
    }
    size_t *have = arena_array(arena, n * m, sizeof *have), *of_series = arena_array(arena, n, sizeof *have),
           *of_place = arena_array(arena, m, sizeof *have);
    for (size_t row = 0; row < rows; row++) {
        have[series[row] * m + places[row]] = 1;
        of_series[series[row]] = row;
        of_place[places[row]] = row;
    }
    struct table wide = unit->table;
    wide.sources = NULL;
    size_t most = rows + n * m, at = rows;
    wide.columns = arena_array(arena, wide.count + 4, sizeof *wide.columns);
    wide.capacity = wide.count + 4;
    wide.rows = most;
    for (size_t i = 0; i < wide.count; i++) {
        wide.columns[i] =
            (struct column){unit->table.columns[i].name, arena_array(arena, most + 1, sizeof(struct scalar))};
        memcpy(wide.columns[i].cells, unit->table.columns[i].cells, rows * sizeof(struct scalar));
    }
    for (size_t cell = 0; cell < n * m; cell++) {
        if (have[cell]) {
            continue;
        }
        for (size_t i = 0; i < wide.count; i++) { // of its series, but at this place
            wide.columns[i].cells[at] = wide.columns[i].cells[of_series[cell / m]];
        }
        wide.columns[place].cells[at] = wide.columns[place].cells[of_place[cell % m]];
        wide.columns[unit->encodings[unit->stack_channel].column].cells[at++] = scalar_of_number(0);
    }
    wide.rows = at;
    unit->table = wide;
}

void unit_stack(struct unit *unit) {
    struct arena *arena = unit->table.arena;
    if (unit->stack == STACK_NONE) {
        return;
    }
    const struct encoding *by = &unit->encodings[CH_ORDER];
    bool has_order = by->def && by->column != TABLE_NONE;
    // a column's last series is at its bottom, so that the legend reads like the column; a row's first is at
    // its left, a pie's at twelve o'clock
    bool is_rising = has_order || unit->stack_channel != CH_Y;
    const char *sort = tree_text(encoding_member(by, "sort"), is_rising ? "ascending" : "descending");
    struct stack_order order = {
        .unit = unit, .direction = strcmp(sort, "ascending") == 0 ? 1 : -1, .by_order = has_order};
    order.key_count = stack_keys(unit, order.keys);
    if (unit->mark == MARK_AREA || unit->mark == MARK_LINE) {
        fill_area(unit, &order);
    }
    size_t rows = unit->table.rows;
    size_t *group_of = arena_array(arena, rows + 1, sizeof *group_of),
           *sorted = arena_array(arena, rows + 1, sizeof *sorted);
    size_t groups = group_stacks(unit, group_of);
    size_t *first = arena_array(arena, groups + 2, sizeof *first),
           *room = arena_array(arena, rows + 1, sizeof *room);
    double *totals = arena_array(arena, groups + 1, sizeof *totals);
    double tallest = tallest_stack(unit, group_of, groups, totals);
    size_t start = table_add(&unit->table, "stack start"), end = table_add(&unit->table, "stack end");
    for (size_t row = 0; row < rows; row++) {
        first[group_of[row] + 2]++;
    }
    for (size_t i = 2; i < groups + 2; i++) {
        first[i] += first[i - 1];
    }
    for (size_t row = 0; row < rows; row++) {
        sorted[first[group_of[row] + 1]++] = row;
    }
    for (size_t i = 0; i < groups; i++) {
        size_t count = first[i + 1] - first[i];
        sort_rows(&order, sorted + first[i], count, room);
        lay_stack(unit, sorted + first[i], count, start, end, tallest);
    }
    unit->encodings[unit->stack_channel].column = start;
    unit->encodings[unit->stack_channel].end = end;
}
