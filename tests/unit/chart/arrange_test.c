#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/strbuf.h"
#include "support/chart_case.h"

// Small multiples: at most twelve cells of one size, in the order of their values, with shared scales and
// axes at the left and below only.

struct multiples {
    size_t rows, columns; // values of each; 0: no such channel
    const char *facet;    // in place of both: of the encoding
};

static void draw(struct chart_case *it, const struct multiples *wanted, int width, int height) {
    struct strbuf spec;
    size_t rows = wanted->rows ? wanted->rows : 1, columns = wanted->columns ? wanted->columns : 1;
    strbuf_init(&spec, 1 << 18);
    strbuf_add_text(&spec, "{\"data\":{\"values\":[");
    for (size_t i = 0; i < rows * columns; i++) {
        strbuf_printf(&spec, "%s{\"r\":\"R%02zu\",\"c\":\"C%02zu\",\"x\":%zu,\"y\":%zu}", i ? "," : "",
            i / columns, i % columns, i % 4, i);
    }
    strbuf_add_text(&spec,
        "]},\"mark\":\"point\",\"encoding\":{\"x\":{\"field\":\"x\",\"type\":\"quantitative\"},\"y\":{"
        "\"field\":\"y\",\"type\":\"quantitative\"}");
    strbuf_add_text(&spec, wanted->rows ? ",\"row\":{\"field\":\"r\"}" : "");
    strbuf_add_text(&spec, wanted->columns && !wanted->facet ? ",\"column\":{\"field\":\"c\"}" : "");
    strbuf_printf(&spec, "%s}}", wanted->facet ? wanted->facet : "");
    chart_case_init_in(it, strbuf_text(&spec), spec.len, width, height);
    strbuf_finish(&spec);
}

#define FACET ",\"facet\":{\"field\":\"c\"}"

