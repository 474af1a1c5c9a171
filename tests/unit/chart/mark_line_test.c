#include "support/test.h"

#include <stdio.h>
#include <string.h>

#include "support/chart_case.h"

// Lines and areas: one for each series, through its rows in the order of the axis or of the order channel,
// broken where a value is missing.

#define Q(channel, field) "\"" channel "\":{\"field\":\"" field "\",\"type\":\"quantitative\"}"

// A line as letters: a point by its place in tenths along the axis, "-" for a gap.
static const char *shape_of(const struct drawing *drawing, const struct drawing_item *line, char out[64]) {
    const double *cell = drawing->cells[0].box;
    size_t at = 0;
    for (size_t i = 0; i < line->point_count && at < 60; i++) {
        double share = (line->points[i].x - cell[0]) / (cell[2] - cell[0]);
        out[at++] = line->points[i].is_gap ? '-' : (char)('0' + (int)(share * 9 + 0.5));
    }
    out[at] = '\0';
    return out;
}

static void lines_run_through_their_rows(void **state) {
    (void)state;
    static const struct {
        const char *values, *encoding, *shapes; // x from 0 to 9
    } rows[] = {
        {"{\"x\":9,\"y\":1},{\"x\":0,\"y\":2},{\"x\":4,\"y\":3}", Q("x", "x") "," Q("y", "y"), "049"},
        {"{\"x\":9,\"y\":1},{\"x\":0,\"y\":2},{\"x\":4,\"y\":3}",
            Q("x", "x") "," Q("y", "y") ",\"order\":{\"field\":\"y\"}", "904"},
        {"{\"x\":0,\"y\":1},{\"x\":3,\"y\":null},{\"x\":6,\"y\":3},{\"x\":9,\"y\":1}",
            Q("x", "x") "," Q("y", "y"), "0-69"},
        {"{\"x\":0,\"y\":1},{\"x\":3,\"y\":\"NaN\"},{\"x\":6},{\"x\":9,\"y\":1}", Q("x", "x") "," Q("y", "y"),
            "0--9"},
        {"{\"x\":0,\"y\":1,\"s\":\"a\"},{\"x\":0,\"y\":1,\"s\":\"b\"},{\"x\":9,\"y\":3,\"s\":\"a\"},"
         "{\"x\":5,\"y\":1,\"s\":\"b\"}",
            Q("x", "x") "," Q("y", "y") ",\"color\":{\"field\":\"s\",\"type\":\"nominal\"}", "09|05"},
        {"{\"x\":0,\"y\":1,\"s\":\"a\"},{\"x\":0,\"y\":1,\"s\":\"b\"},{\"x\":9,\"y\":3,\"s\":\"a\"},"
         "{\"x\":5,\"y\":1,\"s\":\"b\"}",
            Q("x", "x") "," Q("y", "y") ",\"detail\":{\"field\":\"s\"}", "09|05"},
        {"{\"x\":0,\"y\":1,\"s\":\"a\"},{\"x\":0,\"y\":1,\"s\":\"b\"},{\"x\":9,\"y\":3,\"s\":\"a\"},"
         "{\"x\":5,\"y\":1,\"s\":\"b\"}",
            Q("x", "x") "," Q("y", "y") ",\"strokeDash\":{\"field\":\"s\",\"type\":\"nominal\"}", "09|05"},
        {"{\"x\":0,\"y\":1,\"s\":\"a\"},{\"x\":0,\"y\":1,\"s\":\"b\"},{\"x\":9,\"y\":3,\"s\":\"a\"},"
         "{\"x\":5,\"y\":1,\"s\":\"b\"}",
            Q("x", "x") "," Q("y", "y"), "0059"},                // one line through all
        {"{\"x\":9,\"y\":1}", Q("x", "x") "," Q("y", "y"), "5"}, // one place, in the middle
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        static const char *const marks[] = {"line", "area"};
        for (size_t m = 0; m < 2; m++) {
            char spec[1024], shape[64], all[128] = "";
            struct chart_case it;
            if (m == 1 && (strstr(rows[i].encoding, "order") || strstr(rows[i].encoding, "Dash") ||
                              strstr(rows[i].values, "null") || strstr(rows[i].values, "NaN"))) {
                continue; // an area is stacked: it has an order, no dashes, and what is missing is nothing
            }
            snprintf(spec, sizeof spec, "{\"data\":{\"values\":[%s]},\"mark\":\"%s\",\"encoding\":{%s}}",
                rows[i].values, marks[m], rows[i].encoding);
            chart_case_init(&it, spec);
            if (it.error) {
                fail_msg("%s: %s", spec, it.reason.text);
            }
            enum drawing_kind kind = m ? DRAWING_AREA : DRAWING_LINE;
            for (size_t k = 0; k < chart_case_count(&it, DRAWING_MARK, kind); k++) {
                size_t at = strlen(all);
                snprintf(all + at, sizeof all - at, "%s%s", k ? "|" : "",
                    shape_of(&it.drawing, chart_case_mark(&it, kind, k), shape));
            }
            if (m == 0 && strcmp(all, rows[i].shapes) != 0) {
                fail_msg("%s of %s: %s, not %s", marks[m], rows[i].values, all, rows[i].shapes);
            }
            if (m == 1 &&
                strchr(rows[i].shapes, '|')) { // every layer of a stack has all places of the others
                assert_true(strstr(all, "|") != NULL);
            }
            chart_case_finish(&it);
        }
    }
}

