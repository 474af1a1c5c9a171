#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/strbuf.h"
#include "support/chart_case.h"

// Names at the ends of lines: apart from each other, in the order in which the lines end, on the screen, as
// near to their ends as that allows; or a legend.

#define MOST 12

struct lines {
    size_t count;
    double last[MOST];
    const char *names[MOST]; // NULL: "A", "B", …
};

static const char *name_of(const struct lines *lines, size_t i, char room[8]) {
    snprintf(room, 8, "%c", (int)('A' + i));
    return lines->names[i] ? lines->names[i] : room;
}

static void draw(struct chart_case *it, const struct lines *lines, const char *labels, const char *mark) {
    struct strbuf spec;
    char room[8];
    strbuf_init(&spec, 1 << 16);
    strbuf_add_text(&spec, "{\"data\":{\"values\":[");
    for (size_t i = 0; i < lines->count; i++) {
        for (int month = 1; month <= 3; month++) {
            strbuf_printf(&spec, "%s{\"m\":\"2026-0%d-01\",\"s\":\"%s\",\"v\":%g}", i || month > 1 ? "," : "",
                month, name_of(lines, i, room), month < 3 ? (double)(i * 3) : lines->last[i]);
        }
    }
    strbuf_printf(&spec,
        "]},\"mark\":\"%s\",\"encoding\":{\"x\":{\"field\":\"m\",\"type\":\"temporal\",\"title\":null},\"y\":"
        "{"
        "\"field\":\"v\",\"type\":\"quantitative\",\"title\":null},\"color\":{\"field\":\"s\",\"title\":null}"
        "},"
        "\"usermeta\":{\"kiosk\":{\"labels\":\"%s\"}}}",
        mark, labels);
    chart_case_init(it, strbuf_text(&spec));
    strbuf_finish(&spec);
    if (it->error) {
        fail_msg("%s", it->reason.text);
    }
}

static double middle(const struct drawing_item *item) {
    return (item->box[1] + item->box[3]) / 2;
}

// The label of the i-th line, NULL if there is a legend above the plot instead.
static const struct drawing_item *label_of(const struct chart_case *it, const struct lines *lines, size_t i) {
    char room[8];
    const char *name = name_of(lines, i, room);
    for (size_t k = 0; k < it->drawing.count; k++) {
        const struct drawing_item *item = &it->drawing.items[k];
        if (item->role == DRAWING_LEGEND_LABEL && item->value.kind == SCALAR_TEXT &&
            strcmp(item->value.text, name) == 0) {
            return item->box[0] >= it->drawing.cells[0].box[2] ? item : NULL;
        }
    }
    return NULL;
}

static void stand_well(struct chart_case *it, const struct lines *lines) {
    const double *cell = it->drawing.cells[0].box;
    for (size_t i = 0; i < lines->count; i++) {
        const struct drawing_item *label = label_of(it, lines, i);
        if (!label) {
            fail_msg("%zu lines, the first \"%s\": a legend", lines->count,
                lines->names[0] ? lines->names[0] : "A");
            return;
        }
        assert_true(label->box[1] > cell[1] - 34 && label->box[3] < cell[3] + 34);
        for (size_t k = 0; k < i; k++) {
            const struct drawing_item *other = label_of(it, lines, k);
            bool is_above = lines->last[i] > lines->last[k];
            if (lines->last[i] != lines->last[k] && is_above != (middle(label) < middle(other))) {
                fail_msg(
                    "%s and %s stand in another order than their lines", label->text.text, other->text.text);
            }
        }
    }
    const char *crowd = chart_case_crowded(it);
    if (crowd) {
        fail_msg("%s", crowd);
    }
}

