#include "support/test.h"

#include <math.h>
#include <string.h>

#include "chart/plot.h"

// What encodings do to data. Expectations are those of vega-statistics' bin().

#define NO (-1)

static struct tree number(const char *key, double value) {
    return (struct tree){.kind = TREE_NUMBER, .key = key, .number = value};
}

static void numbers_fall_into_bins(void **state) {
    (void)state;
    static const struct {
        double low, high, most, step, least;
        bool is_plain; // "nice": false
        double start, stop, width;
    } rows[] = {
        {0, 100, NO, NO, NO, false, 0, 100, 10},
        {0, 100, 20, NO, NO, false, 0, 100, 5},
        {3, 97, 6, NO, NO, false, 0, 100, 20},
        {0, 1, NO, NO, NO, false, 0, 1, 0.1},
        {-5, 5, NO, NO, NO, false, -5, 5, 1},
        {0.12, 0.19, NO, NO, NO, false, 0.12, 0.19, 0.01},
        {1e6, 3e6, NO, NO, NO, false, 1e6, 3e6, 200000},
        {7, 7, NO, NO, NO, false, 7, 8, 1},
        {0, 0, NO, NO, NO, false, 0, 0.1, 0.1},
        {0, 100, NO, 30, NO, false, 0, 120, 30},
        {0, 100, 50, NO, 15, false, 0, 105, 15},
        {3, 97, NO, NO, NO, true, 3, 97, 10},
        {-0.001, 0.002, 3, NO, NO, false, -0.001, 0.002, 0.001},
        {1, 1000, 60, NO, NO, false, 0, 1000, 20},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena;
        struct table table;
        struct reason reason;
        struct chart_form form = {.width = 100};
        struct tree members[4], bin = {.kind = TREE_OBJECT, .children = members};
        members[bin.count++] = number("maxbins", rows[i].most > 0 ? rows[i].most : 10);
        members[bin.count++] = (struct tree){.kind = TREE_BOOL, .key = "nice", .number = !rows[i].is_plain};
        if (rows[i].step > 0) {
            members[bin.count++] = number("step", rows[i].step);
        }
        if (rows[i].least > 0) {
            members[bin.count++] = number("minstep", rows[i].least);
        }
        arena_init(&arena, 0);
        struct plot plot = {.arena = &arena, .form = &form, .name = "t", .reason = &reason};
        table_init(&table, &arena, 2);
        size_t column = table_add(&table, "v");
        table_set(&table, column, 0, scalar_of_number(rows[i].low));
        table_set(&table, column, 1, scalar_of_number(rows[i].high));
        assert_int_equal(bin_column(&plot, &bin, &table, column, "b"), ERROR_NONE);
        double first = scalar_number(table_at(&table, table_field(&table, "b"), 0));
        double first_end = scalar_number(table_at(&table, table_field(&table, "b_end"), 0));
        double last_end = scalar_number(table_at(&table, table_field(&table, "b_end"), 1));
        assert_true(fabs(first_end - first - rows[i].width) < rows[i].width * 1e-9);
        assert_true(fabs(rows[i].start - first) < rows[i].width * 1e-6);
        // the very end lies in the last bin, which a plain one may pass
        assert_true(last_end >= rows[i].high - rows[i].width * 1e-6 &&
                    last_end < rows[i].stop + rows[i].width * (rows[i].is_plain ? 0.99 : 1e-6));
        arena_finish(&arena);
    }
}

static void what_is_no_number_has_no_bin(void **state) {
    (void)state;
    struct arena arena;
    struct table table;
    struct reason reason;
    struct chart_form form = {.width = 100};
    const struct tree bin = {.kind = TREE_BOOL, .number = 1};
    arena_init(&arena, 0);
    struct plot plot = {.arena = &arena, .form = &form, .name = "t", .reason = &reason};
    table_init(&table, &arena, 4);
    size_t column = table_add(&table, "v");
    table_set(&table, column, 0, scalar_of_text("12"));
    table_set(&table, column, 1, scalar_of_text("many"));
    table_set(&table, column, 3, scalar_of_number(19));
    assert_int_equal(bin_column(&plot, &bin, &table, column, "b"), ERROR_NONE);
    size_t start = table_field(&table, "b"), range = table_field(&table, "b_range");
    assert_true(fabs(scalar_number(table_at(&table, start, 0)) - 12) < 1e-9);
    assert_true(scalar_is_missing(table_at(&table, start, 1)));
    assert_true(scalar_is_missing(table_at(&table, start, 2)));
    assert_string_equal(table_at(&table, range, 0).text, "12 – 13");
    assert_string_equal(table_at(&table, range, 2).text, "null");
    arena_finish(&arena);
}

static void a_bin_of_nothing_is_refused(void **state) {
    (void)state;
    struct arena arena;
    struct table table;
    struct reason reason;
    struct chart_form form = {.width = 100};
    struct tree step = number("step", 1e-9);
    const struct tree bin = {.kind = TREE_OBJECT, .key = "bin", .children = &step, .count = 1};
    arena_init(&arena, 0);
    struct plot plot = {.arena = &arena, .form = &form, .name = "t", .reason = &reason};
    table_init(&table, &arena, 2);
    size_t column = table_add(&table, "v");
    table_set(&table, column, 0, scalar_of_number(0));
    table_set(&table, column, 1, scalar_of_number(1));
    assert_int_equal(bin_column(&plot, &bin, &table, column, "b"), ERROR_INPUT);
    assert_non_null(strstr(reason.text, "too many bins"));
    arena_finish(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_fall_into_bins),
        cmocka_unit_test(what_is_no_number_has_no_bin),
        cmocka_unit_test(a_bin_of_nothing_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
