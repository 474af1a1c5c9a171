#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "chart/domain.h"

// The domain of a discrete scale: which names there are, and in which order.

struct name {
    struct scalar value;
    struct scalar key; // what it is sorted by
    size_t seen;       // its place in the data
};

struct names {
    struct name *list; // beside index.values until they are sorted
    size_t count;
    struct scalar_index index;
    struct arena *arena;
    bool is_full; // there were more
};

#define MOST_NAMES 2000

static struct names names_of(struct arena *arena) {
    struct names names = {arena_array(arena, MOST_NAMES, sizeof(struct name)), .arena = arena};
    scalar_index_init(&names.index, arena, MOST_NAMES);
    return names;
}

static struct name *find_or_add(struct names *names, struct scalar value) {
    size_t at = scalar_index_add(&names->index, value);
    if (at == SIZE_MAX) {
        names->is_full = true;
        return NULL;
    }
    if (at == names->count) {
        names->list[names->count++] = (struct name){value, value, at};
    }
    return &names->list[at];
}

static int ascending(const void *a, const void *b) {
    const struct name *x = a, *y = b;
    int order = scalar_compare(x->key, y->key);
    return order ? order : (x->seen > y->seen) - (x->seen < y->seen);
}

static int descending(const void *a, const void *b) {
    const struct name *x = a, *y = b;
    int order = scalar_compare(y->key, x->key);
    return order ? order : (x->seen > y->seen) - (x->seen < y->seen);
}