static void names_that_were_asked_for_are_pushed_apart(void **state) {
    (void)state;
    static const struct lines rows[] = {
        {1, {5}, {NULL}},
        {2, {50, 50}, {NULL}},  // the same end
        {3, {0, 0, 0}, {NULL}}, // at the foot of the plot
        {3, {100, 100, 99.9}, {NULL}},
        {4, {50, 51, 52, 53}, {NULL}},
        {5, {10, 90, 11, 89, 50}, {NULL}},
        {8, {1, 2, 3, 4, 5, 6, 7, 8}, {NULL}},
        {3, {-5, 5, -5.1}, {NULL}},
        {3, {10, 50, 90}, {"Eine Linie mit einem sehr langen Namen auf zwei Zeilen", "Kurz", "B"}},
        {4, {50, 50, 50, 100},
            {"Eine Linie mit einem sehr langen Namen", "Noch eine Linie mit einem langen Namen", "B", NULL}},
        {2, {10, 60}, {"السكك الحديدية", "العبّارات"}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct chart_case it;
        draw(&it, &rows[i], "direct", "line");
        stand_well(&it, &rows[i]);
        chart_case_finish(&it);
    }
}

// The whole range of closeness, by a rule of numbers that look random.
static void any_ends_are_named_or_have_a_legend(void **state) {
    (void)state;
    size_t direct = 0;
    for (size_t round = 0; round < 120; round++) {
        struct chart_case it;
        struct lines lines = {.count = 2 + round % 11};
        for (size_t i = 0; i < lines.count; i++) {
            lines.last[i] =
                (double)((round * 7919 + i * i * 104729 + i * 31) % 97) * (round % 3 ? 1 : 0.02) + 40;
        }
        draw(&it, &lines, "direct", "line");
        if (label_of(&it, &lines, 0)) {
            stand_well(&it, &lines);
            direct++;
        } else { // all of them above the plot, in the order of the scale
            assert_int_equal(chart_case_count(&it, DRAWING_LEGEND_LABEL, DRAWING_TEXT), lines.count);
            assert_null(chart_case_crowded(&it));
        }
        chart_case_finish(&it);
    }
    assert_in_range(direct, 60, 120);
}

static void a_name_stands_at_the_height_of_its_end(void **state) {
    (void)state;
    static const struct lines lines = {3, {10, 50, 90}, {NULL}};
    struct chart_case it;
    draw(&it, &lines, "direct", "line");
    for (size_t i = 0; i < lines.count; i++) {
        const struct drawing_item *line = chart_case_mark(&it, DRAWING_LINE, i),
                                  *label = label_of(&it, &lines, i);
        const struct drawing_point *end = &line->points[line->point_count - 1];
        // the one at the very top is kept inside the plot
        assert_true(fabs(middle(label) - end->y) < 34 * (i == 2 ? 0.45 : 0.2));
        assert_true(label->box[0] > end->x && label->box[0] < end->x + 34 * 1.5);
    }
    assert_null(chart_case_text(&it, "s")); // no legend's title
    chart_case_finish(&it);
}

// A name of three lines' length is cut, and a legend would not have been.
static void long_names_are_wrapped_or_cut(void **state) {
    (void)state;
    static const struct lines lines = {2, {10, 90},
        {"Ein Name von solcher Länge dass auch zwei Zeilen davon nicht genug für alles wären was er sagt und "
         "meint",
            "Undeinerohneeinenzwischenraumderdeshalbnichtgebrochenwerdenkann"}};
    struct chart_case it;
    draw(&it, &lines, "direct", "line");
    for (size_t i = 0; i < lines.count; i++) {
        const struct drawing_item *label = label_of(&it, &lines, i);
        assert_non_null(label);
        assert_non_null(strstr(label->text.text, "\u2026"));
        assert_true(label->box[2] - label->box[0] <= 1700 * 0.27);
    }
    assert_null(chart_case_crowded(&it));
    chart_case_finish(&it);
}

static void names_of_areas_stand_in_the_middle_of_their_band(void **state) {
    (void)state;
    static const struct lines lines = {2, {20, 60}, {NULL}};
    struct chart_case it;
    draw(&it, &lines, "direct", "area");
    for (size_t i = 0; i < lines.count; i++) {
        const struct drawing_item *area = chart_case_mark(&it, DRAWING_AREA, i),
                                  *label = label_of(&it, &lines, i);
        const struct drawing_point *end = &area->points[area->point_count - 1];
        assert_non_null(label);
        assert_true(fabs(middle(label) - (end->y + end->y2) / 2) < 34 * 0.3);
    }
    chart_case_finish(&it);
}

// A line that ends before the others, or has no value at all.
static void lines_that_end_early(void **state) {
    (void)state;
    static const struct {
        const char *values, *labels;
        bool is_direct;
    } rows[] = {
        {"{\"m\":1,\"v\":1,\"s\":\"A\"},{\"m\":3,\"v\":2,\"s\":\"A\"},{\"m\":1,\"v\":5,\"s\":\"B\"},"
         "{\"m\":2,\"v\":9,\"s\":\"B\"}",
            "\"labels\":\"direct\"", true},
        {"{\"m\":1,\"v\":1,\"s\":\"A\"},{\"m\":3,\"v\":2,\"s\":\"A\"},{\"m\":1,\"v\":5,\"s\":\"B\"},"
         "{\"m\":2,\"v\":9,\"s\":\"B\"}",
            "", false}, // not asked: all end at the right, or there is a legend
        {"{\"m\":1,\"v\":1,\"s\":\"A\"},{\"m\":3,\"v\":2,\"s\":\"A\"},{\"m\":1,\"v\":8,\"s\":\"B\"},"
         "{\"m\":3,\"v\":null,\"s\":\"B\"}",
            "", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        static const struct lines two = {2, {0}, {NULL}};
        char spec[1024];
        struct chart_case it;
        snprintf(spec, sizeof spec,
            "{\"data\":{\"values\":[%s]},\"mark\":\"line\",\"encoding\":{\"x\":{\"field\":\"m\",\"type\":"
            "\"quantitative\"},\"y\":{\"field\":\"v\",\"type\":\"quantitative\"},\"color\":{\"field\":\"s\","
            "\"title\":null}},\"usermeta\":{\"kiosk\":{%s}}}",
            rows[i].values, rows[i].labels);
        chart_case_init(&it, spec);
        assert_string_equal(it.reason.text, "");
        assert_true((label_of(&it, &two, 0) != NULL) == rows[i].is_direct);
        assert_true((label_of(&it, &two, 1) != NULL) == rows[i].is_direct);
        assert_int_equal(chart_case_count(&it, DRAWING_LEGEND_LABEL, DRAWING_TEXT), 2);
        assert_null(chart_case_crowded(&it));
        chart_case_finish(&it);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_that_were_asked_for_are_pushed_apart),
        cmocka_unit_test(any_ends_are_named_or_have_a_legend),
        cmocka_unit_test(a_name_stands_at_the_height_of_its_end),
        cmocka_unit_test(long_names_are_wrapped_or_cut),
        cmocka_unit_test(names_of_areas_stand_in_the_middle_of_their_band),
        cmocka_unit_test(lines_that_end_early),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
