#include "layout/packing.h"
#include "tests/support/test.h"

enum { MOST = 64 };

static size_t rows_on(const size_t *ends, size_t page) {
    return ends[page] - (page ? ends[page - 1] : 0);
}

static void pages_are_evenly_full(void **state) {
    (void)state;
    struct block rows[22];
    for (size_t i = 0; i < 22; i++) {
        rows[i] = (struct block){.height = 86};
    }
    size_t ends[MOST];
    assert_int_equal(packing_fill(rows, 22, 7 * 86 + 40, MOST, ends), 4);
    assert_int_equal(rows_on(ends, 3), 1); // a row after three full pages
    assert_int_equal(packing_balance(rows, 22, 7 * 86 + 40, MOST, ends), 4);
    assert_int_equal(rows_on(ends, 0), 6);
    assert_int_equal(rows_on(ends, 3), 4);
    // Where there is more than the pages hold, all are full.
    assert_int_equal(packing_balance(rows, 22, 7 * 86 + 40, 2, ends), 2);
    assert_int_equal(rows_on(ends, 0), 7);
    assert_int_equal(rows_on(ends, 1), 7);
    // One page is filled from its head.
    assert_int_equal(packing_balance(rows, 3, 7 * 86, MOST, ends), 1);
    assert_int_equal(ends[0], 3);
}

static void a_heading_takes_room_but_at_the_head_of_a_page(void **state) {
    (void)state;
    const struct block rows[] = {{100, 50}, {100, 0}, {100, 50}};
    size_t ends[MOST];
    assert_int_equal(packing_fill(rows, 3, 350, MOST, ends), 1);
    assert_int_equal(packing_fill(rows, 3, 349, MOST, ends), 2);
    assert_int_equal(ends[0], 2);
    assert_int_equal(packing_fill(rows, 3, 100, MOST, ends), 3);
}

static void what_is_higher_than_a_page_ends_it(void **state) {
    (void)state;
    const struct block rows[] = {{100, 0}, {500, 0}, {100, 0}};
    size_t ends[MOST];
    assert_int_equal(packing_balance(rows, 3, 400, MOST, ends), 1);
    assert_int_equal(ends[0], 1);
    assert_int_equal(packing_balance(rows, 3, 50, MOST, ends), 0);
    assert_int_equal(packing_balance(rows, 0, 400, MOST, ends), 0);
    assert_int_equal(packing_balance(rows, 3, -20, MOST, ends), 0);
}

// Whatever the rows: none is lost, none comes twice, no page is higher than it may be, and none could be
// spared.
static void random_rows_keep_their_order(void **state) {
    (void)state;
    uint64_t seed = 7;
    for (int round = 0; round < 3000; round++) {
        struct block rows[MOST];
        size_t count = (size_t)test_random_between(&seed, 1, MOST), ends[MOST], full[MOST];
        for (size_t i = 0; i < count; i++) {
            rows[i] = (struct block){test_random_between(&seed, 50, 160),
                test_random(&seed) % 4 ? 0 : test_random_between(&seed, 1, 72)};
        }
        int height = test_random_between(&seed, 160, 900);
        size_t pages = packing_balance(rows, count, height, MOST, ends);
        assert_int_equal(pages, packing_fill(rows, count, height, MOST, full));
        assert_int_equal(ends[pages - 1], count);
        for (size_t page = 0, at = 0; page < pages; page++) {
            int used = 0;
            assert_true(ends[page] > at);
            for (size_t first = at; at < ends[page]; at++) {
                used += rows[at].height + (at > first ? rows[at].above : 0);
            }
            assert_true(used <= height);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_are_evenly_full),
        cmocka_unit_test(a_heading_takes_room_but_at_the_head_of_a_page),
        cmocka_unit_test(what_is_higher_than_a_page_ends_it),
        cmocka_unit_test(random_rows_keep_their_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
