#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "chart/chart.h"
#include "decode/chart.h"
#include "support/chart_case.h"

// What stands out: by a condition on colour, or by usermeta.kiosk where colour says something else.

#define HIGHLIGHT 0xf2b33du
#define QUIET 0x38608fu

static void draw(struct chart_case *sheet, const char *text) {
    struct chart_form form = chart_case_form(1200, 700);
    form.style.highlight = HIGHLIGHT;
    form.style.quiet = QUIET;
    chart_case_init_by(sheet, text, &form);
    assert_string_equal(sheet->reason.text, "");
}

static const struct drawing_item *nth(const struct chart_case *sheet, enum drawing_role role, size_t n) {
    for (size_t i = 0; i < sheet->drawing.count; i++) {
        const struct drawing_item *item = &sheet->drawing.items[i];
        if (item->role == role && item->kind != DRAWING_TEXT && n-- == 0) {
            return item;
        }
    }
    return NULL;
}

// Two rows, "A" and "B"; the condition holds of the first.
#define TEST_A "{\"test\":{\"field\":\"a\",\"equal\":\"A\"},\"value\":"
#define TEST_B "{\"test\":{\"field\":\"a\",\"equal\":\"B\"},\"value\":"

static void a_condition_singles_out_or_means_something(void **state) {
    (void)state;
    static const struct {
        const char *color, *mark, *kiosk;
        uint32_t fill[2];
    } rows[] = {
        // a colour against a grey, against what has none said, against Vega-Lite's own blue
        {"\"condition\":" TEST_A "\"crimson\"},\"value\":\"#ccc\"", "", "", {HIGHLIGHT, QUIET}},
        {"\"condition\":[" TEST_A "\"crimson\"}],\"value\":\"lightgray\"", "", "", {HIGHLIGHT, QUIET}},
        {"\"condition\":" TEST_A "\"#06c\"}", "", "", {HIGHLIGHT, QUIET}},
        {"\"condition\":" TEST_A "\"orange\"},\"value\":\"steelblue\"", "", "", {HIGHLIGHT, QUIET}},
        {"\"condition\":" TEST_A "\"black\"},\"value\":\"silver\"", "", "", {HIGHLIGHT, QUIET}},
        // those of which it holds are greyed out
        {"\"condition\":" TEST_A "\"lightgray\"},\"value\":\"crimson\"", "", "", {QUIET, HIGHLIGHT}},
        {"\"condition\":" TEST_A "\"gray\"}", "", "", {QUIET, HIGHLIGHT}},
        // several with one colour are one
        {"\"condition\":[" TEST_A "\"red\"}," TEST_B "\"red\"}],\"value\":\"#ddd\"", "", "",
            {HIGHLIGHT, HIGHLIGHT}},
        // two colours mean something, and so do several, and one beside those of a field
        {"\"condition\":" TEST_A "\"#e05050\"},\"value\":\"#50c070\"", "", "", {0xe05050, 0x50c070}},
        {"\"condition\":" TEST_A "\"#e05050\"}", ",\"color\":\"#50c070\"", "", {0xe05050, 0x50c070}},
        {"\"condition\":[" TEST_A "\"#e05050\"}," TEST_B "\"#50c070\"}],\"value\":\"#ddd\"", "", "",
            {0xe05050, 0x50c070}},
        {"\"condition\":" TEST_A "\"#e05050\"},\"field\":\"a\",\"type\":\"nominal\"", "", "",
            {0xe05050, 0xe69f00}},
        // who is meant, usermeta says if it says anything
        {"\"condition\":" TEST_A "\"crimson\"},\"value\":\"#ccc\"", "", "\"highlight\":\"B\"",
            {QUIET, HIGHLIGHT}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char spec[1024];
        struct chart_case sheet;
        snprintf(spec, sizeof spec,
            "{\"data\":{\"values\":[{\"a\":\"A\",\"v\":3},{\"a\":\"B\",\"v\":2}]},\"mark\":{\"type\":\"bar\"%"
            "s},"
            "\"encoding\":{\"y\":{\"field\":\"a\"},\"x\":{\"field\":\"v\",\"type\":\"quantitative\"},"
            "\"color\":{%s}},\"usermeta\":{\"kiosk\":{%s}}}",
            rows[i].mark, rows[i].color, rows[i].kiosk);
        draw(&sheet, spec);
        for (size_t bar = 0; bar < 2; bar++) {
            uint32_t fill = nth(&sheet, DRAWING_MARK, bar)->fill;
            if (fill != rows[i].fill[bar]) {
                fail_msg("row %zu: bar %zu is #%06x, not #%06x", i, bar, fill, rows[i].fill[bar]);
            }
        }
        chart_case_finish(&sheet);
    }
}

// One highlight for all layers: where each has one of its own, their colours are meant.
static void layers_share_a_highlight_or_have_none(void **state) {
    (void)state;
    static const char *const others[] = {"crimson", "#06c"};
    for (size_t i = 0; i < 2; i++) {
        char spec[1024];
        struct chart_case sheet;
        snprintf(spec, sizeof spec,
            "{\"data\":{\"values\":[{\"a\":\"A\",\"v\":3},{\"a\":\"B\",\"v\":2}]},\"encoding\":{\"y\":{"
            "\"field\":"
            "\"a\"},\"x\":{\"field\":\"v\",\"type\":\"quantitative\"}},\"layer\":[{\"mark\":\"bar\","
            "\"encoding\":{"
            "\"color\":{\"condition\":" TEST_A "\"crimson\"},\"value\":\"#ccc\"}}},{\"mark\":\"circle\","
            "\"encoding\":{\"color\":{\"condition\":" TEST_A "\"%s\"},\"value\":\"#ccc\"}}}]}",
            others[i]);
        draw(&sheet, spec);
        for (size_t mark = 0; mark < 4; mark += 2) { // a bar and a point of "A"
            assert_int_equal(nth(&sheet, DRAWING_MARK, mark)->fill == HIGHLIGHT, i == 0);
        }
        chart_case_finish(&sheet);
    }
}

// Colour says "r", highlighted is one "a": a legend shows what its marks look like.
static void legends_are_as_pale_as_marks(void **state) {
    (void)state;
    static const char *const marks[] = {"bar", "circle"};
    for (size_t i = 0; i < 2; i++) {
        char spec[1024];
        struct chart_case sheet;
        snprintf(spec, sizeof spec,
            "{\"data\":{\"values\":[{\"a\":\"A\",\"r\":\"E\",\"v\":3},{\"a\":\"B\",\"r\":\"W\",\"v\":2},{"
            "\"a\":"
            "\"C\",\"r\":\"E\",\"v\":2},{\"a\":\"D\",\"r\":\"N\",\"v\":1}]},\"mark\":\"%s\",\"encoding\":{"
            "\"y\":{"
            "\"field\":\"a\"},\"x\":{\"field\":\"v\",\"type\":\"quantitative\"},\"color\":{\"field\":\"r\"}},"
            "\"usermeta\":{\"kiosk\":{\"highlight\":[\"A\",\"D\"]}}}",
            marks[i]);
        draw(&sheet, spec);
        uint32_t mark[4], entry[4];
        for (size_t k = 0; k < 4; k++) {
            mark[k] = nth(&sheet, DRAWING_MARK, k)->fill;
            entry[k] = nth(&sheet, DRAWING_LEGEND_SYMBOL, k)->fill;
        }
        assert_int_equal(entry[0], mark[0]); // E: the highlighted one and the other
        assert_int_equal(entry[1], mark[2]);
        assert_int_not_equal(mark[0], mark[2]);
        assert_int_equal(entry[2], mark[3]); // N: the only one is highlighted
        assert_int_equal(entry[3], mark[1]); // W: none is
        assert_null(nth(&sheet, DRAWING_LEGEND_SYMBOL, 4));
        const struct drawing_item *halves[2] = {
            nth(&sheet, DRAWING_LEGEND_SYMBOL, 0), nth(&sheet, DRAWING_LEGEND_SYMBOL, 1)};
        assert_true(halves[0]->box[2] <= halves[1]->box[0] + 0.01);
        assert_true(halves[0]->at[0] + sqrt(halves[0]->size / 3.14) <
                    halves[1]->at[0] + sqrt(halves[1]->size / 3.14));
        chart_case_finish(&sheet);
    }
}

// A strip of shades shows both: above those of highlighted marks, below the others.
static void strips_show_both_shades(void **state) {
    (void)state;
    struct chart_case sheet;
    draw(&sheet,
        "{\"data\":{\"values\":[{\"a\":\"A\",\"v\":3},{\"a\":\"B\",\"v\":7}]},\"mark\":\"bar\",\"encoding\":{"
        "\"y\":{\"field\":\"a\"},\"x\":{\"field\":\"v\",\"type\":\"quantitative\"},\"color\":{\"field\":"
        "\"v\","
        "\"type\":\"quantitative\",\"scale\":{\"domain\":[0,10]}}},\"usermeta\":{\"kiosk\":{\"highlight\":"
        "\"A\"}}}");
    const struct drawing_item *above = nth(&sheet, DRAWING_LEGEND_SYMBOL, 0),
                              *below = nth(&sheet, DRAWING_LEGEND_SYMBOL, 1);
    assert_true(fabs(above->box[0] - below->box[0]) < 0.01 && fabs(above->box[3] - below->box[1]) < 0.01);
    assert_int_not_equal(above->fill, below->fill);
    assert_non_null(nth(&sheet, DRAWING_LEGEND_SYMBOL, 63));
    assert_null(nth(&sheet, DRAWING_LEGEND_SYMBOL, 64));
    chart_case_finish(&sheet);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_condition_singles_out_or_means_something),
        cmocka_unit_test(layers_share_a_highlight_or_have_none),
        cmocka_unit_test(legends_are_as_pale_as_marks),
        cmocka_unit_test(strips_show_both_shades),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
