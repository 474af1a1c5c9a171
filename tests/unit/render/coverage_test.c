#include "render/coverage.h"

#include "support/test.h"

// What pixels have of a shape, and of its colour.

static unsigned mixed(unsigned over, unsigned ground, unsigned weight) {
    return (over * weight + ground * (255 - weight) + 127) / 255;
}

// Each channel by itself, rounded to the nearest, whatever the others are: every pair with every weight.
static void colors_are_mixed_exactly(void **state) {
    (void)state;
    for (unsigned over = 0; over < 256; over++) {
        for (unsigned ground = 0; ground < 256; ground++) {
            for (unsigned weight = 0; weight < 256; weight += weight < 4 || weight > 250 ? 1 : 3) {
                unsigned inverse = 255 - over, other = over ^ ground;
                uint32_t a = over << 16 | inverse << 8 | other, b = ground << 16 | over << 8 | inverse;
                uint32_t want = mixed(over, ground, weight) << 16 | mixed(inverse, over, weight) << 8 |
                                mixed(other, inverse, weight);
                if (color_mixed(a, b, weight) != want) {
                    fail_msg("#%06x over #%06x by %u", a, b, weight);
                }
            }
        }
    }
}

static void corners_are_covered_evenly(void **state) {
    (void)state;
    for (int radius = 1; radius < 40; radius++) {
        double sum = 0;
        for (int y = 0; y < radius; y++) {
            for (int x = 0; x < radius; x++) {
                Uint8 ink = coverage_of_corner(radius, x, y);
                assert_int_equal(ink, coverage_of_corner(radius, y, x));
                sum += ink / 255.0;
            }
        }
        double quarter = 3.14159265 / 4 * radius * radius; // of a disc
        assert_true(sum > quarter * 0.98 - 0.1 && sum < quarter * 1.02 + 0.1);
        assert_true(radius == 1 || coverage_of_corner(radius, radius - 1, radius - 1) == 255);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(colors_are_mixed_exactly),
        cmocka_unit_test(corners_are_covered_evenly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
