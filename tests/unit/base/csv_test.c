#include "base/csv.h"

#include <string.h>

#include "support/test.h"

// Cells as "a|b", lines as "/".
static const char *cells_of(const char *text, char separator, struct strbuf *out) {
    struct csv csv = csv_of(text, separator);
    struct strbuf cell;
    strbuf_init(&cell, 1000);
    strbuf_clear(out);
    while (csv_next(&csv, &cell)) {
        strbuf_printf(out, "%s%s", strbuf_text(&cell), csv.ends_line ? "/" : "|");
    }
    strbuf_finish(&cell);
    return strbuf_text(out);
}

static const struct {
    const char *text;
    char separator;
    const char *cells;
} rows[] = {
    {"", ',', ""},
    {"a", ',', "a/"},
    {"a,b\nc,d\n", ',', "a|b/c|d/"},
    {"a,b\r\nc,d", ',', "a|b/c|d/"},
    {"a\rb\rc", ',', "a/b/c/"},
    {"a,,", ',', "a||/"},
    {"\n\na", ',', "//a/"},
    {"a;b,c", ';', "a|b,c/"},
    {"a\tb", '\t', "a|b/"},
    {"\"a,\"\"b\"\"\nc\",d", ',', "a,\"b\"\nc|d/"},
    {"\"a\" b,c", ',', "a b|c/"},
    {"\"never ended,\n", ',', "never ended,\n/"},
    {"\"\",\"", ',', "|/"},
    {"a \"quoted\" b", ',', "a \"quoted\" b/"},
};

static void test_cells(void **state) {
    (void)state;
    struct strbuf out;
    strbuf_init(&out, 1000);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_string_equal(cells_of(rows[i].text, rows[i].separator, &out), rows[i].cells);
    }
    strbuf_finish(&out);
}

// A cell longer than its buffer is cut, and the cells after it are not lost.
static void test_a_long_cell_is_cut(void **state) {
    (void)state;
    struct csv csv = csv_of("abcdefgh,\"ijklmnop\",q", ',');
    struct strbuf cell;
    strbuf_init(&cell, 4);
    assert_true(csv_next(&csv, &cell));
    assert_string_equal(strbuf_text(&cell), "abcd");
    assert_true(csv_next(&csv, &cell));
    assert_string_equal(strbuf_text(&cell), "ijkl");
    assert_true(csv_next(&csv, &cell));
    assert_string_equal(strbuf_text(&cell), "q");
    assert_false(csv_next(&csv, &cell));
    strbuf_finish(&cell);
}

static void test_separator_is_that_of_the_first_line(void **state) {
    (void)state;
    assert_int_equal(csv_separator("year"), ',');
    assert_int_equal(csv_separator("year,sea,air"), ',');
    assert_int_equal(csv_separator("year;sea, air;land\n1,2,3,4"), ';');
    assert_int_equal(csv_separator("\"a,b,c\"\td"), '\t');
    assert_int_equal(csv_separator(""), ',');
}

static void test_most_lines_counts_every_line_end(void **state) {
    (void)state;
    assert_int_equal(csv_most_lines(""), 1);
    assert_int_equal(csv_most_lines("a\rb\rc"), 3);
    assert_int_equal(csv_most_lines("\"a\nb\"\nc"), 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cells),
        cmocka_unit_test(test_a_long_cell_is_cut),
        cmocka_unit_test(test_separator_is_that_of_the_first_line),
        cmocka_unit_test(test_most_lines_counts_every_line_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
