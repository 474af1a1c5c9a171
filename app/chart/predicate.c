#include <math.h>
#include <string.h>

#include "chart/plot.h"

// Field predicates, which rows they hold of (Vega-Lite docs, predicate).

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

// As JavaScript compares: texts with texts, else numbers with numbers; what is neither is not less nor more.
static bool are_comparable(struct scalar a, struct scalar b) {
    bool are_texts = a.kind == SCALAR_TEXT && b.kind == SCALAR_TEXT;
    return !scalar_is_missing(a) && !scalar_is_missing(b) &&
           (are_texts || (!isnan(scalar_number(a)) && !isnan(scalar_number(b))));
}

static bool is_between(
    struct scalar value, const struct tree *low, const struct tree *high, const struct time_unit *unit) {
    struct scalar from = low && !tree_is(low, TREE_NULL) ? operand(low, unit) : value,
                  to = high && !tree_is(high, TREE_NULL) ? operand(high, unit) : value;
    return are_comparable(value, from) && are_comparable(value, to) && scalar_compare(value, from) >= 0 &&
           scalar_compare(value, to) <= 0;
}

static bool holds_one(const struct tree *op, struct scalar value, const struct time_unit *unit) {
    struct scalar other = operand(op, unit);
    double number = scalar_number(value);
    int order = scalar_compare(value, other);
    bool comparable = are_comparable(value, other);
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
        return is_between(value, tree_at(op, 0), tree_at(op, 1), unit);
    }
    for (size_t i = 0; tree_is(op, TREE_ARRAY) && i < op->count; i++) { // oneOf
        if (is_equal(value, operand(&op->children[i], unit))) {
            return true;
        }
    }
    return false;
}

// The operator of a predicate. NULL: it has none, or more than one, which is refused.
static const struct tree *operator_of(struct plot *plot, const struct tree *test) {
    static const char *const ops[] = {
        "not", "and", "or", "equal", "lt", "lte", "gt", "gte", "range", "oneOf", "valid"};
    const struct tree *op = NULL;
    for (size_t i = 0; i < sizeof ops / sizeof *ops; i++) {
        const struct tree *one = tree_member(test, ops[i]);
        if (op && one) {
            plot_refuse(plot, one, "a predicate has one operator; two stand in an \"and\"");
            return NULL;
        }
        op = one ? one : op;
    }
    if (!op) {
        plot_refuse(plot, test, "outside the subset: this predicate");
    }
    return op;
}

static enum error field_predicate(
    struct plot *plot, const struct tree *test, const struct tree *op, struct table *table, bool *keep) {
    struct time_unit unit = {.step = 1};
    if (strcmp(op->key, "range") == 0 && !(tree_is(op, TREE_ARRAY) && op->count == 2)) {
        return plot_refuse(plot, op, "a range has two ends");
    }
    if (strcmp(op->key, "oneOf") == 0 && !tree_is(op, TREE_ARRAY)) {
        return plot_refuse(plot, op, "\"oneOf\" has a list");
    }
    const char *field = tree_text(tree_member(test, "field"), NULL);
    const struct tree *unit_name = tree_member(test, "timeUnit");
    if (!field || (unit_name && !time_unit_read(unit_name, &unit))) {
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
    const struct tree *op = operator_of(plot, test);
    if (!op) {
        return ERROR_INPUT;
    }
    if (strcmp(op->key, "not") == 0) {
        enum error error = predicate_read(plot, op, table, keep);
        for (size_t row = 0; row < table->rows; row++) {
            keep[row] = !keep[row];
        }
        return error;
    }
    const bool all = strcmp(op->key, "and") == 0;
    if (!all && strcmp(op->key, "or") != 0) {
        return field_predicate(plot, test, op, table, keep);
    }
    if (!tree_is(op, TREE_ARRAY)) {
        return plot_refuse(plot, op, "\"and\" and \"or\" have a list");
    }
    bool *one = arena_array(plot->arena, table->rows + 1, sizeof *one);
    for (size_t row = 0; row < table->rows; row++) {
        keep[row] = all;
    }
    for (size_t i = 0; i < op->count; i++) {
        enum error error = predicate_read(plot, &op->children[i], table, one);
        if (error) {
            return error;
        }
        for (size_t row = 0; row < table->rows; row++) {
            keep[row] = all ? keep[row] && one[row] : keep[row] || one[row];
        }
    }
    return ERROR_NONE;
}
