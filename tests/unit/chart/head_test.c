#include "support/test.h"

#include <stdio.h>
#include <string.h>

#include "support/chart_case.h"

// What stands above and below a chart: its finding, what is measured, where the numbers come from.

#define CHART                                                                                                \
    "\"data\":{\"values\":[{\"n\":1}]},\"mark\":\"point\",\"encoding\":{\"x\":{\"field\":\"n\",\"type\":"    \
    "\"quantitative\",\"title\":[\"Price\",\"in "                                                            \
    "euros\"]},\"color\":{\"field\":\"n\",\"title\":[\"Of\",\"it\"]}}"

static void a_chart_says_what_it_is(void **state) {
    (void)state;
    static const struct {
        const char *spec, *title, *subtitle, *source;
    } rows[] = {
        {"\"title\":\"Finding\"", "Finding", "", ""},
        {"\"title\":[\"Finding\",\"of two lines\"]", "Finding of two lines", "", ""},
        {"\"title\":{\"text\":\"Finding\",\"subtitle\":\"Measure\"}", "Finding", "Measure", ""},
        {"\"title\":{\"text\":[\"A\",\"B\"],\"subtitle\":[\"C\",\"D\",\"E\"]}", "A B", "C D E", ""},
        {"\"title\":{\"text\":\"\",\"subtitle\":[]}", "", "", ""},
        {"\"title\":[\"\",\"B\",7,null]", "B", "", ""},
        {"\"title\":null,\"usermeta\":{\"kiosk\":{\"source\":\"Source: us\"}}", "", "", "Source: us"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char spec[1024];
        struct chart_case it;
        snprintf(spec, sizeof spec, "{%s," CHART "}", rows[i].spec);
        chart_case_init(&it, spec);
        assert_string_equal(it.reason.text, "");
        assert_string_equal(chart_case_texts(&it, DRAWING_TITLE), rows[i].title);
        assert_string_equal(chart_case_texts(&it, DRAWING_SUBTITLE), rows[i].subtitle);
        assert_string_equal(chart_case_texts(&it, DRAWING_SOURCE), rows[i].source);
        assert_string_equal(chart_case_texts(&it, DRAWING_AXIS_TITLE), "Price in euros");
        assert_string_equal(chart_case_texts(&it, DRAWING_LEGEND_TITLE), "Of it");
        assert_null(chart_case_crowded(&it));
        chart_case_finish(&it);
    }
}

// On at most three lines, then an end; the cell has what they leave.
static void long_words_take_lines_from_the_chart(void **state) {
    (void)state;
    char words[2000] = "", spec[4096];
    double last = 0;
    for (size_t i = 0; i < 5; i++) {
        struct chart_case it;
        for (size_t k = 0; k < 12; k++) {
            strcat(words, "many words ");
        }
        snprintf(spec, sizeof spec, "{\"title\":\"%s\"," CHART "}", words);
        chart_case_init(&it, spec);
        assert_string_equal(it.reason.text, "");
        const char *title = chart_case_texts(&it, DRAWING_TITLE);
        assert_true((strstr(title, "\u2026") != NULL) == (i >= 1));
        assert_true(it.drawing.cells[0].box[1] >= last);
        last = it.drawing.cells[0].box[1];
        assert_null(chart_case_crowded(&it));
        chart_case_finish(&it);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_chart_says_what_it_is),
        cmocka_unit_test(long_words_take_lines_from_the_chart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