static void curves_are_those_of_the_spec(void **state) {
    (void)state;
    static const char *const curves[] = {"linear", "monotone", "step", "step-before", "step-after"};
    for (size_t i = 0; i < sizeof curves / sizeof *curves; i++) {
        char spec[512];
        struct chart_case it;
        snprintf(spec, sizeof spec,
            "{\"data\":{\"values\":[{\"x\":0,\"y\":1},{\"x\":9,\"y\":2}]},\"mark\":{\"type\":\"line\","
            "\"interpolate\":"
            "\"%s\"},\"encoding\":{" Q("x", "x") "," Q("y", "y") "}}",
            curves[i]);
        chart_case_init(&it, spec);
        assert_string_equal(it.reason.text, "");
        assert_string_equal(chart_case_mark(&it, DRAWING_LINE, 0)->curve, curves[i]);
        chart_case_finish(&it);
    }
    struct chart_case it;
    chart_case_init(&it,
        "{\"data\":{\"values\":[{\"x\":0}]},\"mark\":{\"type\":\"line\",\"interpolate\":\"basis\"},"
        "\"encoding\":{" Q("x", "x") "}}");
    assert_string_equal(it.reason.text, "spec: /mark/interpolate: outside the subset: this interpolation");
    chart_case_finish(&it);
}

// A band between two values, and an area of one value down to zero.
static void areas_have_two_edges(void **state) {
    (void)state;
    struct chart_case it;
    chart_case_init(&it,
        "{\"data\":{\"values\":[{\"x\":0,\"l\":2,\"h\":8},{\"x\":9,\"l\":4,\"h\":10},{\"x\":5,\"l\":null,"
        "\"h\":10}]},\"mark\":\"area\",\"encoding\":{" Q("x", "x") "," Q(
            "y", "l") ",\"y2\":{\"field\":\"h\"}}}");
    assert_string_equal(it.reason.text, "");
    const struct drawing_item *area = chart_case_mark(&it, DRAWING_AREA, 0);
    const double *cell = it.drawing.cells[0].box, height = cell[3] - cell[1];
    assert_int_equal(area->point_count, 3);
    assert_true(area->points[1].is_gap);
    double low = (cell[3] - area->points[0].y) / height, high = (cell[3] - area->points[0].y2) / height;
    assert_true(low > 0.195 && low < 0.205 && high > 0.795 && high < 0.805);
    chart_case_finish(&it);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_run_through_their_rows),
        cmocka_unit_test(curves_are_those_of_the_spec),
        cmocka_unit_test(areas_have_two_edges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
