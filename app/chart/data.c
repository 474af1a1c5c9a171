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

// How the data are written: as they say, else as their address ends, else as JSON (docs, data, "format").
struct form {
    bool is_known, is_lines;
    char separator;
};

static bool ends_in(const char *url, const char *end) {
    size_t len = url ? strcspn(url, "?#") : 0, end_len = strlen(end);
    return len >= end_len && strncmp(url + len - end_len, end, end_len) == 0;
}

static struct form form_of(const struct tree *data) {
    static const struct {
        const char *type, *end;
        struct form form;
    } forms[] = {
        {"json", ".json", {true, false, 0}},
        {"csv", ".csv", {true, true, ','}},
        {"tsv", ".tsv", {true, true, '\t'}},
        {"dsv", ".dsv", {true, true, ','}},
    };
    const struct tree *format = tree_member(data, "format");
    const char *type = tree_text(tree_member(format, "type"), NULL),
               *url = tree_text(tree_member(data, "url"), NULL),
               *delimiter = tree_text(tree_member(format, "delimiter"), "");
    struct form form = {!type, false, 0};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (type ? strcmp(type, forms[i].type) == 0 : ends_in(url, forms[i].end)) {
            form = forms[i].form;
            bool is_given = strcmp(forms[i].type, "dsv") == 0 && delimiter[0] && !delimiter[1];
            form.separator = is_given ? delimiter[0] : form.separator;
        }
    }
    return form;
}

// What a "data" object says, holds or names.
struct origin {
    const struct tree *at;     // for messages: "values", "url" or "name"
    const struct tree *values; // NULL: there is nothing
};

static const struct tree *root_of(const struct tree *tree) {
    while (tree->parent) {
        tree = tree->parent;
    }
    return tree;
}

// Of a source of the configuration; anything else is nobody's to ask.
static enum error find_named(
    const struct tree *data, const struct chart_spec *spec, struct origin *out, struct reason *reason) {
    char pointer[TREE_POINTER];
    const struct chart_data *named = chart_spec_data(spec, data);
    tree_pointer(out->at, pointer);
    if (!named || !named->is_known) {
        const char *said = tree_text(out->at, ""), *address = named ? named->address : NULL;
        return reason_set(reason, ERROR_INPUT, "%s: no source of the configuration %s \"%.200s\"", pointer,
            tree_member(data, "url") ? "brings rows from" : "that brings rows is called",
            address ? address : said);
    }
    out->values = named->rows;
    return named->rows ? ERROR_NONE
                       : reason_set(reason, ERROR_MISSING,
                             "%s: the source of these data has not answered yet", pointer);
}

static enum error find_values(
    const struct tree *data, const struct chart_spec *spec, struct origin *out, struct reason *reason) {
    const struct tree *url = tree_member(data, "url"), *name = tree_member(data, "name");
    const struct tree *within = tree_member(tree_member(root_of(data), "datasets"), tree_text(name, ""));
    *out = (struct origin){tree_member(data, "values"), tree_member(data, "values")};
    if (out->values) {
        return ERROR_NONE;
    }
    out->at = url ? url : name ? name : data;
    if (!url && within) {
        out->values = within;
        return ERROR_NONE;
    }
    if (!tree_is(out->at, TREE_TEXT)) {
        char pointer[TREE_POINTER];
        return reason_set(reason, ERROR_INPUT,
            "%s: a chart needs its data as \"values\", or a \"url\" or \"name\"",
            tree_pointer(out->at, pointer));
    }
    return find_named(data, spec, out, reason);
}

static enum error read_lines(const struct origin *origin, struct form form, struct arena *arena,
    struct table *out, struct reason *reason) {
    if (!tree_is(origin->values, TREE_TEXT)) {
        return reason_set(reason, ERROR_INPUT, "the data are no lines of text, as \"format\" says");
    }
    return read_csv(origin->values->text, form.separator, arena, out, reason);
}

static enum error read_rows(const struct origin *origin, const struct tree *data, struct arena *arena,
    struct table *out, struct reason *reason) {
    const char *property = tree_text(tree_member(tree_member(data, "format"), "property"), NULL);
    const struct tree *rows = property ? tree_at_path(origin->values, property) : origin->values;
    if (tree_is(origin->values, TREE_TEXT)) {
        return reason_set(reason, ERROR_INPUT,
            "no rows of data here, but a text (is \"format\": {\"type\": \"csv\"} missing?)");
    }
    if (!rows) {
        return reason_set(reason, ERROR_INPUT, "no rows of data here (\"property\": \"%.100s\")", property);
    }
    if (tree_is(rows, TREE_ARRAY) && rows->count > LIMIT_CHART_ROWS) {
        return refuse_rows(rows->count, reason);
    }
    rows_of(rows, arena, out);
    return ERROR_NONE;
}

enum error table_read(const struct tree *data, const struct chart_spec *spec, struct arena *arena,
    struct table *out, struct reason *reason) {
    char pointer[TREE_POINTER];
    struct origin origin;
    if (!data) {
        rows_of(NULL, arena, out);
        return ERROR_NONE;
    }
    enum error error = find_values(data, spec, &origin, reason);
    if (error) {
        return error;
    }
    struct form form = form_of(data);
    if (!form.is_known) {
        error = reason_set(reason, ERROR_INPUT, "outside the subset: data of this \"type\"");
    } else if (form.is_lines) {
        error = read_lines(&origin, form, arena, out, reason);
    } else {
        error = read_rows(&origin, data, arena, out, reason);
    }
    if (error) {
        reason_prefix(reason, "%s", tree_pointer(origin.at, pointer));
        return error;
    }
    apply_parse(out, tree_member(tree_member(data, "format"), "parse"));
    return ERROR_NONE;
}
