#include "support/test.h"

#include <math.h>

#include "chart/plot.h"

// Rows summed up. Expectations are those of Vega's aggregate transform and of d3-array.

static void numbers_are_summed_up(void **state) {
    (void)state;
    static const double values[] = {3, 1, 4, 1, 5, 9, 2, 6};
    static const struct {
        const char *op;
        double result;
    } rows[] = {
        {"count", 10}, // of all rows
        {"valid", 9},
        {"missing", 1},
        {"distinct", 9}, // 3 1 4 5 9 2 6, nothing, "n/a"
        {"sum", 31},
        {"mean", 3.875},
        {"average", 3.875},
        {"median", 3.5},
        {"q1", 1.75},
        {"q3", 5.25},
        {"min", 1},
        {"max", 9},
        {"stdev", 2.748376143938713},
        {"stdevp", 2.5708704751503917},
        {"variance", 7.553571428571429},
        {"variancep", 6.609375},
    };
    struct arena arena;
    struct table table, out;
    arena_init(&arena, 0);
    table_init(&table, &arena, 10);
    size_t column = table_add(&table, "v");
    for (size_t i = 0; i < 8; i++) {
        table_set(&table, column, i, scalar_of_number(values[i]));
    }
    table_set(&table, column, 9, scalar_of_text("n/a")); // there, but no number; row 8 lacks it
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_true(aggregate_is_known(rows[i].op));
        const struct measure_of measure = {rows[i].op, column, "r"};
        table_aggregate(&table, NULL, 0, &measure, 1, &out);
        assert_int_equal(out.rows, 1);
        double result = scalar_number(table_at(&out, 0, 0));
        if (!(fabs(result - rows[i].result) < 1e-12)) {
            fail_msg("%s: %.17g, not %.17g", rows[i].op, result, rows[i].result);
        }
    }
    assert_false(aggregate_is_known("product"));
    assert_false(aggregate_is_known("argmin"));
    arena_finish(&arena);
}

// Of nothing there is a count and a sum, but no mean.
static void nothing_is_summed_up(void **state) {
    (void)state;
    static const struct {
        const char *op;
        double result;
    } rows[] = {{"count", 0}, {"sum", 0}, {"valid", 0}, {"mean", (double)NAN}, {"min", (double)NAN},
        {"median", (double)NAN}, {"stdev", (double)NAN}};
    struct arena arena;
    struct table table, out;
    arena_init(&arena, 0);
    table_init(&table, &arena, 0);
    size_t column = table_add(&table, "v");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct measure_of measure = {rows[i].op, column, "r"};
        table_aggregate(&table, NULL, 0, &measure, 1, &out);
        struct scalar result = table_at(&out, 0, 0);
        assert_int_equal(scalar_is_missing(result), isnan(rows[i].result) != 0);
        assert_true(scalar_is_missing(result) || fabs(result.number - rows[i].result) < 1e-12);
    }
    arena_finish(&arena);
}

// Groups come in the order of their first rows; a text and a number of the same look are two.
static void rows_are_grouped(void **state) {
    (void)state;
    struct arena arena;
    struct table table, out;
    arena_init(&arena, 0);
    table_init(&table, &arena, 6);
    size_t key = table_add(&table, "k"), value = table_add(&table, "v");
    const struct scalar keys[] = {scalar_of_text("b"), scalar_of_text("a"), scalar_of_number(1),
        scalar_of_text("1"), scalar_of_text("b"), SCALAR_MISSING};
    for (size_t i = 0; i < 6; i++) {
        table_set(&table, key, i, keys[i]);
        table_set(&table, value, i, scalar_of_number((double)i + 1));
    }
    const struct measure_of measure = {"sum", value, "total"};
    table_aggregate(&table, &key, 1, &measure, 1, &out);
    static const double totals[] = {6, 2, 3, 4, 6};
    assert_int_equal(out.rows, 5);
    for (size_t i = 0; i < 5; i++) {
        assert_true(fabs(scalar_number(table_at(&out, 1, i)) - totals[i]) < 1e-12);
    }
    assert_string_equal(table_at(&out, 0, 0).text, "b");
    assert_true(scalar_is_missing(table_at(&out, 0, 4)));
    arena_finish(&arena);
}

// The least and the latest of times are times.
static void times_stay_times(void **state) {
    (void)state;
    struct arena arena;
    struct table table, out;
    arena_init(&arena, 0);
    table_init(&table, &arena, 2);
    size_t column = table_add(&table, "t");
    table_set(&table, column, 0, scalar_of_time(5000));
    table_set(&table, column, 1, scalar_of_time(7000));
    const struct measure_of measure = {"max", column, "r"};
    table_aggregate(&table, NULL, 0, &measure, 1, &out);
    assert_int_equal(table_at(&out, 0, 0).kind, SCALAR_TIME);
    assert_true(fabs(table_at(&out, 0, 0).number - 7000) < 0.5);
    arena_finish(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_summed_up),
        cmocka_unit_test(nothing_is_summed_up),
        cmocka_unit_test(rows_are_grouped),
        cmocka_unit_test(times_stay_times),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
