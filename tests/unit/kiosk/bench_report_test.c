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

static struct bench_report report_of(void) {
    struct bench_report report = {.width = 640, .height = 360, .slowest = "story", .figures = figures};
    const double times[] = {50, 100, 101, 91};
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        report.times[i] = (struct bench_measured){true, times[i], times[i] / 2};
    }
    report.facts[0] = (struct bench_measured){.is_known = true, .median = bench_facts[0].most};
    report.facts[1] = (struct bench_measured){.is_known = true, .median = bench_facts[1].most + 1};
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
    char name[64];
    snprintf(name, sizeof name, "\n%s ", bench_facts[0].name);
    check_line(text, name, "keeps ");
    snprintf(name, sizeof name, "\n%s ", bench_facts[1].name);
    check_line(text, name, "MISSES ");
    assert_null(strstr(text, "not measured"));
    assert_null(strstr(text, "in a window:"));
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
    assert_non_null(strstr(text, bench_facts[1].name));
    assert_null(strstr(text, bench_facts[2].name));
    free(text);
    text = told(bench_report_table, &report);
    assert_non_null(strstr(text, "nothing was measured in a window: no \"X\"\n"));
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_promise_is_kept_or_missed),
        cmocka_unit_test(what_is_not_known_is_left_out),
    };
    return cmocka_run_group_tests_name("kiosk/bench_report", tests, NULL, NULL);
}
