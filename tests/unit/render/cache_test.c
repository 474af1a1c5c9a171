#include "support/test.h"

#include <stdlib.h>

#include "render/cache.h"

static int destroyed;

static void count_destroyed(void *value) {
    destroyed++;
    free(value);
}

static void *value_of(int number) {
    int *value = malloc(sizeof *value);
    assert_non_null(value);
    *value = number;
    return value;
}

static void holds_up_to_its_budget(void **state) {
    (void)state;
    destroyed = 0;
    struct cache *cache = cache_create(100, count_destroyed);
    for (int i = 1; i <= 10; i++) {
        cache_add(cache, (uint64_t)i, value_of(i), 10);
    }
    assert_int_equal(cache_stats(cache)->bytes, 100);
    assert_int_equal(destroyed, 0);
    assert_int_equal(*(int *)cache_find(cache, 1), 1); // used: now 2 is the oldest
    cache_add(cache, 11, value_of(11), 15);
    assert_int_equal(destroyed, 2);
    assert_non_null(cache_find(cache, 1));
    assert_null(cache_find(cache, 2));
    assert_null(cache_find(cache, 3));
    assert_non_null(cache_find(cache, 4));
    assert_int_equal(cache_stats(cache)->bytes, 95);
    assert_int_equal(cache_stats(cache)->evictions, 2);
    assert_int_equal(cache_stats(cache)->budget, 100);
    assert_int_equal(cache_stats(cache)->peak, 100);
    cache_destroy(cache);
    assert_int_equal(destroyed, 11);
}

static void what_was_just_added_stays(void **state) {
    (void)state;
    struct cache *cache = cache_create(100, count_destroyed);
    cache_add(cache, 1, value_of(1), 50);
    cache_add(cache, 2, value_of(2), 5000);
    assert_null(cache_find(cache, 1));
    assert_int_equal(*(int *)cache_find(cache, 2), 2);
    cache_add(cache, 3, value_of(3), 1);
    assert_null(cache_find(cache, 2));
    assert_int_equal(cache_stats(cache)->count, 1);
    cache_destroy(cache);
}

// Against a plain list that does the same slowly; keys collide on purpose.
static void agrees_with_a_list(void **state) {
    (void)state;
    enum { KEYS = 300, BUDGET = 1000 };
    size_t bytes[KEYS] = {0}, held = 0;
    uint64_t used[KEYS] = {0}, clock = 0, seed = 7;
    struct cache *cache = cache_create(BUDGET, count_destroyed);
    for (int round = 0; round < 100000; round++) {
        int key = test_random_between(&seed, 0, KEYS - 1);
        int *found = cache_find(cache, (uint64_t)key << 32);
        assert_int_equal(found != NULL, bytes[key] > 0);
        used[key] = ++clock;
        if (found) {
            assert_int_equal(*found, key);
            continue;
        }
        bytes[key] = (size_t)test_random_between(&seed, 1, 40);
        held += bytes[key];
        cache_add(cache, (uint64_t)key << 32, value_of(key), bytes[key]);
        while (held > BUDGET) {
            int oldest = -1;
            for (int i = 0; i < KEYS; i++) {
                if (bytes[i] > 0 && (oldest < 0 || used[i] < used[oldest])) {
                    oldest = i;
                }
            }
            held -= bytes[oldest];
            bytes[oldest] = 0;
        }
        assert_int_equal(cache_stats(cache)->bytes, held);
        if (round % 20000 == 19999) {
            cache_clear(cache);
            held = 0;
            for (int i = 0; i < KEYS; i++) {
                bytes[i] = 0;
            }
        }
    }
    cache_destroy(cache);
}

// What was used in neither of two eras goes, in whatever order it was used before.
static void an_era_takes_its_things_along(void **state) {
    (void)state;
    destroyed = 0;
    struct cache *cache = cache_create(1000, count_destroyed);
    for (int i = 1; i <= 4; i++) {
        cache_add(cache, (uint64_t)i, value_of(i), 10);
    }
    cache_turn(cache);
    assert_int_equal(destroyed, 0);
    assert_non_null(cache_find(cache, 2));
    cache_add(cache, 5, value_of(5), 10);
    cache_turn(cache); // 1, 3 and 4 were of the era before
    assert_int_equal(destroyed, 3);
    assert_int_equal(cache_stats(cache)->bytes, 20);
    assert_non_null(cache_find(cache, 2));
    assert_non_null(cache_find(cache, 5));
    cache_turn(cache);
    cache_turn(cache);
    assert_int_equal(cache_stats(cache)->count, 0);
    cache_turn(cache); // of nothing
    cache_destroy(cache);
    assert_int_equal(destroyed, 5);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(holds_up_to_its_budget),
        cmocka_unit_test(what_was_just_added_stays),
        cmocka_unit_test(agrees_with_a_list),
        cmocka_unit_test(an_era_takes_its_things_along),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
