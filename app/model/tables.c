#include "model/tables.h"

#include <string.h>

#include "model/copy.h"

#define NOWHERE SIZE_MAX

void tables_init(
    struct tables *tables, const struct contribution *contributions, size_t count, struct arena *scratch) {
    *tables = (struct tables){contributions, count, arena_array(scratch, count, sizeof(struct tree *))};
}

static bool is_meant(const struct contribution *contribution, const struct chart_data *data) {
    const char *own = data->is_name ? contribution->id : contribution->address;
    const char *wanted = data->is_name ? data->said : data->address;
    return contribution->brings_table && own && wanted && strcmp(own, wanted) == 0;
}

// The source that is meant: of two with one address, one that has answered.
static size_t find(const struct tables *tables, const struct chart_data *data) {
    size_t found = NOWHERE;
    for (size_t i = 0; i < tables->count; i++) {
        const struct contribution *contribution = &tables->contributions[i];
        if (is_meant(contribution, data)) {
            if (contribution->batch && contribution->batch->table) {
                return i;
            }
            found = found == NOWHERE ? i : found;
        }
    }
    return found;
}

static const struct tree *table_of(const struct tables *tables, size_t at) {
    const struct batch *batch = at == NOWHERE ? NULL : tables->contributions[at].batch;
    return batch ? batch->table : NULL;
}

size_t tables_cost(const struct tables *tables, const struct chart_spec *spec) {
    size_t cost = spec->data_count * sizeof *spec->data;
    for (size_t i = 0; i < spec->data_count; i++) {
        size_t at = find(tables, &spec->data[i]);
        const struct tree *table = table_of(tables, at);
        cost += copy_cost_of_text(spec->data[i].said) + copy_cost_of_text(spec->data[i].address);
        cost += table && !tables->copies[at] ? tree_cost(table) : 0;
    }
    return cost;
}

void tables_bind(struct tables *tables, struct arena *arena, const struct chart_spec *from,
    struct chart_spec *out, struct age *age) {
    struct chart_data *data = arena_array(arena, from->data_count, sizeof *data);
    for (size_t i = 0; i < from->data_count; i++) {
        size_t at = find(tables, &from->data[i]);
        const struct tree *table = table_of(tables, at);
        if (table && !tables->copies[at]) {
            tables->copies[at] = tree_copy(table, arena);
        }
        data[i] = (struct chart_data){
            .said = arena_text(arena, from->data[i].said),
            .is_name = from->data[i].is_name,
            .address = arena_text(arena, from->data[i].address),
            .rows = table ? tables->copies[at] : NULL,
            .is_known = at != NOWHERE,
        };
        *age = table ? age_of_both(*age, tables->contributions[at].age) : *age;
    }
    out->data = data;
    out->data_count = from->data_count;
}
