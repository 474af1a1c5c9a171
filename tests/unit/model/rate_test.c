#include "support/test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "model/assemble.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define ON(day)                                                                                              \
    { (day) * DAY, 0 }
#define UNDATED                                                                                              \
    { MILLIS_NONE, 0 }

static struct edition *edition_of(struct fixing *fixings, size_t count) {
    struct batch batch = {.fixings = fixings, .fixing_count = count};
    struct contribution one = {.batch = &batch, .source_name = "ECB", .age.fetched = 77};
    return edition_assemble(&one, 1, NULL, 100 * DAY);
}

static void assert_near(double a, double b) {
    if (!(fabs(a - b) <= 1e-9 * fabs(b))) {
        fail_msg("%.12g is not %.12g", a, b);
    }
}

static void assert_history(const struct rate *rate, const double *values, size_t count) {
    assert_int_equal(rate->history_count, count);
    for (size_t i = 0; i < count; i++) {
        assert_near(rate->history[i], values[i]);
    }
    assert_near(rate->value, values[count - 1]);
}

static void fixings_become_a_rate_with_its_past(void **state) {
    (void)state;
    struct fixing fixings[] = {
        {"EUR", "USD", 1.3, ON(3)},
        {"EUR", "USD", 1.1, ON(1)},
        {"EUR", "USD", 9.9, {2 * DAY + HOUR, 0}},
        {"EUR", "USD", 1.2, {2 * DAY + 2 * HOUR, 0}}, // the later of one day
        {"EUR", "USD", -1, ON(4)},
        {"EUR", "USD", 0, ON(5)},
        {"EUR", "USD", (double)INFINITY, ON(6)},
        {"EUR", "USD", (double)NAN, ON(7)},
        {"EUR", "EUR", 1, ON(7)},
        {NULL, "EUR", 1, ON(7)},
    };
    struct edition *edition = edition_of(fixings, COUNT(fixings));
    assert_int_equal(edition->rate_count, 1);
    const struct rate *rate = &edition->rates[0];
    assert_history(rate, (double[]){1.1, 1.2, 1.3}, 3);
    assert_near(rate->previous, 1.2);
    assert_near(rate_change(rate), 0.1);
    assert_near(rate_change_ratio(rate), 1.3 / 1.2 - 1);
    assert_int_equal(rate->date.utc, 3 * DAY);
    assert_int_equal(rate->history_dates[0].utc, DAY);
    assert_string_equal(rate->source_name, "ECB");
    assert_int_equal(rate->age.fetched, 77);
    edition_unref(edition);
}

static void a_day_is_that_of_the_place(void **state) {
    (void)state;
    // 23:00 UTC is the next day in Moscow.
    struct fixing fixings[] = {
        {"USD", "RUB", 80, {DAY - HOUR, 3 * 3600}}, {"USD", "RUB", 81, {DAY + HOUR, 3 * 3600}}};
    struct edition *edition = edition_of(fixings, COUNT(fixings));
    assert_int_equal(edition->rates[0].history_count, 1);
    assert_near(edition->rates[0].value, 81);
    edition_unref(edition);
}

static void a_single_fixing_has_no_change(void **state) {
    (void)state;
    struct fixing fixings[] = {{"EUR", "USD", 1.1, UNDATED}};
    struct edition *edition = edition_of(fixings, 1);
    assert_true(rate_change(&edition->rates[0]) == 0 && rate_change_ratio(&edition->rates[0]) == 0);
    assert_false(moment_is_known(edition->rates[0].date));
    edition_unref(edition);
}

static void two_sources_share_a_history(void **state) {
    (void)state;
    struct fixing first[] = {{"EUR", "USD", 1.2, ON(2)}};
    struct fixing second[] = {
        {"EUR", "USD", 1.1, ON(1)}, {"EUR", "USD", 5, ON(2)}, {"EUR", "USD", 1.3, ON(3)}};
    struct batch batches[] = {{.fixings = first, .fixing_count = 1}, {.fixings = second, .fixing_count = 3}};
    struct contribution both[] = {
        {.batch = &batches[0], .source_name = "A"}, {.batch = &batches[1], .source_name = "B"}};
    struct edition *edition = edition_assemble(both, 2, NULL, 100 * DAY);
    assert_int_equal(edition->rate_count, 1);
    assert_history(&edition->rates[0], (double[]){1.1, 1.2, 1.3}, 3);
    assert_string_equal(edition->rates[0].source_name, "B");
    edition_unref(edition);
}

