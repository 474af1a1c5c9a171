#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "support/chart_case.h"

// Where marks stand in their cell, as shares of it from the left and from the top: by Vega-Lite's rules of
// bands, points, offsets, stacks and constants. A cell of the spec is 300 by 300 pixels unless it says so.

#define ROWS(values) "{\"data\":{\"values\":[" values "]},\"width\":300,\"height\":300,"
#define Q(channel, field) "\"" channel "\":{\"field\":\"" field "\",\"type\":\"quantitative\"}"
#define N(channel, field) "\"" channel "\":{\"field\":\"" field "\",\"type\":\"nominal\"}"
#define ABC ROWS("{\"a\":\"A\",\"n\":10},{\"a\":\"B\",\"n\":-10},{\"a\":\"C\",\"n\":5}")
#define ANY (-9) // not looked at

struct place {
    const char *spec;
    enum drawing_kind kind;
    size_t n;         // of the marks of that kind
    double expect[4]; // rect and rule: x0, y0, x1, y1; symbol: x, y
};

static void check(const struct place *place) {
    struct chart_case it;
    chart_case_init(&it, place->spec);
    if (it.error) {
        fail_msg("%s: %s", place->spec, it.reason.text);
    }
    const struct drawing_item *item = chart_case_mark(&it, place->kind, place->n);
    if (!item) {
        fail_msg("%s: no such mark", place->spec);
        return;
    }
    bool is_box = place->kind == DRAWING_RECT || place->kind == DRAWING_RULE;
    const double *cell = it.drawing.cells[0].box, *at = is_box ? item->box : item->at;
    for (int i = 0; i < (is_box ? 4 : 2); i++) {
        int axis = i % 2;
        double share = (at[i] - cell[axis]) / (cell[axis + 2] - cell[axis]);
        if (place->expect[i] > ANY && fabs(share - place->expect[i]) > 0.004) {
            fail_msg("%s: number %d is %.4f, not %.4f", place->spec, i, share, place->expect[i]);
        }
    }
    chart_case_finish(&it);
}

static void check_all(const struct place *places, size_t count) {
    for (size_t i = 0; i < count; i++) {
        check(&places[i]);
    }
}

#define CHECK(places) check_all(places, sizeof(places) / sizeof *(places))

// Bands have a tenth between them and half of that at the ends; points half a step at the ends.
static void names_have_bands_or_points(void **state) {
    (void)state;
    static const struct place places[] = {
        {ABC "\"mark\":\"bar\",\"encoding\":{" N("x", "a") "," Q("y", "n") "}}", DRAWING_RECT, 0,
            {0.05 / 3, 0, 0.95 / 3, 0.5}},
        {ABC "\"mark\":\"bar\",\"encoding\":{" N("x", "a") "," Q("y", "n") "}}", DRAWING_RECT, 1,
            {1.05 / 3, 0.5, 1.95 / 3, 1}}, // below zero
        {ABC "\"mark\":\"bar\",\"encoding\":{" N("y", "a") "," Q("x", "n") "}}", DRAWING_RECT, 2,
            {0.5, 2.05 / 3, 0.75, 2.95 / 3}}, // names from the top down
        {ABC "\"mark\":\"point\",\"encoding\":{" N("x", "a") "," Q("y", "n") "}}", DRAWING_SYMBOL, 1,
            {0.5, 1}},
        {ABC "\"mark\":\"point\",\"encoding\":{" N("x", "a") "," Q("y", "n") "}}", DRAWING_SYMBOL, 2,
            {2.5 / 3, 0.25}},
        {ABC "\"mark\":\"point\",\"encoding\":{" N("x", "a") "}}", DRAWING_SYMBOL, 0, {0.5 / 3, 0.5}},
        {ABC "\"mark\":\"rect\",\"encoding\":{" N("x", "a") "}}", DRAWING_RECT, 0, {0, 0, 1.0 / 3, 1}},
        {ABC "\"mark\":\"bar\",\"encoding\":{\"x\":{\"field\":\"a\",\"scale\":{\"padding\":0}}," Q(
             "y", "n") "}}",
            DRAWING_RECT, 1, {1.0 / 3, 0.5, 2.0 / 3, 1}},
        {ABC "\"mark\":\"bar\",\"encoding\":{\"x\":{\"field\":\"a\",\"scale\":{\"reverse\":true}}," Q(
             "y", "n") "}}",
            DRAWING_RECT, 0, {2.05 / 3, 0, 2.95 / 3, 0.5}},
        {ABC "\"mark\":{\"type\":\"bar\",\"width\":30},\"encoding\":{" N("x", "a") "," Q("y", "n") "}}",
            DRAWING_RECT, 1, {0.45, 0.5, 0.55, 1}},
        {ABC "\"mark\":\"bar\",\"encoding\":{" N("x", "a") "," Q("y", "n") ",\"size\":{\"value\":60}}}",
            DRAWING_RECT, 1, {0.4, 0.5, 0.6, 1}},
        {ABC "\"mark\":\"bar\",\"encoding\":{" N("x", "a") "," Q(
             "y", "n") ",\"size\":{\"value\":60,\"condition\":{\"test\":{\"field\":\"a\",\"equal\":\"B\"},"
                       "\"value\":30}}}}",
            DRAWING_RECT, 1, {0.45, 0.5, 0.55, 1}},
        {ABC "\"mark\":\"bar\",\"encoding\":{" N("x", "a") "," Q("y",
             "n") ",\"size\":{\"condition\":{\"test\":{\"field\":\"a\",\"equal\":\"B\"},\"value\":30}}}}",
            DRAWING_RECT, 0, {0.05 / 3, 0, 0.95 / 3, 0.5}},
        {ABC "\"mark\":{\"type\":\"bar\",\"width\":{\"band\":0.5}},\"encoding\":{" N("x", "a") "," Q(
             "y", "n") "}}",
            DRAWING_RECT, 1, {0.5 - 0.45 / 6, 0.5, 0.5 + 0.45 / 6, 1}},
    };
    CHECK(places);
}

