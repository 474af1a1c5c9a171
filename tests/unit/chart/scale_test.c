#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "chart/color.h"
#include "support/chart_case.h"

// From values to places and classes. Expectations are those of d3-scale, defaults those of Vega-Lite.

#define MOST 8

// Where along its cell each mark stands: points by their middle, bars by their ends.
static size_t places_of(const struct chart_case *it, double out[][2]) {
    size_t count = 0;
    for (size_t i = 0; i < it->drawing.count; i++) {
        const struct drawing_item *item = &it->drawing.items[i];
        const double *cell = item->cell >= 0 ? it->drawing.cells[item->cell].box : NULL;
        if (item->role == DRAWING_MARK && count < MOST) {
            bool is_point = item->kind == DRAWING_SYMBOL;
            out[count][0] = ((is_point ? item->at[0] : item->box[0]) - cell[0]) / (cell[2] - cell[0]);
            out[count++][1] = ((is_point ? item->at[0] : item->box[2]) - cell[0]) / (cell[2] - cell[0]);
        }
    }
    return count;
}

static void numbers_have_places(void **state) {
    (void)state;
    static const struct {
        const char *scale; // of x
        double values[4], places[4];
    } rows[] = {
        {"\"type\":\"linear\",\"domain\":[-50,150]", {-50, 0, 25, 150}, {0, 0.25, 0.375, 1}},
        {"\"type\":\"log\",\"domain\":[1,1000]", {1, 2, 25, 1000},
            {0, 0.100343331887994, 0.465980002890679, 1}},
        {"\"type\":\"log\",\"base\":2,\"domain\":[1,1024]", {1, 2, 32, 1000},
            {0, 0.1, 0.5, 0.996578428466209}},
        {"\"type\":\"log\",\"domain\":[-1000,-1]", {-1000, -100, -4, -1},
            {0, 0.333333333333333, 0.799313336224012, 1}},
        {"\"type\":\"pow\",\"exponent\":0.5,\"domain\":[-16,16]", {-16, -4, 1, 5},
            {0, 0.25, 0.625, 0.779508497187474}},
        {"\"type\":\"pow\",\"exponent\":3,\"domain\":[0,10]", {0, 2, 5, 10}, {0, 0.008, 0.125, 1}},
        {"\"type\":\"sqrt\",\"domain\":[0,100]", {0, 1, 25, 100}, {0, 0.1, 0.5, 1}},
        {"\"type\":\"symlog\",\"domain\":[-100,100]", {-16, -1, 2, 32},
            {0.193050990356871, 0.424904758388156, 0.619023141937368, 0.878809995178588}},
        {"\"type\":\"symlog\",\"constant\":10,\"domain\":[0,1000]", {0, 5, 100, 1000},
            {0, 0.0878558006510474, 0.519573706482441, 1}},
        {"\"domain\":[0,100],\"reverse\":true", {0, 25, 50, 100}, {1, 0.75, 0.5, 0}},
        {"\"domain\":[100,0]", {0, 25, 50, 100}, {1, 0.75, 0.5, 0}},
        {"\"domain\":[0,50],\"clamp\":true", {0, 25, 60, 100}, {0, 0.5, 1, 1}},
        {"\"domainMin\":-100,\"domainMax\":100", {-100, 0, 50, 100}, {0, 0.5, 0.75, 1}},
        {"\"domain\":[-10,0,90],\"domainMid\":0", {-10, -5, 45, 90}, {0, 0.25, 0.75, 1}},
        {"\"nice\":false", {2, 4, 8, 16}, {0.125, 0.25, 0.5, 1}},                          // from zero
        {"\"nice\":false,\"zero\":false", {2, 4, 9, 16}, {0, 1 / 7.0, 0.5, 1}},            //
        {"\"type\":\"linear\"", {1, 3, 9.7, 5}, {0.1, 0.3, 0.97, 0.5}},                    // nice: to 10
        {"\"type\":\"log\"", {2, 20, 200, 900}, {0.100343, 0.433677, 0.767010, 0.984747}}, // nice: 1 to 1000
        {"\"type\":\"time\",\"domain\":[0,1000]", {0, 250, 500, 1000}, {0, 0.25, 0.5, 1}},
        {"\"type\":\"utc\",\"domain\":[0,1000]", {0, 250, 500, 1000}, {0, 0.25, 0.5, 1}},
        {"\"padding\":30,\"nice\":false,\"zero\":false", {0, 1, 2, 4}, {0.1, 0.3, 0.5, 0.9}}, // of 300 pixels
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[512];
        struct chart_case it;
        double places[MOST][2];
        bool is_time = strstr(rows[i].scale, "time") || strstr(rows[i].scale, "utc");
        snprintf(text, sizeof text,
            "{\"data\":{\"values\":[{\"v\":%g},{\"v\":%g},{\"v\":%g},{\"v\":%g}]},\"mark\":\"point\","
            "\"encoding\":{\"x\":{"
            "\"field\":\"v\",\"type\":\"%s\",\"scale\":{%s}}}}",
            rows[i].values[0], rows[i].values[1], rows[i].values[2], rows[i].values[3],
            is_time ? "temporal" : "quantitative", rows[i].scale);
        chart_case_init(&it, text);
        assert_string_equal(it.reason.text, "");
        assert_int_equal(places_of(&it, places), 4);
        for (size_t j = 0; j < 4; j++) {
            if (!(fabs(places[j][0] - rows[i].places[j]) < 1e-5)) {
                fail_msg("{%s} of %g: %.9f, not %.9f", rows[i].scale, rows[i].values[j], places[j][0],
                    rows[i].places[j]);
            }
        }
        chart_case_finish(&it);
    }
}

