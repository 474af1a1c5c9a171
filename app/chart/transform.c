#include <math.h>
#include <string.h>

#include "chart/plot.h"

// The transforms of a spec (Vega-Lite docs, transform): filter by field predicates, aggregate, bin, timeUnit,
// stack, in the order written.

// A number, text, bool or date of a predicate.
static struct scalar operand(const struct tree *tree, const struct time_unit *unit) {
    double time = time_of_parts(tree);
    if (!isnan(time)) {
        return scalar_of_time(time);
    }
    struct scalar scalar = scalar_of_tree(tree);
    return unit->parts && scalar.kind == SCALAR_NUMBER ? scalar_of_time(scalar.number) : scalar;
}

static bool is_equal(struct scalar a, struct scalar b) {
    return a.kind == SCALAR_TIME || b.kind == SCALAR_TIME ? scalar_compare(a, b) == 0 : scalar_is_equal(a, b);
}

static bool holds_one(const struct tree *op, struct scalar value, const struct time_unit *unit) {
    struct scalar other = operand(op, unit);
    double number = scalar_number(value);
    int order = scalar_compare(value, other);
    bool comparable = !scalar_is_missing(value);
    if (strcmp(op->key, "equal") == 0) {
        return is_equal(value, other);
    }
    if (strcmp(op->key, "valid") == 0) {
        bool is_valid = !scalar_is_missing(value) && (value.kind == SCALAR_TEXT || !isnan(number));
        return is_valid == tree_is_true(op);
    }
    if (strcmp(op->key, "lt") == 0) {
        return comparable && order < 0;
    }
    if (strcmp(op->key, "lte") == 0) {
        return comparable && order <= 0;
    }
    if (strcmp(op->key, "gt") == 0) {
        return comparable && order > 0;
    }
    if (strcmp(op->key, "gte") == 0) {
        return comparable && order >= 0;
    }
    if (strcmp(op->key, "range") == 0) {
        const struct tree *low = tree_at(op, 0), *high = tree_at(op, 1);
        bool above = !low || tree_is(low, TREE_NULL) || scalar_compare(value, operand(low, unit)) >= 0;
        return comparable && above &&
               (!high || tree_is(high, TREE_NULL) || scalar_compare(value, operand(high, unit)) <= 0);
    }
    for (size_t i = 0; tree_is(op, TREE_ARRAY) && i < op->count; i++) { // oneOf
        if (is_equal(value, operand(&op->children[i], unit))) {
            return true;
        }
    }
    return false;
}

static enum error field_predicate(
    struct plot *plot, const struct tree *test, struct table *table, bool *keep) {
    static const char *const ops[] = {"equal", "lt", "lte", "gt", "gte", "range", "oneOf", "valid"};
    struct time_unit unit = {.step = 1};
    const struct tree *op = NULL;
    for (size_t i = 0; !op && i < sizeof ops / sizeof *ops; i++) {
        op = tree_member(test, ops[i]);
    }
    const char *field = tree_text(tree_member(test, "field"), NULL);
    const struct tree *unit_name = tree_member(test, "timeUnit");
    if (!op || !field || (unit_name && !time_unit_read(unit_name, &unit))) {
        return plot_refuse(plot, test, "outside the subset: this predicate");
    }
    size_t column = table_field(table, field);
    if (unit.parts) {
        table_parse_time(table, column, NULL);
    }
    for (size_t row = 0; row < table->rows; row++) {
        struct scalar value = table_at(table, column, row);
        if (unit.parts && value.kind == SCALAR_TIME) {
            value = scalar_of_time(time_unit_floor(&unit, value.number));
        }
        keep[row] = holds_one(op, value, &unit);
    }
    return ERROR_NONE;
}

// and, or, not, or a field predicate.
enum error predicate_read(struct plot *plot, const struct tree *test, struct table *table, bool *keep) {
    if (!tree_is(test, TREE_OBJECT)) {
        return plot_refuse(plot, test, "outside the subset: expressions");
    }
    const struct tree *all = tree_member(test, "and"), *any = tree_member(test, "or"),
                      *not = tree_member(test, "not");
    const struct tree *parts = all ? all : any;
    if (not ) {
        enum error error = predicate_read(plot, not, table, keep);
        for (size_t row = 0; row < table->rows; row++) {
            keep[row] = !keep[row];
        }
        return error;
    }
    if (!parts) {
        return field_predicate(plot, test, table, keep);
    }
    bool *one = arena_array(plot->arena, table->rows + 1, sizeof *one);
    for (size_t row = 0; row < table->rows; row++) {
        keep[row] = all != NULL;
    }
    for (size_t i = 0; tree_is(parts, TREE_ARRAY) && i < parts->count; i++) {
        enum error error = predicate_read(plot, &parts->children[i], table, one);
        if (error) {
            return error;
        }
        for (size_t row = 0; row < table->rows; row++) {
            keep[row] = all ? keep[row] && one[row] : keep[row] || one[row];
        }
    }
    return ERROR_NONE;
}