#define GROUPS                                                                                               \
    ROWS("{\"a\":\"A\",\"g\":\"p\",\"n\":10},{\"a\":\"A\",\"g\":\"q\",\"n\":5},"                             \
         "{\"a\":\"B\",\"g\":\"p\",\"n\":5},{\"a\":\"B\",\"g\":\"q\",\"n\":2}")

// Groups keep a fifth of a step between them and at the ends, and their bars none.
static void offsets_share_a_band(void **state) {
    (void)state;
    static const double step = 1 / 2.2;
    const struct place places[] = {
        {GROUPS "\"mark\":\"bar\",\"encoding\":{" N("x", "a") "," Q("y", "n") "," N("xOffset", "g") "}}",
            DRAWING_RECT, 0, {0.2 * step, 0, 0.6 * step, 1}},
        {GROUPS "\"mark\":\"bar\",\"encoding\":{" N("x", "a") "," Q("y", "n") "," N("xOffset", "g") "}}",
            DRAWING_RECT, 3, {1.6 * step, 0.8, 2 * step, 1}},
        {GROUPS "\"mark\":\"bar\",\"encoding\":{" N("y", "a") "," Q("x", "n") "," N("yOffset", "g") "}}",
            DRAWING_RECT, 1, {0, 0.6 * step, 0.5, step}},
        // a constant counts pixels of the spec
        {ABC "\"mark\":\"point\",\"encoding\":{" Q("x", "n") ",\"xOffset\":{\"value\":30}}}", DRAWING_SYMBOL,
            2, {0.75 + 0.1, 0.5}},
        {ABC "\"mark\":{\"type\":\"point\",\"yOffset\":-30},\"encoding\":{" Q("x", "n") "}}", DRAWING_SYMBOL,
            2, {0.75, 0.5 - 0.1}},
    };
    CHECK(places);
}

#define POWERS ROWS("{\"n\":0},{\"n\":25},{\"n\":100}")
#define SCALED(type) "\"x\":{\"field\":\"n\",\"type\":\"quantitative\",\"scale\":{" type "}}}}"