static void names_have_bands(void **state) {
    (void)state;
    static const struct {
        const char *mark, *scale;
        double first[2], last[2]; // of four names
    } rows[] = {
        {"bar", "", {0.0125, 0.2375}, {0.7625, 0.9875}},
        {"bar", "\"paddingInner\":0.1,\"paddingOuter\":0.05", {0.0125, 0.2375}, {0.7625, 0.9875}},
        {"bar", "\"padding\":0", {0, 0.25}, {0.75, 1}},
        {"bar", "\"reverse\":true", {0.7625, 0.9875}, {0.0125, 0.2375}},
        {"bar", "\"domain\":[\"d\",\"c\",\"b\",\"a\"]", {0.7625, 0.9875}, {0.0125, 0.2375}},
        {"rect", "", {0, 0.25}, {0.75, 1}},
        {"point", "", {0.125, 0.125}, {0.875, 0.875}},
        {"point", "\"padding\":0", {0, 0}, {1, 1}},
        {"point", "\"type\":\"band\"", {0.125, 0.125}, {0.875, 0.875}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[512];
        struct chart_case it;
        double places[MOST][2];
        snprintf(text, sizeof text,
            "{\"data\":{\"values\":[{\"k\":\"a\"},{\"k\":\"b\"},{\"k\":\"c\"},{\"k\":\"d\"}]},\"mark\":\"%"
            "s\",\"encoding\":{"
            "\"x\":{\"field\":\"k\",\"scale\":{%s}}}}",
            rows[i].mark, rows[i].scale);
        chart_case_init(&it, text);
        assert_string_equal(it.reason.text, "");
        assert_int_equal(places_of(&it, places), 4);
        for (size_t j = 0; j < 2; j++) {
            if (!(fabs(places[0][j] - rows[i].first[j]) < 1e-6 &&
                    fabs(places[3][j] - rows[i].last[j]) < 1e-6)) {
                fail_msg("%s {%s}: %.6f and %.6f", rows[i].mark, rows[i].scale, places[0][j], places[3][j]);
            }
        }
        chart_case_finish(&it);
    }
}

// Which of the colours black to white each value has.
static void numbers_fall_into_classes(void **state) {
    (void)state;
    static const struct {
        const char *scale;
        double values[8];
        int classes[8];
    } rows[] = {
        {"\"type\":\"quantize\",\"range\":[\"#303030\",\"#606060\",\"#909090\",\"#c0c0c0\"]",
            {0, 24.9, 25, 49, 50, 74, 75, 100}, {0, 0, 1, 1, 2, 2, 3, 3}},
        {"\"type\":\"quantile\",\"range\":[\"#303030\",\"#606060\",\"#909090\"]", {1, 2, 3, 4, 5, 6, 7, 80},
            {0, 0, 0, 1, 1, 2, 2, 2}}, // at 3.33 and 5.67
        {"\"type\":\"quantile\",\"range\":[\"#303030\",\"#606060\",\"#909090\",\"#c0c0c0\"]",
            {3, 1, 4, 1, 5, 9, 2, 6}, {1, 0, 2, 0, 2, 3, 1, 3}}, // at 1.75, 3.5 and 5.25
        {"\"type\":\"threshold\",\"domain\":[0,10],\"range\":[\"#303030\",\"#606060\",\"#909090\"]",
            {-5, -0.1, 0, 5, 9.9, 10, 11, 1e6}, {0, 0, 1, 1, 1, 2, 2, 2}},
        {"\"type\":\"quantize\",\"domain\":[0,10],\"range\":[\"#303030\",\"#606060\"]",
            {-3, 0, 4.9, 5, 7, 10, 12, 1}, {0, 0, 0, 1, 1, 1, 1, 0}},
        {"\"type\":\"quantile\",\"domain\":[0,10,20],\"range\":[\"#303030\",\"#606060\"]",
            {-3, 0, 4.9, 9.9, 10, 15, 20, 100}, {0, 0, 0, 0, 1, 1, 1, 1}},
        {"\"type\":\"quantize\",\"domainMax\":200,\"range\":[\"#303030\",\"#606060\"]",
            {0, 20, 40, 80, 99, 100, 150, 180}, {0, 0, 0, 0, 0, 1, 1, 1}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[1024];
        struct chart_case it;
        int len = snprintf(text, sizeof text, "{\"data\":{\"values\":[");
        for (size_t j = 0; j < 8; j++) {
            len += snprintf(
                text + len, sizeof text - (size_t)len, "%s{\"v\":%g}", j ? "," : "", rows[i].values[j]);
        }
        snprintf(text + len, sizeof text - (size_t)len,
            "]},\"mark\":\"square\",\"encoding\":{\"color\":{\"field\":\"v\",\"type\":\"quantitative\","
            "\"scale\":{%s}}}}",
            rows[i].scale);
        chart_case_init(&it, text);
        assert_string_equal(it.reason.text, "");
        size_t at = 0;
        for (size_t j = 0; j < it.drawing.count; j++) {
            const struct drawing_item *item = &it.drawing.items[j];
            if (item->role != DRAWING_MARK) {
                continue;
            }
            uint32_t grey = (uint32_t)(rows[i].classes[at] + 1) * 0x303030;
            if (item->fill != chart_readable(grey, 0x0d1420, 2.2)) {
                fail_msg("{%s} of %g: %06x", rows[i].scale, rows[i].values[at], item->fill);
            }
            at++;
        }
        assert_int_equal(at, 8);
        chart_case_finish(&it);
    }
}

// A scale of another sort than its values is refused; so is a zero on a logarithm that cannot leave it out.
static void scales_that_do_not_fit_are_refused(void **state) {
    (void)state;
    static const struct {
        const char *x, *reason;
    } rows[] = {
        {"\"type\":\"nominal\",\"scale\":{\"type\":\"linear\"}",
            "/encoding/x/scale/type: a linear scale for names"},
        {"\"type\":\"quantitative\",\"scale\":{\"type\":\"quantize\"}",
            "/encoding/x/scale/type: a scale of this type gives no place on an axis"},
        {"\"type\":\"quantitative\"},\"color\":{\"field\":\"v\",\"scale\":{\"type\":\"threshold\",\"domain\":"
         "[1,0]}",
            "/encoding/color/scale/domain/1: thresholds are numbers that rise"},
        {"\"type\":\"quantitative\",\"scale\":{\"type\":\"log\",\"domain\":[0,10]}",
            "/encoding/x/scale: a logarithmic scale cannot show zero"},
        {"\"type\":\"quantitative\",\"scale\":{\"type\":\"log\",\"domain\":[-1,10]}",
            "/encoding/x/scale: a logarithmic scale cannot show zero"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[512], reason[256];
        struct chart_case it;
        snprintf(text, sizeof text,
            "{\"data\":{\"values\":[{\"v\":1}]},\"mark\":\"point\",\"encoding\":{\"x\":{\"field\":\"v\",%s}}"
            "}",
            rows[i].x);
        snprintf(reason, sizeof reason, "spec: %s", rows[i].reason);
        chart_case_init(&it, text);
        assert_string_equal(it.reason.text, reason);
        chart_case_finish(&it);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_have_places),
        cmocka_unit_test(names_have_bands),
        cmocka_unit_test(numbers_fall_into_classes),
        cmocka_unit_test(scales_that_do_not_fit_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
