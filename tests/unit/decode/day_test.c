#include "tests/support/test.h"

#include "decode/day.h"

// Days as addresses spell them, around midnight, the end of a year and a change of the clock.

#define COUNT(array) (sizeof(array) / sizeof *(array))

static millis at(const char *text) {
    struct moment moment;
    assert_true(moment_parse(text, &moment));
    return moment.utc;
}

static const struct {
    const char *now, *zone; // NULL: the offset
    int offset, days;
    const char *pattern, *text;
    const char *ends;
} rows[] = {
    {"2026-11-24T23:59:59Z", NULL, 0, 0, "%Y/%m/%d", "2026/11/24", "2026-11-25T00:00:00Z"},
    {"2026-11-25T00:00:00Z", NULL, 0, 0, "%Y/%m/%d", "2026/11/25", "2026-11-26T00:00:00Z"},
    {"2026-11-24T20:59:59Z", NULL, 10800, 0, "%F", "2026-11-24", "2026-11-24T21:00:00Z"},
    {"2026-11-24T21:00:00Z", NULL, 10800, 0, "%F", "2026-11-25", "2026-11-25T21:00:00Z"},
    {"2026-11-24T21:00:00Z", "Europe/Moscow", 0, 0, "%F", "2026-11-25", "2026-11-25T21:00:00Z"},
    {"2026-11-24T03:00:00Z", "America/New_York", 0, 0, "%-m-%-d", "11-23", "2026-11-24T05:00:00Z"},
    {"2026-03-05T12:00:00Z", "UTC", 0, 0, "%-m/%-d %j %y", "3/5 064 26", "2026-03-06T00:00:00Z"},
    {"2026-01-01T00:30:00Z", NULL, 0, -1, "%Y%m%d %j", "20251231 365", "2026-01-01T00:00:00Z"},
    {"2024-02-28T12:00:00Z", NULL, 0, 1, "%d.%m.%Y 100%%", "29.02.2024 100%", "2024-03-01T00:00:00Z"},
    {"2026-11-24T12:00:00Z", NULL, 0, -30, "%F", "2026-10-25", "2026-10-26T00:00:00Z"},
    {"1970-01-02T12:00:00Z", NULL, 0, 0, "%s", "86400", "1970-01-03T00:00:00Z"},
    {"2026-11-24T12:00:00Z", "Europe/Moscow", 0, 0, "%s", "1795467600", "2026-11-24T21:00:00Z"},
    // Berlin's clock went back at 03:00: that day had 25 hours.
    {"2026-10-25T12:00:00Z", "Europe/Berlin", 0, 0, "%F %s", "2026-10-25 1792879200", "2026-10-25T23:00:00Z"},
};

static void writes_days(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct zone *zone = NULL;
        struct strbuf text;
        struct reason reason;
        strbuf_init(&text, 256);
        if (rows[i].zone && zone_create(rows[i].zone, &zone, &reason)) {
            fail_msg("%s", reason.text);
        }
        struct day day = day_from(at(rows[i].now), zone, rows[i].offset, rows[i].days);
        day_write(&text, rows[i].pattern, &day);
        assert_string_equal(strbuf_text(&text), rows[i].text);
        assert_int_equal(day.ends, at(rows[i].ends));
        strbuf_finish(&text);
        zone_destroy(zone);
    }
}

static void knows_directives(void **state) {
    (void)state;
    const char *wrong;
    assert_true(day_pattern_is_valid("%Y-%m-%d", &wrong));
    assert_true(day_pattern_is_valid("at %s", &wrong));
    assert_false(day_pattern_is_valid("%Y-%H", &wrong));
    assert_string_equal(wrong, "%H");
    assert_false(day_pattern_is_valid("%Y%", &wrong));
    assert_string_equal(wrong, "%");
    assert_false(day_pattern_is_valid("today", &wrong));
    assert_string_equal(wrong, "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_days),
        cmocka_unit_test(knows_directives),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