// "mon" of days or "jan" of months, as the value that the unit gives them.
static struct scalar sort_value(const struct encoding *encoding, const struct tree *tree) {
    static const char *const days[] = {
        "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};
    const char *text = tree_text(tree, NULL);
    double time = time_of_parts(tree);
    if (!isnan(time)) {
        return scalar_of_time(time);
    }
    for (int i = 0; text && (encoding->unit.parts & TIME_DAY) && i < 7; i++) {
        if (strlen(text) >= 3 && strncasecmp(days[i], text, strlen(text)) == 0) {
            struct tree day = {.kind = TREE_NUMBER, .key = "day", .number = i},
                        parts = {.kind = TREE_OBJECT, .children = &day, .count = 1};
            return scalar_of_time(time_of_parts(&parts));
        }
    }
    if (text && (encoding->unit.parts & TIME_MONTH)) {
        struct tree month = {.kind = TREE_TEXT, .key = "month", .text = text},
                    parts = {.kind = TREE_OBJECT, .children = &month, .count = 1};
        return scalar_of_time(time_of_parts(&parts));
    }
    return scalar_of_tree(tree);
}

static void sort_by_list(struct names *names, const struct encoding *encoding, const struct tree *list) {
    struct scalar_index wanted;
    scalar_index_init(&wanted, names->arena, list->count);
    for (size_t i = 0; i < list->count; i++) {
        scalar_index_add(&wanted, sort_value(encoding, &list->children[i]));
    }
    for (size_t i = 0; i < names->count; i++) {
        size_t at = scalar_index_find(&wanted, names->list[i].value);
        names->list[i].key = scalar_of_number((double)(at == SIZE_MAX ? wanted.count : at));
    }
    qsort(names->list, names->count, sizeof *names->list, ascending);
}

// Sorted by another field or channel: of the rows of each name, before this unit's own aggregates.
static void sort_by_field(struct names *names, const struct unit *unit, const struct encoding *encoding,
    const struct measure_of *measure, bool is_descending) {
    struct table raw = table_copy(&unit->raw), out;
    if (!encoding->field) {
        return;
    }
    size_t by = table_field(&raw, encoding->field);
    if (encoding->type == TYPE_TEMPORAL || encoding->unit.parts) {
        table_parse_time(&raw, by, NULL);
        for (size_t row = 0; row < raw.rows; row++) {
            struct scalar value = table_at(&raw, by, row);
            if (encoding->unit.parts && value.kind == SCALAR_TIME) {
                table_set(&raw, by, row, scalar_of_time(time_unit_floor(&encoding->unit, value.number)));
            }
        }
    }
    struct measure_of own = *measure;
    own.column = strcmp(own.op, "count") == 0 ? TABLE_NONE : table_field(&raw, measure->as);
    // dates written as texts sort as dates
    bool is_text = false, all_time = own.column != TABLE_NONE;
    for (size_t row = 0; all_time && row < raw.rows; row++) {
        struct scalar cell = table_at(&raw, own.column, row);
        is_text = is_text || cell.kind == SCALAR_TEXT;
        all_time = cell.kind == SCALAR_NULL ||
                   (cell.kind == SCALAR_TEXT && !isnan(time_parse(cell.text)) && isnan(scalar_number(cell)));
    }
    if (all_time && is_text) {
        table_parse_time(&raw, own.column, NULL);
    }
    own.as = "sort key";
    table_aggregate(&raw, &by, 1, &own, 1, &out);
    for (size_t i = 0; i < out.rows; i++) {
        size_t at = scalar_index_find(&names->index, table_at(&out, 0, i));
        if (at != SIZE_MAX) {
            names->list[at].key = table_at(&out, 1, i);
        }
    }
    qsort(names->list, names->count, sizeof *names->list, is_descending ? descending : ascending);
}

static enum error sort_names(
    struct plot *plot, struct names *names, const struct unit *unit, const struct encoding *encoding) {
    const struct tree *sort = encoding_member(encoding, "sort");
    const char *text = tree_text(sort, NULL), *field = tree_text(tree_member(sort, "field"), NULL);
    if (names->is_full) {
        return plot_refuse(plot, encoding->def, "more than %d names", MOST_NAMES);
    }
    if (tree_is(sort, TREE_NULL) || tree_is(tree_member(sort, "order"), TREE_NULL)) {
        return ERROR_NONE;
    }
    if (tree_is(sort, TREE_ARRAY)) {
        sort_by_list(names, encoding, sort);
        return ERROR_NONE;
    }
    const char *channel = text && text[0] == '-' ? text + 1
                          : text                 ? text
                                                 : tree_text(tree_member(sort, "encoding"), NULL);
    bool is_descending = tree_is_text(tree_member(sort, "order"), "descending") || (text && text[0] == '-');
    if (channel && channel_of_name(channel) != CH_COUNT) {
        const struct encoding *other = &unit->encodings[channel_of_name(channel)];
        if (other->def && encoding_is_field(other)) {
            bool is_stacked = unit->stack != STACK_NONE && unit->stack_channel == channel_of_name(channel);
            struct measure_of measure = {other->aggregate ? other->aggregate
                                         : is_stacked     ? "sum"
                                                          : "min",
                0, other->field ? other->field : ""};
            sort_by_field(names, unit, encoding, &measure, is_descending);
            return ERROR_NONE;
        }
    }
    const char *op = tree_text(tree_member(sort, "op"), unit->stack != STACK_NONE ? "sum" : "min");
    if (!aggregate_is_known(op)) {
        return plot_refuse(plot, tree_member(sort, "op"), "outside the subset: the aggregate %s", op);
    }
    if (field || (tree_is(sort, TREE_OBJECT) && strcmp(op, "count") == 0)) {
        struct measure_of measure = {op, 0, field ? field : ""};
        sort_by_field(names, unit, encoding, &measure, is_descending);
        return ERROR_NONE;
    }
    if (channel && channel_of_name(channel) == CH_COUNT && strcmp(channel, "ascending") != 0 &&
        strcmp(channel, "descending") != 0) {
        return plot_refuse(plot, sort, "nothing here is sorted by \"%s\"", channel);
    }
    is_descending = is_descending || (text && strcmp(text, "descending") == 0);
    qsort(names->list, names->count, sizeof *names->list, is_descending ? descending : ascending);
    return ERROR_NONE;
}

static void collect(struct names *names, const struct unit *unit, const struct encoding *encoding) {
    if (encoding->datum) {
        double time = time_of_parts(encoding->datum);
        find_or_add(names, isnan(time) ? scalar_of_tree(encoding->datum) : scalar_of_time(time));
        return;
    }
    bool is_bin = encoding->bin && encoding->range != TABLE_NONE;
    for (size_t row = 0; row < unit->table.rows; row++) {
        struct name *name =
            find_or_add(names, table_at(&unit->table, is_bin ? encoding->range : encoding->column, row));
        if (name && is_bin) {
            name->key = table_at(&unit->table, encoding->column, row);
        }
    }
}

static const struct scalar *values_of(const struct names *names, size_t *count) {
    struct scalar *values = arena_array(names->arena, names->count + 1, sizeof *values);
    for (size_t i = 0; i < names->count; i++) {
        values[i] = names->list[i].value;
    }
    *count = names->count;
    return values;
}

static void set_domain(struct scale *scale, const struct names *names) {
    scalar_index_init(&scale->index, names->arena, names->count);
    for (size_t i = 0; i < names->count; i++) {
        scalar_index_add(&scale->index, names->list[i].value);
    }
    scale->values = scale->index.values;
    scale->count = scale->index.count;
}

enum error domain_of_names(struct plot *plot, struct scale *scale) {
    struct names names = names_of(plot->arena);
    const struct tree *domain = tree_member(scale->def, "domain");
    if (tree_is(domain, TREE_ARRAY)) {
        for (size_t i = 0; i < domain->count; i++) {
            find_or_add(&names, sort_value(scale->lead, &domain->children[i]));
        }
        set_domain(scale, &names);
        return names.is_full ? plot_refuse(plot, domain, "more than %d names", MOST_NAMES) : ERROR_NONE;
    }
    for (size_t i = 0; i < plot->unit_count; i++) {
        const struct encoding *encoding = &plot->units[i].encodings[scale->channel];
        if (encoding->def && !encoding->value && encoding_has_scale(encoding)) {
            collect(&names, &plot->units[i], encoding);
        }
    }
    enum error error = sort_names(plot, &names, scale->lead_unit, scale->lead);
    set_domain(scale, &names);
    return error;
}

enum error domain_of_facet(struct plot *plot, int which) {
    const struct encoding *encoding = &plot->facet.encoding[which];
    struct names names = names_of(plot->arena);
    for (size_t i = 0; i < plot->unit_count; i++) {
        const struct unit *unit = &plot->units[i];
        for (size_t row = 0; unit->facet_column[which] != TABLE_NONE && row < unit->table.rows; row++) {
            find_or_add(&names, table_at(&unit->table, unit->facet_column[which], row));
        }
    }
    enum error error = sort_names(plot, &names, &plot->units[0], encoding);
    plot->facet.values[which] = values_of(&names, &plot->facet.count[which]);
    return error;
}

static double side(const struct plot *plot, enum channel channel, enum channel offset, const char *name) {
    const struct tree *view = plot->root;
    while (!tree_member(view, name) && tree_member(view, "spec")) {
        view = tree_member(view, "spec");
    }
    const struct tree *given = tree_member(view, name), *step = tree_member(given, "step");
    const struct scale *scale = &plot->scales[channel], *inner = &plot->scales[offset];
    bool is_named = scale->is_used && scale_is_discrete(scale);
    double names = fmax(1, (double)scale->count),
           nested = inner->is_used && scale_is_discrete(inner) ? fmax(1, (double)inner->count) : 0;
    const struct tree *config = tree_member(plot->config, "view");
    double size = tree_number(step, tree_number(tree_member(config, "step"), 20));
    if (tree_is(given, TREE_NUMBER)) {
        return fmax(1, given->number);
    }
    if (is_named) {
        bool for_position = tree_is_text(tree_member(given, "for"), "position");
        return nested > 0 && !for_position ? size * nested * (names + 0.2) / 0.8 : size * names;
    }
    bool is_polar = plot->scales[CH_THETA].is_used || plot->scales[CH_RADIUS].is_used ||
                    (plot->unit_count && plot->units[0].mark == MARK_ARC);
    return scale->is_used || is_polar                                                ? 300
           : nested > 0                                                              ? size * nested
           : plot->unit_count && plot->units[0].mark == MARK_TEXT && channel == CH_X ? 50
                                                                                     : 20;
}

void plot_size(struct plot *plot) {
    plot->ref_width = side(plot, CH_X, CH_XOFFSET, "width");
    plot->ref_height = side(plot, CH_Y, CH_YOFFSET, "height");
}
