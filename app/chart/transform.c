#include <string.h>

#include "chart/plot.h"

// The transforms of a spec (Vega-Lite docs, transform): filter by field predicates, aggregate, bin, timeUnit,
// stack, in the order written.

static enum error apply_filter(struct plot *plot, const struct tree *transform, struct table *table) {
    bool *keep = arena_array(plot->arena, table->rows + 1, sizeof *keep);
    enum error error = predicate_read(plot, tree_member(transform, "filter"), table, keep);
    if (!error) {
        table_keep(table, keep);
    }
    return error;
}

#define MOST_FIELDS 16 // that one transform groups by, measures or sorts by

static enum error columns_of(
    struct plot *plot, struct table *table, const struct tree *fields, size_t *out, size_t *count) {
    *count = 0;
    if (fields && !tree_is(fields, TREE_ARRAY)) {
        return plot_refuse(plot, fields, "fields are named in a list");
    }
    for (size_t i = 0; fields && i < fields->count; i++) {
        const char *field = tree_text(&fields->children[i], NULL);
        if (!field || *count == MOST_FIELDS) {
            return plot_refuse(plot, &fields->children[i],
                field ? "more than %d fields" : "a field is named by a text", MOST_FIELDS);
        }
        out[(*count)++] = table_field(table, field);
    }
    return ERROR_NONE;
}

static enum error apply_aggregate(struct plot *plot, const struct tree *transform, struct table *table) {
    size_t by[MOST_FIELDS], by_count, count = 0;
    const struct tree *list = tree_member(transform, "aggregate");
    struct measure_of measures[MOST_FIELDS];
    enum error error = columns_of(plot, table, tree_member(transform, "groupby"), by, &by_count);
    if (error || !tree_is(list, TREE_ARRAY) || list->count > MOST_FIELDS) {
        return error ? error : plot_refuse(plot, list, "aggregates are a list, at most %d", MOST_FIELDS);
    }
    for (size_t i = 0; i < list->count; i++) {
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

struct sort_by {
    struct table *table;
    size_t columns[MOST_FIELDS], count;
    int directions[MOST_FIELDS];
};

static int compare_rows(const void *context, size_t a, size_t b) {
    const struct sort_by *by = context;
    for (size_t i = 0; i < by->count; i++) {
        int order =
            scalar_compare(table_at(by->table, by->columns[i], a), table_at(by->table, by->columns[i], b));
        if (order != 0) {
            return order * by->directions[i];
        }
    }
    return 0;
}

// [{"field", "order"}, …]
static enum error read_sort(struct plot *plot, const struct tree *list, struct sort_by *out) {
    for (size_t i = 0; list && i < list->count; i++) {
        const struct tree *one = &list->children[i];
        const char *field = tree_text(tree_member(one, "field"), NULL);
        if (!tree_is(list, TREE_ARRAY) || !field || out->count == MOST_FIELDS) {
            return plot_refuse(plot, one, "rows are sorted by a list of at most %d \"field\"", MOST_FIELDS);
        }
        out->columns[out->count] = table_field(out->table, field);
        out->directions[out->count++] = tree_is_text(tree_member(one, "order"), "descending") ? -1 : 1;
    }
    return ERROR_NONE;
}

static enum error read_offset(struct plot *plot, const struct tree *offset, enum stack *out) {
    static const char *const names[] = {
        [STACK_ZERO] = "zero", [STACK_NORMALIZE] = "normalize", [STACK_CENTER] = "center"};
    *out = STACK_ZERO;
    if (!offset) {
        return ERROR_NONE;
    }
    for (int i = STACK_ZERO; i <= STACK_CENTER; i++) {
        if (tree_is_text(offset, names[i])) {
            *out = (enum stack)i;
            return ERROR_NONE;
        }
    }
    return plot_refuse(plot, offset, "outside the subset: this offset of a stack");
}

// {"stack": field, "groupby", "sort", "offset", "as": "start" or ["start", "end"]}
static enum error apply_stack(struct plot *plot, const struct tree *transform, struct table *table) {
    const struct tree *as = tree_member(transform, "as");
    const char *field = tree_text(tree_member(transform, "stack"), NULL),
               *start = tree_text(tree_is(as, TREE_ARRAY) ? tree_at(as, 0) : as, NULL);
    if (!field || !start || !tree_member(transform, "groupby")) {
        return plot_refuse(plot, transform, "stack needs a field, \"groupby\" and \"as\"");
    }
    const char *end = tree_text(tree_at(as, 1), arena_printf(plot->arena, "%s_end", start));
    struct pile pile = {.table = table, .column = table_field(table, field)};
    struct sort_by sort = {.table = table};
    size_t by[MOST_FIELDS], by_count;
    enum error error = read_offset(plot, tree_member(transform, "offset"), &pile.offset);
    error = error ? error : columns_of(plot, table, tree_member(transform, "groupby"), by, &by_count);
    error = error ? error : read_sort(plot, tree_member(transform, "sort"), &sort);
    if (error) {
        return error;
    }
    size_t *group_of = arena_array(plot->arena, table->rows + 1, sizeof *group_of);
    size_t groups = table_group(table, by, by_count, group_of);
    pile.compare = compare_rows;
    pile.context = &sort;
    pile.start = table_add(table, start);
    pile.end = table_add(table, end);
    pile_up(&pile, group_of, groups);
    return ERROR_NONE;
}

enum error transforms_apply(struct plot *plot, const struct tree *transforms, struct table *table) {
    static const struct {
        const char *key;
        enum error (*apply)(struct plot *, const struct tree *, struct table *);
    } kinds[] = {{"filter", apply_filter}, {"aggregate", apply_aggregate}, {"timeUnit", apply_unit},
        {"bin", apply_bin}, {"stack", apply_stack}};
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
