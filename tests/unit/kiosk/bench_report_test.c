#include "kiosk/bench_report.h"

#include <stdlib.h>
#include <string.h>

#include "tests/support/test.h"

static const struct bench_figure figures[] = {
    {.name = "copy", .says = "the reference", .against = "copy"},
    {.name = "frame", .says = "a frame", .against = "copy", .most_ratio = 2},
    {.name = "slow", .says = "a slow one", .against = "copy", .most_ratio = 2},
    {.name = "page", .says = "a page", .against = "copy", .most_us = 90},
    {.name = "window", .says = "not measured", .against = "copy"},
    {0},
};

static size_t fact(const char *name) {
    size_t at = 0;
    while (strcmp(bench_facts[at].name, name) != 0) {
        at++;
    }
    return at;
}

static struct bench_report report_of(void) {
    struct bench_report report = {.width = 640, .height = 360, .slowest = "story", .figures = figures};
    const double times[] = {50, 100, 101, 91};
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        report.times[i] = (struct bench_measured){.is_known = true, .median = times[i], .best = times[i] / 2};
    }
    report.facts[fact("first_complete")] = (struct bench_measured){.is_known = true, .median = 150};
    report.facts[fact("ticker_error")] = (struct bench_measured){.is_known = true, .median = 1.1};
    report.facts[fact("first_frame")] = (struct bench_measured){.is_known = true, .median = 1000};
    return report;
}

// What it tells of a report; the caller frees it.
static char *told(void (*tell)(const struct bench_report *, FILE *), const struct bench_report *report) {
    char *text = NULL;
    size_t len;
    FILE *out = open_memstream(&text, &len);
    tell(report, out);
    fclose(out);
    return text;
}

// The line that begins with a name has these words.
static void check_line(const char *text, const char *name, const char *words) {
    const char *line = strstr(text, name);
    assert_non_null(line);
    const char *found = strstr(line, words), *end = strchr(line + 1, '\n');
    assert_true(found && found < end);
}

static void a_promise_is_kept_or_missed(void **state) {
    (void)state;
    struct bench_report report = report_of();
    char *text = told(bench_report_table, &report);
    check_line(text, "\nframe ", " 2.00 copy ");
    check_line(text, "\nframe ", "keeps 2x");
    check_line(text, "\nslow ", "MISSES 2x");
    check_line(text, "\npage ", "MISSES 90 us");
    check_line(text, "\nfirst_complete ", "keeps 150");
    check_line(text, "\nticker_error ", "MISSES 1 ");
    check_line(text, "\nfirst_frame ", "1000 ms   "); // nothing is promised of it
    assert_null(strstr(text, "\nwindow "));
    assert_null(strstr(text, "in a window:"));
    free(text);
}

// One in ten thousand is none of 480.
static void a_share_is_of_a_number(void **state) {
    (void)state;
    static const struct {
        double value, of;
        const char *says;
    } rows[] = {
        {0, 480, "of 480 "},
        {0, 480, "keeps 1 in 10000"},
        {1, 480, "MISSES 1 in 10000"},
        {1, 10000, "keeps 1 in 10000"},
        {2, 10000, "MISSES 1 in 10000"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bench_report report = report_of();
        report.facts[fact("window_slow_ours")] =
            (struct bench_measured){.is_known = true, .median = rows[i].value, .of = rows[i].of};
        report.facts[fact("window_33ms_ours")] = (struct bench_measured){.is_known = true, .of = rows[i].of};
        char *text = told(bench_report_table, &report);
        check_line(text, "\nwindow_slow_ours ", rows[i].says);
        check_line(text, "\nwindow_33ms_ours ", "keeps 0");
        free(text);
    }
}

static void what_is_measured_elsewhere_is_named(void **state) {
    (void)state;
    struct bench_report report = report_of();
    report.seconds = 42.25;
    reason_set(&report.no_double, ERROR_MISSING, "too small");
    char *text = told(bench_report_table, &report);
    assert_non_null(strstr(text, "\ntook 42.2 s\n"));
    assert_non_null(strstr(text, "tests/soak/run turns\n"));
    assert_non_null(strstr(text, "twice as wide and high: too small\n"));
    free(text);
    text = told(bench_report_json, &report);
    assert_non_null(strstr(text, "\"seconds\": 42.25"));
    assert_non_null(strstr(text, "\"by\": \"tests/peer/compare\""));
    free(text);
}

static void what_is_not_known_is_left_out(void **state) {
    (void)state;
    struct bench_report report = report_of();
    reason_set(&report.no_display, ERROR_MISSING, "no \"X\"");
    char *text = told(bench_report_json, &report);
    assert_non_null(strstr(text, "\"no_display\": \"no \\\"X\\\"\""));
    assert_non_null(strstr(text, "\"slow\""));
    assert_null(strstr(text, "\"window\""));
    assert_non_null(strstr(text, "\"ticker_error\""));
    assert_null(strstr(text, "\"allocations\""));
    free(text);
    text = told(bench_report_table, &report);
    assert_non_null(strstr(text, "nothing was measured in a window: no \"X\"\n"));
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_promise_is_kept_or_missed),
        cmocka_unit_test(a_share_is_of_a_number),
        cmocka_unit_test(what_is_measured_elsewhere_is_named),
        cmocka_unit_test(what_is_not_known_is_left_out),
    };
    return cmocka_run_group_tests_name("kiosk/bench_report", tests, NULL, NULL);
}
