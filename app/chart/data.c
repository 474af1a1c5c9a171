#include <math.h>
#include <string.h>

#include "chart/table.h"

// A Vega-Lite "data" object with its values at hand (docs, data, "inline" and "format").

static const char *csv_cell(const char *at, char separator, struct arena *arena, const char **out) {
    char *text = arena_alloc(arena, strcspn(at, at[0] == '"' ? "" : "\n") + 1);
    size_t len = 0;
    if (*at == '"') {
        for (at++; *at && !(*at == '"' && at[1] != '"'); at++) {
            at += *at == '"';
            text[len++] = *at;
        }
        at += *at == '"';
    }
    while (*at && *at != separator && *at != '\n' && *at != '\r') {
        text[len++] = *at++;
    }
    text[len] = '\0';
    *out = text;
    return at;
}

static const char *line_end(const char *at) {
    at += *at == '\r';
    return at + (*at == '\n');
}

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

void csv_read(const char *text, char separator, struct arena *arena, struct table *out) {
    size_t lines = 1;
    for (const char *at = text; *at; at++) {
        lines += *at == '\n';
    }
    table_init(out, arena, lines);
    const char *at = text, *cell;
    size_t names = 0, rows = 0;
    do {
        at = csv_cell(at, separator, arena, &cell);
        table_add(out, cell);
        names = out->count;
    } while (*at == separator && at++);
    for (at = line_end(at); *at; at = line_end(at)) {
        bool is_empty = *at == '\n' || *at == '\r';
        for (size_t i = 0;; i++) {
            at = csv_cell(at, separator, arena, &cell);
            if (i < names) {
                table_set(out, i, rows, *cell ? scalar_of_text(cell) : SCALAR_MISSING);
            }
            if (*at != separator) {
                break;
            }
            at++;
        }
        rows += !is_empty;
    }
    out->rows = rows;
    for (size_t i = 0; i < names; i++) {
        type_column(out, i);
    }
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
    if (tree_member(data, "url") || tree_member(data, "name") || (data && !values)) {
        return reason_set(
            reason, ERROR_INPUT, "%s: a chart needs its data as \"values\"", tree_pointer(data, pointer));
    }
    if (!data) {
        rows_of(NULL, arena, out);
        return ERROR_NONE;
    }
    if (tree_is(values, TREE_TEXT) && strcmp(type, "json") != 0) {
        csv_read(values->text, strcmp(type, "tsv") == 0 ? '\t' : ',', arena, out);
    } else {
        const char *property = tree_text(tree_member(format, "property"), NULL);
        const struct tree *rows = property ? tree_member(values, property) : values;
        if (!rows || tree_is(values, TREE_TEXT)) {
            return reason_set(reason, ERROR_INPUT, "%s: no rows of data here", tree_pointer(values, pointer));
        }
        rows_of(rows, arena, out);
    }
    apply_parse(out, tree_member(format, "parse"));
    return ERROR_NONE;
}