static void twelve_cells_are_drawn_and_not_thirteen(void **state) {
    (void)state;
    static const struct {
        struct multiples wanted;
        size_t cells; // 0: refused
    } rows[] = {
        {{0, 1, NULL}, 1},
        {{0, 12, NULL}, 12},
        {{0, 13, NULL}, 0},
        {{12, 0, NULL}, 12},
        {{13, 0, NULL}, 0},
        {{3, 4, NULL}, 12},
        {{4, 4, NULL}, 0},
        {{7, 2, NULL}, 0},
        {{0, 12, FACET}, 12},
        {{0, 13, FACET}, 0},
        {{0, 200, FACET}, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct chart_case it;
        draw(&it, &rows[i].wanted, 1700, 2200);
        if (rows[i].cells == 0) {
            assert_int_equal(it.error, ERROR_INPUT);
            assert_non_null(strstr(it.reason.text, "more than 12 small multiples"));
        } else {
            assert_string_equal(it.reason.text, "");
            assert_int_equal(it.drawing.cell_count, rows[i].cells);
            assert_int_equal(chart_case_count(&it, DRAWING_HEADER, DRAWING_TEXT), rows[i].cells);
            assert_int_equal(chart_case_count(&it, DRAWING_MARK, DRAWING_SYMBOL), rows[i].cells);
            assert_null(chart_case_crowded(&it));
        }
        chart_case_finish(&it);
    }
}

// All as large as the first, none over another, and each mark in the cell of its value, by a scale of all.
static void cells_share_size_and_scale(void **state) {
    (void)state;
    static const struct multiples rows[] = {{0, 6, NULL}, {3, 3, NULL}, {0, 7, FACET}, {4, 0, NULL}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct chart_case it;
        draw(&it, &rows[i], 1700, 1000);
        assert_string_equal(it.reason.text, "");
        const double *first = it.drawing.cells[0].box;
        for (size_t a = 0; a < it.drawing.cell_count; a++) {
            const double *p = it.drawing.cells[a].box;
            assert_true(fabs(p[2] - p[0] - (first[2] - first[0])) < 0.01);
            assert_true(fabs(p[3] - p[1] - (first[3] - first[1])) < 0.01);
            for (size_t b = 0; b < a; b++) {
                const double *q = it.drawing.cells[b].box;
                assert_true(p[0] >= q[2] || q[0] >= p[2] || p[1] >= q[3] || q[1] >= p[3]);
            }
        }
        double most = (double)it.drawing.axes[1].domain[1].number;
        for (size_t k = 0; k < it.drawing.cell_count; k++) {
            const struct drawing_item *mark = chart_case_mark(&it, DRAWING_SYMBOL, k);
            assert_int_equal(mark->cell, k); // rows came in the order of the cells
            const double *cell = it.drawing.cells[k].box;
            double up = (cell[3] - mark->at[1]) / (cell[3] - cell[1]);
            assert_true(fabs(up - (double)k / most) < 0.01);
        }
        chart_case_finish(&it);
    }
}

static void axes_stand_at_the_left_and_below(void **state) {
    (void)state;
    static const struct multiples grid = {2, 3, NULL};
    struct chart_case it;
    draw(&it, &grid, 1700, 1000);
    assert_string_equal(it.reason.text, "");
    assert_string_equal(
        chart_case_texts(&it, DRAWING_HEADER), "R00 · C00|R00 · C01|R00 · C02|R01 · C00|R01 · C01|R01 · C02");
    for (size_t i = 0; i < it.drawing.count; i++) {
        const struct drawing_item *item = &it.drawing.items[i];
        if (item->role == DRAWING_AXIS_LABEL && it.drawing.axes[item->axis].channel == 'y') {
            assert_true(item->box[2] <= it.drawing.cells[0].box[0]);
        } else if (item->role == DRAWING_AXIS_LABEL) {
            assert_true(item->box[1] >= it.drawing.cells[5].box[3]);
        }
    }
    assert_int_equal(chart_case_count(&it, DRAWING_AXIS_TITLE, DRAWING_TEXT), 2);
    chart_case_finish(&it);
}

static void a_wrapped_row_has_the_columns_of_the_spec(void **state) {
    (void)state;
    static const struct {
        const char *facet;
        int width, height;
        size_t columns;
    } rows[] = {
        {",\"facet\":{\"field\":\"c\",\"columns\":2}", 1700, 1000, 2},
        {",\"facet\":{\"field\":\"c\",\"columns\":6}", 1700, 1000, 6},
        {",\"facet\":{\"field\":\"c\",\"columns\":6}", 1000, 1700, 3}, // no room for six
        {",\"facet\":{\"field\":\"c\",\"columns\":40}", 1700, 1000, 6},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct multiples six = {0, 6, rows[i].facet};
        struct chart_case it;
        draw(&it, &six, rows[i].width, rows[i].height);
        assert_string_equal(it.reason.text, "");
        size_t columns = 0;
        for (size_t k = 0; k < it.drawing.cell_count; k++) {
            columns += it.drawing.cells[k].box[1] == it.drawing.cells[0].box[1];
        }
        assert_int_equal(columns, rows[i].columns);
        assert_null(chart_case_crowded(&it));
        chart_case_finish(&it);
    }
}

// "facet" with a "spec" is the same; a value without rows has an empty cell; too small a room is said.
static void other_ways_to_say_it(void **state) {
    (void)state;
    static const struct {
        const char *spec;
        int width, height;
        const char *headers, *reason;
    } rows[] = {
        {"{\"data\":{\"values\":[{\"a\":\"u\",\"x\":1},{\"a\":\"v\",\"x\":2}]},\"facet\":{\"field\":\"a\"},"
         "\"columns\":1,"
         "\"spec\":{\"mark\":\"point\",\"encoding\":{\"x\":{\"field\":\"x\",\"type\":\"quantitative\"}}}}",
            1700, 900, "u|v", ""},
        {"{\"data\":{\"values\":[{\"a\":\"u\",\"b\":1,\"x\":1},{\"a\":\"v\",\"b\":2,\"x\":2}]},\"facet\":{"
         "\"row\":{\"field\":"
         "\"a\"},\"column\":{\"field\":\"b\"}},\"spec\":{\"mark\":\"point\",\"encoding\":{\"x\":{\"field\":"
         "\"x\",\"type\":"
         "\"quantitative\"}}}}",
            1700, 900, "u · 1|u · 2|v · 1|v · 2", ""},
        {"{\"data\":{\"values\":[{\"a\":1,\"x\":1},{\"a\":12,\"x\":2},{\"a\":2,\"x\":3}]},\"mark\":\"bar\","
         "\"encoding\":{"
         "\"column\":{\"field\":\"a\",\"bin\":{\"step\":10}},\"x\":{\"field\":\"x\",\"aggregate\":\"sum\"}}}",
            1700, 900, "0 – 10|10 – 20", ""},
        {"{\"data\":{\"values\":[{\"a\":\"2026-03-05\",\"x\":1},{\"a\":\"2026-01-09\",\"x\":2}]},\"mark\":"
         "\"point\","
         "\"encoding\":{\"row\":{\"field\":\"a\",\"timeUnit\":\"yearmonth\"},\"x\":{\"field\":\"x\",\"type\":"
         "\"quantitative\"}}}",
            1700, 900, "Jan 2026|Mar 2026", ""},
        {"{\"data\":{\"values\":[{\"a\":\"2026-03-05\",\"x\":1},{\"a\":\"2026-01-09\",\"x\":2}]},\"mark\":"
         "\"point\","
         "\"config\":{\"timeFormat\":\"%d.%m.\"},\"encoding\":{\"row\":{\"field\":\"a\",\"type\":"
         "\"temporal\"},\"x\":{"
         "\"field\":\"x\",\"type\":\"quantitative\"}}}",
            1700, 900, "09.01.|05.03.", ""},
        {"{\"data\":{\"values\":[{\"a\":null,\"x\":1},{\"a\":\"v\",\"x\":2}]},\"mark\":\"point\","
         "\"encoding\":{\"column\":{"
         "\"field\":\"a\"},\"x\":{\"field\":\"x\",\"type\":\"quantitative\"}}}",
            1700, 900, "null|v", ""},
        {"{\"data\":{\"values\":[{\"a\":\"u\",\"x\":1},{\"a\":\"v\",\"x\":2}]},\"mark\":\"point\","
         "\"encoding\":{\"column\":{"
         "\"field\":\"a\"},\"x\":{\"field\":\"x\",\"type\":\"quantitative\"}}}",
            120, 160, "", "spec: there is no room for 2 cells"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct chart_case it;
        chart_case_init_in(&it, rows[i].spec, strlen(rows[i].spec), rows[i].width, rows[i].height);
        assert_string_equal(it.reason.text, rows[i].reason);
        if (!it.error) {
            assert_string_equal(chart_case_texts(&it, DRAWING_HEADER), rows[i].headers);
            assert_null(chart_case_fault(&it, true));
        }
        chart_case_finish(&it);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(twelve_cells_are_drawn_and_not_thirteen),
        cmocka_unit_test(cells_share_size_and_scale),
        cmocka_unit_test(axes_stand_at_the_left_and_below),
        cmocka_unit_test(a_wrapped_row_has_the_columns_of_the_spec),
        cmocka_unit_test(other_ways_to_say_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