static void history_is_bounded(void **state) {
    (void)state;
    enum { MANY = LIMIT_RATE_HISTORY + 50 };
    struct fixing *fixings = calloc(MANY, sizeof *fixings);
    for (int i = 0; i < MANY; i++) {
        fixings[i] = (struct fixing){"EUR", "USD", 1 + i, ON(i)};
    }
    struct edition *edition = edition_of(fixings, MANY);
    assert_int_equal(edition->rates[0].history_count, LIMIT_RATE_HISTORY);
    assert_near(edition->rates[0].value, MANY);
    assert_near(edition->rates[0].history[0], 51);
    edition_unref(edition);
    free(fixings);
}

// Base USD with gaps; GBP is known only in EUR; JPY only live; XAU shares no day with anybody.
static struct fixing world[] = {
    {"USD", "EUR", 0.90, ON(1)},
    {"USD", "EUR", 0.80, ON(2)},
    {"USD", "EUR", 0.50, ON(4)},
    {"USD", "RUB", 90, ON(1)},
    {"USD", "RUB", 80, ON(2)},
    {"USD", "RUB", 70, ON(3)},
    {"EUR", "GBP", 0.8, ON(4)},
    {"USD", "JPY", 150, UNDATED},
    {"XAU", "USD", 4000, ON(9)},
    {"TRY", "AZN", 0.05, ON(1)},
};

static const struct {
    const char *base, *quote;
    double history[4];
    size_t count;
    millis day; // −1: undated
} rows[] = {
    {"USD", "EUR", {0.9, 0.8, 0.5}, 3, 4},
    {"EUR", "USD", {1 / 0.9, 1 / 0.8, 2}, 3, 4},
    {"EUR", "RUB", {100, 100}, 2, 2}, // of the newest day both have
    {"RUB", "EUR", {0.01, 0.01}, 2, 2},
    {"USD", "GBP", {0.4}, 1, 4},
    {"GBP", "USD", {2.5}, 1, 4},
    {"USD", "JPY", {150}, 1, -1},
    {"EUR", "JPY", {300}, 1, 4}, // no day in common: the latest of both, dated as the older
    {"XAU", "EUR", {2000}, 1, 4},
    {"EUR", "EUR", {1}, 1, -1},
};

static void any_pair_from_the_pairs_there_are(void **state) {
    (void)state;
    struct edition *edition = edition_of(world, COUNT(world));
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct arena arena;
        struct rate rate;
        arena_init(&arena, 0);
        if (!edition_rate(edition, rows[i].base, rows[i].quote, &arena, &rate)) {
            fail_msg("%s/%s is not known", rows[i].base, rows[i].quote);
        }
        assert_history(&rate, rows[i].history, rows[i].count);
        assert_string_equal(rate.base, rows[i].base);
        assert_string_equal(rate.quote, rows[i].quote);
        assert_near(rate.previous, rows[i].count > 1 ? rows[i].history[rows[i].count - 2] : 0);
        assert_int_equal(rate.date.utc, rows[i].day < 0 ? MILLIS_NONE : rows[i].day * DAY);
        arena_finish(&arena);
    }
    edition_unref(edition);
}

static void says_what_it_cannot_know(void **state) {
    (void)state;
    struct edition *edition = edition_of(world, COUNT(world));
    struct arena arena;
    struct rate rate;
    arena_init(&arena, 0);
    assert_false(edition_rate(edition, "USD", "AZN", &arena, &rate)); // no bridge
    assert_false(edition_rate(edition, "GBP", "JPY", &arena, &rate)); // two bridges away
    assert_false(edition_rate(edition, "ABC", "USD", &arena, &rate));
    arena_finish(&arena);
    edition_unref(edition);
}

static void a_rate_past_all_numbers_is_unknown(void **state) {
    (void)state;
    struct fixing fixings[] = {
        {"AAA", "BBB", 1e300, ON(1)}, {"BBB", "CCC", 1e300, ON(1)}, {"DDD", "EEE", 1e-320, ON(1)}};
    struct edition *edition = edition_of(fixings, COUNT(fixings));
    struct arena arena;
    struct rate rate;
    arena_init(&arena, 0);
    assert_false(edition_rate(edition, "AAA", "CCC", &arena, &rate));
    assert_false(edition_rate(edition, "EEE", "DDD", &arena, &rate));
    arena_finish(&arena);
    edition_unref(edition);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fixings_become_a_rate_with_its_past),
        cmocka_unit_test(a_day_is_that_of_the_place),
        cmocka_unit_test(a_single_fixing_has_no_change),
        cmocka_unit_test(two_sources_share_a_history),
        cmocka_unit_test(history_is_bounded),
        cmocka_unit_test(any_pair_from_the_pairs_there_are),
        cmocka_unit_test(says_what_it_cannot_know),
        cmocka_unit_test(a_rate_past_all_numbers_is_unknown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
