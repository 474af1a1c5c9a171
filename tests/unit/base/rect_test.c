#include "base/rect.h"

#include <string.h>

#include "support/test.h"

#define R(x, y, w, h) ((struct rect){x, y, w, h})

static void assert_rect(struct rect got, struct rect want) {
    if (!rect_is_equal(got, want)) {
        fail_msg("%d,%d %dx%d, not %d,%d %dx%d", got.x, got.y, got.w, got.h, want.x, want.y, want.w, want.h);
    }
}

static void test_rects(void **state) {
    (void)state;
    assert_true(rect_is_empty(R(5, 5, 0, 10)));
    assert_true(rect_is_empty(R(5, 5, 10, -1)));
    assert_false(rect_is_empty(R(-5, -5, 1, 1)));
    assert_rect(rect_intersect(R(0, 0, 10, 10), R(5, 6, 10, 10)), R(5, 6, 5, 4));
    assert_rect(rect_intersect(R(0, 0, 10, 10), R(10, 0, 10, 10)), R(0, 0, 0, 0)); // neighbours do not meet
    assert_rect(rect_intersect(R(0, 0, 10, 10), R(-5, -5, 30, 30)), R(0, 0, 10, 10));
    assert_rect(rect_union(R(0, 0, 10, 10), R(20, 30, 5, 5)), R(0, 0, 25, 35));
    assert_rect(rect_union(R(0, 0, 10, 10), R(900, 900, 0, 5)), R(0, 0, 10, 10));
    assert_rect(rect_union(R(900, 900, 0, 5), R(0, 0, 10, 10)), R(0, 0, 10, 10));
    assert_true(rect_has_rect(R(0, 0, 10, 10), R(0, 0, 10, 10)));
    assert_true(rect_has_rect(R(0, 0, 10, 10), R(3, 3, 7, 7)));
    assert_false(rect_has_rect(R(0, 0, 10, 10), R(3, 3, 8, 7)));
    assert_false(rect_has_rect(R(0, 0, 10, 10), R(-1, 3, 3, 3)));
    assert_rect(rect_grow(R(10, 10, 4, 4), 3), R(7, 7, 10, 10));
    assert_rect(rect_inset(R(10, 10, 100, 50), 1, 2, 3, 4), R(11, 12, 96, 44));
    assert_rect(rect_inset(R(10, 10, 10, 10), 8, 0, 8, 0), R(18, 10, 0, 10));
}

#define W 96
#define H 64

struct pixels {
    unsigned char set[H][W];
};

static void fill(struct pixels *pixels, struct rect rect) {
    for (int y = rect.y; y < rect.y + rect.h; y++) {
        for (int x = rect.x; x < rect.x + rect.w; x++) {
            if (pixels->set[y][x] < UINT8_MAX) {
                pixels->set[y][x]++;
            }
        }
    }
}

// Every rectangle inside the bounds, none over another, and no pixel of `added` left out.
static void assert_region(const struct region *region, const struct pixels *added, uint64_t seed) {
    static struct pixels covered;
    memset(&covered, 0, sizeof covered);
    assert_true(region->count <= LIMIT_DAMAGE);
    struct rect bounds = region_bounds(region);
    for (size_t i = 0; i < region->count; i++) {
        assert_false(rect_is_empty(region->rects[i]));
        assert_true(rect_has_rect(R(0, 0, W, H), region->rects[i]));
        assert_true(rect_has_rect(bounds, region->rects[i]));
        fill(&covered, region->rects[i]);
    }
    for (int y = 0; y < H; y++) {
        for (int x = 0; x < W; x++) {
            if (covered.set[y][x] > 1 || (added->set[y][x] && !covered.set[y][x])) {
                fail_msg("seed %llu: pixel %d,%d is covered %d times", (unsigned long long)seed, x, y,
                    covered.set[y][x]);
            }
        }
    }
}

static void test_region_never_covers_less(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= 1500; seed++) {
        uint64_t random = seed;
        static struct pixels added;
        memset(&added, 0, sizeof added);
        struct region region;
        region_clear(&region);
        assert_true(region_is_empty(&region));
        int most = seed % 3 == 0 ? 40 : seed % 3 == 1 ? 8 : 2; // large ones, lines of text, and dust
        int count = test_random_between(&random, 1, 120);
        for (int i = 0; i < count; i++) {
            struct rect rect = {
                .x = test_random_between(&random, 0, W - 1), .y = test_random_between(&random, 0, H - 1)};
            rect.w = test_random_between(&random, 0, most < W - rect.x ? most : W - rect.x);
            rect.h = test_random_between(&random, 0, most < H - rect.y ? most : H - rect.y);
            region_add(&region, rect);
            fill(&added, rect);
        }
        assert_region(&region, &added, seed);
    }
}

static void test_region_stays_exact_when_cheap(void **state) {
    (void)state;
    struct region region;
    region_clear(&region);
    region_add(&region, R(0, 0, 0, 100));
    assert_true(region_is_empty(&region));
    assert_rect(region_bounds(&region), R(0, 0, 0, 0));
    region_add(&region, R(0, 0, 10, 10));
    region_add(&region, R(500, 500, 10, 10)); // far apart: two
    assert_int_equal(region.count, 2);
    assert_rect(region_bounds(&region), R(0, 0, 510, 510));
    region_add(&region, R(10, 0, 10, 10)); // side by side: joined for nothing
    assert_int_equal(region.count, 2);
    region_add(&region, R(2, 2, 3, 3)); // inside: nothing new
    assert_int_equal(region.count, 2);
    region_add(&region, R(0, 0, 510, 510)); // over all
    assert_int_equal(region.count, 1);
    assert_rect(region.rects[0], R(0, 0, 510, 510));
    region_clear(&region);
    assert_true(region_is_empty(&region));
}

static void test_region_is_full(void **state) {
    (void)state;
    struct region region;
    region_clear(&region);
    for (int i = 0; i < LIMIT_DAMAGE; i++) {
        region_add(&region, R(i * 100, i % 4 * 100, 1, 1));
    }
    assert_int_equal(region.count, LIMIT_DAMAGE);
    region_add(&region, R(50, 950, 1, 1));
    assert_true(region.count <= LIMIT_DAMAGE);
    bool inside = false;
    for (size_t i = 0; i < region.count; i++) {
        inside |= rect_has_rect(region.rects[i], R(50, 950, 1, 1));
    }
    assert_true(inside);
}

static void test_scroll_leaves_columns(void **state) {
    (void)state;
    struct scroll scroll = {R(10, 20, 100, 30), -3};
    assert_rect(scroll_uncovered(&scroll), R(107, 20, 3, 30));
    scroll.by = 3;
    assert_rect(scroll_uncovered(&scroll), R(10, 20, 3, 30));
    scroll.by = 0;
    assert_true(rect_is_empty(scroll_uncovered(&scroll)));
    static const int ways[] = {-101, -100, 100, 101}; // as wide as the box or wider
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        scroll.by = ways[i];
        assert_rect(scroll_uncovered(&scroll), scroll.box);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rects),
        cmocka_unit_test(test_region_never_covers_less),
        cmocka_unit_test(test_region_stays_exact_when_cheap),
        cmocka_unit_test(test_region_is_full),
        cmocka_unit_test(test_scroll_leaves_columns),
    };
    return cmocka_run_group_tests_name("base/rect", tests, NULL, NULL);
}
