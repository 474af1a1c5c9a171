#include "support/test.h"

#include <math.h>

#include "chart/ticks.h"

// Expectations are those of d3-array's ticks and tickStep and of d3-scale's nice.

static void ticks_are_round(void **state) {
    (void)state;
    static const struct {
        double start, stop, wish;
        size_t count;
        double ticks[11];
    } rows[] = {
        {0, 1, 10, 11, {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1}},
        {0, 100, 5, 6, {0, 20, 40, 60, 80, 100}},
        {-1, 1, 4, 5, {-1, -0.5, 0, 0.5, 1}},
        {0.1, 0.35, 5, 6, {0.1, 0.15, 0.2, 0.25, 0.3, 0.35}},
        {1e6, 5e6, 4, 5, {1e6, 2e6, 3e6, 4e6, 5e6}},
        {3, 3, 5, 1, {3}},
        {0, 7, 3, 4, {0, 2, 4, 6}},
        {-13, 29, 5, 4, {-10, 0, 10, 20}},
        {0, 1e-6, 4, 6, {0, 2e-7, 4e-7, 6e-7, 8e-7, 1e-6}},
        {99, 101, 4, 5, {99, 99.5, 100, 100.5, 101}},
        {(double)NAN, 3, 4, 0, {0}},
        {0, (double)INFINITY, 4, 1, {0}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double out[16];
        size_t count = ticks_between(rows[i].start, rows[i].stop, rows[i].wish, out, 16);
        assert_int_equal(count, rows[i].count);
        for (size_t j = 0; j < count; j++) {
            assert_true(fabs(out[j] - rows[i].ticks[j]) <= fabs(rows[i].ticks[j]) * 1e-12);
        }
        assert_true(ticks_between(rows[i].start, rows[i].stop, rows[i].wish, out, 3) <= 3);
    }
}

static void ends_become_round(void **state) {
    (void)state;
    static const struct {
        double start, stop, wish, low, high;
    } rows[] = {
        {0.13, 9.7, 10, 0, 10},
        {-3, 17, 5, -5, 20},
        {101, 988, 10, 100, 1000},
        {0.002, 0.0097, 10, 0.002, 0.01},
        {5, 5, 10, 5, 5},
        {-0.7, -0.1, 3, -0.8, 0},
        {1, 1e6, 10, 0, 1e6},
        {0, 96, 10, 0, 100},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double low = rows[i].start, high = rows[i].stop;
        ticks_nice(&low, &high, rows[i].wish);
        assert_true(fabs(low - rows[i].low) < 1e-12 && fabs(high - rows[i].high) < 1e-12);
    }
}

static void steps_are_one_two_or_five(void **state) {
    (void)state;
    static const struct {
        double start, stop, wish, step;
    } rows[] = {
        {0, 100, 5, 20}, {0, 1, 3, 0.5}, {0, 7, 10, 0.5}, {0, 0.003, 4, 0.001}, {3, 3, 5, 0}, {5, 1, 5, 0}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_true(fabs(tick_step(rows[i].start, rows[i].stop, rows[i].wish) - rows[i].step) < 1e-12);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ticks_are_round),
        cmocka_unit_test(ends_become_round),
        cmocka_unit_test(steps_are_one_two_or_five),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