static enum error apply_filter(struct plot *plot, const struct tree *transform, struct table *table) {
    bool *keep = arena_array(plot->arena, table->rows + 1, sizeof *keep);
    enum error error = predicate_read(plot, tree_member(transform, "filter"), table, keep);
    if (!error) {
        table_keep(table, keep);
    }
    return error;
}

static size_t columns_of(struct table *table, const struct tree *fields, size_t *out, size_t room) {
    size_t count = 0;
    for (size_t i = 0; tree_is(fields, TREE_ARRAY) && i < fields->count && count < room; i++) {
        const char *field = tree_text(&fields->children[i], NULL);
        if (field) {
            out[count++] = table_field(table, field);
        }
    }
    return count;
}

static enum error apply_aggregate(struct plot *plot, const struct tree *transform, struct table *table) {
    size_t by[16], by_count = columns_of(table, tree_member(transform, "groupby"), by, 16), count = 0;
    const struct tree *list = tree_member(transform, "aggregate");
    struct measure_of measures[16];
    for (size_t i = 0; tree_is(list, TREE_ARRAY) && i < list->count && count < 16; i++) {
        const struct tree *one = &list->children[i];
        const char *op = tree_text(tree_member(one, "op"), NULL),
                   *field = tree_text(tree_member(one, "field"), NULL);
        if (!op || !aggregate_is_known(op) || (!field && strcmp(op, "count") != 0)) {
            return plot_refuse(plot, one, "outside the subset: the aggregate %s", op ? op : "?");
        }
        const char *as =
            tree_text(tree_member(one, "as"), field ? arena_printf(plot->arena, "%s_%s", op, field) : op);
        measures[count++] = (struct measure_of){op, field ? table_field(table, field) : TABLE_NONE, as};
    }
    struct table out;
    table_aggregate(table, by, by_count, measures, count, &out);
    *table = out;
    return ERROR_NONE;
}

static enum error apply_bin(struct plot *plot, const struct tree *transform, struct table *table) {
    const struct tree *as = tree_member(transform, "as");
    const char *field = tree_text(tree_member(transform, "field"), NULL);
    const char *name = tree_text(tree_is(as, TREE_ARRAY) ? tree_at(as, 0) : as, NULL);
    if (!field || !name) {
        return plot_refuse(plot, transform, "bin needs \"field\" and \"as\"");
    }
    enum error error =
        bin_column(plot, tree_member(transform, "bin"), table, table_field(table, field), name);
    const char *end = tree_text(tree_at(as, 1), NULL);
    if (!error && end) {
        size_t from = table_field(table, arena_printf(plot->arena, "%s_end", name)),
               to = table_add(table, end);
        for (size_t row = 0; row < table->rows; row++) {
            table_set(table, to, row, table_at(table, from, row));
        }
    }
    return error;
}

static enum error apply_unit(struct plot *plot, const struct tree *transform, struct table *table) {
    struct time_unit unit;
    const char *field = tree_text(tree_member(transform, "field"), NULL),
               *as = tree_text(tree_member(transform, "as"), NULL);
    if (!time_unit_read(tree_member(transform, "timeUnit"), &unit) || !field || !as) {
        return plot_refuse(plot, transform, "timeUnit needs a unit, \"field\" and \"as\"");
    }
    size_t from = table_field(table, field);
    table_parse_time(table, from, NULL);
    size_t to = table_add(table, as);
    for (size_t row = 0; row < table->rows; row++) {
        struct scalar value = table_at(table, from, row);
        table_set(table, to, row,
            value.kind == SCALAR_TIME ? scalar_of_time(time_unit_floor(&unit, value.number))
                                      : SCALAR_MISSING);
    }
    return ERROR_NONE;
}

enum error transforms_apply(struct plot *plot, const struct tree *transforms, struct table *table) {
    static const struct {
        const char *key;
        enum error (*apply)(struct plot *, const struct tree *, struct table *);
    } kinds[] = {{"filter", apply_filter}, {"aggregate", apply_aggregate}, {"timeUnit", apply_unit},
        {"bin", apply_bin}};
    enum error error = ERROR_NONE;
    for (size_t i = 0; !error && tree_is(transforms, TREE_ARRAY) && i < transforms->count; i++) {
        const struct tree *transform = &transforms->children[i];
        size_t kind = 0, count = sizeof kinds / sizeof *kinds;
        while (kind < count && !tree_member(transform, kinds[kind].key)) {
            kind++;
        }
        const struct tree *first = transform->count ? &transform->children[0] : NULL;
        error = kind < count ? kinds[kind].apply(plot, transform, table)
                             : plot_refuse(plot, transform, "outside the subset: the transform %s",
                                   first && first->key ? first->key : "?");
    }
    return error;
}
