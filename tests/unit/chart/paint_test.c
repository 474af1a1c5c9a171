#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "support/chart_case.h"

// How marks look: by a channel, by the mark, by its style, by its kind, by all marks (Vega-Lite docs,
// config). Lengths are pixels of the spec, all grown by one factor.

#define Q(channel, field) "\"" channel "\":{\"field\":\"" field "\",\"type\":\"quantitative\"}"
#define N(channel, field) "\"" channel "\":{\"field\":\"" field "\",\"type\":\"nominal\"}"
#define ROWS                                                                                                 \
    "{\"data\":{\"values\":[{\"x\":1,\"n\":50,\"s\":\"a\"},{\"x\":2,\"n\":100,\"s\":\"b\"},"                 \
    "{\"x\":3,\"n\":0,\"s\":\"c\"}]},\"width\":300,\"height\":300,"
#define POINTS(more) ROWS "\"mark\":{\"type\":\"point\"" more "},\"encoding\":{" Q("x", "x")

enum look { SIZE, WIDTH, ALPHA, FILLED, DASH };

static double look_of(const struct chart_case *it, enum look look, const struct drawing_item *item) {
    double k = it->drawing.scale;
    switch (look) {
    case SIZE: return item->size / (k * k);
    case WIDTH: return item->width / k;
    case ALPHA: return item->alpha;
    case FILLED: return item->has_fill;
    case DASH: return item->dash[0] / k;
    }
    return (double)NAN;
}

