#include "tests/support/test.h"

#include <string.h>

#include "decode/date.h"

static const struct {
    const char *text, *format, *out; // NULL: no date
    int zone;
} rows[] = {
    {"2026-11-24T14:05:09Z", "iso", "2026-11-24T14:05:09+00:00", 0},
    {"2026-11-24t14:05:09z", "iso", "2026-11-24T14:05:09+00:00", 0},
    {"2026-11-24 14:05:09", "iso", "2026-11-24T14:05:09+03:00", 10800},
    {"2026-11-24T14:05", "iso", "2026-11-24T14:05:00+00:00", 0},
    {"2026-11-24T14:05:09.867000+0530", "iso", "2026-11-24T14:05:09.867+05:30", 0},
    {"2026-11-24T14:05:09,5-03", "iso", "2026-11-24T14:05:09.500-03:00", 0},
    {"2026-11-24T14:05:09 +03:00", "iso", "2026-11-24T14:05:09+03:00", 0},
    {"2026-11-24 14:05:09 UTC", "iso", "2026-11-24T14:05:09+00:00", 7200},
    {"20261124T140509Z", "iso", "2026-11-24T14:05:09+00:00", 0},
    {"2026-11-24", "iso", "2026-11-24T00:00:00-05:00", -18000},
    {"2026-11-24Z", "iso", "2026-11-24T00:00:00+00:00", -18000},
    {"2026-1-4", "iso", "2026-01-04T00:00:00+00:00", 0},
    {"2026-11", "iso", "2026-11-01T00:00:00+00:00", 0},
    {"2026-11-24T14:05:09+01:00[Europe/Oslo]", "iso", "2026-11-24T14:05:09+01:00", 0},
    {" 2026-11-24T24:00:00Z ", "iso", "2026-11-25T00:00:00+00:00", 0},
    {"2026-06-30T23:59:60Z", "iso", "2026-07-01T00:00:00+00:00", 0},
    {"2028-02-29T00:00:00Z", "iso", "2028-02-29T00:00:00+00:00", 0},
    {"2026-02-29T00:00:00Z", "iso", NULL, 0},
    {"2026-13-01", "iso", NULL, 0},
    {"0000-00-00 00:00:00", "iso", NULL, 0},
    {"2026-11-24T25:00:00Z", "iso", NULL, 0},
    {"2026-11-24T14:05:09+25:00", "iso", NULL, 0},
    {"2026-11-24T14:05:09Z trailing", "iso", NULL, 0},
    {"1969-12-31T23:59:59Z", "iso", NULL, 0},
    {"1970-01-01T00:00:00Z", "iso", "1970-01-01T00:00:00+00:00", 0},
    {"2100-12-31T23:59:59Z", "iso", "2100-12-31T23:59:59+00:00", 0},
    {"2101-01-01T00:00:00Z", "iso", NULL, 0},
    {"yesterday", "iso", NULL, 0},
    {"", "iso", NULL, 0},
    {"Tue, 24 Nov 2026 14:05:09 +0300", "rfc822", "2026-11-24T14:05:09+03:00", 0},
    {"24 Nov 26 14:05 EST", "rfc822", "2026-11-24T14:05:00-05:00", 0},
    {"Tuesday, 24-November-2026 14:05:09 GMT", "rfc822", "2026-11-24T14:05:09+00:00", 0},
    {"Tue, 24 Nov 2026 14:05:09 MSK (Moscow)", "rfc822", "2026-11-24T14:05:09+03:00", 0},
    {"2026-11-24 14:05 UTC+3", "iso", "2026-11-24T14:05:00+03:00", 0},
    {"2026-11-24 14:05 MSK+4", "iso", "2026-11-24T14:05:00+07:00", 0},
    {"2026-11-24 14:05 PDT-13", "iso", NULL, 0}, // no zone is so far away
    {"Tue,24 Nov 2026", "rfc822", "2026-11-24T00:00:00+00:00", 0},
    {"Nov 24, 2026", "rfc822", "2026-11-24T00:00:00+00:00", 0},
    {"Tue Nov 24 14:05:09 2026", "rfc822", "2026-11-24T14:05:09+00:00", 0},
    {"Tue, 24 Foo 2026 14:05:09 GMT", "rfc822", NULL, 0},
    {"Tue, 31 Nov 2026 14:05:09 GMT", "rfc822", NULL, 0},
    {"1795500000", "unix", "2026-11-24T06:00:00+00:00", 3600},
    {"1795500000.25", "unix", "2026-11-24T06:00:00.250+00:00", 0},
    {"1795500000123", "unix-ms", "2026-11-24T06:00:00.123+00:00", 0},
    {"-1", "unix", NULL, 0},
    {"1e300", "unix", NULL, 0},
    {"nan", "unix", NULL, 0},
    {"24.11.2026", "%d.%m.%Y", "2026-11-24T00:00:00+00:00", 0},
    {"2026-04-03 10:37 PM", "%Y-%m-%d %I:%M %p", "2026-04-03T22:37:00+00:00", 0},
    {"2026-04-03 12:01 am", "%Y-%m-%d %I:%M %p", "2026-04-03T00:01:00+00:00", 0},
    {"20261124140509", "%Y%m%d%H%M%S", "2026-11-24T14:05:09+00:00", 0},
    {"Tue Nov  4 1:05:09 2026", "%a %b %e %T %Y", "2026-11-04T01:05:09+00:00", 0},
    {"2026-328", "%Y-%j", "2026-11-24T00:00:00+00:00", 0},
    {"2026-366", "%Y-%j", NULL, 0},
    {"2026-11-24T14:05:09.123456+03:00", "%FT%T.%f%z", "2026-11-24T14:05:09.123+03:00", 0},
    {"100%24", "100%%%y", "2024-01-01T00:00:00+00:00", 0},
    {"2026-11-24T00:00", "%Y-%m-%d", NULL, 0},
    {"26-11-24", "%Y-%m-%d", NULL, 0},
};

static void reads_dates(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct moment moment;
        char text[DATE_TEXT] = "none";
        if (date_read(rows[i].text, rows[i].format, rows[i].zone, &moment)) {
            date_format(moment, text);
        }
        if (strcmp(text, rows[i].out ? rows[i].out : "none") != 0) {
            fail_msg("%s as %s: %s", rows[i].text, rows[i].format, text);
        }
    }
}

static void checks_formats(void **state) {
    (void)state;
    const char *wrong;
    assert_true(date_format_is_known("iso", &wrong));
    assert_true(date_format_is_known("%d/%m/%y", &wrong));
    assert_false(date_format_is_known("%Y-%q", &wrong));
    assert_string_equal(wrong, "%q");
    assert_false(date_format_is_known("%Y%", &wrong));
    assert_false(date_format_is_known("%H:%M", &wrong));
    assert_false(date_format_is_known("rfc3339", &wrong));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_dates),
        cmocka_unit_test(checks_formats),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
