#include "support/test.h"

#include <math.h>

#include "chart/pile.h"

// Piles as Vega's stack transform lays them.

static int by_value(const void *context, size_t a, size_t b) {
    const struct table *table = context;
    return scalar_compare(table_at(table, 0, a), table_at(table, 0, b));
}

static int as_they_come(const void *context, size_t a, size_t b) {
    (void)context;
    (void)a;
    (void)b;
    return 0;
}

#define ROWS 5

static void piles_are_laid(void **state) {
    (void)state;
    static const size_t group_of[ROWS] = {0, 0, 0, 1, 1}; // of 3 1 -2 and 4 4
    static const struct {
        enum stack offset;
        bool is_sorted;
        double values[ROWS], ends[ROWS][2];
    } rows[] = {
        {STACK_ZERO, false, {3, 1, -2, 4, 4}, {{0, 3}, {3, 4}, {0, -2}, {0, 4}, {4, 8}}},
        {STACK_ZERO, true, {3, 1, -2, 4, 4}, {{1, 4}, {0, 1}, {0, -2}, {0, 4}, {4, 8}}},
        {STACK_NORMALIZE, false, {3, 1, -2, 4, 4},
            {{0, 0.5}, {0.5, 4 / 6.0}, {4 / 6.0, 1}, {0, 0.5}, {0.5, 1}}},
        {STACK_CENTER, false, {3, 1, -2, 4, 4}, {{1, 4}, {4, 5}, {5, 7}, {0, 4}, {4, 8}}},
        {STACK_NORMALIZE, false, {0, 0, 0, 0, 5}, {{0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 1}}},
        {STACK_ZERO, false, {(double)NAN, 2, (double)NAN, 1, (double)NAN},
            {{0, 0}, {0, 2}, {2, 2}, {0, 1}, {1, 1}}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena;
        struct table table;
        arena_init(&arena, 0);
        table_init(&table, &arena, ROWS);
        size_t column = table_add(&table, "v");
        for (size_t row = 0; row < ROWS; row++) {
            table_set(&table, column, row, scalar_of_number(rows[i].values[row]));
        }
        const struct pile pile = {.table = &table,
            .column = column,
            .offset = rows[i].offset,
            .start = table_add(&table, "from"),
            .end = table_add(&table, "to"),
            .compare = rows[i].is_sorted ? by_value : as_they_come,
            .context = &table};
        pile_up(&pile, group_of, 2);
        for (size_t row = 0; row < ROWS; row++) {
            double from = scalar_number(table_at(&table, pile.start, row)),
                   to = scalar_number(table_at(&table, pile.end, row));
            if (fabs(from - rows[i].ends[row][0]) > 1e-12 || fabs(to - rows[i].ends[row][1]) > 1e-12) {
                fail_msg("pile %zu, row %zu: %g to %g", i, row, from, to);
            }
        }
        arena_finish(&arena);
    }
}

static void a_pile_of_nothing_is_none(void **state) {
    (void)state;
    struct arena arena;
    struct table table;
    arena_init(&arena, 0);
    table_init(&table, &arena, 0);
    const struct pile pile = {.table = &table,
        .column = table_add(&table, "v"),
        .offset = STACK_ZERO,
        .start = table_add(&table, "from"),
        .end = table_add(&table, "to"),
        .compare = as_they_come};
    pile_up(&pile, NULL, 0);
    assert_int_equal(table.rows, 0);
    arena_finish(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(piles_are_laid),
        cmocka_unit_test(a_pile_of_nothing_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
