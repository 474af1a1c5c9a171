#include "support/test.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "chart/number_format.h"
#include "chart/time.h"

// Expectations are those of d3-format and d3-time-format.

static void numbers_follow_d3_format(void **state) {
    (void)state;
    static const struct {
        double value;
        const char *specifier, *text;
    } rows[] = {
        {0.024, ".1%", "2.4%"},
        {1234567.891, ",.2f", "1,234,567.89"},
        {1234.5, "", "1234.5"},
        {-42, "d", "\u221242"},
        {42, "+d", "+42"},
        {42, "08.2f", "00042.00"},
        {1500, "~s", "1.5k"},
        {0.000042, ".2s", "42\u00b5"},
        {12345, ".2r", "12000"},
        {-3, "(d", "(3)"},
        {-0.0001, ".1f", "0.0"},
        {255, "x", "ff"},
        {7, "$.2f", "$7.00"},
        {(double)NAN, "d", "NaN"},
        {10, "b", "1010"},
        {0, "b", "0"},
        {255, "#x", "0xff"},
        {8, "#o", "0o10"},
        {5, "#b", "0b101"},
        {1234.5, "n", "1,234.50"},
        {1234567, ".3g", "1.23e+6"},
        {0.00001, "", "0.00001"},
        {0.0000001, "", "1e-7"},
        {0.00012, ".1g", "0.0001"},
        {123456789012345, "", "1.23456789012e+14"},
        {3.14159, ".3r", "3.14"},
        {1234, ".2e", "1.23e+3"},
        {42, "*^8d", "***42***"},
        {42, "<5d", "42   "},
        {-1.5, " .1f", "\u22121.5"},
        {1.5, " .1f", " 1.5"},
        {0.5, "+.0p", "+50%"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct number_format format;
        char out[64];
        assert_true(number_format_parse(rows[i].specifier, &format));
        number_write(rows[i].value, &format, NULL, out, sizeof out);
        assert_string_equal(out, rows[i].text);
    }
    struct number_format format;
    assert_false(number_format_parse("hello", &format));
}

static void moments_follow_d3_time_format(void **state) {
    (void)state;
    const double may = 1777989901234.0;          // Tuesday, 5 May 2026, 14:05:01.234
    static const double first = 1609459200000.0; // Friday, 1 January 2021: of the 53rd week of 2020
    const struct {
        double ms;
        const char *specifier, *text;
    } rows[] = {
        {may, "%a|%A|%b|%B", "Tue|Tuesday|May|May"},
        {may, "%d|%-d|%_d|%e", "05|5| 5| 5"},
        {may, "%y|%Y|%m|%-m|%q", "26|2026|05|5|2"},
        {may, "%H|%I|%-I|%M|%S|%p", "14|02|2|05|01|PM"},
        {may, "%L|%f|%Q|%s", "234|234000|1777989901234|1777989901"},
        {may, "%j|%U|%W|%V|%u|%w", "125|18|18|19|2|2"},
        {may, "%G-W%V|%g", "2026-W19|26"},
        {first, "%G-W%V|%g|%U|%W|%j", "2020-W53|20|00|00|001"},
        {may, "%x|%X", "5/5/2026|2:05:01 PM"},
        {may, "%c", "5/5/2026, 2:05:01 PM"},
        {may, "%Z|%%|100%", "+0000|%|100%"},
        {-1, "%Y-%m-%d %H:%M:%S.%L|%Q|%s", "1969-12-31 23:59:59.999|-1|-1"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char out[128];
        time_write(rows[i].ms, rows[i].specifier, NULL, out, sizeof out);
        assert_string_equal(out, rows[i].text);
    }
}

static struct locale *open_locale(const char *language) {
    struct locale *locale;
    struct reason reason;
    if (locale_create(language, &locale, &reason)) {
        fail_msg("%s", reason.text);
    }
    return locale;
}

// Spaces that do not break, and marks of direction, are a matter of CLDR's version, not of ours.
static void make_plain(char *text) {
    static const char *const marks[][2] = {
        {"\u00a0", " "}, {"\u202f", " "}, {"\u061c", ""}, {"\u200f", ""}, {"\u200e", ""}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        for (char *at; (at = strstr(text, marks[i][0]));) {
            size_t from = strlen(marks[i][0]), to = strlen(marks[i][1]);
            memcpy(at, marks[i][1], to);
            memmove(at + to, at + from, strlen(at + from) + 1);
        }
    }
}

static void numbers_have_the_signs_of_a_language(void **state) {
    (void)state;
    static const struct {
        const char *language;
        double value;
        const char *specifier, *text;
    } rows[] = {
        {"de", 1234567.5, ",.1f", "1.234.567,5"},
        {"fr", 1234567.5, ",.1f", "1 234 567,5"},
        {"ru", -1234.5, ",.1f", "\u22121 234,5"},
        {"es", 1234, ",d", "1234"}, // CLDR: groups from five digits on
        {"es", 12345, ",d", "12.345"},
        {"hi", 1234567, ",d", "12,34,567"},
        {"ar", 1234567.25, ",.2f", "١٬٢٣٤٬٥٦٧٫٢٥"},
        {"ar", -5, "d", "\u2212٥"},
        {"ar-u-nu-latn", 1234.5, ",.1f", "1,234.5"},
        {"fa", 12, "d", "۱۲"},
        {"de", 0.125, ".1%", "12,5 %"},
        {"ar", 0.5, ".0%", "٥٠٪"},
        {"tr", 0.5, ".0%", "%50"},
        {"ru", 5, "+d", "+5"},
        {"de", 7, "$.2f", "7,00 $"},
        {"en", 7, "$.2f", "$7.00"},
        {"ar", 255, "x", "ff"},
        {"en", 1.2e6, "~s", "1.2M"}, // as d3 has it, and as the spec's author has seen it
        {"en-IN", 3e9, "~s", "3G"},
        {"de", 1500, "~s", "1500"}, // no short word below a million
        {"de", 1.5e6, "~s", "1,5 Mio."},
        {"de", -2.5e9, "$.3s", "\u22122,50 Mrd. $"},
        {"ru", 1500, "~s", "1,5 тыс."},
        {"ru", 1.2e6, "~s", "1,2 млн"},
        {"ru", 3e9, ".3s", "3,00 млрд"},
        {"ru", 1234567, "s", "1,23457 млн"}, // six digits, as d3
        {"ru", 999.6, ".3s", "1,00 тыс."},
        {"ru", 999.4, ".3s", "999"},
        {"ru", 0, "~s", "0"},
        {"ru", 0.0034, "~s", "3,4m"}, // below one the prefixes are everybody's
        {"ru", 2e18, "~s", "2E"},
        {"zh", 1234567, ".3s", "123万"},
        {"zh", 3e8, "~s", "3亿"},
        {"ar", 1.5e6, "~s", "١٫٥ مليون"},
        {"fr", 1.5e9, "~s", "1,5 Md"},
        {"es", 20000, "~s", "20 mil"},
        {"hi", 1e7, "~s", "1 क॰"},
        {"ar", 3, "5d", "    ٣"},
        {"zh", 1234.5, ",.1f", "1,234.5"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct number_format format;
        struct locale *locale = open_locale(rows[i].language);
        char out[128];
        assert_true(number_format_parse(rows[i].specifier, &format));
        number_write(rows[i].value, &format, locale, out, sizeof out);
        make_plain(out);
        if (strcmp(out, rows[i].text) != 0) {
            fail_msg("%s %s: \"%s\", not \"%s\"", rows[i].language, rows[i].specifier, out, rows[i].text);
        }
        locale_destroy(locale);
    }
}

static void moments_have_the_names_of_a_language(void **state) {
    (void)state;
    static const struct {
        const char *language, *specifier, *text; // of Tuesday, 5 May 2026, 14:05
    } rows[] = {
        {"en", "%b %d, %Y", "May 05, 2026"}, // as d3 does
        {"en-GB", "%a %B", "Tue May"},
        {"ru", "%B", "май"}, // by itself in the nominative
        {"ru", "%b %d", "5 мая"},
        {"ru", "%d %B %Y", "5 мая 2026 г."},
        {"ru", "%A", "вторник"},
        {"de", "%b %d", "5. Mai"},
        {"de", "%a", "Di"},
        {"de", "Q%q %Y", "Q2 2026"},
        {"zh", "%b %Y", "2026年5月"},
        {"zh", "%a", "周二"},
        {"ar", "%B", "مايو"},
        {"ar", "%Y", "٢٠٢٦"},
        {"ar", "%H:%M", "١٤:٠٥"},
        {"ar-u-nu-latn", "%b %d", "5 مايو"},
        {"fr", "%Y-%m-%d", "2026-05-05"}, // figures stand as they are written
        {"fr", "le %d %B", "le 05 mai"},  // and so do words
        {"de", "%b\n%Y", "Mai\n2026"},
        {"ja", "%d", "05"},
        {"ru", "%q", "2"},
        {"de", "%x", "5.5.2026"},
        {"de", "%%", "%"},
        {"de", "", ""},
    };
    double ms = time_parse("2026-05-05T14:05");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct locale *locale = open_locale(rows[i].language);
        char out[128];
        time_write(ms, rows[i].specifier, locale, out, sizeof out);
        make_plain(out);
        if (strcmp(out, rows[i].text) != 0) {
            fail_msg("%s %s: \"%s\", not \"%s\"", rows[i].language, rows[i].specifier, out, rows[i].text);
        }
        locale_destroy(locale);
    }
    char cut[8];
    struct locale *russian = open_locale("ru");
    time_write(ms, "%d %B %Y", russian, cut, sizeof cut);
    assert_true(strlen(cut) < sizeof cut);
    time_write((double)NAN, "%Y", russian, cut, sizeof cut);
    assert_string_equal(cut, "");
    locale_destroy(russian);
}

static void moments_are_read_as_browsers_do(void **state) {
    (void)state;
    static const struct {
        const char *text;
        double ms;
    } rows[] = {
        {"2012-01-01", 1325376000000},
        {"Jan 1 2000", 946684800000},
        {"10 Oct 2011 22:48:00", 1318286880000},
        {"2015/01/01 01:00:00", 1420074000000},
        {"Sun, 01 Jan 2012 23:00:00", 1325458800000},
        {"2012-01-01T00:00:00+03:00", 1325365200000},
        {"2016", 1451606400000},
        {"March 2020", 1583020800000},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_true(fabs(time_parse(rows[i].text) - rows[i].ms) < 0.5);
    }
    assert_true(isnan(time_parse("tomorrow")));
    assert_true(isnan(time_parse("")));
    assert_true(isnan(time_parse("2012-13-01")));
    assert_true(fabs(time_parse_by("24.11.2026", "%d.%m.%Y") - 1795478400000) < 0.5);
}

static void units_floor_and_name(void **state) {
    (void)state;
    static const struct {
        const char *unit, *format;
        double floor;
    } rows[] = {
        {"year", "2012", 1325376000000},
        {"yearmonth", "Mar 2012", 1330560000000},
        {"month", "Mar", 1330560000000},
        {"day", "Thu", 1325721600000},
        {"hours", "14:00", 1325426400000},
        {"quarter", "Q1", 1325376000000},
    };
    double moment = 1331821500000; // 2012-03-15T14:25:00Z, a Thursday
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct time_unit unit;
        char specifier[64], out[64];
        assert_true(time_unit_of_name(rows[i].unit, &unit));
        double start = time_unit_floor(&unit, moment);
        assert_true(fabs(start - rows[i].floor) < 0.5);
        assert_true(time_unit_next(&unit, start) > start);
        time_unit_specifier(&unit, specifier, sizeof specifier);
        time_write(start, specifier, NULL, out, sizeof out);
        assert_string_equal(out, rows[i].format);
    }
    struct time_unit unit;
    assert_false(time_unit_of_name("fortnight", &unit));
}

// What is longer than its room ends at a character, whatever the room.
static void what_is_cut_is_cut_at_a_character(void **state) {
    (void)state;
    struct locale *arabic = open_locale("ar");
    for (size_t room = 2; room < 40; room++) {
        struct number_format format;
        char out[40];
        assert_true(number_format_parse(",.2f", &format));
        number_write(-1234567.25, &format, arabic, out, room);
        assert_true(strlen(out) < room && utf8_is_valid(out, strlen(out)));
        time_write(0, "\uFFFD%\uFFFD\u0416\u4E2D %Y \u0416\u4E2D\u0416\u4E2D", NULL, out, room);
        assert_true(strlen(out) < room && utf8_is_valid(out, strlen(out)));
        time_write(0, "%B \u0416 %Y \u4E2D\u0416\u4E2D", arabic, out, room);
        assert_true(strlen(out) < room && utf8_is_valid(out, strlen(out)));
    }
    locale_destroy(arabic);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_follow_d3_format),
        cmocka_unit_test(moments_follow_d3_time_format),
        cmocka_unit_test(what_is_cut_is_cut_at_a_character),
        cmocka_unit_test(numbers_have_the_signs_of_a_language),
        cmocka_unit_test(moments_have_the_names_of_a_language),
        cmocka_unit_test(moments_are_read_as_browsers_do),
        cmocka_unit_test(units_floor_and_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
