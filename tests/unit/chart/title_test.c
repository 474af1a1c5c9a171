#include "support/test.h"

#include <stdio.h>
#include <string.h>

#include "support/chart_case.h"

// What an axis is called where its spec does not say: Vega-Lite's titles in English, and in the words of the
// kiosk's language.

#define DATA "{\"data\":{\"values\":[{\"d\":\"2026-01-05\",\"n\":1},{\"d\":\"2026-02-06\",\"n\":3}]},"

static const struct {
    const char *y, *english, *words;
} rows[] = {
    {"\"aggregate\":\"count\"", "Count of Records", "<chart-count>"},
    {"\"field\":\"n\",\"type\":\"quantitative\"", "n", "n"},
    {"\"field\":\"n\",\"aggregate\":\"average\"", "Average of n", "<chart-average n>"},
    {"\"field\":\"n\",\"aggregate\":\"mean\"", "Mean of n", "<chart-mean n>"},
    {"\"field\":\"n\",\"aggregate\":\"median\"", "Median of n", "<chart-median n>"},
    {"\"field\":\"n\",\"aggregate\":\"sum\"", "Sum of n", "<chart-sum n>"},
    {"\"field\":\"n\",\"aggregate\":\"min\"", "Min of n", "<chart-min n>"},
    {"\"field\":\"n\",\"aggregate\":\"max\"", "Max of n", "<chart-max n>"},
    {"\"field\":\"n\",\"aggregate\":\"q1\"", "Q1 of n", "<chart-q1 n>"},
    {"\"field\":\"n\",\"aggregate\":\"q3\"", "Q3 of n", "<chart-q3 n>"},
    {"\"field\":\"n\",\"aggregate\":\"stdev\"", "Stdev of n", "<chart-stdev n>"},
    {"\"field\":\"n\",\"aggregate\":\"stdevp\"", "Stdevp of n", "<chart-stdevp n>"},
    {"\"field\":\"n\",\"aggregate\":\"variance\"", "Variance of n", "<chart-variance n>"},
    {"\"field\":\"n\",\"aggregate\":\"variancep\"", "Variancep of n", "<chart-variancep n>"},
    {"\"field\":\"n\",\"aggregate\":\"distinct\"", "Distinct of n", "<chart-distinct n>"},
    {"\"field\":\"n\",\"aggregate\":\"valid\"", "Valid of n", "<chart-valid n>"},
    {"\"field\":\"n\",\"aggregate\":\"missing\"", "Missing of n", "<chart-missing n>"},
    {"\"field\":\"n\",\"bin\":true", "n (binned)", "<chart-binned n>"},
    {"\"field\":\"d\",\"timeUnit\":\"year\"", "d (year)", "<chart-in-units d|<chart-year>>"},
    {"\"field\":\"d\",\"timeUnit\":\"yearquarter\"", "d (year-quarter)",
        "<chart-in-units d|<chart-units <chart-year>|<chart-quarter>>>"},
    {"\"field\":\"d\",\"timeUnit\":\"yearmonthdate\"", "d (year-month-date)",
        "<chart-in-units d|<chart-units <chart-units <chart-year>|<chart-month>>|<chart-date>>>"},
    {"\"field\":\"d\",\"timeUnit\":\"week\"", "d (week)", "<chart-in-units d|<chart-week>>"},
    {"\"field\":\"d\",\"timeUnit\":\"dayofyear\"", "d (dayofyear)", "<chart-in-units d|<chart-dayofyear>>"},
    {"\"field\":\"d\",\"timeUnit\":\"day\"", "d (day)", "<chart-in-units d|<chart-day>>"},
    {"\"field\":\"d\",\"timeUnit\":\"hoursminutes\"", "d (hours-minutes)",
        "<chart-in-units d|<chart-units <chart-hours>|<chart-minutes>>>"},
    {"\"field\":\"d\",\"timeUnit\":\"secondsmilliseconds\"", "d (seconds-milliseconds)",
        "<chart-in-units d|<chart-units <chart-seconds>|<chart-milliseconds>>>"},
    {"\"field\":\"n\",\"aggregate\":\"mean\",\"title\":\"Mean of all\"", "Mean of all", "Mean of all"},
    {"\"field\":\"n\",\"aggregate\":\"mean\",\"title\":null", NULL, NULL},
};

static const char *title_of(const struct chart_case *it) {
    for (size_t i = 0; i < it->drawing.count; i++) {
        if (it->drawing.items[i].role == DRAWING_AXIS_TITLE) {
            return it->drawing.items[i].text.text;
        }
    }
    return NULL;
}

