#include "text/locale.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "tests/support/test.h"

// Tuesday, 24 November 2026, 14:05 on the wall.
#define LOCAL (INT64_C(1795529100) * SECOND)

static struct locale *open_locale(const char *language) {
    struct locale *locale;
    struct reason reason;
    if (locale_create(language, &locale, &reason)) {
        fail_msg("%s", reason.text);
    }
    return locale;
}

// Spaces that do not break are a matter of CLDR's version, not of ours.
static const char *plain(char *text) {
    static const char *const spaces[] = {"\u00a0", "\u202f"};
    for (size_t i = 0; i < 2; i++) {
        for (char *at; (at = strstr(text, spaces[i]));) {
            size_t len = strlen(spaces[i]);
            *at = ' ';
            memmove(at + 1, at + len, strlen(at + len) + 1);
        }
    }
    return text;
}

static void writes_dates(void **state) {
    (void)state;
    static const struct {
        const char *language;
        enum locale_format format;
        const char *text;
    } rows[] = {
        {"en", LOCALE_TIME, "14:05"},
        {"en", LOCALE_WEEKDAY_DATE, "Tuesday, 24 November"},
        {"en", LOCALE_DATE, "24 November"},
        {"en", LOCALE_SHORT_DATE, "24 Nov"},
        {"en", LOCALE_WEEKDAY_SHORT, "Tue, 24 Nov"},
        {"en", LOCALE_DATE_TIME, "24 November, 14:05"},
        {"en", LOCALE_SHORT_DATE_TIME, "24 Nov, 14:05"},
        {"ar", LOCALE_DATE_TIME, "٢٤ نوفمبر، ١٤:٠٥"}, // the comma, too, is the language's
        {"zh", LOCALE_DATE_TIME, "11月24日 14:05"},
        {"en-US", LOCALE_DATE, "November 24"},
        {"ru", LOCALE_TIME, "14:05"},
        {"ru", LOCALE_WEEKDAY_DATE, "вторник, 24 ноября"},
        {"ru", LOCALE_SHORT_DATE, "24 нояб."},
        {"de", LOCALE_DATE, "24. November"},
        {"fr", LOCALE_WEEKDAY_DATE, "mardi 24 novembre"},
        {"es", LOCALE_DATE, "24 de noviembre"},
        {"zh", LOCALE_WEEKDAY_DATE, "11月24日星期二"},
        {"ja", LOCALE_DATE, "11月24日"},
        // Figures of the language, and 0 to 9 for who wants them.
        {"ar", LOCALE_DATE, "٢٤ نوفمبر"},
        {"ar-u-nu-latn", LOCALE_DATE, "24 نوفمبر"},
        {"fa", LOCALE_TIME, "۱۴:۰۵"},
        // The Gregorian calendar, also where CLDR would take another.
        {"fa", LOCALE_DATE, "۲۴ نوامبر"},
        {"th", LOCALE_DATE, "24 พฤศจิกายน"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[LOCALE_TEXT];
        struct locale *locale = open_locale(rows[i].language);
        locale_date(locale, rows[i].format, LOCAL, text);
        assert_string_equal(plain(text), rows[i].text);
        locale_destroy(locale);
    }
}

static void writes_early_hours_with_one_form(void **state) {
    (void)state;
    char text[LOCALE_TEXT];
    struct locale *locale = open_locale("en");
    assert_string_equal(locale_date(locale, LOCALE_TIME, LOCAL - 14 * HOUR, text), "00:05");
    assert_string_equal(locale_date(locale, LOCALE_TIME, LOCAL - 5 * HOUR, text), "09:05");
    assert_string_equal(locale_date(locale, LOCALE_TIME, -MINUTE, text), "23:59"); // before 1970
    locale_destroy(locale);
}

static void writes_offsets(void **state) {
    (void)state;
    static const struct {
        const char *language;
        int32_t seconds;
        const char *text;
    } rows[] = {{"en", 0, "UTC"}, {"en", 3 * 3600, "UTC+3"}, {"en", 19800, "UTC+5:30"},
        {"en", -9000, "UTC−2:30"}, {"en", -3600, "UTC−1"}, {"en", 14 * 3600, "UTC+14"}, {"en", 30, "UTC"},
        {"fr", 3 * 3600, "UTC+3"}, {"fa", 12600, "UTC+\u200E۳:۳۰"}, {"ar-EG", 2 * 3600, "UTC+\u200E٢"},
        {"he", 7200, "UTC+\u200E2"}, {"hi-u-nu-deva", 18300, "UTC+५:०५"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct locale *locale = open_locale(rows[i].language);
        char text[LOCALE_TEXT];
        assert_string_equal(locale_offset(locale, rows[i].seconds, text), rows[i].text);
        locale_destroy(locale);
    }
}

static void writes_ages(void **state) {
    (void)state;
    static const struct {
        const char *language;
        millis ago;
        const char *text;
    } rows[] = {
        {"en", 0, "Now"},
        {"en", MINUTE - 1, "Now"},
        {"en", MINUTE, "1 min ago"},
        {"en", 40 * MINUTE, "40 min ago"},
        {"en", HOUR - 1, "59 min ago"},
        {"en", HOUR, "1 hr ago"},
        {"en", 23 * HOUR + 59 * MINUTE, "23 hr ago"},
        {"en", DAY, "1 day ago"},
        {"en", 3 * DAY + 5, "3 days ago"},
        {"ru", 21 * MINUTE, "21 мин. назад"},
        {"ru", 3 * DAY, "3 дн. назад"},
        {"ar", 2 * DAY, "قبل يومين"}, // the dual
        {"ar", 3 * DAY, "قبل ٣ أيام"},
        {"ar", 11 * DAY, "قبل ١١ يومًا"},
        {"fr", DAY, "il y a 1 j"},
        {"zh", 3 * HOUR, "3小时前"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[LOCALE_TEXT];
        struct locale *locale = open_locale(rows[i].language);
        locale_ago(locale, rows[i].ago, text);
        if (strcasecmp(plain(text), rows[i].text) != 0) { // whether "now" is capital is CLDR's business
            fail_msg("%s, not %s", text, rows[i].text);
        }
        locale_destroy(locale);
    }
}

// The next change is the first moment at which the text differs: just before it, it is the same.
static void ages_change_when_they_say(void **state) {
    (void)state;
    struct locale *locale = open_locale("en");
    char now[LOCALE_TEXT], before[LOCALE_TEXT], then[LOCALE_TEXT];
    uint64_t seed = 3;
    for (int i = 0; i < 2000; i++) {
        millis span = i % 3 == 0 ? 2 * MINUTE : i % 3 == 1 ? 3 * HOUR : 9 * DAY;
        millis ago = (millis)(test_random(&seed) % (uint64_t)span), next = locale_ago_next(ago);
        assert_true(next > ago);
        locale_ago(locale, ago, now);
        assert_string_equal(locale_ago(locale, next - 1, before), now);
        assert_string_not_equal(locale_ago(locale, next, then), now);
    }
    locale_destroy(locale);
}

static void writes_numbers_short(void **state) {
    (void)state;
    static const struct {
        const char *language;
        double value;
        struct locale_digits digits;
        const char *text;
    } rows[] = {
        {"en", 1.25e6, {3, true}, "1.25M"},
        {"en", 3e9, {2, false}, "3B"},
        {"en", 3e9, {2, true}, "3.0B"},
        {"ru", 1500, {6, false}, "1,5 тыс."},
        {"ru", 999.96, {3, true}, "1,00 тыс."},
        {"de", 1500, {6, false}, "1500"},
        {"de", 2.5e6, {1, false}, "2 Mio."}, // half to even
        {"zh", 1234567, {3, true}, "123万"},
        {"ar", 2e6, {3, false}, "٢ مليون"},
        {"ru", 5, {0, true}, "5"}, // no fewer than one digit
        {"ru", 5, {99, false}, "5"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[LOCALE_TEXT];
        struct locale *locale = open_locale(rows[i].language);
        locale_compact(locale, rows[i].value, rows[i].digits, text);
        assert_string_equal(plain(text), rows[i].text);
        locale_destroy(locale);
    }
    struct locale *english = open_locale("en-IN"), *other = open_locale("enm");
    assert_true(locale_is_english(NULL) && locale_is_english(english) && !locale_is_english(other));
    locale_destroy(english);
    locale_destroy(other);
}

static void writes_numbers(void **state) {
    (void)state;
    char text[LOCALE_TEXT];
    struct locale *en = open_locale("en"), *ru = open_locale("ru");
    assert_string_equal(locale_number(en, 0.9214, 4, text), "0.9214");
    assert_string_equal(locale_number(en, 1234567.5, 2, text), "1,234,567.50");
    assert_string_equal(locale_number(en, 0.000001, 7, text), "0.0000010");
    assert_string_equal(locale_number(en, 2.5, 0, text), "2"); // half to even, as CLDR has it
    assert_string_equal(locale_number(en, 0, 2, text), "0.00");
    locale_number(ru, 1234567.5, 2, text);
    assert_string_equal(plain(text), "1 234 567,50");
    assert_string_equal(locale_percent(en, 0.0041, 2, text), "+0.41%");
    assert_string_equal(locale_percent(en, -0.0041, 2, text), "−0.41%");
    assert_string_equal(locale_percent(en, 0, 2, text), "0.00%");
    assert_string_equal(locale_percent(en, -0.00001, 2, text), "0.00%"); // no sign before nothing
    assert_string_equal(locale_percent(en, 12.5, 0, text), "+1,250%");
    struct locale *ar = open_locale("ar");
    assert_non_null(strstr(locale_percent(ar, -0.0041, 2, text), "−٠٫٤١"));
    locale_destroy(ar);
    locale_percent(ru, -0.0041, 2, text);
    assert_string_equal(plain(text), "−0,41 %");
    locale_destroy(en);
    locale_destroy(ru);
}

static void writes_money(void **state) {
    (void)state;
    char text[LOCALE_TEXT];
    struct locale *en = open_locale("en"), *de = open_locale("de");
    assert_string_equal(locale_money(en, 9.214, "EUR", -1, text), "€9.21");
    assert_string_equal(locale_money(en, 1000, "USD", 0, text), "$1,000");
    assert_string_equal(locale_money(en, 1234.5, "JPY", -1, text), "¥1,234"); // a yen has no parts
    locale_money(de, 9.214, "EUR", -1, text);
    assert_string_equal(plain(text), "9,21 €");
    struct locale *ar = open_locale("ar"); // the $ stays after US
    locale_money(ar, 10, "USD", 0, text);
    assert_non_null(strstr(text, "US$\u200E"));
    locale_money(ar, 10, "EUR", 0, text);
    assert_non_null(strstr(text, "€"));
    locale_destroy(ar);
    locale_money(en, 1, "XQX", -1, text); // unknown: by its code
    assert_string_equal(plain(text), "XQX 1.00");
    assert_string_equal(locale_currency_name(en, "EUR", text), "Euro");
    assert_string_equal(locale_currency_name(en, "XQX", text), "XQX");
    assert_string_equal(locale_currency_plural(en, "USD", text), "US dollars");
    assert_string_equal(locale_currency_name(de, "CHF", text), "Schweizer Franken");
    locale_destroy(en);
    locale_destroy(de);
}

static void capitals_follow_the_language(void **state) {
    (void)state;
    char text[32], tiny[6];
    struct locale *en = open_locale("en"), *tr = open_locale("tr");
    assert_string_equal(locale_upper(en, "World news", text, sizeof text), "WORLD NEWS");
    assert_string_equal(locale_upper(en, "Straße", text, sizeof text), "STRASSE");
    assert_string_equal(locale_upper(en, "спорт", text, sizeof text), "СПОРТ");
    assert_string_equal(locale_upper(tr, "bilgi", text, sizeof text), "BİLGİ");
    assert_string_equal(locale_upper(en, "", text, sizeof text), "");
    assert_string_equal(locale_upper(en, "спорт", tiny, sizeof tiny), "СП"); // cut between characters
    locale_destroy(en);
    locale_destroy(tr);
}

static void refuses_what_is_no_language(void **state) {
    (void)state;
    static const char *const bad[] = {"", "x", "englishes!", "en_US@", "en us", "toolonglanguage"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct locale *locale;
        struct reason reason = {{0}};
        assert_int_equal(locale_create(bad[i], &locale, &reason), ERROR_INPUT);
        assert_null(locale);
        assert_non_null(strstr(reason.text, "is not a language (allowed: BCP 47"));
    }
    struct locale *locale = open_locale("sr-Latn-RS");
    assert_string_equal(locale_language(locale), "sr-Latn-RS");
    locale_destroy(locale);
    locale_destroy(NULL);
}

static void writes_dates_by_what_is_shown(void **state) {
    (void)state;
    static const struct {
        const char *language, *skeleton, *text;
    } rows[] = {
        {"en", "yMMMd", "24 Nov 2026"},
        {"ru", "MMMM", "ноябрь"},
        {"ru", "MMMMd", "24 ноября"},
        {"de", "EEEE", "Dienstag"},
        {"zh", "yMMM", "2026年11月"},
        {"th", "y", "2026"},
        {"th-u-ca-buddhist", "y", "พ.ศ. 2569"},
        {"en", "", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct locale *locale = open_locale(rows[i].language);
        char out[LOCALE_TEXT];
        for (int again = 0; again < 2; again++) {
            locale_date_by(locale, rows[i].skeleton, LOCAL, out);
            if (strcmp(plain(out), rows[i].text) != 0) {
                fail_msg("%s %s: \"%s\"", rows[i].language, rows[i].skeleton, out);
            }
        }
        locale_destroy(locale);
    }
    // more skeletons than are remembered
    static const char *const many[] = {"y", "yM", "yMM", "yMMM", "yMMMM", "yMd", "M", "MM", "MMM", "MMMM",
        "d", "dd", "EEE", "EEEE", "Hmm", "HHmm", "H", "yQQQ", "QQQQ"};
    struct locale *locale = open_locale("de");
    char first[sizeof many / sizeof *many][LOCALE_TEXT], again[LOCALE_TEXT];
    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < sizeof many / sizeof *many; i++) {
            locale_date_by(locale, many[i], LOCAL, round ? again : first[i]);
            assert_string_equal(round ? again : first[i], first[i]);
            assert_true(first[i][0] != '\0');
        }
    }
    locale_destroy(locale);
}

static void tells_its_signs(void **state) {
    (void)state;
    static const struct {
        const char *language, *decimal, *group, *minus, *percent, *zero;
        int secondary, least;
    } rows[] = {
        {NULL, ".", ",", "\u2212", "%", "0", 3, 1},
        {"en", ".", ",", "\u2212", "%", "0", 3, 1},
        {"de", ",", ".", "\u2212", "\u00a0%", "0", 3, 1},
        {"pl", ",", "\u00a0", "\u2212", "%", "0", 3, 2},
        {"hi", ".", ",", "\u2212", "%", "0", 2, 1},
        {"ar", "٫", "٬", "\u061c\u2212", "٪\u061c", "٠", 3, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct locale *locale = rows[i].language ? open_locale(rows[i].language) : NULL;
        const struct locale_signs *signs = locale_signs(locale);
        assert_string_equal(signs->decimal, rows[i].decimal);
        assert_string_equal(signs->group, rows[i].group);
        assert_string_equal(signs->minus[0], rows[i].minus);
        assert_string_equal(signs->percent[1], rows[i].percent);
        assert_string_equal(signs->digits[0], rows[i].zero);
        assert_int_equal(signs->primary, 3);
        assert_int_equal(signs->secondary, rows[i].secondary);
        assert_int_equal(signs->least, rows[i].least);
        locale_destroy(locale);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_dates_by_what_is_shown),
        cmocka_unit_test(tells_its_signs),
        cmocka_unit_test(writes_dates),
        cmocka_unit_test(writes_early_hours_with_one_form),
        cmocka_unit_test(writes_offsets),
        cmocka_unit_test(writes_ages),
        cmocka_unit_test(ages_change_when_they_say),
        cmocka_unit_test(writes_numbers),
        cmocka_unit_test(writes_numbers_short),
        cmocka_unit_test(writes_money),
        cmocka_unit_test(capitals_follow_the_language),
        cmocka_unit_test(refuses_what_is_no_language),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
