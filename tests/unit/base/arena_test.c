#include "base/arena.h"

#include <string.h>

#include "support/test.h"

static void test_memory_is_zeroed_and_aligned(void **state) {
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    uint64_t random = 1;
    for (int i = 0; i < 5000; i++) {
        size_t size = (size_t)test_random_between(&random, 0, 300);
        unsigned char *memory = arena_alloc(&arena, size);
        assert_int_equal((uintptr_t)memory % _Alignof(max_align_t), 0);
        for (size_t at = 0; at < size; at++) {
            assert_int_equal(memory[at], 0);
        }
        memset(memory, 0xA5, size);
    }
    arena_finish(&arena);
    assert_int_equal(arena_held(&arena), 0);
}

// Pieces do not overlap: each keeps the byte it was filled with.
static void test_pieces_are_apart(void **state) {
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    static struct {
        unsigned char *memory;
        size_t size;
    } pieces[400];
    uint64_t random = 2;
    for (size_t i = 0; i < 400; i++) {
        pieces[i].size = (size_t)test_random_between(&random, 1, i % 50 == 0 ? 400000 : 500);
        pieces[i].memory = arena_alloc(&arena, pieces[i].size);
        memset(pieces[i].memory, (int)(i % 251), pieces[i].size);
    }
    for (size_t i = 0; i < 400; i++) {
        for (size_t at = 0; at < pieces[i].size; at++) {
            if (pieces[i].memory[at] != i % 251) {
                fail_msg("piece %zu was written over at %zu", i, at);
            }
        }
    }
    arena_finish(&arena);
}

static void test_a_small_arena_is_small(void **state) {
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    assert_int_equal(arena_held(&arena), 0);
    arena_text(&arena, "a headline");
    assert_int_equal(arena_held(&arena), 4096);
    arena_alloc(&arena, 1000000);
    assert_in_range(arena_held(&arena), 1004096, 1010000); // a large request gets a block of its own
    arena_finish(&arena);
}

static void test_ceiling_is_met_exactly(void **state) {
    (void)state;
    for (size_t ceiling = 1; ceiling < 20000; ceiling += 997) {
        struct arena arena;
        arena_init(&arena, ceiling);
        size_t got = 0;
        while (arena_try(&arena, 48)) {
            got += 48;
            assert_true(arena_held(&arena) <= ceiling);
        }
        assert_true(got <= ceiling);
        assert_true(got + 8192 > ceiling || ceiling > 8192); // little of a small arena is lost
        assert_null(arena_try(&arena, ceiling + 1));
        arena_finish(&arena);
        assert_true(ceiling < 48 || arena_try(&arena, 16)); // and it may be used again
        arena_finish(&arena);
    }
}

static void test_absurd_sizes(void **state) {
    (void)state;
    struct arena arena;
    arena_init(&arena, 1 << 20);
    assert_null(arena_try(&arena, SIZE_MAX));
    assert_null(arena_try(&arena, SIZE_MAX - 15));
    assert_null(arena_try(&arena, SIZE_MAX / 2));
    assert_non_null(arena_try(&arena, 0));
    assert_ptr_not_equal(arena_try(&arena, 0), arena_try(&arena, 0));
    arena_finish(&arena);
}

static void fill(struct arena *arena) {
    for (int i = 0; i < 1000; i++) {
        arena_text(arena, "the same news as yesterday");
    }
}

static void test_reset_keeps_the_largest_block(void **state) {
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    fill(&arena);
    for (int round = 0; round < 5; round++) {
        arena_reset(&arena);
        fill(&arena);
    }
    arena_reset(&arena);
    size_t held = arena_held(&arena);
    unsigned char *memory = arena_alloc(&arena, held);
    assert_int_equal(arena_held(&arena), held);
    for (size_t i = 0; i < held; i++) {
        assert_int_equal(memory[i], 0); // what was there before is forgotten
    }
    arena_finish(&arena);
    arena_reset(&arena); // of an empty one
    assert_int_equal(arena_held(&arena), 0);
}

static void test_text(void **state) {
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    assert_null(arena_text(&arena, NULL));
    assert_string_equal(arena_text(&arena, ""), "");
    assert_string_equal(arena_text(&arena, "газета"), "газета");
    assert_string_equal(arena_text_n(&arena, "headline", 4), "head");
    assert_string_equal(arena_text_n(&arena, NULL, 0), "");
    assert_memory_equal(arena_text_n(&arena, "a\0b", 3), "a\0b", 4);
    assert_string_equal(arena_printf(&arena, "%s-%03d", "page", 7), "page-007");
    assert_string_equal(arena_printf(&arena, "%s", ""), "");
    const int *numbers = arena_array(&arena, 10, sizeof *numbers);
    assert_int_equal(numbers[9], 0);
    assert_non_null(arena_array(&arena, 0, 8));
    assert_non_null(arena_array(&arena, 8, 0));
    arena_finish(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_memory_is_zeroed_and_aligned),
        cmocka_unit_test(test_pieces_are_apart),
        cmocka_unit_test(test_a_small_arena_is_small),
        cmocka_unit_test(test_ceiling_is_met_exactly),
        cmocka_unit_test(test_absurd_sizes),
        cmocka_unit_test(test_reset_keeps_the_largest_block),
        cmocka_unit_test(test_text),
    };
    return cmocka_run_group_tests_name("base/arena", tests, NULL, NULL);
}
