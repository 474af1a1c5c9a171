#include "support/test.h"

#include <string.h>

#include "base/limits.h"
#include "base/strbuf.h"
#include "chart/table.h"
#include "decode/chart.h"

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
    const struct chart_spec spec = {.root = &data};
    return table_read(&data, &spec, arena, out, reason);
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

// Specs whose view names its data, with what a source brought for "gas", for https://x.example/gas.csv and
// for "rows.json"; "late" has not answered yet.
static void named_data_are_those_of_sources(void **state) {
    (void)state;
    static const struct {
        const char *spec, *cells; // or why there are none
    } rows[] = {
        {"{\"data\":{\"url\":\"https://x.example/gas.csv\"}}", "1|x/2|y"},
        {"{\"data\":{\"name\":\"gas\",\"format\":{\"type\":\"csv\"}}}", "1|x/2|y"},
        {"{\"data\":{\"name\":\"gas\",\"format\":{\"type\":\"dsv\",\"delimiter\":\"x\"}}}", "1,/2,y"},
        {"{\"data\":{\"name\":\"gas\"}}",
            "/data/name: no rows of data here, but a text (is \"format\": {\"type\": \"csv\"} missing?)"},
        {"{\"data\":{\"name\":\"gas\",\"format\":{\"type\":\"topojson\"}}}",
            "/data/name: outside the subset: data of this \"type\""},
        {"{\"data\":{\"url\":\"rows.json\",\"format\":{\"property\":\"a.b\"}}}", "3"},
        {"{\"data\":{\"url\":\"rows.json\",\"format\":{\"type\":\"csv\"}}}",
            "/data/url: the data are no lines of text, as \"format\" says"},
        {"{\"data\":{\"url\":\"rows.json\",\"format\":{\"property\":\"c\"}}}",
            "/data/url: no rows of data here (\"property\": \"c\")"},
        {"{\"data\":{\"name\":\"late\"}}", "/data/name: the source of these data has not answered yet"},
        {"{\"data\":{\"name\":\"oil\"}}",
            "/data/name: no source of the configuration that brings rows is called \"oil\""},
        {"{\"data\":{\"url\":\"oil.csv\"}}",
            "/data/url: no source of the configuration brings rows from \"oil.csv\""},
        {"{\"data\":{\"name\":\"own\"},\"datasets\":{\"own\":[{\"a\":5}]}}", "5"},
        {"{\"data\":{\"name\":\"own\",\"values\":[{\"a\":6}]}}", "6"},
        {"{\"data\":{}}", "/data: a chart needs its data as \"values\", or a \"url\" or \"name\""},
        {"{\"data\":{\"url\":7}}",
            "/data/url: a chart needs its data as \"values\", or a \"url\" or \"name\""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena;
        struct table table = {0};
        struct strbuf cells;
        struct chart_spec spec, json;
        struct reason reason = {""};
        static const char object[] = "{\"a\":{\"b\":[{\"a\":3}]}}";
        const struct tree lines = {.kind = TREE_TEXT, .text = "a,b\n1,x\n2,y\n"};
        arena_init(&arena, 0);
        strbuf_init(&cells, 4096);
        assert_int_equal(
            chart_spec_read(object, sizeof object - 1, "rows", &arena, &json, &reason), ERROR_NONE);
        assert_int_equal(
            chart_spec_read(rows[i].spec, strlen(rows[i].spec), "spec", &arena, &spec, &reason), ERROR_NONE);
        const struct chart_data data[] = {
            {.said = "gas", .is_name = true, .rows = &lines, .is_known = true},
            {.said = "https://x.example/gas.csv", .rows = &lines, .is_known = true},
            {.said = "rows.json", .rows = json.root, .is_known = true},
            {.said = "late", .is_name = true, .is_known = true},
            {.said = "oil", .is_name = true},
        };
        spec.data = data;
        spec.data_count = sizeof data / sizeof *data;
        enum error error = table_read(tree_member(spec.root, "data"), &spec, &arena, &table, &reason);
        if (!error) {
            table_field(&table, table.count ? table.columns[0].name : "a");
            write_cells(&table, &cells);
        }
        const char *got = error ? reason.text : strbuf_text(&cells);
        if (strcmp(got, rows[i].cells) != 0) {
            fail_msg("row %zu: %s", i, got);
        }
        assert_int_equal(error == ERROR_MISSING, strstr(got, "not answered") != NULL);
        strbuf_finish(&cells);
        arena_finish(&arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_lines), cmocka_unit_test(bounds_lines),
        cmocka_unit_test(named_data_are_those_of_sources)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
