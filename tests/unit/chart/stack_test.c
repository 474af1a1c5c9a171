#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "support/chart_case.h"

// What is stacked, in which order and from where. Ends are read from the marks: as shares of the cell, from
// its left or its foot.

static double share(const struct chart_case *it, const struct drawing_item *mark, bool is_up, int end) {
    const double *cell = it->drawing.cells[0].box;
    return is_up ? (cell[3] - mark->box[end ? 1 : 3]) / (cell[3] - cell[1])
                 : (mark->box[end ? 2 : 0] - cell[0]) / (cell[2] - cell[0]);
}

// Each piece that has a length where it should be; pieces come in the order of the rows.
static void check_pieces(
    const struct chart_case *it, size_t row, double low, double high, const double ends[3][2], bool is_up) {
    bool are_all = chart_case_count(it, DRAWING_MARK, DRAWING_RECT) == 3; // or those with a length
    for (size_t k = 0, n = 0; k < 3; k++) {
        if (!(ends[k][1] > ends[k][0])) {
            n += are_all;
            continue;
        }
        const struct drawing_item *mark = chart_case_mark(it, DRAWING_RECT, n++);
        assert_non_null(mark);
        for (int end = 0; end < 2; end++) {
            double wanted = (ends[k][end] - low) / (high - low), got = share(it, mark, is_up, end);
            if (!(fabs(got - wanted) < 0.003)) {
                fail_msg("row %zu, piece %zu, end %d: %g, not %g", row, k, end, got, wanted);
            }
        }
    }
}

// p, q and r in one bar of a domain from `low` to `high`.
static void bars_are_stacked(void **state) {
    (void)state;
    static const struct {
        const char *values[3], *measure, *encoding; // of p, q, r; more members
        double low, high, ends[3][2];
        bool is_up;
    } rows[] = {
        // the first series on top; in a row, at the left
        {{"1", "2", "3"}, "", "", 0, 10, {{5, 6}, {3, 5}, {0, 3}}, true},
        {{"1", "2", "3"}, "", "", 0, 10, {{0, 1}, {1, 3}, {3, 6}}, false},
        {{"1", "-2", "3"}, "", "", -10, 10, {{0, 1}, {-2, 0}, {1, 4}}, false}, // signs go their own ways
        {{"-1", "-2", "-3"}, "", "", -10, 10, {{-1, 0}, {-3, -1}, {-6, -3}}, false},
        {{"1", "null", "3"}, "", "", 0, 10, {{0, 1}, {1, 1}, {1, 4}}, false},
        {{"0", "0", "0"}, "", "", 0, 10, {{0, 0}, {0, 0}, {0, 0}}, false},
        {{"1", "\"n/a\"", "3"}, "", "", 0, 10, {{0, 1}, {1, 1}, {1, 4}}, false},
        {{"1", "2", "5"}, ",\"stack\":\"normalize\"", "", 0, 1, {{0, 0.125}, {0.125, 0.375}, {0.375, 1}},
            false},
        {{"1", "-2", "5"}, ",\"stack\":\"normalize\"", "", 0, 1, {{0, 0.125}, {0.125, 0.375}, {0.375, 1}},
            false},
        {{"1", "2", "5"}, ",\"stack\":null", "", 0, 10, {{0, 1}, {0, 2}, {0, 5}}, false},
        {{"1", "2", "5"}, ",\"stack\":false", "", 0, 10, {{0, 1}, {0, 2}, {0, 5}}, false},
        {{"1", "2", "5"}, ",\"stack\":true", "", 0, 10, {{0, 1}, {1, 3}, {3, 8}}, false},
        {{"1", "2", "5"}, "", ",\"order\":{\"field\":\"c\",\"sort\":\"descending\"}", 0, 10,
            {{7, 8}, {5, 7}, {0, 5}}, false},
        {{"3", "1", "2"}, "", ",\"order\":{\"field\":\"n\"}", 0, 10, {{3, 6}, {0, 1}, {1, 3}}, true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[1024];
        struct chart_case it;
        snprintf(text, sizeof text,
            "{\"data\":{\"values\":[{\"c\":\"p\",\"n\":%s},{\"c\":\"q\",\"n\":%s},{\"c\":\"r\",\"n\":%s}]},"
            "\"mark\":\"bar\",\"encoding\":{\"%c\":{\"field\":\"n\",\"type\":\"quantitative\",\"scale\":{"
            "\"domain\":[%g,%g]}%s},\"color\":{\"field\":\"c\"}%s}}",
            rows[i].values[0], rows[i].values[1], rows[i].values[2], rows[i].is_up ? 'y' : 'x', rows[i].low,
            rows[i].high, rows[i].measure, rows[i].encoding);
        chart_case_init(&it, text);
        assert_string_equal(it.reason.text, "");
        check_pieces(&it, i, rows[i].low, rows[i].high, rows[i].ends, rows[i].is_up);
        chart_case_finish(&it);
    }
}

#define Y(more) "\"y\":{\"field\":\"n\",\"type\":\"quantitative\"" more "}"
#define MAX "\"y\":{\"aggregate\":\"max\",\"field\":\"n\",\"type\":\"quantitative\"}"

// What does not go on top of each other: roots, other marks, what has two ends, what no series parts.
static void some_are_not_stacked(void **state) {
    (void)state;
    static const struct {
        const char *mark, *encoding;
        bool is_stacked;
    } rows[] = {
        {"bar", Y("") ",\"color\":{\"field\":\"c\"}", true},
        {"point", Y("") ",\"color\":{\"field\":\"c\"}", false},
        {"point", Y(",\"stack\":\"zero\"") ",\"color\":{\"field\":\"c\"}", true},
        {"bar", Y(",\"scale\":{\"type\":\"sqrt\"}") ",\"color\":{\"field\":\"c\"}", false},
        {"bar", Y("") ",\"y2\":{\"datum\":0},\"color\":{\"field\":\"c\"}", false},
        {"bar", MAX, false},
        {"bar", MAX ",\"detail\":{\"field\":\"c\"}", true},
        {"rect", Y("") ",\"color\":{\"field\":\"c\"}", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[1024];
        struct chart_case it;
        snprintf(text, sizeof text,
            "{\"data\":{\"values\":[{\"a\":1,\"c\":\"p\",\"n\":60},{\"a\":1,\"c\":\"q\",\"n\":70}]},\"mark\":"
            "\"%s\",\"encoding\":{\"x\":{\"field\":\"a\",\"type\":\"ordinal\"},%s}}",
            rows[i].mark, rows[i].encoding);
        chart_case_init(&it, text);
        assert_string_equal(it.reason.text, "");
        const char *labels = chart_case_labels(&it, 'y');
        bool is_stacked = strstr(labels, "100") != NULL; // 130 in all
        if (is_stacked != rows[i].is_stacked) {
            fail_msg("row %zu: %s", i, labels);
        }
        chart_case_finish(&it);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bars_are_stacked),
        cmocka_unit_test(some_are_not_stacked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
