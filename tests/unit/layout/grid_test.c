#include "layout/grid.h"

#include "tests/support/test.h"

// The measures of docs/screen.md, at the size they are given for.
static void landscape_is_as_drawn(void **state) {
    (void)state;
    struct grid grid = grid_make(1920, 1080, true);
    assert_false(grid.portrait);
    assert_int_equal(grid.margin, 72);
    assert_true(rect_is_equal(grid.masthead, (struct rect){72, 40, 1776, 72}));
    assert_true(rect_is_equal(grid.ticker, (struct rect){0, 988, 1920, 92}));
    assert_true(rect_is_equal(grid.progress, (struct rect){72, 970, 1776, 5}));
    assert_true(rect_is_equal(grid.body, (struct rect){72, 150, 1776, 798}));
    assert_int_equal(grid.rail.w, 452);
    assert_int_equal(grid.main.x + grid.main.w + 48, grid.rail.x);
}

static void portrait_stacks_the_same_parts(void **state) {
    (void)state;
    struct grid grid = grid_make(1080, 1920, true);
    assert_true(grid.portrait);
    assert_int_equal(grid.margin, 56);
    assert_int_equal(grid.rail.w, grid.body.w);
    assert_int_equal(grid.rail.y + grid.rail.h, grid.body.y + grid.body.h);
    assert_int_equal(grid.main.y + grid.main.h + 28, grid.rail.y);
}

static const struct {
    int width, height;
} screens[] = {{1920, 1080}, {1080, 1920}, {3840, 2160}, {1280, 720}, {640, 360}, {1366, 768}, {1000, 1000},
    {2560, 1080}, {320, 240}};

// On any screen: one below the other, inside it, and none on another.
static void parts_keep_their_order(void **state) {
    (void)state;
    for (size_t i = 0; i < 2 * sizeof screens / sizeof *screens; i++) {
        bool has_ticker = i % 2;
        struct grid grid = grid_make(screens[i / 2].width, screens[i / 2].height, has_ticker);
        struct rect screen = {0, 0, grid.width, grid.height};
        const struct rect parts[] = {grid.masthead, grid.main, grid.rail, grid.progress, grid.ticker};
        assert_int_equal(rect_is_empty(grid.ticker), !has_ticker);
        for (size_t k = 0; k < (has_ticker ? 5u : 4u); k++) {
            assert_false(rect_is_empty(parts[k]));
            assert_true(rect_has_rect(screen, parts[k]));
            for (size_t m = 0; m < k; m++) {
                assert_true(rect_is_empty(rect_intersect(parts[k], parts[m])));
            }
        }
        assert_true(rect_has_rect(grid.body, grid.main) && rect_has_rect(grid.body, grid.rail));
        assert_true(grid.progress.h >= 2);
    }
}

static void lengths_scale_with_the_shorter_side(void **state) {
    (void)state;
    struct grid half = grid_make(960, 540, true), portrait = grid_make(540, 3000, true);
    assert_int_equal(grid_px(&half, 72), 36);
    assert_int_equal(grid_px(&half, 5), 3); // rounded
    assert_int_equal(grid_px(&half, -3), -2);
    assert_int_equal(grid_px(&portrait, 72), 36);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(landscape_is_as_drawn),
        cmocka_unit_test(portrait_stacks_the_same_parts),
        cmocka_unit_test(parts_keep_their_order),
        cmocka_unit_test(lengths_scale_with_the_shorter_side),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
