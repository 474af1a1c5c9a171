#include "support/test.h"

#include <math.h>

#include "chart/color.h"

static void colors_are_read(void **state) {
    (void)state;
    static const struct {
        const char *text;
        uint32_t color;
    } rows[] = {
        {"#abc", 0xaabbcc},
        {"#A0b1C2", 0xa0b1c2},
        {"rgb(1, 2, 3)", 0x010203},
        {"rgb(300,-5,0)", 0xff0000},
        {"rgba(255, 128, 0, 0.5)", 0xff8000},
        {"steelblue", 0x4682b4},
        {"SteelBlue", 0x4682b4},
        {"black", 0x000000},
    };
    static const char *const none[] = {
        "", "#", "#ab", "#abcd", "#abcdefg", "#xyz", "rgb(1,2)", "bluish", "hsl(1,2%,3%)"};
    uint32_t color;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_true(color_parse(rows[i].text, &color));
        assert_int_equal(color, rows[i].color);
    }
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        assert_false(color_parse(none[i], &color));
    }
}

static void colors_lie_between_stops(void **state) {
    (void)state;
    static const uint32_t stops[] = {0x000000, 0x808080, 0xff0000};
    static const struct {
        double at;
        uint32_t color;
    } rows[] = {{0, 0x000000}, {0.25, 0x404040}, {0.5, 0x808080}, {0.75, 0xc04040}, {1, 0xff0000},
        {-3, 0x000000}, {7, 0xff0000}, {(double)NAN, 0x000000}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(color_ramp(stops, 3, rows[i].at), rows[i].color);
    }
    assert_int_equal(color_ramp(stops + 1, 1, 0.7), 0x808080);
    assert_int_equal(color_ramp(stops, 0, 0.7), 0);
}

// WCAG 2.1's own examples, and what must be reached.
static void contrast_is_reached(void **state) {
    (void)state;
    assert_true(fabs(chart_contrast(0xffffff, 0x000000) - 21) < 1e-9);
    assert_true(fabs(chart_contrast(0x777777, 0xffffff) - 4.478) < 0.001);
    static const uint32_t grounds[] = {0x0d1420, 0xf6f2ea, 0x000000, 0xffffff};
    for (size_t i = 0; i < 4; i++) {
        for (uint32_t color = 0; color <= 0xffffff; color += 0x0f1d2b) {
            assert_true(chart_contrast(chart_readable(color, grounds[i], 2.2), grounds[i]) >= 2.2);
        }
    }
    assert_int_equal(chart_readable(0x56b4e9, 0x0d1420, 2.2), 0x56b4e9); // left as it is
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(colors_are_read),
        cmocka_unit_test(colors_lie_between_stops),
        cmocka_unit_test(contrast_is_reached),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
