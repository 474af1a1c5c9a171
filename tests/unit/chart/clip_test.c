#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "support/chart_case.h"

// "clip": true leaves of the marks what lies in their cell. Places in hundredths of the cell, from its lower
// left.

#define ROWS "{\"x\":-5,\"y\":5},{\"x\":5,\"y\":5},{\"x\":5,\"y\":15},{\"x\":10,\"y\":5}"

static void add(char *out, size_t room, const char *word) {
    size_t len = strlen(out);
    snprintf(out + len, room - len, "%s%s", len ? " " : "", word);
}

static void add_place(char *out, size_t room, const double *cell, double x, double y) {
    char word[64];
    snprintf(word, sizeof word, "%.0f,%.0f", (x - cell[0]) / (cell[2] - cell[0]) * 100 + 0.0,
        (cell[3] - y) / (cell[3] - cell[1]) * 100 + 0.0);
    add(out, room, word);
}

static void places_of(const struct chart_case *it, char *out, size_t room) {
    out[0] = '\0';
    for (size_t i = 0; i < it->drawing.count; i++) {
        const struct drawing_item *item = &it->drawing.items[i];
        if (item->role != DRAWING_MARK) {
            continue;
        }
        const double *cell = it->drawing.cells[0].box;
        switch (item->kind) {
        case DRAWING_RECT:
        case DRAWING_RULE:
            add_place(out, room, cell, item->box[0], item->box[1]);
            add_place(out, room, cell, item->box[2], item->box[3]);
            break;
        case DRAWING_SYMBOL:
        case DRAWING_TEXT:
        case DRAWING_ARC: add_place(out, room, cell, item->at[0], item->at[1]); break;
        case DRAWING_LINE:
        case DRAWING_AREA:
            for (size_t j = 0; j < item->point_count; j++) {
                const struct drawing_point *point = &item->points[j];
                if (point->is_gap) {
                    add(out, room, "-");
                    continue;
                }
                add_place(out, room, cell, point->x, point->y);
                if (item->kind == DRAWING_AREA) {
                    add_place(out, room, cell, point->x2, point->y2);
                }
            }
            break;
        }
        add(out, room, "|");
    }
}

static void marks_end_at_their_cell(void **state) {
    (void)state;
    static const struct {
        const char *mark, *rows, *more, *places;
    } rows[] = {
        {"point", ROWS, "", "50,50 | 100,50 |"},
        {"text", ROWS, ",\"text\":{\"value\":\"a\"}", "50,50 | 100,50 |"},
        {"line", ROWS, ",\"order\":{\"value\":0}", "0,50 50,50 50,100 - 75,100 100,50 |"},
        {"line", "{\"x\":1,\"y\":1},{\"x\":2,\"y\":2}", "", "10,10 20,20 |"},
        {"line", "{\"x\":-9,\"y\":1},{\"x\":-1,\"y\":2}", "", ""},
        {"area", "{\"x\":0,\"y\":5},{\"x\":5,\"y\":15},{\"x\":10,\"y\":5}", "",
            "0,50 0,0 25,100 25,0 50,100 50,0 75,100 75,0 100,50 100,0 |"},
        {"rule", "{\"x\":-5,\"y\":5,\"u\":15,\"w\":5}", ",\"x2\":{\"field\":\"u\"},\"y2\":{\"field\":\"w\"}",
            "0,50 100,50 |"},
        {"rule", "{\"x\":-5,\"y\":-5,\"u\":15,\"w\":15}",
            ",\"x2\":{\"field\":\"u\"},\"y2\":{\"field\":\"w\"}", "0,0 100,100 |"},
        {"rule", "{\"x\":-5,\"y\":11,\"u\":15,\"w\":11}",
            ",\"x2\":{\"field\":\"u\"},\"y2\":{\"field\":\"w\"}", ""},
        {"rect", "{\"x\":-5,\"y\":2,\"u\":5,\"w\":30}", ",\"x2\":{\"field\":\"u\"},\"y2\":{\"field\":\"w\"}",
            "0,100 50,20 |"},
        {"rect", "{\"x\":-5,\"y\":2,\"u\":-1,\"w\":3}", ",\"x2\":{\"field\":\"u\"},\"y2\":{\"field\":\"w\"}",
            ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[1024], places[256];
        struct chart_case it;
        snprintf(text, sizeof text,
            "{\"data\":{\"values\":[%s]},\"mark\":{\"type\":\"%s\",\"clip\":true},\"encoding\":{\"x\":{"
            "\"field\":\"x\",\"type\":"
            "\"quantitative\",\"scale\":{\"domain\":[0,10]}},\"y\":{\"field\":\"y\",\"type\":"
            "\"quantitative\",\"stack\":null,"
            "\"scale\":{\"domain\":[0,10]}}%s}}",
            rows[i].rows, rows[i].mark, rows[i].more);
        chart_case_init(&it, text);
        assert_string_equal(it.reason.text, "");
        assert_null(chart_case_fault(&it, true));
        places_of(&it, places, sizeof places);
        if (strcmp(places, rows[i].places) != 0) {
            fail_msg("%s of %s: \"%s\", not \"%s\"", rows[i].mark, rows[i].rows, places, rows[i].places);
        }
        chart_case_finish(&it);
    }
}

static void bent_lines_are_not_cut(void **state) {
    (void)state;
    for (int is_out = 0; is_out < 2; is_out++) {
        char text[512];
        struct chart_case it;
        snprintf(text, sizeof text,
            "{\"data\":{\"values\":[{\"x\":1,\"y\":2},{\"x\":3,\"y\":%d}]},\"mark\":{\"type\":\"line\","
            "\"clip\":true,"
            "\"interpolate\":\"monotone\"},\"encoding\":{\"x\":{\"field\":\"x\",\"type\":\"quantitative\"},"
            "\"y\":{\"field\":"
            "\"y\",\"type\":\"quantitative\",\"scale\":{\"domain\":[0,10]}}}}",
            is_out ? 20 : 9);
        chart_case_init(&it, text);
        assert_string_equal(it.reason.text,
            is_out ? "spec: /mark/clip: outside the subset: \"clip\" of a line that is not straight" : "");
        chart_case_finish(&it);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_end_at_their_cell),
        cmocka_unit_test(bent_lines_are_not_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
