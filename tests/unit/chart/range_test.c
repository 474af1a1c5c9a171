#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "chart/color.h"
#include "support/scale_case.h"

// What values become: the spec's own colours, in the order it lists them, else those of the ground; numbers
// of other channels.

#define QUANTITATIVE(scale) "\"type\":\"quantitative\",\"scale\":{" scale "}"
#define NOMINAL(scale) "\"type\":\"nominal\",\"scale\":{" scale "}"

static void colors_are_those_listed(void **state) {
    (void)state;
    static const struct {
        const char *values, *def;
        double number; // the value whose colour is asked for
        uint32_t color;
    } rows[] = {
        // a ramp from the first to the last
        {"0,10", QUANTITATIVE("\"range\":[\"#ff0000\",\"#00ff00\"]"), 0, 0xff0000},
        {"0,10", QUANTITATIVE("\"range\":[\"#ff0000\",\"#00ff00\"]"), 10, 0x00ff00},
        {"0,10", QUANTITATIVE("\"range\":[\"#ff0000\",\"#ffff00\",\"#00ff00\"]"), 5, 0xffff00},
        {"0,10", QUANTITATIVE("\"range\":[\"#ff0000\",\"#00ff00\"],\"reverse\":true"), 0, 0x00ff00},
        {"0,10", QUANTITATIVE("\"range\":[\"#ff0000\"]"), 7, 0xff0000}, // one colour is one
        {"0,10", QUANTITATIVE("\"domain\":[10,0],\"range\":[\"#ff0000\",\"#00ff00\"]"), 0, 0x00ff00},
        {"0,10", QUANTITATIVE("\"domainMid\":2,\"range\":[\"#ff0000\",\"#ffff00\",\"#00ff00\"]"), 2,
            0xffff00},
        // a step for each class
        {"0,9", QUANTITATIVE("\"type\":\"quantize\",\"range\":[\"#ff0000\",\"#ffff00\",\"#00ff00\"]"), 2.9,
            0xff0000},
        {"0,9", QUANTITATIVE("\"type\":\"quantize\",\"range\":[\"#ff0000\",\"#ffff00\",\"#00ff00\"]"), 3,
            0xffff00},
        {"0,9", QUANTITATIVE("\"type\":\"threshold\",\"domain\":[5],\"range\":[\"#ff0000\",\"#00ff00\"]"), 5,
            0x00ff00},
        // names in turn
        {"1,2,3", NOMINAL("\"range\":[\"#ff0000\",\"#00ff00\"]"), 2, 0x00ff00},
        {"1,2,3", NOMINAL("\"range\":[\"#ff0000\",\"#00ff00\"]"), 3, 0xff0000},
        {"1,2,3", NOMINAL("\"domain\":[3,1],\"range\":[\"#ff0000\",\"#00ff00\"]"), 1, 0x00ff00},
        {"1,2,3", NOMINAL("\"range\":[\"#ff0000\",\"no colour\",\"#00ff00\"]"), 2, 0x00ff00},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct scale_case it;
        const struct scale *scale = scale_case_init(&it, "square", rows[i].values, "color", rows[i].def);
        assert_string_equal(it.reason.text, "");
        uint32_t color = scale_color(scale, scalar_of_number(rows[i].number), 0x123456);
        if (color != rows[i].color) {
            fail_msg("row %zu: %06x", i, color);
        }
        assert_int_equal(scale_color(scale, scalar_of_text("unknown"), 0x123456), 0x123456);
        scale_case_finish(&it);
    }
}

