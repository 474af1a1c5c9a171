#include "support/test.h"

#include "fetch/freshness.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define NOW ((millis)784111777 * SECOND) // Sun, 06 Nov 1994 08:49:37 GMT

static const struct {
    const char *header;
    const char *date;
    millis wait;
} retries[] = {
    {NULL, NULL, MILLIS_NONE},
    {"120", NULL, 2 * MINUTE},
    {" 0", NULL, 0},
    {"99999999999999999999", NULL, 366 * DAY},
    {"Sun, 06 Nov 1994 08:50:37 GMT", NULL, MINUTE},
    {"Sun, 06 Nov 1994 08:50:37 GMT", "Sun, 06 Nov 1994 08:50:07 GMT", 30 * SECOND}, // the server's clock
    {"Sun, 06 Nov 1994 07:00:00 GMT", NULL, 0},                                      // past
    {"soon", NULL, MILLIS_NONE},
    {"-5", NULL, MILLIS_NONE},
    {"", NULL, MILLIS_NONE},
};

static void reads_retry_after(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(retries); i++) {
        struct freshness_headers headers = {.retry_after = retries[i].header, .date = retries[i].date};
        millis wait = freshness_retry_after(&headers, NOW);
        if (wait != retries[i].wait) {
            fail_msg("%s: %lld", retries[i].header ? retries[i].header : "none", (long long)wait);
        }
    }
}

static const struct {
    struct freshness_headers headers;
    millis left;
} lifetimes[] = {
    {{0}, MILLIS_NONE},
    {{.cache_control = "max-age=300"}, 5 * MINUTE},
    {{.cache_control = "public, Max-Age=300, must-revalidate"}, 5 * MINUTE},
    {{.cache_control = "max-age=\"60\""}, MINUTE},
    {{.cache_control = "s-maxage=900"}, MILLIS_NONE}, // for shared caches
    {{.cache_control = "max-age=300", .age = "100"}, 200 * SECOND},
    {{.cache_control = "max-age=300", .age = "1000"}, 0},
    {{.cache_control = "max-age=300", .age = "old"}, 5 * MINUTE},
    {{.cache_control = "no-cache, max-age=300"}, 0},
    {{.cache_control = "no-store"}, 0},
    {{.cache_control = "x-no-store"}, MILLIS_NONE},
    {{.cache_control = "max-age=x"}, MILLIS_NONE},
    {{.cache_control = ",, ,"}, MILLIS_NONE},
    {{.expires = "Sun, 06 Nov 1994 08:59:37 GMT"}, 10 * MINUTE},
    {{.expires = "Sun, 06 Nov 1994 08:59:37 GMT", .date = "Sun, 06 Nov 1994 08:58:37 GMT"}, MINUTE},
    {{.expires = "0"}, MILLIS_NONE},
    {{.cache_control = "max-age=60", .expires = "Sun, 06 Nov 1994 08:59:37 GMT"}, MINUTE},
};

static void reads_how_long_an_answer_is_fresh(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(lifetimes); i++) {
        millis left = freshness_left(&lifetimes[i].headers, NOW);
        if (left != lifetimes[i].left) {
            fail_msg("row %zu: %lld", i, (long long)left);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_retry_after),
        cmocka_unit_test(reads_how_long_an_answer_is_fresh),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
