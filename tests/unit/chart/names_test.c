#include "support/test.h"

#include <stdio.h>
#include <string.h>

#include "support/chart_case.h"

// The order of names: by themselves, by a field, a channel or a list (Vega-Lite docs, sort).

#define ROWS                                                                                                 \
    "{\"k\":\"pear\",\"v\":3,\"w\":1,\"d\":\"2026-03-01\"},{\"k\":\"apple\",\"v\":9,\"w\":2,\"d\":\"2026-"   \
    "01-01\"},"                                                                                              \
    "{\"k\":\"fig\",\"v\":1,\"w\":8,\"d\":\"2026-02-01\"},{\"k\":\"pear\",\"v\":4,\"w\":0,\"d\":\"2026-04-"  \
    "01\"}"

static void names_of(const struct chart_case *it, char *out, size_t room) {
    size_t len = 0;
    out[0] = '\0';
    for (size_t i = 0; i < it->drawing.axis_count; i++) {
        const struct drawing_axis *axis = &it->drawing.axes[i];
        for (size_t j = 0; axis->channel == 'x' && j < axis->domain_count && len < room; j++) {
            char word[SCALAR_TEXT_ROOM];
            len += (size_t)snprintf(
                out + len, room - len, "%s%s", j ? " " : "", scalar_text(axis->domain[j], word));
        }
    }
}

static void names_are_sorted(void **state) {
    (void)state;
    static const struct {
        const char *x, *y, *names;
    } rows[] = {
        {"", "", "apple fig pear"},
        {",\"sort\":\"ascending\"", "", "apple fig pear"},
        {",\"sort\":\"descending\"", "", "pear fig apple"},
        {",\"sort\":null", "", "pear apple fig"},
        {",\"sort\":[\"fig\",\"pear\"]", "", "fig pear apple"},
        {",\"sort\":[\"plum\",\"apple\"]", "", "apple pear fig"},
        {",\"sort\":[]", "", "pear apple fig"},
        {",\"sort\":\"y\"", "", "fig pear apple"}, // 1, 3 + 4 as they are stacked, 9
        {",\"sort\":\"-y\"", "", "apple pear fig"},
        {",\"sort\":{\"encoding\":\"y\",\"order\":\"descending\"}", "", "apple pear fig"},
        {",\"sort\":\"y\"", ",\"aggregate\":\"min\"", "fig pear apple"},
        {",\"sort\":{\"field\":\"w\",\"op\":\"sum\"}", "", "pear apple fig"},
        {",\"sort\":{\"field\":\"w\",\"op\":\"max\",\"order\":\"descending\"}", "", "fig apple pear"},
        {",\"sort\":{\"field\":\"v\",\"op\":\"mean\"}", "", "fig pear apple"},
        {",\"sort\":{\"op\":\"count\",\"order\":\"descending\"}", "", "pear apple fig"},
        {",\"sort\":{\"field\":\"d\",\"op\":\"min\"}", "", "apple fig pear"}, // texts that are dates
        {",\"sort\":{\"field\":\"d\",\"op\":\"max\",\"order\":\"descending\"}", "", "pear fig apple"},
        {",\"sort\":{\"field\":\"v\",\"order\":null}", "", "pear apple fig"},
        {",\"scale\":{\"domain\":[\"fig\",\"plum\",\"apple\"]}", "", "fig plum apple"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[1024], names[256];
        struct chart_case it;
        snprintf(text, sizeof text,
            "{\"data\":{\"values\":[" ROWS
            "]},\"mark\":\"bar\",\"encoding\":{\"x\":{\"field\":\"k\",\"type\":\"nominal\"%s},"
            "\"y\":{\"field\":\"v\",\"type\":\"quantitative\"%s}}}",
            rows[i].x, rows[i].y);
        chart_case_init(&it, text);
        assert_string_equal(it.reason.text, "");
        names_of(&it, names, sizeof names);
        if (strcmp(names, rows[i].names) != 0) {
            fail_msg("%s%s: %s, not %s", rows[i].x, rows[i].y, names, rows[i].names);
        }
        chart_case_finish(&it);
    }
}

// Numbers as names sort as numbers, days and months as the calendar has them.
static void other_values_are_sorted(void **state) {
    (void)state;
    static const struct {
        const char *values, *x;
        double firsts[3];
    } rows[] = {
        {"{\"k\":10},{\"k\":9},{\"k\":1}", "\"type\":\"ordinal\"", {1, 9, 10}},
        {"{\"k\":10},{\"k\":9},{\"k\":1}", "\"type\":\"ordinal\",\"sort\":\"descending\"", {10, 9, 1}},
        {"{\"k\":\"2026-11-25\"},{\"k\":\"2026-11-23\"},{\"k\":\"2026-11-22\"}", // Wednesday, Monday, Sunday
            "\"timeUnit\":\"day\",\"type\":\"ordinal\",\"sort\":[\"mon\",\"wed\",\"sun\"]",
            {1325462400000, 1325635200000, 1325376000000}},
        {"{\"k\":\"2026-03-25\"},{\"k\":\"2026-01-23\"},{\"k\":\"2026-02-22\"}",
            "\"timeUnit\":\"month\",\"type\":\"ordinal\"", {1325376000000, 1328054400000, 1330560000000}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[512];
        struct chart_case it;
        snprintf(text, sizeof text,
            "{\"data\":{\"values\":[%s]},\"mark\":\"bar\",\"encoding\":{\"x\":{\"field\":\"k\",%s}}}",
            rows[i].values, rows[i].x);
        chart_case_init(&it, text);
        assert_string_equal(it.reason.text, "");
        assert_int_equal(it.drawing.axes[0].domain_count, 3);
        for (size_t j = 0; j < 3; j++) {
            double value = scalar_number(it.drawing.axes[0].domain[j]);
            if (!(value > rows[i].firsts[j] - 0.5 && value < rows[i].firsts[j] + 0.5)) {
                fail_msg("{%s}: %.0f, not %.0f", rows[i].x, value, rows[i].firsts[j]);
            }
        }
        chart_case_finish(&it);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_sorted),
        cmocka_unit_test(other_values_are_sorted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
