#include "support/test.h"

#include <stdio.h>
#include <string.h>

#include "support/chart_case.h"

// What a channel shows: its type, its title, the way its mark stands and what is stacked, where the spec does
// not say (Vega-Lite docs, type, title, orient, stack).

#define ROWS                                                                                                 \
    "{\"n\":1,\"m\":10,\"s\":\"x\",\"t\":\"2026-01-15\",\"a.b\":1},{\"n\":2,\"m\":20,\"s\":\"y\",\"t\":"     \
    "\"2026-02-15\",\"a.b\":2},"                                                                             \
    "{\"n\":3,\"m\":30,\"s\":\"x\",\"t\":\"2026-02-20\",\"a.b\":3}"

static void axes_have_types_and_titles(void **state) {
    (void)state;
    static const struct {
        const char *mark, *x, *type, *title;
    } rows[] = {
        {"point", "\"field\":\"s\"", "point", "s"},
        {"bar", "\"field\":\"s\"", "band", "s"},
        {"point", "\"field\":\"n\",\"type\":\"quantitative\"", "linear", "n"},
        {"point", "\"field\":\"n\",\"type\":\"Q\"", NULL, NULL},
        {"point", "\"field\":\"n\",\"type\":\"q\"", "linear", "n"},
        {"point", "\"field\":\"n\",\"aggregate\":\"mean\"", "linear", "Mean of n"},
        {"point", "\"field\":\"n\",\"aggregate\":\"distinct\"", "linear", "Distinct of n"},
        {"bar", "\"aggregate\":\"count\"", "linear", "Count of Records"},
        {"bar", "\"field\":\"n\",\"bin\":true", "linear", "n (binned)"},
        {"bar", "\"field\":\"n\",\"bin\":true,\"type\":\"ordinal\"", "band", "n (binned)"},
        {"line", "\"field\":\"t\",\"timeUnit\":\"yearmonth\"", "time", "t (year-month)"},
        {"bar", "\"field\":\"t\",\"timeUnit\":\"month\",\"type\":\"ordinal\"", "band", "t (month)"},
        {"point", "\"field\":\"n\",\"scale\":{\"type\":\"log\"}", "log", "n"},
        {"point", "\"field\":\"t\",\"scale\":{\"type\":\"utc\"}", "utc", "t"},
        {"point", "\"field\":\"t\",\"type\":\"temporal\"", "time", "t"},
        {"point", "\"field\":\"n\",\"type\":\"ordinal\",\"sort\":[3,1]", "point", "n"},
        {"rule", "\"datum\":5", "linear", ""},
        {"point", "\"field\":\"a\\\\.b\",\"type\":\"quantitative\"", "linear", "a.b"},
        {"point", "\"field\":\"n\",\"type\":\"quantitative\",\"title\":\"Own\"", "linear", "Own"},
        {"point", "\"field\":\"n\",\"type\":\"quantitative\",\"axis\":{\"title\":\"Own\"}", "linear", "Own"},
        {"point", "\"field\":\"n\",\"type\":\"quantitative\",\"title\":null", "linear", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[1024];
        const char *title = "";
        struct chart_case it;
        snprintf(text, sizeof text,
            "{\"data\":{\"values\":[" ROWS "]},\"mark\":\"%s\",\"encoding\":{\"x\":{%s}}}", rows[i].mark,
            rows[i].x);
        chart_case_init(&it, text);
        assert_int_equal(it.error, rows[i].type ? ERROR_NONE : ERROR_INPUT);
        for (size_t j = 0; j < it.drawing.count; j++) {
            const struct drawing_item *item = &it.drawing.items[j];
            title = item->role == DRAWING_AXIS_TITLE ? item->text.text : title;
        }
        if (rows[i].type &&
            (strcmp(it.drawing.axes[0].type, rows[i].type) != 0 || strcmp(title, rows[i].title) != 0)) {
            fail_msg("{%s}: %s \"%s\", not %s \"%s\"", rows[i].x, it.drawing.axes[0].type, title,
                rows[i].type, rows[i].title);
        }
        chart_case_finish(&it);
    }
}

// Which way bars lie and lines run: by the widths of what is drawn.
static void marks_stand_as_their_measure(void **state) {
    (void)state;
    static const char n[] = "\"field\":\"n\",\"type\":\"quantitative\"",
                      m[] = "\"field\":\"m\",\"type\":\"quantitative\"", s[] = "\"field\":\"s\"",
                      t[] = "\"field\":\"t\",\"type\":\"temporal\"",
                      sum[] = "\"field\":\"m\",\"aggregate\":\"sum\"", bin[] = "\"field\":\"n\",\"bin\":true";
    static const struct {
        const char *x, *y, *mark;
        bool is_level; // bars begin at the left
    } rows[] = {
        {n, s, "{\"type\":\"bar\"}", true},
        {s, n, "{\"type\":\"bar\"}", false},
        {n, m, "{\"type\":\"bar\"}", false},
        {n, m, "{\"type\":\"bar\",\"orient\":\"horizontal\"}", true},
        {t, n, "{\"type\":\"bar\"}", false},
        {n, t, "{\"type\":\"bar\"}", true},
        {bin, sum, "{\"type\":\"bar\"}", false},
        {sum, bin, "{\"type\":\"bar\"}", true},
        {sum, n, "{\"type\":\"bar\"}", true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[1024];
        struct chart_case it;
        snprintf(text, sizeof text,
            "{\"data\":{\"values\":[" ROWS "]},\"mark\":%s,\"encoding\":{\"x\":{%s},\"y\":{%s}}}",
            rows[i].mark, rows[i].x, rows[i].y);
        chart_case_init(&it, text);
        assert_string_equal(it.reason.text, "");
        const double *cell = it.drawing.cells[0].box;
        bool is_level = true;
        for (size_t j = 0; j < it.drawing.count; j++) {
            const struct drawing_item *item = &it.drawing.items[j];
            bool is_stacked = item->box[0] > cell[0] + 1 && item->box[3] < cell[3] - 1; // on another
            if (item->role == DRAWING_MARK && !is_stacked) {
                is_level = is_level && item->box[0] < cell[0] + 1;
            }
        }
        if (is_level != rows[i].is_level) {
            fail_msg("%s {%s} {%s}", rows[i].mark, rows[i].x, rows[i].y);
        }
        chart_case_finish(&it);
    }
}

// The lengths of all bars together, in hundredths of the axis: what lies on each other adds up, what lies
// behind does not reach so far.
static void bars_are_stacked(void **state) {
    (void)state;
    static const struct {
        const char *y, *color;
        double top; // of the highest bar, as a value
    } rows[] = {
        {"", "\"field\":\"n\"", 4},
        {",\"stack\":\"zero\"", "\"field\":\"n\"", 4},
        {",\"stack\":true", "\"field\":\"n\"", 4},
        {",\"stack\":null", "\"field\":\"n\"", 3},
        {",\"stack\":false", "\"field\":\"n\"", 3},
        {",\"stack\":\"normalize\"", "\"field\":\"n\"", 1},
        {",\"aggregate\":\"sum\"", "\"field\":\"n\"", 4},
        {",\"aggregate\":\"mean\"", "\"value\":\"red\"", 2},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[1024];
        struct chart_case it;
        snprintf(text, sizeof text,
            "{\"data\":{\"values\":[" ROWS
            "]},\"mark\":\"bar\",\"encoding\":{\"x\":{\"field\":\"s\"},\"y\":{\"field\":\"n\","
            "\"type\":\"quantitative\"%s,\"scale\":{\"domain\":[0,10]}},\"color\":{%s}}}",
            rows[i].y, rows[i].color);
        chart_case_init(&it, text);
        assert_string_equal(it.reason.text, "");
        const double *cell = it.drawing.cells[0].box;
        double top = 0;
        for (size_t j = 0; j < it.drawing.count; j++) {
            const struct drawing_item *item = &it.drawing.items[j];
            double value = (cell[3] - item->box[1]) / (cell[3] - cell[1]) * 10;
            top = item->role == DRAWING_MARK && value > top ? value : top;
        }
        if (top < rows[i].top - 0.01 || top > rows[i].top + 0.01) {
            fail_msg("{%s}: %.3f, not %.3f", rows[i].y, top, rows[i].top);
        }
        chart_case_finish(&it);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(axes_have_types_and_titles),
        cmocka_unit_test(marks_stand_as_their_measure),
        cmocka_unit_test(bars_are_stacked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
