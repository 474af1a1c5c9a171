#include "support/test.h"

#include <string.h>

#include "chart/plot.h"

// Which way a mark stands, by what its axes show. Expectations are Vega-Lite's (compile/mark/init.ts).

enum kind { NO, NAME, NUMBER, TIME, SUM, BIN, BINNED };

static struct encoding encoding_of(enum kind kind, const struct tree *def) {
    static const struct tree bin = {.kind = TREE_BOOL, .key = "bin", .number = 1};
    struct encoding encoding = {.def = kind == NO ? NULL : def, .column = TABLE_NONE, .end = TABLE_NONE};
    if (kind != NO) {
        encoding.field = "f";
        encoding.type = kind == NAME ? TYPE_NOMINAL : kind == TIME ? TYPE_TEMPORAL : TYPE_QUANTITATIVE;
        encoding.aggregate = kind == SUM ? "sum" : NULL;
        encoding.bin = kind == BIN ? &bin : NULL;
        encoding.is_binned = kind == BINNED;
    }
    return encoding;
}

static void marks_stand_or_lie(void **state) {
    (void)state;
    static const struct {
        enum mark mark;
        enum kind x, y;
        bool has_x2, has_y2;
        const char *orient;
        bool is_horizontal;
    } rows[] = {
        {MARK_BAR, NAME, NUMBER, false, false, NULL, false},
        {MARK_BAR, NUMBER, NAME, false, false, NULL, true},
        {MARK_BAR, NUMBER, NO, false, false, NULL, true},
        {MARK_BAR, NO, NUMBER, false, false, NULL, false},
        {MARK_BAR, NAME, NAME, false, false, NULL, false},
        {MARK_BAR, NO, NO, false, false, NULL, false},
        {MARK_BAR, TIME, NUMBER, false, false, NULL, false},
        {MARK_BAR, NUMBER, TIME, false, false, NULL, true},
        {MARK_BAR, NUMBER, NUMBER, false, false, NULL, false},
        {MARK_BAR, SUM, NUMBER, false, false, NULL, true},
        {MARK_BAR, NUMBER, SUM, false, false, NULL, false},
        {MARK_BAR, BIN, SUM, false, false, NULL, false},
        {MARK_BAR, SUM, BIN, false, false, NULL, true},
        {MARK_BAR, BINNED, NUMBER, true, false, NULL, false},
        {MARK_BAR, NUMBER, BINNED, false, true, NULL, true},
        {MARK_BAR, NUMBER, NAME, true, false, NULL, true},
        {MARK_BAR, NAME, NUMBER, false, true, NULL, false},
        {MARK_BAR, NUMBER, NUMBER, true, true, NULL, false},
        {MARK_BAR, NUMBER, NUMBER, false, false, "horizontal", true},
        {MARK_BAR, NAME, NUMBER, false, false, "horizontal", true},
        {MARK_BAR, SUM, NUMBER, false, false, "vertical", true}, // what is summed up is the length
        {MARK_BAR, NUMBER, NAME, true, false, "vertical", true}, // two ends say more
        {MARK_AREA, TIME, NUMBER, false, false, NULL, false},
        {MARK_AREA, NUMBER, TIME, false, false, NULL, true},
        {MARK_AREA, TIME, NUMBER, true, false, NULL, true},
        {MARK_AREA, NUMBER, NUMBER, false, false, "horizontal", true},
        {MARK_LINE, TIME, NUMBER, false, false, NULL, false},
        {MARK_LINE, NUMBER, TIME, false, false, NULL, true},
        {MARK_LINE, NUMBER, NAME, false, false, NULL, true},
        {MARK_LINE, SUM, NUMBER, false, false, NULL, true},
        {MARK_LINE, SUM, SUM, false, false, NULL, false},
        {MARK_RULE, NUMBER, NO, false, false, NULL, false}, // from top to bottom
        {MARK_RULE, NO, NUMBER, false, false, NULL, true},
        {MARK_RULE, NAME, NUMBER, false, true, NULL, false},
        {MARK_RULE, NUMBER, NAME, true, false, NULL, true},
        {MARK_TICK, NUMBER, NAME, false, false, NULL, false},
        {MARK_TICK, NAME, NUMBER, false, false, NULL, true},
        {MARK_TICK, NAME, NUMBER, false, false, "vertical", false},
        {MARK_POINT, NUMBER, TIME, false, false, NULL, false},
        {MARK_TEXT, NUMBER, NAME, false, false, NULL, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct tree def = {.kind = TREE_OBJECT},
                          orient = {.kind = TREE_TEXT, .key = "orient", .text = rows[i].orient},
                          mark = {.kind = TREE_OBJECT, .children = &orient, .count = rows[i].orient ? 1 : 0};
        struct plot plot = {.name = "t"};
        struct unit unit = {.mark = rows[i].mark, .mark_name = "", .def = &mark};
        unit.encodings[CH_X] = encoding_of(rows[i].x, &def);
        unit.encodings[CH_Y] = encoding_of(rows[i].y, &def);
        unit.encodings[CH_X2] = encoding_of(rows[i].has_x2 ? NUMBER : NO, &def);
        unit.encodings[CH_Y2] = encoding_of(rows[i].has_y2 ? NUMBER : NO, &def);
        unit_orient(&plot, &unit);
        if (unit.is_horizontal != rows[i].is_horizontal) {
            fail_msg("row %zu", i);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(marks_stand_or_lie)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
