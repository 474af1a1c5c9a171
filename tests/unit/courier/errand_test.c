#include "support/test.h"

#include "courier/errand.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct {
    struct http_answer answer;
    enum fetch_outcome outcome;
} rows[] = {
    {{.status = 200}, FETCH_CHANGED},
    {{.status = 304, .unchanged = true}, FETCH_UNCHANGED},
    {{.error = ERROR_NETWORK}, FETCH_NETWORK},
    {{.error = ERROR_NETWORK, .status = 200}, FETCH_NETWORK}, // cut off
    {{.error = ERROR_REFUSED, .status = 503}, FETCH_STATUS},
    {{.error = ERROR_REFUSED, .status = 302}, FETCH_FORBIDDEN},
    {{.error = ERROR_REFUSED}, FETCH_FORBIDDEN},
    {{.error = ERROR_LIMIT, .status = 200}, FETCH_FORBIDDEN},
    {{.error = ERROR_INPUT, .status = 200}, FETCH_UNUSABLE},
    {{.error = ERROR_MISSING}, FETCH_UNUSABLE}, // a file may come back at any moment
    {{.error = ERROR_IO}, FETCH_UNUSABLE},
};

static void every_answer_is_something_to_the_policy(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (errand_outcome(&rows[i].answer) != rows[i].outcome) {
            fail_msg("row %zu: %d", i, errand_outcome(&rows[i].answer));
        }
    }
}

static bool settle(struct errand *errand, enum fetch_outcome outcome, millis now) {
    struct http_answer answer = {.status = 200, .retry_after = MILLIS_NONE, .fresh_for = MILLIS_NONE};
    errand->is_asking = true;
    bool is_back = errand_settle(errand, outcome, &answer, HOUR, now);
    assert_false(errand->is_asking);
    assert_true(errand->due > now);
    return is_back;
}

static void a_network_that_comes_back_is_told(void **state) {
    (void)state;
    struct errand errand;
    errand_init(&errand, ERRAND_SOURCE, "world");
    assert_int_equal(errand.due, MILLIS_NONE);
    assert_false(settle(&errand, FETCH_CHANGED, 0));
    assert_false(settle(&errand, FETCH_NETWORK, DAY));
    assert_false(settle(&errand, FETCH_NETWORK, 2 * DAY));
    assert_int_equal(errand.failures, 2);
    assert_true(settle(&errand, FETCH_STATUS, 3 * DAY)); // an error page is a network, too
    assert_false(settle(&errand, FETCH_CHANGED, 4 * DAY));
    assert_int_equal(errand.failures, 0);
}

static void only_those_hurry_who_missed_the_network(void **state) {
    (void)state;
    struct errand errand;
    errand_init(&errand, ERRAND_SOURCE, "world");
    settle(&errand, FETCH_CHANGED, 0);
    millis due = errand.due;
    errand_hurry(&errand, 0);
    assert_int_equal(errand.due, due);
    for (int i = 0; i < 9; i++) {
        settle(&errand, FETCH_NETWORK, 0);
    }
    assert_true(errand.due > 50 * SECOND);
    errand_hurry(&errand, 0);
    assert_in_range(errand.due, 0, 5 * SECOND);
}

static void a_failure_is_news_once(void **state) {
    (void)state;
    struct errand errand;
    errand_init(&errand, ERRAND_SOURCE, "world");
    assert_true(errand_is_news(&errand, "HTTP 503"));
    assert_false(errand_is_news(&errand, "HTTP 503"));
    assert_true(errand_is_news(&errand, "HTTP 500"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_answer_is_something_to_the_policy),
        cmocka_unit_test(a_network_that_comes_back_is_told),
        cmocka_unit_test(only_those_hurry_who_missed_the_network),
        cmocka_unit_test(a_failure_is_news_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