static void check(const char *y, const char *const *words, const char *expected) {
    char spec[512];
    struct chart_case it;
    struct chart_form form = chart_case_form(1700, 600);
    form.words = words;
    snprintf(spec, sizeof spec, DATA "\"mark\":\"point\",\"encoding\":{\"y\":{%s}}}", y);
    chart_case_init_by(&it, spec, &form);
    if (it.error) {
        fail_msg("%s: %s", y, it.reason.text);
    }
    const char *title = title_of(&it);
    if ((title || expected) && (!title || !expected || strcmp(title, expected) != 0)) {
        fail_msg("%s: \"%s\", not \"%s\"", y, title ? title : "", expected ? expected : "");
    }
    chart_case_finish(&it);
}

// A language in which every phrase shows its key and what was put into it.
static const char *const *shown_words(void) {
    static const char *const keys[] = {
#define WORD(name, key, english) [CHART_WORD_##name] = (key),
        CHART_WORDS(WORD)
#undef WORD
    };
    static const char *const english[] = {
#define WORD(name, key, english) [CHART_WORD_##name] = (english),
        CHART_WORDS(WORD)
#undef WORD
    };
    static char texts[CHART_WORD_END][64];
    static const char *words[CHART_WORD_END];
    for (size_t i = 0; i < CHART_WORD_END; i++) {
        const char *slots = strstr(english[i], "{1}") ? " {0}|{1}" : strstr(english[i], "{0}") ? " {0}" : "";
        snprintf(texts[i], sizeof texts[i], "<%s%s>", keys[i], slots);
        words[i] = texts[i];
    }
    return words;
}

static void titles_are_made_in_the_words_of_a_language(void **state) {
    (void)state;
    const char *const *words = shown_words();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        check(rows[i].y, NULL, rows[i].english);
        check(rows[i].y, words, rows[i].words);
    }
}

static void titles_follow_the_config(void **state) {
    (void)state;
    static const struct {
        const char *config, *y, *title;
    } cases[] = {
        {"\"fieldTitle\":\"plain\"", "\"field\":\"n\",\"aggregate\":\"mean\"", "n"},
        {"\"fieldTitle\":\"functional\"", "\"field\":\"n\",\"aggregate\":\"mean\"", "MEAN(n)"},
        {"\"fieldTitle\":\"functional\"", "\"field\":\"d-e\",\"timeUnit\":\"yearmonth\"", "YEARMONTH(d-e)"},
        {"\"fieldTitle\":\"functional\"", "\"field\":\"n\",\"bin\":true", "BIN(n)"},
        {"\"fieldTitle\":\"functional\"", "\"field\":\"n\",\"type\":\"quantitative\"", "n"},
        {"\"fieldTitle\":\"verbal\"", "\"field\":\"n\",\"aggregate\":\"mean\"", "Mean of n"},
        {"\"countTitle\":\"How many\"", "\"aggregate\":\"count\"", "How many"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char spec[512];
        struct chart_case it;
        snprintf(spec, sizeof spec,
            "{\"data\":{\"values\":[{\"d-e\":\"2026-01-05\",\"n\":1}]},\"config\":{%s},\"mark\":\"point\","
            "\"encoding\":{\"y\":{%s}}}",
            cases[i].config, cases[i].y);
        chart_case_init(&it, spec);
        assert_string_equal(it.reason.text, "");
        assert_string_equal(title_of(&it), cases[i].title);
        chart_case_finish(&it);
    }
}

// The same in a legend, and braces in the name of a field are its own.
static void names_of_fields_are_left_as_they_are(void **state) {
    (void)state;
    struct chart_case it;
    struct chart_form form = chart_case_form(1700, 600);
    form.words = shown_words();
    chart_case_init_by(&it,
        "{\"data\":{\"values\":[{\"a{0}.b\":1,\"c\":2},{\"a{0}.b\":5,\"c\":3}]},\"mark\":\"point\","
        "\"encoding\":"
        "{\"y\":{\"field\":\"a{0}\\\\.b\",\"aggregate\":\"sum\"},\"color\":{\"field\":\"c\",\"bin\":true}}}",
        &form);
    assert_string_equal(it.reason.text, "");
    assert_string_equal(title_of(&it), "<chart-sum a{0}.b>");
    const char *legend = NULL;
    for (size_t i = 0; i < it.drawing.count; i++) {
        legend = it.drawing.items[i].role == DRAWING_LEGEND_TITLE ? it.drawing.items[i].text.text : legend;
    }
    assert_non_null(legend);
    assert_string_equal(legend, "<chart-binned c>");
    chart_case_finish(&it);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(titles_are_made_in_the_words_of_a_language),
        cmocka_unit_test(titles_follow_the_config),
        cmocka_unit_test(names_of_fields_are_left_as_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
