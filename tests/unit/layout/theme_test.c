#include "layout/theme.h"

#include <string.h>

#include "tests/support/page_desk.h"
#include "tests/support/test.h"

static void styles_become_pixels(void **state) {
    (void)state;
    struct type type = theme_type(&fake_theme, ROLE_BODY, 1);
    assert_int_equal(type.size, 38);
    assert_int_equal(type.line_height, 54);
    type = theme_type(&fake_theme, ROLE_LABEL, 0.5);
    assert_int_equal(type.size, 15);
    assert_int_equal(type.line_height, 18);
    assert_float_equal(type.tracking, 0.25, 1e-9); // not rounded
    assert_true(type.caps);
    assert_false(type.tabular);
    assert_int_equal(type.face, FACE_SANS_SEMIBOLD);
}

static void every_name_is_its_own(void **state) {
    (void)state;
    for (int i = 0; i < ROLE_COUNT; i++) {
        for (int k = 0; k < i; k++) {
            // "panel" is a colour too, but no two roles are the same.
            assert_string_not_equal(role_name((enum role)i), role_name((enum role)k));
        }
    }
    for (int i = 1; i < FACE_COUNT; i++) {
        assert_string_not_equal(face_name((enum face)i), face_name((enum face)(i - 1)));
    }
    for (int i = 0; i < COLOR_COUNT; i++) {
        assert_non_null(color_name((enum color)i));
    }
}

// Values of WCAG's own examples.
static void contrast_is_wcags(void **state) {
    (void)state;
    assert_float_equal(color_contrast(0xFFFFFF, 0x000000), 21, 0.001);
    assert_float_equal(color_contrast(0x777777, 0xFFFFFF), 4.48, 0.01);
    assert_float_equal(color_contrast(0x123456, 0x123456), 1, 0.001);
    assert_float_equal(color_contrast(0xFF0000, 0xFFFFFF), color_contrast(0xFFFFFF, 0xFF0000), 1e-9);
}

static void colours_are_made_readable(void **state) {
    (void)state;
    assert_int_equal(color_readable(0x5AA9FF, 0x0D1420, 4.5), 0x5AA9FF); // it is already
    uint64_t seed = 61;
    for (int i = 0; i < 5000; i++) {
        uint32_t color = (uint32_t)test_random(&seed) & 0xFFFFFF,
                 ground = (uint32_t)test_random(&seed) & 0xFFFFFF;
        uint32_t readable = color_readable(color, ground, 4.5);
        assert_true(readable <= 0xFFFFFF);
        assert_true(color_contrast(readable, ground) >= 4.5); // black or white always does
    }
    // No further than it needs: one step less would not do.
    uint32_t readable = color_readable(0x102030, 0x0D1420, 4.5);
    assert_true(color_contrast(readable, 0x0D1420) < 4.8);
}

// On a dark and on a light ground, whatever the brand: it is seen, and what is written on it is read.
static void a_brand_becomes_the_accent(void **state) {
    (void)state;
    static const uint32_t grounds[] = {0x0d1420, 0xf6f2ea, 0x000000};
    for (size_t g = 0; g < 3; g++) {
        for (uint32_t i = 0; i < 216; i++) {
            uint32_t brand = (i / 36) * 0x330000 + (i / 6 % 6) * 0x3300 + (i % 6) * 0x33;
            struct theme theme = fake_theme;
            theme.colors[COLOR_BACKGROUND] = grounds[g];
            theme.contrast = g == 2 ? 7 : 4.5;
            uint32_t accent = theme_take_brand(&theme, brand);
            assert_int_equal(accent, theme.colors[COLOR_ACCENT]);
            assert_true(color_contrast(accent, grounds[g]) >= 3);
            if (color_contrast(accent, theme.colors[COLOR_ON_ACCENT]) < theme.contrast) {
                fail_msg("#%06x on #%06x: #%06x with #%06x", brand, grounds[g], accent,
                    theme.colors[COLOR_ON_ACCENT]);
            }
        }
    }
    struct theme theme = fake_theme;
    assert_int_equal(theme_take_brand(&theme, 0x0b7d4b), 0x0b7d4b); // good as it is
    assert_int_equal(theme.colors[COLOR_ON_ACCENT], 0xFFFFFF);
    assert_int_equal(theme_take_brand(&theme, 0xffd400), 0xffd400);
    assert_int_equal(theme.colors[COLOR_ON_ACCENT], 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(styles_become_pixels),
        cmocka_unit_test(every_name_is_its_own),
        cmocka_unit_test(contrast_is_wcags),
        cmocka_unit_test(colours_are_made_readable),
        cmocka_unit_test(a_brand_becomes_the_accent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
