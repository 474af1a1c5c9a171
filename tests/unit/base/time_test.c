#include "base/time.h"

#include <string.h>
#include <time.h>

#include "support/test.h"

static void test_calendar_against_the_c_library(void **state) {
    (void)state;
    for (int64_t at = -62135596800; at < 253402300800; at += 86400 * 11 + 3607) { // the years 1 to 9999
        time_t seconds = (time_t)at;
        struct tm tm;
        gmtime_r(&seconds, &tm);
        struct civil civil = civil_from_millis(at * 1000);
        if (civil.year != tm.tm_year + 1900 || civil.month != tm.tm_mon + 1 || civil.day != tm.tm_mday ||
            civil.hour != tm.tm_hour || civil.minute != tm.tm_min || civil.second != tm.tm_sec ||
            civil.weekday != tm.tm_wday) {
            fail_msg("%lld is %d-%d-%d", (long long)at, civil.year, civil.month, civil.day);
        }
        assert_int_equal(civil_to_millis(civil), at * 1000);
    }
}

static void test_calendar_edges(void **state) {
    (void)state;
    assert_int_equal(civil_from_millis(-1).year, 1969);
    assert_int_equal(civil_from_millis(-1).second, 59);
    assert_int_equal(civil_from_millis(-1).weekday, 3);
    assert_int_equal(civil_to_millis((struct civil){.year = 1970, .month = 1, .day = 1}), 0);
    // Fields out of range carry over.
    assert_int_equal(civil_to_millis((struct civil){.year = 2025, .month = 13, .day = 1}),
        civil_to_millis((struct civil){.year = 2026, .month = 1, .day = 1}));
    assert_int_equal(civil_to_millis((struct civil){.year = 2025, .month = 0, .day = 1}),
        civil_to_millis((struct civil){.year = 2024, .month = 12, .day = 1}));
    assert_int_equal(civil_to_millis((struct civil){.year = 2025, .month = -11, .day = 1}),
        civil_to_millis((struct civil){.year = 2024, .month = 1, .day = 1}));
    assert_int_equal(civil_to_millis((struct civil){.year = 2026, .month = 3, .day = 0}),
        civil_to_millis((struct civil){.year = 2026, .month = 2, .day = 28}));
    assert_int_equal(civil_to_millis((struct civil){.year = 2026, .month = 1, .day = 1, .hour = 24}),
        civil_to_millis((struct civil){.year = 2026, .month = 1, .day = 2}));
    assert_int_equal(civil_to_millis((struct civil){.year = 2026, .month = 1, .day = 1, .second = -1}),
        civil_to_millis(
            (struct civil){.year = 2025, .month = 12, .day = 31, .hour = 23, .minute = 59, .second = 59}));
}

static void test_moment_there_and_back(void **state) {
    (void)state;
    static const char *const moments[] = {"2026-11-24T14:05:00+03:00", "1970-01-01T00:00:00+00:00",
        "2024-02-29T23:59:59-03:30", "2000-01-01T00:00:00+14:00", "1999-12-31T00:00:00-12:00"};
    for (size_t i = 0; i < sizeof moments / sizeof moments[0]; i++) {
        struct moment moment;
        char text[MOMENT_TEXT];
        assert_true(moment_parse(moments[i], &moment));
        assert_string_equal(moment_format(moment, text), moments[i]);
    }
    char text[MOMENT_TEXT] = "x";
    assert_string_equal(moment_format(MOMENT_NONE, text), "");
    assert_false(moment_is_known(MOMENT_NONE));
    struct moment moment;
    assert_true(moment_parse("2026-11-24T14:05:00Z", &moment));
    assert_int_equal(moment.utc, INT64_C(1795529100000));
    assert_int_equal(moment.offset, 0);
    assert_true(moment_parse("2026-11-24T14:05:00-00:30", &moment));
    assert_int_equal(moment.utc, INT64_C(1795529100000) + 30 * MINUTE);
    assert_int_equal(moment.offset, -1800);
}

static void test_moment_is_strict(void **state) {
    (void)state;
    static const char *const wrong[] = {"", "now", "2026-11-24", "2026-11-24T14:05:00",
        "2026-11-24 14:05:00Z", "2026-11-24T14:05:00z", "2026-11-24T14:05:00+03", "2026-11-24T14:05:00+0300",
        "2026-11-24T14:05:00+03:00 ", "2026-11-24T14:05:00+24:00", "2026-11-24T14:05:00+03:60",
        "2026-11-24T14:05:00.5Z", "2026-13-24T14:05:00Z", "2026-00-24T14:05:00Z", "2026-02-29T14:05:00Z",
        "2026-02-00T14:05:00Z", "2026-11-31T14:05:00Z", "2026-11-24T24:05:00Z", "2026-11-24T14:60:00Z",
        "2026-11-24T14:05:60Z", "26-11-24T14:05:00Z", "2026-1-24T14:05:00Z", " 2026-11-24T14:05:00Z",
        "2026-+1-24T14:05:00Z", "2026- 1-24T14:05:00Z", "-026-11-24T14:05:00Z", "2026-11-24T14:05:-1Z",
        "2026-11-24T14:05:00+-3:00", "2026-11-24T14:05:00+ 3:00", "2026-11-24T14:05:00++3:00",
        "2026-11-24T14:05:00Zulu", "2026-11-24T14:5:000Z", "20261-1-24T14:05:00Z"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct moment moment;
        if (moment_parse(wrong[i], &moment)) {
            fail_msg("accepted: \"%s\"", wrong[i]);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_calendar_against_the_c_library),
        cmocka_unit_test(test_calendar_edges),
        cmocka_unit_test(test_moment_there_and_back),
        cmocka_unit_test(test_moment_is_strict),
    };
    return cmocka_run_group_tests_name("base/time", tests, NULL, NULL);
}
