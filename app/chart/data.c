#include <math.h>
#include <string.h>

#include "base/csv.h"
#include "base/limits.h"
#include "chart/table.h"

// A Vega-Lite "data" object with its values at hand (docs, data, "inline" and "format").

// Vega reads a column as numbers when all of its values are ("auto" parsing).
static void type_column(struct table *table, size_t column) {
    bool is_number = true;
    for (size_t row = 0; is_number && row < table->rows; row++) {
        struct scalar cell = table_at(table, column, row);
        is_number = scalar_is_missing(cell) || !isnan(scalar_number(cell));
    }
    if (is_number) {
        table_parse_number(table, column);
    }
}

#define MOST_COLUMNS 1000 // each is looked for among those before it

static enum error refuse_rows(size_t rows, struct reason *reason) {
    return reason_set(reason, ERROR_LIMIT, "the data have %zu rows (at most %u)", rows, LIMIT_CHART_ROWS);
}

// The first line names the fields; of equal names the last counts, as in d3-dsv. An empty cell is a missing
// value; a line without any is none.
static enum error read_csv(
    const char *text, char separator, struct arena *arena, struct table *out, struct reason *reason) {
    size_t lines = csv_most_lines(text);
    if (lines > LIMIT_CHART_ROWS) {
        return refuse_rows(lines, reason);
    }
    size_t most = LIMIT_CHART_CELLS / lines < MOST_COLUMNS ? LIMIT_CHART_CELLS / lines : MOST_COLUMNS;
    size_t names = 0, column = 0, rows = 0, column_of[MOST_COLUMNS];
    table_init(out, arena, lines);
    struct csv csv = csv_of(text, separator);
    struct strbuf cell;
    strbuf_init(&cell, LIMIT_STRING);
    while (names < most && csv_next(&csv, &cell)) {
        column_of[names++] = table_add(out, arena_text(arena, strbuf_text(&cell)));
        if (csv.ends_line) {
            break;
        }
    }
    if (names == most && !csv.ends_line) {
        strbuf_finish(&cell);
        return reason_set(
            reason, ERROR_LIMIT, "the data have more than %zu columns in %zu lines", most, lines);
    }
    while (csv_next(&csv, &cell)) {
        if (column < names && cell.len) {
            table_set(out, column_of[column], rows, scalar_of_text(arena_text(arena, strbuf_text(&cell))));
        }
        bool is_empty = csv.ends_line && column == 0 && !cell.len;
        column = csv.ends_line ? 0 : column + 1;
        rows += csv.ends_line && !is_empty;
    }
    strbuf_finish(&cell);
    out->rows = rows;
    for (size_t i = 0; i < out->count; i++) {
        type_column(out, i);
    }
    return ERROR_NONE;
}

static void rows_of(const struct tree *values, struct arena *arena, struct table *out) {
    bool is_list = values && tree_is(values, TREE_ARRAY);
    size_t count = is_list ? values->count : 1;
    table_init(out, arena, count);
    out->sources = arena_array(arena, count + 1, sizeof(const struct tree *));
    for (size_t i = 0; i < count; i++) {
        out->sources[i] = is_list ? &values->children[i] : values;
    }
}

// "parse": {"field": "number" | "date" | "date:'%Y'" | "string" | …}
static void apply_parse(struct table *table, const struct tree *parse) {
    for (size_t i = 0; tree_is(parse, TREE_OBJECT) && i < parse->count; i++) {
        const char *how = tree_text(&parse->children[i], "");
        size_t column = table_field(table, parse->children[i].key);
        if (strcmp(how, "number") == 0) {
            table_parse_number(table, column);
        } else if (strncmp(how, "date", 4) == 0 || strncmp(how, "utc", 3) == 0) {
            const char *colon = strchr(how, ':');
            char *format = colon ? arena_text(table->arena, colon + 1) : NULL;
            size_t len = format ? strlen(format) : 0;
            if (len >= 2 && (format[0] == '\'' || format[0] == '"')) {
                format[len - 1] = '\0';
                format++;
            }
            table_parse_time(table, column, format);
        }
    }
}

enum error table_read(
    const struct tree *data, struct arena *arena, struct table *out, struct reason *reason) {
    char pointer[TREE_POINTER];
    const struct tree *values = tree_member(data, "values"), *format = tree_member(data, "format");
    const char *type = tree_text(tree_member(format, "type"), "json");
    enum error error = ERROR_NONE;
    if (tree_member(data, "url") || tree_member(data, "name") || (data && !values)) {
        return reason_set(
            reason, ERROR_INPUT, "%s: a chart needs its data as \"values\"", tree_pointer(data, pointer));
    }
    if (!data) {
        rows_of(NULL, arena, out);
        return ERROR_NONE;
    }
    if (tree_is(values, TREE_TEXT) && strcmp(type, "json") != 0) {
        error = read_csv(values->text, strcmp(type, "tsv") == 0 ? '\t' : ',', arena, out, reason);
    } else {
        const char *property = tree_text(tree_member(format, "property"), NULL);
        const struct tree *rows = property ? tree_member(values, property) : values;
        if (!rows || tree_is(values, TREE_TEXT)) {
            return reason_set(reason, ERROR_INPUT, "%s: no rows of data here", tree_pointer(values, pointer));
        }
        bool is_long = tree_is(rows, TREE_ARRAY) && rows->count > LIMIT_CHART_ROWS;
        error = is_long ? refuse_rows(rows->count, reason) : ERROR_NONE;
        if (!error) {
            rows_of(rows, arena, out);
        }
    }
    if (error) {
        reason_prefix(reason, "%s", tree_pointer(values, pointer));
        return error;
    }
    apply_parse(out, tree_member(format, "parse"));
    return ERROR_NONE;
}