static void numbers_stand_by_their_scale(void **state) {
    (void)state;
    static const struct place places[] = {
        {POWERS "\"mark\":\"point\",\"encoding\":{" SCALED("\"type\":\"linear\""), DRAWING_SYMBOL, 1,
            {0.25, 0.5}},
        {POWERS "\"mark\":\"point\",\"encoding\":{" SCALED("\"reverse\":true"), DRAWING_SYMBOL, 1,
            {0.75, 0.5}},
        {POWERS "\"mark\":\"point\",\"encoding\":{" SCALED("\"type\":\"sqrt\""), DRAWING_SYMBOL, 1,
            {0.5, 0.5}},
        {POWERS "\"mark\":\"point\",\"encoding\":{" SCALED("\"type\":\"pow\",\"exponent\":2"), DRAWING_SYMBOL,
            1, {0.0625, 0.5}},
        {POWERS "\"mark\":\"point\",\"encoding\":{" SCALED("\"type\":\"symlog\""), DRAWING_SYMBOL, 1,
            {0.70596, 0.5}}, // log(26) / log(101)
        {POWERS "\"mark\":\"point\",\"encoding\":{" SCALED("\"domain\":[0,50],\"clamp\":true"),
            DRAWING_SYMBOL, 2, {1, 0.5}},
        {POWERS "\"mark\":\"point\",\"encoding\":{" SCALED("\"domain\":[-100,100],\"nice\":false"),
            DRAWING_SYMBOL, 0, {0.5, 0.5}},
        {ROWS("{\"n\":1},{\"n\":10},{\"n\":1000}") "\"mark\":\"point\",\"encoding\":{" SCALED(
             "\"type\":\"log\""),
            DRAWING_SYMBOL, 1, {1.0 / 3, 0.5}},
        {ROWS("{\"n\":1},{\"n\":2},{\"n\":16}") "\"mark\":\"point\",\"encoding\":{" SCALED(
             "\"type\":\"log\",\"base\":2"),
            DRAWING_SYMBOL, 1, {0.25, 0.5}},
        {ROWS("{\"n\":40},{\"n\":60}") "\"mark\":\"point\",\"encoding\":{" SCALED("\"zero\":false"),
            DRAWING_SYMBOL, 0, {0, 0.5}},
    };
    CHECK(places);
}

// A span has both its ends from the data, or one of them from a constant.
static void ends_come_from_data_or_constants(void **state) {
    (void)state;
    static const struct place places[] = {
        {ROWS("{\"f\":2,\"t\":6},{\"f\":0,\"t\":10}") "\"mark\":\"bar\",\"encoding\":{" Q(
             "x", "f") ",\"x2\":{\"field\":\"t\"}}}",
            DRAWING_RECT, 0, {0.2, 0, 0.6, 1}},
        {ROWS("{\"f\":6,\"t\":2},{\"f\":0,\"t\":10}") "\"mark\":\"bar\",\"encoding\":{" Q(
             "x", "f") ",\"x2\":{\"field\":\"t\"}}}",
            DRAWING_RECT, 0, {0.2, 0, 0.6, 1}}, // the other way round
        {ROWS("{\"n\":5},{\"n\":10}") "\"mark\":\"rule\",\"encoding\":{" Q("y", "n") "}}", DRAWING_RULE, 0,
            {0, 0.5, 1, 0.5}},
        {ROWS("{\"n\":5},{\"n\":10}") "\"mark\":\"rule\",\"encoding\":{" Q(
             "y", "n") ",\"y2\":{\"datum\":10},\"x\":{\"value\":30}}}",
            DRAWING_RULE, 0, {0.1, 0.5, 0.1, 0}},
        {ROWS("{\"n\":5},{\"n\":10}") "\"mark\":\"rect\",\"encoding\":{" Q(
             "y", "n") ",\"y2\":{\"value\":\"height\"},\"x\":{\"value\":60},"
                       "\"x2\":{\"value\":\"width\"}}}",
            DRAWING_RECT, 0, {0.2, 0.5, 1, 1}},
        {ROWS("{\"n\":5},{\"n\":10}") "\"mark\":\"point\",\"encoding\":{\"y\":{\"datum\":4}," Q(
             "x", "n") "}}",
            DRAWING_SYMBOL, 0, {0.5, 0}},
    };
    CHECK(places);
}

#define STACK                                                                                                \
    ROWS("{\"a\":\"A\",\"s\":\"u\",\"n\":6},{\"a\":\"A\",\"s\":\"v\",\"n\":4},{\"a\":\"B\",\"s\":\"u\","     \
         "\"n\":2}")
