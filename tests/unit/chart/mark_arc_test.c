#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "support/chart_case.h"

// Pies, donuts and roses: shares of a turn, clockwise from twelve o'clock, and radii in pixels of the spec.

#define TURN 6.283185307179586
#define PARTS "{\"data\":{\"values\":[{\"a\":\"x\",\"n\":1},{\"a\":\"y\",\"n\":1},{\"a\":\"z\",\"n\":2}]},"
#define COLOR "\"color\":{\"field\":\"a\",\"type\":\"nominal\"}"
#define THETA "\"theta\":{\"field\":\"n\",\"type\":\"quantitative\"}"

static void says_nothing(const char *spec, const struct chart_case *it) {
    if (it->error) {
        fail_msg("%s: %s", spec, it->reason.text);
    }
}

// The arc of a row by its share of a turn, from where to where, and its radii as shares of the outermost.
static void pieces_are_shares_of_a_turn(void **state) {
    (void)state;
    static const struct {
        const char *spec;
        double shares[3], inner, outer[3];
    } rows[] = {
        {PARTS "\"mark\":\"arc\",\"encoding\":{" THETA "," COLOR "}}", {0.25, 0.25, 0.5}, 0, {1, 1, 1}},
        {PARTS
            "\"width\":200,\"height\":200,\"mark\":{\"type\":\"arc\",\"innerRadius\":50},\"encoding\":{" THETA
            "," COLOR "}}",
            {0.25, 0.25, 0.5}, 0.5, {1, 1, 1}},
        {PARTS
            "\"width\":200,\"height\":200,\"mark\":{\"type\":\"arc\",\"outerRadius\":80},\"encoding\":{" THETA
            "," COLOR "}}",
            {0.25, 0.25, 0.5}, 0, {0.8, 0.8, 0.8}},
        // each name has as much of the turn; its value is its radius
        {PARTS "\"mark\":\"arc\",\"encoding\":{\"theta\":{\"field\":\"a\",\"type\":\"nominal\"},\"radius\":{"
               "\"field\":\"n\",\"type\":\"quantitative\"}}}",
            {1.0 / 3, 1.0 / 3, 1.0 / 3}, 0, {0.5, 0.5, 1}},
        {PARTS "\"mark\":\"arc\",\"encoding\":{\"theta\":{\"field\":\"a\",\"type\":\"nominal\"},\"radius\":{"
               "\"field\":\"n\",\"type\":\"quantitative\",\"scale\":{\"type\":\"sqrt\"}}}}",
            {1.0 / 3, 1.0 / 3, 1.0 / 3}, 0, {0.7071, 0.7071, 1}},
        {PARTS "\"width\":200,\"height\":200,\"mark\":\"arc\",\"encoding\":{\"theta\":{\"field\":\"a\"},"
               "\"radius\":{\"field\":\"n\",\"type\":\"quantitative\",\"scale\":{\"rangeMin\":20}}}}",
            {1.0 / 3, 1.0 / 3, 1.0 / 3}, 0, {0.6, 0.6, 1}},
        {PARTS "\"width\":200,\"height\":200,\"mark\":\"arc\",\"encoding\":{" THETA "," COLOR
               ",\"radius\":{\"value\":40}}}",
            {0.25, 0.25, 0.5}, 0, {0.4, 0.4, 0.4}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct chart_case it;
        chart_case_init(&it, rows[i].spec);
        says_nothing(rows[i].spec, &it);
        const double *cell = it.drawing.cells[0].box;
        double whole = fmin(cell[2] - cell[0], cell[3] - cell[1]) / 2;
        assert_int_equal(chart_case_count(&it, DRAWING_MARK, DRAWING_ARC), 3);
        for (size_t k = 0; k < 3; k++) {
            const struct drawing_item *arc = chart_case_mark(&it, DRAWING_ARC, k);
            double share = fabs(arc->angle[1] - arc->angle[0]) / TURN, outer = arc->radius[1] / whole,
                   inner = arc->radius[0] / whole;
            if (fabs(share - rows[i].shares[k]) > 0.001 || fabs(outer - rows[i].outer[k]) > 0.005 ||
                fabs(inner - rows[i].inner) > 0.005) {
                fail_msg(
                    "%s: piece %zu is %.3f of the turn, %.3f to %.3f", rows[i].spec, k, share, inner, outer);
            }
            assert_true(fabs(arc->at[0] - (cell[0] + cell[2]) / 2) < 0.01);
            for (size_t j = 0; j < k; j++) { // no piece lies over another
                const double *other = chart_case_mark(&it, DRAWING_ARC, j)->angle;
                double from = fmax(fmin(arc->angle[0], arc->angle[1]), fmin(other[0], other[1]));
                double to = fmin(fmax(arc->angle[0], arc->angle[1]), fmax(other[0], other[1]));
                assert_true(to - from < 1e-6);
            }
        }
        chart_case_finish(&it);
    }
}

// Of nothing there is no piece; of one value there is the whole turn.
static void awkward_shares(void **state) {
    (void)state;
    static const struct {
        const char *values;
        size_t visible;
        double sum;
    } rows[] = {
        {"{\"a\":\"x\",\"n\":5}", 1, 1},
        {"{\"a\":\"x\",\"n\":0},{\"a\":\"y\",\"n\":3}", 1, 1},
        {"{\"a\":\"x\",\"n\":null},{\"a\":\"y\",\"n\":3}", 1, 1},
        {"{\"a\":\"x\",\"n\":0},{\"a\":\"y\",\"n\":0}", 0, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char spec[512];
        struct chart_case it;
        snprintf(spec, sizeof spec,
            "{\"data\":{\"values\":[%s]},\"mark\":\"arc\",\"encoding\":{" THETA "," COLOR "}}",
            rows[i].values);
        chart_case_init(&it, spec);
        says_nothing(spec, &it);
        double sum = 0;
        size_t visible = 0, count = chart_case_count(&it, DRAWING_MARK, DRAWING_ARC);
        for (size_t k = 0; k < count; k++) {
            const struct drawing_item *arc = chart_case_mark(&it, DRAWING_ARC, k);
            double share = fabs(arc->angle[1] - arc->angle[0]) / TURN;
            visible += share > 1e-6;
            sum += share;
        }
        if (visible != rows[i].visible || fabs(sum - rows[i].sum) > 0.001) {
            fail_msg("%s: %zu pieces, %.3f turns", rows[i].values, visible, sum);
        }
        assert_null(chart_case_fault(&it, true));
        chart_case_finish(&it);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_are_shares_of_a_turn),
        cmocka_unit_test(awkward_shares),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
