#include "support/test.h"

#include <stdio.h>
#include <string.h>

#include "support/chart_case.h"

// Values on bars instead of their axis: at the end of a bar outside it, whichever way that is; inside a piece
// of a stack; on all bars or on none.

#define SPEC(values, encoding)                                                                               \
    "{\"usermeta\":{\"kiosk\":{\"labels\":\"values\"}},\"data\":{\"values\":[" values                        \
    "]},\"mark\":\"bar\",\"encoding\":{" encoding "}}"
#define TWO "{\"a\":\"x\",\"n\":5},{\"a\":\"y\",\"n\":-3}"
#define ZERO "{\"a\":\"x\",\"n\":0},{\"a\":\"y\",\"n\":2}"
#define NAMES "\"field\":\"a\",\"type\":\"nominal\",\"sort\":null"
#define MEASURE "\"field\":\"n\",\"type\":\"quantitative\""

static const struct drawing_item *bar_at(const struct chart_case *it, size_t n) {
    const struct drawing_item *bar = chart_case_mark(it, DRAWING_RECT, n);
    assert_non_null(bar);
    return bar;
}

// The side of its bar on which a value stands: 'l', 'r', 'a'bove, 'b'elow, 'i'nside.
static char side_of(const struct drawing_item *bar, const struct drawing_item *label) {
    return label->at[0] < bar->box[0]   ? 'l'
           : label->at[0] > bar->box[2] ? 'r'
           : label->at[1] < bar->box[1] ? 'a'
           : label->at[1] > bar->box[3] ? 'b'
                                        : 'i';
}

static void values_stand_at_the_ends_of_bars(void **state) {
    (void)state;
    static const struct {
        const char *spec, *words[2];
        char sides[2];
    } rows[] = {
        {SPEC(TWO, "\"x\":{" NAMES "},\"y\":{" MEASURE "}"), {"5", "\u22123"}, {'a', 'b'}},
        {SPEC(TWO, "\"y\":{" NAMES "},\"x\":{" MEASURE "}"), {"5", "\u22123"}, {'r', 'l'}},
        {SPEC(TWO, "\"x\":{" NAMES "},\"y\":{" MEASURE ",\"scale\":{\"reverse\":true}}"), {"5", "\u22123"},
            {'b', 'a'}},
        {SPEC(TWO, "\"y\":{" NAMES "},\"x\":{" MEASURE ",\"sort\":\"descending\"}"), {"5", "\u22123"},
            {'l', 'r'}},
        {SPEC(ZERO, "\"x\":{" NAMES "},\"y\":{" MEASURE "}"), {"0", "2"}, {'a', 'a'}},
        {SPEC(ZERO, "\"y\":{" NAMES "},\"x\":{" MEASURE "}"), {"0", "2"}, {'r', 'r'}},
        {SPEC("{\"a\":\"x\",\"n\":0.5},{\"a\":\"y\",\"n\":2}",
             "\"x\":{" NAMES "},\"y\":{" MEASURE ",\"axis\":{\"format\":\".1%\"}}"),
            {"50.0%", "200.0%"}, {'a', 'a'}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct chart_case it;
        chart_case_init(&it, rows[i].spec);
        assert_string_equal(it.reason.text, "");
        for (size_t k = 0; k < 2; k++) {
            const struct drawing_item *label = chart_case_text(&it, rows[i].words[k]);
            if (!label || label->role != DRAWING_DIRECT_LABEL ||
                side_of(bar_at(&it, k), label) != rows[i].sides[k]) {
                fail_msg("row %zu, bar %zu: %c (%s)", i, k, label ? side_of(bar_at(&it, k), label) : '?',
                    chart_case_texts(&it, DRAWING_DIRECT_LABEL));
            }
        }
        const char *crowded = chart_case_crowded(&it);
        if (crowded) {
            fail_msg("row %zu: %s", i, crowded);
        }
        chart_case_finish(&it);
    }
}

static void pieces_of_stacks_have_theirs_inside(void **state) {
    (void)state;
    struct chart_case it;
    chart_case_init(&it, SPEC("{\"a\":\"x\",\"c\":\"p\",\"n\":50},{\"a\":\"x\",\"c\":\"q\",\"n\":40},{\"a\":"
                              "\"x\",\"c\":\"r\",\"n\":1},"
                              "{\"a\":\"x\",\"c\":\"s\",\"n\":-60}",
                             "\"x\":{" NAMES "},\"y\":{" MEASURE "},\"color\":{\"field\":\"c\"}"));
    assert_string_equal(it.reason.text, "");
    static const char *const words[] = {"50", "40", "1", "\u221260"};
    for (size_t i = 0; i < 4; i++) {
        const struct drawing_item *label = chart_case_text(&it, words[i]);
        assert_int_equal(label != NULL, i != 2); // one that is too thin has none
        if (label) {
            assert_int_equal(side_of(bar_at(&it, i), label), 'i');
        }
    }
    chart_case_finish(&it);
}

// None where they are not asked for, where one has no room, or where nothing is a bar.
static void all_bars_have_values_or_none(void **state) {
    (void)state;
    static const struct {
        const char *spec, *labels;
    } rows[] = {
        {SPEC(TWO, "\"x\":{" NAMES "},\"y\":{" MEASURE "}"), "5|\u22123"},
        {"{\"data\":{\"values\":[" TWO "]},\"mark\":\"bar\",\"encoding\":{\"x\":{" NAMES "},\"y\":{" MEASURE
         "}}}",
            ""},
        {SPEC("{\"a\":\"x\",\"n\":5},{\"a\":\"y\",\"n\":1e60}",
             "\"x\":{" NAMES "},\"y\":{" MEASURE ",\"axis\":{\"format\":\".0f\"}}"),
            ""},
        {SPEC("{\"a\":\"x\",\"n\":5},{\"a\":\"y\",\"n\":null}", "\"x\":{" NAMES "},\"y\":{" MEASURE "}"),
            "5"},
        {"{\"usermeta\":{\"kiosk\":{\"labels\":\"values\"}},\"data\":{\"values\":[" TWO
         "]},\"mark\":\"point\",\"encoding\":{\"x\":{" NAMES "},\"y\":{" MEASURE "}}}",
            ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct chart_case it;
        chart_case_init(&it, rows[i].spec);
        const char *labels = chart_case_texts(&it, DRAWING_DIRECT_LABEL), *axis = chart_case_labels(&it, 'y');
        if (strcmp(labels, rows[i].labels) != 0 || (*axis != '\0') != (*rows[i].labels == '\0')) {
            fail_msg("row %zu: \"%s\", axis \"%s\" %s", i, labels, axis, it.reason.text);
        }
        chart_case_finish(&it);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_stand_at_the_ends_of_bars),
        cmocka_unit_test(pieces_of_stacks_have_theirs_inside),
        cmocka_unit_test(all_bars_have_values_or_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
