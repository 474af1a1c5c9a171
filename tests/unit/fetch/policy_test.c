#include "support/test.h"

#include "fetch/policy.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define NONE MILLIS_NONE

// The wait, as the least and the most that jitter may make of it.
static const struct {
    const char *what;
    millis interval;
    struct fetch_result result;
    millis least, most;
} rows[] = {
    // outcome, status, failures, Retry-After, freshness
    {"success", 5 * MINUTE, {FETCH_CHANGED, 200, 0, NONE, NONE}, 270 * SECOND, 330 * SECOND},
    {"unchanged", 5 * MINUTE, {FETCH_UNCHANGED, 304, 0, NONE, NONE}, 270 * SECOND, 330 * SECOND},
    {"fresh for longer", 5 * MINUTE, {FETCH_CHANGED, 200, 0, NONE, HOUR}, 54 * MINUTE, 66 * MINUTE},
    {"fresh for less", 5 * MINUTE, {FETCH_CHANGED, 200, 0, NONE, 10 * SECOND}, 270 * SECOND, 330 * SECOND},
    {"fresh for a year", 5 * MINUTE, {FETCH_CHANGED, 200, 0, NONE, 365 * DAY}, 324 * MINUTE, 396 * MINUTE},
    {"a long interval stays", DAY, {FETCH_CHANGED, 200, 0, NONE, 365 * DAY}, DAY * 9 / 10, DAY * 11 / 10},
    {"a Retry-After with a success is no order", 5 * MINUTE, {FETCH_CHANGED, 200, 0, HOUR, NONE},
        270 * SECOND, 330 * SECOND},
    {"429 with Retry-After", 5 * MINUTE, {FETCH_STATUS, 429, 1, 20 * MINUTE, NONE}, 20 * MINUTE, 22 * MINUTE},
    {"429, Retry-After 0", 5 * MINUTE, {FETCH_STATUS, 429, 1, 0, NONE}, MINUTE, 66 * SECOND},
    {"429, Retry-After a month", 5 * MINUTE, {FETCH_STATUS, 429, 1, 30 * DAY, NONE}, DAY, DAY * 11 / 10},
    {"429", 5 * MINUTE, {FETCH_STATUS, 429, 1, NONE, NONE}, 270 * SECOND, 330 * SECOND},
    {"429 again", 5 * MINUTE, {FETCH_STATUS, 429, 2, NONE, NONE}, 9 * MINUTE, 11 * MINUTE},
    {"429 for ever", 5 * MINUTE, {FETCH_STATUS, 429, 1000, NONE, NONE}, 108 * MINUTE, 132 * MINUTE},
    {"503", MINUTE, {FETCH_STATUS, 503, 3, NONE, NONE}, 216 * SECOND, 264 * SECOND},
    {"503 with Retry-After", MINUTE, {FETCH_STATUS, 503, 3, 2 * HOUR, NONE}, 2 * HOUR, 132 * MINUTE},
    {"500", HOUR, {FETCH_STATUS, 500, 1, NONE, NONE}, 27 * SECOND, 33 * SECOND},
    {"502, fourth", HOUR, {FETCH_STATUS, 502, 4, NONE, NONE}, 216 * SECOND, 264 * SECOND},
    {"500 for ever", HOUR, {FETCH_STATUS, 500, 500, NONE, NONE}, 27 * MINUTE, 33 * MINUTE},
    {"network", HOUR, {FETCH_NETWORK, 0, 1, NONE, NONE}, 4500, 5500},
    {"network, third", HOUR, {FETCH_NETWORK, 0, 3, NONE, NONE}, 18 * SECOND, 22 * SECOND},
    {"network for ever", HOUR, {FETCH_NETWORK, 0, UINT32_MAX, NONE, NONE}, 54 * SECOND, 66 * SECOND},
    {"network, quick source", 10 * SECOND, {FETCH_NETWORK, 0, 9, NONE, NONE}, 9 * SECOND, 11 * SECOND},
    {"network, quickest source", 100, {FETCH_NETWORK, 0, 1, NONE, NONE}, 900, 1100},
    {"certificate", HOUR, {FETCH_UNTRUSTED, 0, 1, NONE, NONE}, 4500, 5500},
    {"certificate, fifth", HOUR, {FETCH_UNTRUSTED, 0, 5, NONE, NONE}, 72 * SECOND, 88 * SECOND},
    {"certificate for ever", 5 * MINUTE, {FETCH_UNTRUSTED, 0, 99, NONE, NONE}, 27 * MINUTE, 33 * MINUTE},
    {"401", 5 * MINUTE, {FETCH_STATUS, 401, 1, NONE, NONE}, 810 * SECOND, 990 * SECOND},
    {"403 for ever", 5 * MINUTE, {FETCH_STATUS, 403, 99, NONE, NONE}, 324 * MINUTE, 396 * MINUTE},
    {"404", 5 * MINUTE, {FETCH_STATUS, 404, 1, NONE, NONE}, 27 * MINUTE, 33 * MINUTE},
    {"404 for ever", 5 * MINUTE, {FETCH_STATUS, 404, 99, NONE, NONE}, 648 * MINUTE, 792 * MINUTE},
    {"410", 5 * MINUTE, {FETCH_STATUS, 410, 1, NONE, NONE}, 108 * MINUTE, 132 * MINUTE},
    {"never oftener than when all is well", 2 * DAY, {FETCH_STATUS, 404, 7, NONE, NONE}, 2 * DAY * 9 / 10,
        2 * DAY * 11 / 10},
    {"418", 5 * MINUTE, {FETCH_STATUS, 418, 1, NONE, NONE}, 810 * SECOND, 990 * SECOND},
    {"999", 5 * MINUTE, {FETCH_STATUS, 999, 1, NONE, NONE}, 810 * SECOND, 990 * SECOND},
    {"unusable", 5 * MINUTE, {FETCH_UNUSABLE, 200, 1, NONE, NONE}, 27 * SECOND, 33 * SECOND},
    {"unusable for ever", 5 * MINUTE, {FETCH_UNUSABLE, 200, 50, NONE, NONE}, 270 * SECOND, 330 * SECOND},
    {"forbidden", 5 * MINUTE, {FETCH_FORBIDDEN, 0, 1, NONE, NONE}, 27 * MINUTE, 33 * MINUTE},
};

static void waits_as_the_table_says(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        millis least = MILLIS_NEVER, most = 0;
        for (uint64_t seed = 0; seed < 2000; seed++) {
            millis wait = fetch_policy_next(rows[i].interval, &rows[i].result, seed);
            least = wait < least ? wait : least;
            most = wait > most ? wait : most;
        }
        millis slack = (rows[i].most - rows[i].least) / 20; // the whole range is used
        if (least < rows[i].least || most > rows[i].most || least > rows[i].least + slack ||
            most < rows[i].most - slack) {
            fail_msg("%s: %lld to %lld ms", rows[i].what, (long long)least, (long long)most);
        }
    }
}

static void the_same_seed_waits_the_same(void **state) {
    (void)state;
    struct fetch_result result = rows[0].result;
    assert_int_equal(fetch_policy_next(HOUR, &result, 7), fetch_policy_next(HOUR, &result, 7));
    assert_int_not_equal(fetch_policy_next(HOUR, &result, 7), fetch_policy_next(HOUR, &result, 8));
    assert_int_equal(fetch_policy_spread(0, 7), 0);
    assert_in_range(fetch_policy_spread(100, 7), 0, 99);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(waits_as_the_table_says),
        cmocka_unit_test(the_same_seed_waits_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
