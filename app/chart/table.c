#include "chart/table.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "chart/time.h"

void table_init(struct table *table, struct arena *arena, size_t rows) {
    *table = (struct table){.arena = arena, .rows = rows};
}

static size_t find_column(const struct table *table, const char *name) {
    for (size_t i = 0; i < table->count; i++) {
        if (strcmp(table->columns[i].name, name) == 0) {
            return i;
        }
    }
    return TABLE_NONE;
}

static size_t append_column(struct table *table, const char *name) {
    if (table->count == table->capacity) {
        size_t capacity = table->capacity ? table->capacity * 2 : 8;
        struct column *columns = arena_array(table->arena, capacity, sizeof *columns);
        if (table->count) {
            memcpy(columns, table->columns, table->count * sizeof *columns);
        }
        table->columns = columns;
        table->capacity = capacity;
    }
    table->columns[table->count] = (struct column){
        arena_text(table->arena, name), arena_array(table->arena, table->rows + 1, sizeof(struct scalar))};
    return table->count++;
}

size_t table_add(struct table *table, const char *name) {
    size_t at = find_column(table, name);
    if (at == TABLE_NONE) {
        return append_column(table, name);
    }
    table->columns[at].cells = arena_array(table->arena, table->rows + 1, sizeof(struct scalar));
    return at;
}

// One step of a path such as a.b, a[0], a['b']; "\\" takes the next character as it is (Vega's
// splitAccessPath).
static const char *next_step(const char *path, char *step, size_t room) {
    size_t len = 0;
    bool in_brackets = *path == '[';
    path += in_brackets;
    char quote = in_brackets && (*path == '\'' || *path == '"') ? *path++ : '\0';
    for (; *path; path++) {
        if (*path == '\\' && path[1]) {
            path++;
        } else if (quote ? *path == quote : in_brackets ? *path == ']' : *path == '.' || *path == '[') {
            break;
        }
        if (len + 1 < room) {
            step[len++] = *path;
        }
    }
    step[len] = '\0';
    path += quote && *path == quote;
    path += in_brackets && *path == ']';
    path += *path == '.';
    return path;
}

const struct tree *tree_at_path(const struct tree *tree, const char *path) {
    char step[256];
    while (tree && *path) {
        path = next_step(path, step, sizeof step);
        tree = tree_is(tree, TREE_ARRAY) ? tree_at(tree, (size_t)strtoul(step, NULL, 10))
                                         : tree_member(tree, step);
    }
    return tree;
}

// A row that is no object is {"data": row} (Vega-Lite docs, data, "inline").
static struct scalar cell_of(const struct tree *row, const char *field) {
    if (tree_is(row, TREE_OBJECT) || tree_is(row, TREE_ARRAY)) {
        const struct tree *whole = tree_member(row, field);
        return scalar_of_tree(whole ? whole : tree_at_path(row, field));
    }
    return strcmp(field, "data") == 0 ? scalar_of_tree(row) : SCALAR_MISSING;
}

bool table_has(const struct table *table, const char *field) {
    if (find_column(table, field) != TABLE_NONE) {
        return true;
    }
    for (size_t row = 0; table->sources && row < table->rows; row++) {
        const struct tree *source = table->sources[row];
        bool is_plain = source && source->kind != TREE_OBJECT && source->kind != TREE_ARRAY;
        if (is_plain ? strcmp(field, "data") == 0
                     : tree_member(source, field) || tree_at_path(source, field)) {
            return true;
        }
    }
    return false;
}

// "a\\.b" and "a['b']" name what another table may have as a plain column.
static const char *plain_name(struct table *table, const char *field) {
    char step[256];
    const char *rest = next_step(field, step, sizeof step);
    return *rest ? field : arena_text(table->arena, step);
}

size_t table_field(struct table *table, const char *field) {
    size_t at = find_column(table, field);
    if (at == TABLE_NONE && !table->sources) {
        at = find_column(table, plain_name(table, field));
    }
    if (at != TABLE_NONE) {
        return at;
    }
    at = append_column(table, field);
    for (size_t row = 0; table->sources && row < table->rows; row++) {
        table->columns[at].cells[row] = cell_of(table->sources[row], field);
    }
    return at;
}