#define STACKED(how)                                                                                         \
    STACK "\"mark\":\"bar\",\"encoding\":{" N("x", "a") ",\"y\":{\"field\":\"n\",\"type\":\"quantitative\""  \
                                                        "," how "}," N("color", "s") "}}"

// The first of the names stands on top: they are stacked from the last up.
static void bars_are_stacked(void **state) {
    (void)state;
    static const struct place places[] = {
        {STACKED("\"stack\":\"zero\""), DRAWING_RECT, 0, {ANY, 0, ANY, 0.6}},
        {STACKED("\"stack\":\"zero\""), DRAWING_RECT, 1, {ANY, 0.6, ANY, 1}},
        {STACKED("\"stack\":true"), DRAWING_RECT, 2, {ANY, 0.8, ANY, 1}},
        {STACKED("\"stack\":\"normalize\""), DRAWING_RECT, 0, {ANY, 0, ANY, 0.6}},
        {STACKED("\"stack\":\"normalize\""), DRAWING_RECT, 2, {ANY, 0, ANY, 1}}, // alone, it is all
        {STACKED("\"stack\":null"), DRAWING_RECT, 1, {ANY, 1.0 / 3, ANY, 1}},    // over each other
        {STACKED("\"stack\":\"center\""), DRAWING_RECT, 2, {ANY, 0.4, ANY, 0.6}},
    };
    CHECK(places);
}

// Both parts of a stack that fall and rise from zero.
static void values_below_zero_are_stacked_down(void **state) {
    (void)state;
    static const struct place places[] = {
        {ROWS("{\"a\":\"A\",\"s\":\"u\",\"n\":6},{\"a\":\"A\",\"s\":\"v\",\"n\":-4},"
              "{\"a\":\"A\",\"s\":\"w\",\"n\":4}") "\"mark\":\"bar\",\"encoding\":{" N("x", "a") "," Q("y",
             "n") "," N("color", "s") "}}",
            DRAWING_RECT, 1, {ANY, 10.0 / 14, ANY, 1}},
        {ROWS("{\"a\":\"A\",\"s\":\"u\",\"n\":6},{\"a\":\"A\",\"s\":\"v\",\"n\":-4},"
              "{\"a\":\"A\",\"s\":\"w\",\"n\":4}") "\"mark\":\"bar\",\"encoding\":{" N("x", "a") "," Q("y",
             "n") "," N("color", "s") "}}",
            DRAWING_RECT, 0, {ANY, 0, ANY, 6.0 / 14}},
    };
    CHECK(places);
}

// Bins and units of time are spans of their own, with a pixel of the spec between them.
static void bins_and_units_fill_their_span(void **state) {
    (void)state;
    static const struct place places[] = {
        {ROWS("{\"n\":0},{\"n\":1},{\"n\":12},{\"n\":19.5}") "\"mark\":\"bar\",\"encoding\":{\"x\":{"
                                                             "\"field\":\"n\",\"bin\":{\"step\":5}},\"y\":{"
                                                             "\"aggregate\":"
                                                             "\"count\"}}}",
            DRAWING_RECT, 0, {0, 0, 0.25, 1}},
        {ROWS("{\"n\":0},{\"n\":1},{\"n\":12},{\"n\":19.5}") "\"mark\":\"bar\",\"encoding\":{\"x\":{"
                                                             "\"field\":\"n\",\"bin\":{\"step\":5}},\"y\":{"
                                                             "\"aggregate\":"
                                                             "\"count\"}}}",
            DRAWING_RECT, 1, {0.5, 0.5, 0.75, 1}},
        {ROWS("{\"d\":\"2026-01-15\",\"n\":1},{\"d\":\"2026-03-02\",\"n\":2}") "\"mark\":\"bar\","
                                                                               "\"encoding\":{\"x\":{"
                                                                               "\"field\":\"d\",\"timeUnit\":"
                                                                               "\"yearmonth\"}," Q(
                                                                                   "y", "n") "}}",
            DRAWING_RECT, 1, {59.0 / 90, 0, 1, 1}}, // March, of 31 + 28 + 31 days
        {ROWS("{\"d\":\"2026-01-15\",\"n\":1},{\"d\":\"2026-03-02\",\"n\":2}") "\"mark\":\"point\","
                                                                               "\"encoding\":{\"x\":{"
                                                                               "\"field\":\"d\",\"timeUnit\":"
                                                                               "\"yearmonth\"}," Q(
                                                                                   "y", "n") "}}",
            DRAWING_SYMBOL, 0, {0, 0.5}}, // a point, at its start
    };
    CHECK(places);
}

