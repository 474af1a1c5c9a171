#include "support/test.h"

#include <string.h>

#include "base/limits.h"
#include "base/strbuf.h"
#include "chart/table.h"

// The cells of a table in its order, "|" between cells and "/" between rows; a missing one is "-".
static void write_cells(const struct table *table, struct strbuf *out) {
    for (size_t row = 0; row < table->rows; row++) {
        for (size_t i = 0; i < table->count; i++) {
            struct scalar cell = table_at(table, i, row);
            strbuf_add_text(out, i ? "|" : row ? "/" : "");
            if (cell.kind == SCALAR_TEXT) {
                strbuf_add_text(out, cell.text);
            } else if (cell.kind == SCALAR_NULL) {
                strbuf_add_text(out, "-");
            } else {
                strbuf_printf(out, "%g", cell.number);
            }
        }
    }
}

// A spec's "data" whose values are lines.
static enum error read_lines(
    const char *lines, struct arena *arena, struct table *out, struct reason *reason) {
    const struct tree type = {.kind = TREE_TEXT, .key = "type", .text = "csv"};
    struct tree data = {.kind = TREE_OBJECT, .count = 2};
    const struct tree members[] = {{.kind = TREE_TEXT, .key = "values", .text = lines, .parent = &data},
        {.kind = TREE_OBJECT, .key = "format", .children = &type, .count = 1, .parent = &data}};
    data.children = members;
    return table_read(&data, arena, out, reason);
}

static void reads_lines(void **state) {
    (void)state;
    static const struct {
        const char *text, *cells;
    } rows[] = {
        {"a,b\n1,x\n2,y\n", "1|x/2|y"},
        {"a,b\r\n1,x\r\n2,y", "1|x/2|y"},
        {"a\r1\r2\r3", "1/2/3"}, // as old machines write it
        {"a\n\n1\n\n\n2\n", "1/2"},
        {"a,b\n1\n2,y,z\n", "1|-/2|y"},
        {"a,b\n\"1,5\",\"say \"\"x\"\"\"\n", "1,5|say \"x\""},
        {"a\n\"two\nlines\"\n", "two\nlines"},
        {"a\n\"never closed\n1\n", "never closed\n1\n"},
        {"a\n\"b\"c\n", "bc"},
        {"a\nNaN\n1\n", "NaN/1"}, // one that is no number makes a column of texts
        {"a\n0x10\ninf\n", "0x10/inf"},
        {"a\n1e999\n", "1e999"},
        {"a,a,b\n1,2,3\n", "2|3"},
        {"", ""},
        {"a", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena;
        struct table table;
        struct strbuf cells;
        arena_init(&arena, 0);
        strbuf_init(&cells, 4096);
        assert_int_equal(read_lines(rows[i].text, &arena, &table, NULL), ERROR_NONE);
        write_cells(&table, &cells);
        if (strcmp(strbuf_text(&cells), rows[i].cells) != 0) {
            fail_msg("row %zu: %s", i, strbuf_text(&cells));
        }
        strbuf_finish(&cells);
        arena_finish(&arena);
    }
}

static void bounds_lines(void **state) {
    (void)state;
    static const struct {
        const char *head, *unit;
        size_t times;
        const char *fault; // NULL: none
    } rows[] = {
        {"a\n", "1\n", 19000, NULL},
        {"a\n", "1\n", 1000000, "/values: the data have 1000002 rows (at most 20000)"},
        {"a\n", "1\r", 1000000, "/values: the data have 1000002 rows (at most 20000)"},
        {"", "a,", 1000000, "/values: the data have more than 1000 columns in 1 lines"},
        // every quoted cell once took as much memory as there was text behind it
        {"a,b\n", "\"x\",\"y\"\n", 19000, NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct reason reason = {""};
        struct arena arena;
        struct table table;
        struct strbuf text;
        arena_init(&arena, 0);
        strbuf_init(&text, LIMIT_BODY);
        strbuf_add_text(&text, rows[i].head);
        for (size_t k = 0; k < rows[i].times; k++) {
            strbuf_add_text(&text, rows[i].unit);
        }
        enum error error = read_lines(strbuf_text(&text), &arena, &table, &reason);
        assert_int_equal(error, rows[i].fault ? ERROR_LIMIT : ERROR_NONE);
        assert_string_equal(reason.text, rows[i].fault ? rows[i].fault : "");
        assert_true(arena_held(&arena) < (size_t)16 << 20);
        strbuf_finish(&text);
        arena_finish(&arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_lines), cmocka_unit_test(bounds_lines)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