struct scalar table_at(const struct table *table, size_t column, size_t row) {
    return column == TABLE_NONE ? SCALAR_MISSING : table->columns[column].cells[row];
}

void table_set(struct table *table, size_t column, size_t row, struct scalar value) {
    table->columns[column].cells[row] = value;
}

void table_keep(struct table *table, const bool *keep) {
    size_t kept = 0;
    for (size_t row = 0; row < table->rows; row++) {
        if (!keep[row]) {
            continue;
        }
        for (size_t i = 0; i < table->count; i++) {
            table->columns[i].cells[kept] = table->columns[i].cells[row];
        }
        if (table->sources) {
            table->sources[kept] = table->sources[row];
        }
        kept++;
    }
    table->rows = kept;
}

struct table table_copy(const struct table *table) {
    struct table copy = *table;
    copy.columns = arena_array(table->arena, table->count + 1, sizeof *copy.columns);
    copy.capacity = table->count + 1;
    for (size_t i = 0; i < table->count; i++) {
        struct scalar *cells = arena_array(table->arena, table->rows + 1, sizeof *cells);
        memcpy(cells, table->columns[i].cells, table->rows * sizeof *cells);
        copy.columns[i] = (struct column){table->columns[i].name, cells};
    }
    if (table->sources) {
        copy.sources = arena_array(table->arena, table->rows + 1, sizeof(const struct tree *));
        memcpy(copy.sources, table->sources, table->rows * sizeof(const struct tree *));
    }
    return copy;
}

struct table table_row(const struct table *table, size_t row) {
    struct table one = *table;
    one.rows = 1;
    one.sources = table->sources ? table->sources + row : NULL;
    one.columns = arena_array(table->arena, table->count + 1, sizeof *one.columns);
    one.capacity = table->count + 1;
    for (size_t i = 0; i < table->count; i++) {
        one.columns[i] = (struct column){table->columns[i].name, table->columns[i].cells + row};
    }
    return one;
}

static bool same_key(
    const struct table *table, const size_t *columns, size_t column_count, size_t a, size_t b) {
    for (size_t i = 0; i < column_count; i++) {
        if (!scalar_is_equal(table_at(table, columns[i], a), table_at(table, columns[i], b))) {
            return false;
        }
    }
    return true;
}

size_t table_group(const struct table *table, const size_t *columns, size_t column_count, size_t *group_of) {
    size_t room = 16, groups = 0;
    while (room < table->rows * 2) {
        room *= 2;
    }
    size_t *slots = arena_array(table->arena, room, sizeof *slots); // a group's first row + 1
    for (size_t row = 0; row < table->rows; row++) {
        uint64_t hash = HASH_START;
        for (size_t i = 0; i < column_count; i++) {
            hash = scalar_hash(hash, table_at(table, columns[i], row));
        }
        size_t at = (size_t)(hash ^ (hash >> 32)) & (room - 1);
        while (slots[at] && !same_key(table, columns, column_count, slots[at] - 1, row)) {
            at = (at + 1) & (room - 1);
        }
        if (!slots[at]) {
            slots[at] = row + 1;
            group_of[row] = groups++;
        } else {
            group_of[row] = group_of[slots[at] - 1];
        }
    }
    return groups;
}

void table_parse_time(struct table *table, size_t column, const char *specifier) {
    for (size_t row = 0; column != TABLE_NONE && row < table->rows; row++) {
        struct scalar *cell = &table->columns[column].cells[row];
        if (cell->kind == SCALAR_TEXT) {
            *cell = scalar_of_time(specifier ? time_parse_by(cell->text, specifier) : time_parse(cell->text));
        } else if (cell->kind == SCALAR_NUMBER) {
            *cell = scalar_of_time(cell->number);
        }
    }
}

void table_parse_number(struct table *table, size_t column) {
    for (size_t row = 0; column != TABLE_NONE && row < table->rows; row++) {
        struct scalar *cell = &table->columns[column].cells[row];
        if (cell->kind == SCALAR_TEXT || cell->kind == SCALAR_BOOL) {
            *cell = scalar_of_number(scalar_number(*cell));
        }
    }
}