static void marks_look_as_the_spec_says(void **state) {
    (void)state;
    static const struct {
        const char *spec;
        enum look look;
        double values[3];
    } rows[] = {
        {POINTS(",\"size\":200") "}}", SIZE, {200, 200, 200}},
        {POINTS("") ",\"size\":{\"value\":80}}}", SIZE, {80, 80, 80}},
        {POINTS("") "," Q("size", "n") "}}", SIZE, {180.5, 361, 0}}, // 0.95 of a step of 20, squared
        {POINTS("") ",\"size\":{\"field\":\"n\",\"type\":\"quantitative\",\"scale\":{\"range\":[100,200]}}}}",
            SIZE, {150, 200, 100}},
        {POINTS("") "},\"config\":{\"point\":{\"size\":70},\"mark\":{\"size\":9}}}", SIZE, {70, 70, 70}},
        {POINTS(",\"style\":\"big\"") "},\"config\":{\"style\":{\"big\":{\"size\":500}},\"point\":{\"size\":"
                                      "70}}}",
            SIZE, {500, 500, 500}},
        {POINTS(",\"style\":\"big\",\"size\":7") "},\"config\":{\"style\":{\"big\":{\"size\":500}}}}", SIZE,
            {7, 7, 7}},
        {POINTS("") ",\"opacity\":{\"value\":0.25}}}", ALPHA, {0.25, 0.25, 0.25}},
        {POINTS("") "," Q("opacity", "n") "}}", ALPHA, {0.55, 0.8, 0.3}},
        {POINTS(",\"opacity\":1") "}}", ALPHA, {1, 1, 1}},
        {POINTS("") "}}", FILLED, {0, 0, 0}},
        {POINTS(",\"filled\":true") "}}", FILLED, {1, 1, 1}},
        {POINTS(",\"strokeWidth\":4") "}}", WIDTH, {4, 4, 4}},
        {POINTS("") "," Q("strokeWidth", "n") "}}", WIDTH, {2.5, 4, 2 / 1.417}}, // at least two pixels
        {POINTS(
             "") ",\"strokeWidth\":{\"field\":\"n\",\"type\":\"quantitative\",\"scale\":{\"range\":[3,9]}}}}",
            WIDTH, {6, 9, 3}},
        {POINTS("") "," N("strokeDash", "s") "}}", DASH,
            {0, 5.6, 2.8}}, // solid, [4,2], [2,1], longer for a wall
        {POINTS("") ",\"strokeDash\":{\"value\":[6,3]}}}", DASH, {6, 6, 6}},
        {POINTS("") ",\"strokeDash\":{\"condition\":{\"test\":{\"field\":\"s\",\"equal\":\"b\"},\"value\":[6,"
                    "3]},"
                    "\"value\":[]}}}",
            DASH, {0, 6, 0}},
        {POINTS("") ",\"size\":{\"condition\":{\"test\":{\"field\":\"s\",\"equal\":\"b\"},\"value\":9},"
                    "\"value\":30}}}",
            SIZE, {30, 9, 30}},
        {POINTS(
             "") ",\"strokeWidth\":{\"condition\":{\"test\":{\"field\":\"s\",\"equal\":\"b\"},\"value\":4},"
                 "\"value\":3}}}",
            WIDTH, {3, 4, 3}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct chart_case it;
        chart_case_init(&it, rows[i].spec);
        if (it.error) {
            fail_msg("%s: %s", rows[i].spec, it.reason.text);
        }
        assert_int_equal(chart_case_count(&it, DRAWING_MARK, DRAWING_SYMBOL), 3);
        for (size_t k = 0; k < 3; k++) {
            double value = look_of(&it, rows[i].look, chart_case_mark(&it, DRAWING_SYMBOL, k));
            if (fabs(value - rows[i].values[k]) > 0.01 * fmax(1, rows[i].values[k])) {
                fail_msg("%s: %g, not %g", rows[i].spec, value, rows[i].values[k]);
            }
        }
        chart_case_finish(&it);
    }
}

static void shapes_are_told_by_names(void **state) {
    (void)state;
    static const struct {
        const char *spec, *shapes[3];
    } rows[] = {
        {POINTS("") "}}", {"circle", "circle", "circle"}},
        {POINTS(",\"shape\":\"diamond\"") "}}", {"diamond", "diamond", "diamond"}},
        {POINTS("") "," N("shape", "s") "}}", {"circle", "square", "cross"}},
        {POINTS("") ",\"shape\":{\"field\":\"s\",\"scale\":{\"range\":[\"cross\",\"circle\",\"triangle-up\"]}"
                    "}}}",
            {"cross", "circle", "triangle-up"}},
        {POINTS(
             "") ",\"shape\":{\"field\":\"s\",\"condition\":{\"test\":{\"field\":\"n\",\"gt\":60},\"value\":"
                 "\"diamond\"}}}}",
            {"circle", "diamond", "cross"}},
        {POINTS(
             "") ",\"shape\":{\"condition\":{\"test\":{\"field\":\"n\",\"gt\":60},\"value\":\"diamond\"}}}}",
            {"circle", "diamond", "circle"}},
        {ROWS "\"mark\":\"square\",\"encoding\":{" Q("x", "x") "}}", {"square", "square", "square"}},
        {ROWS "\"mark\":\"circle\",\"encoding\":{" Q("x", "x") "}}", {"circle", "circle", "circle"}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct chart_case it;
        chart_case_init(&it, rows[i].spec);
        assert_string_equal(it.reason.text, "");
        for (size_t k = 0; k < 3; k++) {
            assert_string_equal(chart_case_mark(&it, DRAWING_SYMBOL, k)->shape, rows[i].shapes[k]);
        }
        chart_case_finish(&it);
    }
}

// The same chart twice as large: its lengths are twice as long, its areas four times as large.
static void constants_grow_by_one_factor(void **state) {
    (void)state;
    static const char *const spec = ROWS
        "\"mark\":{\"type\":\"point\",\"size\":200,\"strokeWidth\":3,\"strokeDash\":[4,2],\"xOffset\":10},"
        "\"encoding\":{" Q("x", "x") "}}";
    struct chart_case one, two;
    struct chart_form form = chart_case_form(850, 450);
    form.style.text = 24;
    chart_case_init_by(&one, spec, &form);
    form.width *= 2;
    form.height *= 2;
    form.style.text *= 2;
    chart_case_init_by(&two, spec, &form);
    assert_true(fabs(two.drawing.scale / one.drawing.scale - 2) < 0.01);
    for (size_t i = 0; i < 3; i++) {
        const struct drawing_item *small = chart_case_mark(&one, DRAWING_SYMBOL, i),
                                  *large = chart_case_mark(&two, DRAWING_SYMBOL, i);
        assert_true(fabs(large->size / small->size - 4) < 0.05);
        assert_true(fabs(large->width / small->width - 2) < 0.02);
        assert_true(fabs(large->dash[0] / small->dash[0] - 2) < 0.02);
        assert_true(fabs(large->at[0] - 2 * small->at[0]) < 2 && fabs(large->at[1] - 2 * small->at[1]) < 2);
    }
    chart_case_finish(&one);
    chart_case_finish(&two);
}

// What the text channel writes, and by which format.
static void texts_are_written_by_their_format(void **state) {
    (void)state;
    static const struct {
        const char *text, *texts;
    } rows[] = {
        {"\"text\":{\"field\":\"s\"}", "a|b|c"},
        {"\"text\":{\"field\":\"n\",\"type\":\"quantitative\",\"format\":\".1f\"}", "50.0|100.0|0.0"},
        {"\"text\":{\"value\":\"hello\"}", "hello|hello|hello"},
        {"\"text\":{\"datum\":7,\"type\":\"quantitative\",\"format\":\"03d\"}", "007|007|007"},
        {"\"text\":{\"field\":\"s\",\"condition\":{\"test\":{\"field\":\"n\",\"gt\":60},\"value\":\"much\"}}",
            "a|much|c"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char spec[1024];
        struct chart_case it;
        snprintf(
            spec, sizeof spec, ROWS "\"mark\":\"text\",\"encoding\":{" Q("x", "x") ",%s}}", rows[i].text);
        chart_case_init(&it, spec);
        if (it.error || strcmp(chart_case_texts(&it, DRAWING_MARK), rows[i].texts) != 0) {
            fail_msg("%s: %s%s", rows[i].text, it.reason.text, chart_case_texts(&it, DRAWING_MARK));
        }
        chart_case_finish(&it);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_look_as_the_spec_says),
        cmocka_unit_test(shapes_are_told_by_names),
        cmocka_unit_test(constants_grow_by_one_factor),
        cmocka_unit_test(texts_are_written_by_their_format),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
