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

static int compare_rows(const void *context, size_t a, size_t b) {
    const struct stack_order *order = context;
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

// What stands across the stack.
static enum channel dimension_of(enum channel measure) {
    return measure == CH_X ? CH_Y : measure == CH_Y ? CH_X : measure == CH_THETA ? CH_RADIUS : CH_THETA;
}

static size_t group_stacks(struct unit *unit, size_t *group_of) {
    size_t keys[8], count = 0;
    enum channel across = dimension_of(unit->stack_channel);
    const struct encoding *dimension = &unit->encodings[across],
                          *measure = &unit->encodings[unit->stack_channel];
    bool is_polar = across == CH_THETA || across == CH_RADIUS;
    bool is_same = dimension->field && measure->field && strcmp(dimension->field, measure->field) == 0;
    if (dimension->column != TABLE_NONE && !(is_polar && is_same)) {
        keys[count++] = dimension->column;
    }
    enum channel offset = across == CH_X ? CH_XOFFSET : CH_YOFFSET;
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

#define MOST_FILLED 50000

// An area needs every series at every place: the missing ones are nothing high (Vega-Lite imputes 0). False
// if that were more than MOST_FILLED.
static bool fill_area(struct unit *unit, const struct stack_order *order) {
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
        return true;
    }
    size_t *series = arena_array(arena, rows, sizeof *series),
           *places = arena_array(arena, rows, sizeof *places);
    size_t n = table_group(&unit->table, series_keys, count, series),
           m = table_group(&unit->table, &place, 1, places);
    if (n * m > MOST_FILLED || n * m == rows) {
        return n * m == rows;
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
    return true;
}

enum error unit_stack(struct plot *plot, struct unit *unit) {
    if (unit->stack == STACK_NONE) {
        return ERROR_NONE;
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
    if ((unit->mark == MARK_AREA || unit->mark == MARK_LINE) && !fill_area(unit, &order)) {
        return plot_refuse(plot, unit->spec, "stacked areas of more than %d places in all", MOST_FILLED);
    }
    size_t *group_of = arena_array(plot->arena, unit->table.rows + 1, sizeof *group_of);
    size_t groups = group_stacks(unit, group_of);
    struct encoding *measure = &unit->encodings[unit->stack_channel];
    struct pile pile = {.table = &unit->table,
        .column = measure->column,
        .offset = unit->stack,
        .compare = compare_rows,
        .context = &order,
        .start = table_add(&unit->table, "stack start"),
        .end = table_add(&unit->table, "stack end")};
    pile_up(&pile, group_of, groups);
    measure->column = pile.start;
    measure->end = pile.end;
    return ERROR_NONE;
}
