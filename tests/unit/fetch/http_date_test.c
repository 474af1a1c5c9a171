#include "support/test.h"

#include "fetch/http_date.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define EXAMPLE ((millis)784111777 * SECOND) // 1994-11-06T08:49:37Z, the example of RFC 9110

static const struct {
    const char *text;
    millis date;
} dates[] = {
    {"Sun, 06 Nov 1994 08:49:37 GMT", EXAMPLE},
    {"Sunday, 06-Nov-94 08:49:37 GMT", EXAMPLE},
    {"Sun Nov  6 08:49:37 1994", EXAMPLE},
    {"sun, 6 november 1994 08:49:37 utc", EXAMPLE},
    {"  06 Nov 1994 08:49:37", EXAMPLE},
    {"Sun, 06-Nov-1994 08:49:37 Z", EXAMPLE},
    {"Sun, 06 Nov 1994 11:49:37 +0300", EXAMPLE},
    {"Sun, 06 Nov 1994 03:19:37 -0530", EXAMPLE},
    {"Thu, 01 Jan 1970 00:00:00 GMT", 0},
    {"Fri, 01-Jan-70 00:00:00 GMT", 0},
    {"Tue, 31-Dec-69 23:59:59 GMT", 3155759999 * SECOND},   // 2069
    {"Tue, 19 Jan 2038 03:14:08 GMT", 2147483648 * SECOND}, // one past 31 bits
    {"Fri, 31 Dec 9999 23:59:59 GMT", 253402300799 * SECOND},
    {"Thu, 29 Feb 2024 12:00:00 GMT", 1709208000 * SECOND},
    {"Sat, 31 Dec 2016 23:59:60 GMT", 1483228800 * SECOND}, // a leap second
    {"Wed, 29 Feb 2023 12:00:00 GMT", MILLIS_NONE},
    {"Wed, 31 Apr 2024 12:00:00 GMT", MILLIS_NONE},
    {"Sun, 00 Nov 1994 08:49:37 GMT", MILLIS_NONE},
    {"Sun, 32 Nov 1994 08:49:37 GMT", MILLIS_NONE},
    {"Sun, 06 Nov 1994 24:49:37 GMT", MILLIS_NONE},
    {"Sun, 06 Nov 1994 08:60:37 GMT", MILLIS_NONE},
    {"Sun, 06 Nov 1994 08:49:61 GMT", MILLIS_NONE},
    {"Sun, 06 Nov 1994 08:49:3 GMT", MILLIS_NONE},
    {"Sun, 06 Nov 1994 08:49 GMT", MILLIS_NONE},
    {"Sun, 06 Nov 1994 08.49.37 GMT", MILLIS_NONE},
    {"Sun, 06 Nov 1994 08:49:37 MSK", MILLIS_NONE}, // which one?
    {"Sun, 06 Nov 1994 08:49:37 +3", MILLIS_NONE},
    {"Sun, 06 Nov 1994 08:49:37 08:49:37", MILLIS_NONE},
    {"Sun, 06 Nov 1994 1995 08:49:37", MILLIS_NONE},
    {"Sun, 06 Nov Dec 1994 08:49:37", MILLIS_NONE},
    {"Sun, 06 Nov 199 08:49:37 GMT", MILLIS_NONE},
    {"Sun, 06 Nov 19940000000000000 08:49:37 GMT", MILLIS_NONE},
    {"Mon, 01 Jan 0001 00:00:00 GMT", MILLIS_NONE},
    {"Sun, 06 Nov 1994", MILLIS_NONE},
    {"Sun, Nov 1994 08:49:37 GMT", MILLIS_NONE},
    {"1994-11-06T08:49:37Z", MILLIS_NONE},
    {"784111777", MILLIS_NONE},
    {"-1", MILLIS_NONE},
    {"0", MILLIS_NONE},
    {"never", MILLIS_NONE},
    {"", MILLIS_NONE},
    {" - , ", MILLIS_NONE},
};

static void reads_dates(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(dates); i++) {
        millis date = http_date(dates[i].text);
        if (date != dates[i].date) {
            fail_msg("%s: %lld, not %lld", dates[i].text, (long long)date, (long long)dates[i].date);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_dates)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