// Without a list: names have the palette, then the same hues paler; an order and numbers a ramp that gets
// further from the ground; a middle two hues.
static void colors_are_the_grounds(void **state) {
    (void)state;
    struct scale_case it;
    const struct scale *scale = scale_case_init(
        &it, "square", "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20", "color", "\"type\":\"nominal\"");
    const struct chart_style *style = &it.form.style;
    for (size_t i = 0; i < style->palette_count; i++) {
        assert_int_equal(scale_color(scale, scalar_of_number((double)i + 1), 0), style->palette[i]);
    }
    uint32_t again = scale_color(scale, scalar_of_number((double)style->palette_count + 1), 0);
    assert_int_equal(again, color_mix(style->palette[0], style->ink, 0.4));
    scale_case_finish(&it);
    static const char *const defs[] = {"\"type\":\"ordinal\"", "\"type\":\"quantitative\"",
        "\"type\":\"quantitative\",\"scale\":{\"type\":\"quantize\"}",
        "\"type\":\"quantitative\",\"bin\":{\"step\":1}"};
    for (size_t i = 0; i < sizeof defs / sizeof *defs; i++) {
        scale = scale_case_init(&it, "square", "1,2,3,4,5,6", "color", defs[i]);
        double last = 1;
        for (int value = 1; value <= 5; value++) {
            double contrast =
                chart_contrast(scale_color(scale, scalar_of_number(value), 0), it.form.style.background);
            if (contrast <= last) {
                fail_msg("%s: %g after %g", defs[i], contrast, last);
            }
            last = contrast;
        }
        scale_case_finish(&it);
    }
    scale = scale_case_init(
        &it, "square", "-5,5", "color", "\"type\":\"quantitative\",\"scale\":{\"domainMid\":0}");
    uint32_t low = scale_color(scale, scalar_of_number(-5), 0),
             high = scale_color(scale, scalar_of_number(5), 0);
    assert_true((low & 0xff) > (low >> 16) && (high & 0xff) < (high >> 16)); // blue below, orange above
    scale_case_finish(&it);
}

// An order of more values than there are colours goes on at its far end, not from the beginning again.
static void long_orders_are_ramps(void **state) {
    (void)state;
    char values[512] = "";
    for (int i = 0; i < 100; i++) {
        size_t used = strlen(values);
        snprintf(values + used, sizeof values - used, "%s%d", i ? "," : "", 100 + i);
    }
    struct scale_case it;
    const struct scale *scale = scale_case_init(&it, "square", values, "color", "\"type\":\"ordinal\"");
    assert_string_equal(it.reason.text, "");
    assert_int_equal(scale->count, 100);
    double last = 0;
    for (size_t i = 0; i < scale->count; i++) {
        double contrast = chart_contrast(scale_color(scale, scale->values[i], 0), it.form.style.background);
        if (contrast < last - 0.05) {
            fail_msg("value %zu: %g after %g", i, contrast, last);
        }
        last = contrast;
    }
    scale_case_finish(&it);
}

static void values_are_those_listed(void **state) {
    (void)state;
    static const struct {
        const char *def;
        double number, result;
    } rows[] = {
        {QUANTITATIVE("\"zero\":false"), 0, 1},
        {QUANTITATIVE("\"zero\":false"), 10, 3},
        {QUANTITATIVE("\"range\":[2,12]"), 5, 7},
        {QUANTITATIVE("\"range\":[12,2]"), 0, 12},
        {QUANTITATIVE("\"range\":[2,4,12]"), 10, 12},
        {QUANTITATIVE("\"range\":[2,12],\"clamp\":true"), 99, 12},
        {QUANTITATIVE("\"type\":\"quantize\",\"range\":[1,5,9]"), 4, 5},
        {QUANTITATIVE("\"type\":\"threshold\",\"domain\":[3],\"range\":[1,5]"), 3, 5},
        {"\"type\":\"ordinal\",\"scale\":{\"range\":[1,5]}", 10, 5},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct scale_case it;
        const struct scale *scale = scale_case_init(&it, "point", "0,10", "opacity", rows[i].def);
        assert_string_equal(it.reason.text, "");
        double result = scale_number(scale, scalar_of_number(rows[i].number), 1, 3);
        if (!(fabs(result - rows[i].result) < 1e-9)) {
            fail_msg("row %zu: %g", i, result);
        }
        scale_case_finish(&it);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(colors_are_those_listed),
        cmocka_unit_test(colors_are_the_grounds),
        cmocka_unit_test(long_orders_are_ramps),
        cmocka_unit_test(values_are_those_listed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
