#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "support/chart_case.h"

// Legends on the drawing: symbols that look as marks do, names that wrap, strips whose labels stand where
// their values are.

#define V(n) "{\"a\":\"" #n "\",\"v\":" #n "}"
#define SPEC(mark, values, channel)                                                                          \
    "{\"data\":{\"values\":[" values "]},\"mark\":" mark                                                     \
    ",\"encoding\":{\"x\":{\"field\":\"v\",\"type\":\"quantitative\"}," channel "}}"

static const struct drawing_item *item_of(const struct chart_case *it, enum drawing_role role, size_t n) {
    for (size_t i = 0; i < it->drawing.count; i++) {
        if (it->drawing.items[i].role == role && n-- == 0) {
            return &it->drawing.items[i];
        }
    }
    return NULL;
}

// What is hollow is hollow in the legend, and what is a line is one.
static void symbols_look_like_marks(void **state) {
    (void)state;
    static const struct {
        const char *mark;
        enum drawing_kind kind;
        bool has_fill;
    } rows[] = {
        {"\"bar\"", DRAWING_RECT, true},
        {"\"rule\"", DRAWING_RULE, false},
        {"\"circle\"", DRAWING_SYMBOL, true},
        {"\"square\"", DRAWING_SYMBOL, true},
        {"\"point\"", DRAWING_SYMBOL, false},
        {"{\"type\":\"point\",\"filled\":true}", DRAWING_SYMBOL, true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[1024];
        struct chart_case it;
        snprintf(text, sizeof text, SPEC("%s", V(1) "," V(2), "\"color\":{\"field\":\"a\"}"), rows[i].mark);
        chart_case_init(&it, text);
        assert_string_equal(it.reason.text, "");
        const struct drawing_item *symbol = item_of(&it, DRAWING_LEGEND_SYMBOL, 1),
                                  *mark = item_of(&it, DRAWING_MARK, 1);
        assert_non_null(symbol);
        assert_non_null(mark);
        if (symbol->kind != rows[i].kind || symbol->has_fill != rows[i].has_fill ||
            (symbol->has_fill ? symbol->fill : symbol->stroke) !=
                (mark->has_fill ? mark->fill : mark->stroke)) {
            fail_msg("row %zu: kind %d, fill %d", i, (int)symbol->kind, symbol->has_fill);
        }
        chart_case_finish(&it);
    }
}

// A symbol before each name, as many in a line as there is room for; the chart begins below them.
static void entries_wrap(void **state) {
    (void)state;
    char values[4096] = "", text[8192];
    for (int i = 0; i < 20; i++) {
        size_t used = strlen(values);
        snprintf(values + used, sizeof values - used, "%s{\"a\":\"A name of some length %d\",\"v\":%d}",
            i ? "," : "", i, i);
    }
    struct chart_case it;
    snprintf(text, sizeof text, SPEC("\"bar\"", "%s", "\"color\":{\"field\":\"a\",\"sort\":null}"), values);
    chart_case_init(&it, text);
    assert_string_equal(it.reason.text, "");
    assert_int_equal(chart_case_count(&it, DRAWING_LEGEND_SYMBOL, DRAWING_RECT), 20);
    size_t lines = 1;
    for (size_t i = 0; i < 20; i++) {
        const struct drawing_item *symbol = item_of(&it, DRAWING_LEGEND_SYMBOL, i),
                                  *label = item_of(&it, DRAWING_LEGEND_LABEL, i);
        assert_true(symbol->box[2] < label->box[0] && fabs(symbol->at[1] - label->at[1]) < 20);
        assert_true(label->box[2] <= 1700.5 && label->box[3] < it.drawing.cells[0].box[1]);
        lines += i && symbol->box[1] > item_of(&it, DRAWING_LEGEND_SYMBOL, i - 1)->box[3];
    }
    assert_true(lines > 2);
    assert_null(chart_case_crowded(&it));
    chart_case_finish(&it);
}

// Of a ramp: 32 steps from end to end, labels under their values; a class or shade has its label, too.
static void labels_stand_at_their_colors(void **state) {
    (void)state;
    static const struct {
        const char *values, *scale;
        size_t symbols;
        bool is_ramp;
    } rows[] = {
        {V(0) "," V(1) "," V(2) "," V(3) "," V(4) "," V(5) "," V(6) "," V(7) "," V(8) "," V(10), "{}", 32,
            true},
        {V(0) "," V(10), "{\"domain\":[0,10]}", 32, true},
        {V(0) "," V(10), "{\"domain\":[10,0]}", 32, true},
        {V(0) "," V(10), "{\"domain\":[-10,10]}", 32, true},
        {V(0) "," V(10) "," V(3), "{}", 3, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[2048];
        struct chart_case it;
        snprintf(text, sizeof text,
            SPEC("\"square\"", "%s", "\"color\":{\"field\":\"v\",\"type\":\"quantitative\",\"scale\":%s}"),
            rows[i].values, rows[i].scale);
        chart_case_init(&it, text);
        assert_string_equal(it.reason.text, "");
        size_t symbols = chart_case_count(&it, DRAWING_LEGEND_SYMBOL, DRAWING_RECT);
        assert_int_equal(symbols, rows[i].symbols);
        const struct drawing_item *label;
        for (size_t k = 0; (label = item_of(&it, DRAWING_LEGEND_LABEL, k)); k++) {
            // The step above the label's middle has about the colour of the label's value.
            double left = item_of(&it, DRAWING_LEGEND_SYMBOL, 0)->box[0];
            const struct drawing_item *end = item_of(&it, DRAWING_LEGEND_SYMBOL, symbols - 1);
            assert_true(label->at[0] >= left && label->at[0] <= end->box[2] + 40);
            assert_true(k == 0 || fabs(label->at[0] - item_of(&it, DRAWING_LEGEND_LABEL, k - 1)->at[0]) > 20);
        }
        assert_true(item_of(&it, DRAWING_LEGEND_LABEL, 1) != NULL);
        assert_null(chart_case_crowded(&it));
        chart_case_finish(&it);
    }
}

static void some_have_no_legend(void **state) {
    (void)state;
    static const char *const channels[] = {"\"color\":{\"value\":\"red\"}",
        "\"color\":{\"field\":\"a\",\"legend\":null}", "\"color\":{\"field\":\"a\",\"scale\":null}",
        "\"color\":{\"datum\":\"a\"}", "\"opacity\":{\"value\":0.5}"};
    for (size_t i = 0; i < sizeof channels / sizeof *channels; i++) {
        char text[1024];
        struct chart_case it;
        snprintf(text, sizeof text, SPEC("\"bar\"", V(1) "," V(2), "%s"), channels[i]);
        chart_case_init(&it, text);
        assert_string_equal(it.reason.text, "");
        assert_int_equal(it.drawing.legend_count, 0);
        assert_null(item_of(&it, DRAWING_LEGEND_SYMBOL, 0));
        chart_case_finish(&it);
    }
    struct chart_case it; // and there is none of nothing
    chart_case_init(&it, SPEC("\"bar\"", "", "\"color\":{\"field\":\"a\"}"));
    assert_null(item_of(&it, DRAWING_LEGEND_SYMBOL, 0));
    chart_case_finish(&it);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(symbols_look_like_marks),
        cmocka_unit_test(entries_wrap),
        cmocka_unit_test(labels_stand_at_their_colors),
        cmocka_unit_test(some_have_no_legend),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