// A tick marks its place across its axis; bars between two moments are a timeline.
static void ticks_and_bars_over_time(void **state) {
    (void)state;
    static const struct place places[] = {
        {POWERS "\"mark\":\"tick\",\"encoding\":{" Q("x", "n") "}}", DRAWING_RECT, 1,
            {ANY, 0.475, ANY, 0.525}},
        {ABC "\"mark\":{\"type\":\"tick\",\"thickness\":6},\"encoding\":{" N("y", "a") "," Q("x", "n") "}}",
            DRAWING_RECT, 2, {ANY, 2.125 / 3, ANY, 2.875 / 3}},
        {ROWS("{\"t\":\"A\",\"f\":\"2026-01-01\",\"u\":\"2026-01-11\"},{\"t\":\"B\",\"f\":\"2026-01-06\","
              "\"u\":"
              "\"2026-01-21\"}") "\"mark\":\"bar\",\"encoding\":{" N("y",
             "t") ",\"x\":{\"field\":\"f\",\"type\":\"temporal\"},\"x2\":{\"field\":\"u\"}}}",
            DRAWING_RECT, 1, {0.25, 1.05 / 2, 1, 1.95 / 2}},
    };
    CHECK(places);
}

// A row without its value has no mark, and takes none of another's room.
static void rows_without_a_value_are_left_out(void **state) {
    (void)state;
    static const struct {
        const char *spec;
        enum drawing_kind kind;
        size_t count;
    } rows[] = {
        {ROWS("{\"n\":1},{\"n\":null},{\"n\":3},{}") "\"mark\":\"point\",\"encoding\":{" Q("x", "n") "}}",
            DRAWING_SYMBOL, 2},
        {ROWS("{\"a\":\"A\",\"n\":1},{\"a\":\"B\",\"n\":null},{\"a\":\"C\",\"n\":3}") "\"mark\":\"point\","
                                                                                      "\"encoding\":{" N(
                                                                                          "x", "a") "," Q("y",
                                                                                          "n") "}}",
            DRAWING_SYMBOL, 2},
        {ROWS("{\"a\":\"A\",\"n\":1},{\"a\":null,\"n\":2}") "\"mark\":\"bar\",\"encoding\":{" N(
             "x", "a") "," Q("y", "n") "}}",
            DRAWING_RECT, 2}, // null is a name, too
        {ROWS("{\"n\":0},{\"n\":100}") "\"mark\":\"point\",\"encoding\":{" SCALED("\"type\":\"log\""),
            DRAWING_SYMBOL, 1}, // nothing of a logarithmic axis is zero
        {ROWS("{\"n\":0},{\"n\":10},{\"n\":-3},{\"n\":100}") "\"mark\":\"point\",\"encoding\":{" SCALED(
             "\"type\":\"log\""),
            DRAWING_SYMBOL, 2},
        {ROWS("{\"n\":0},{\"n\":-10},{\"n\":-100}") "\"mark\":\"point\",\"encoding\":{" SCALED(
             "\"type\":\"log\",\"domain\":[-100,-1]"),
            DRAWING_SYMBOL, 2},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct chart_case it;
        chart_case_init(&it, rows[i].spec);
        assert_string_equal(it.reason.text, "");
        if (chart_case_count(&it, DRAWING_MARK, rows[i].kind) != rows[i].count) {
            fail_msg("%s: %zu marks", rows[i].spec, chart_case_count(&it, DRAWING_MARK, rows[i].kind));
        }
        chart_case_finish(&it);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_have_bands_or_points),
        cmocka_unit_test(offsets_share_a_band),
        cmocka_unit_test(numbers_stand_by_their_scale),
        cmocka_unit_test(ends_come_from_data_or_constants),
        cmocka_unit_test(bars_are_stacked),
        cmocka_unit_test(values_below_zero_are_stacked_down),
        cmocka_unit_test(bins_and_units_fill_their_span),
        cmocka_unit_test(ticks_and_bars_over_time),
        cmocka_unit_test(rows_without_a_value_are_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
