#include "support/test.h"

#include <stdlib.h>
#include <string.h>

#include "layout/oplist.h"

static struct op fill_at(int x) {
    return (struct op){.kind = OP_FILL, .role = ROLE_PANEL, .box = {x * 100, 0, 50, 50}, .color = 0xFF102030};
}

static struct op text_of(const char *text) {
    return (struct op){.kind = OP_TEXT,
        .role = ROLE_BODY,
        .box = {100, 200, 300, 50},
        .color = 0xFFFFFFFF,
        .text = {.text = text,
            .type = {.face = FACE_SANS_REGULAR, .size = 40, .line_height = 50},
            .baseline = 240,
            .script = 0x4C61746E}};
}

static uint64_t key_of(struct op op) {
    struct arena arena;
    struct oplist list = {0};
    arena_init(&arena, 0);
    assert_true(oplist_add(&list, &arena, &op));
    uint64_t key = list.ops[0].key;
    arena_finish(&arena);
    return key;
}

static void text_is_known_by_content(void **state) {
    (void)state;
    char one[] = "Ministers agree", two[] = "Ministers agree";
    assert_int_equal(key_of(text_of(one)), key_of(text_of(two)));
    assert_int_not_equal(key_of(text_of(one)), key_of(text_of("Ministers agreed")));
    struct op other = text_of(one);
    other.text.type.tracking = 0.5;
    assert_int_not_equal(key_of(text_of(one)), key_of(other));
    other = text_of(one);
    other.color = 0x80FFFFFF;
    assert_int_not_equal(key_of(text_of(one)), key_of(other));
    other = text_of(one);
    other.text.baseline++;
    assert_int_not_equal(key_of(text_of(one)), key_of(other));
}

static struct op image_of(struct blob *blob) {
    return (struct op){.kind = OP_IMAGE,
        .role = ROLE_PICTURE,
        .box = {0, 0, 40, 30},
        .image = {.blob = blob, .crop = {0, 0, 400, 300}}};
}

static void pictures_are_known_by_their_blob(void **state) {
    (void)state;
    struct blob *one = blob_create(strdup("same"), 4), *two = blob_create(strdup("same"), 4);
    assert_int_equal(key_of(image_of(one)), key_of(image_of(one)));
    assert_int_not_equal(key_of(image_of(one)), key_of(image_of(two)));
    blob_unref(one);
    blob_unref(two);
}

static void paths_are_known_by_their_points(void **state) {
    (void)state;
    struct path_point points[] = {{PATH_MOVE, 1, 2}, {PATH_LINE, 3, 4}, {PATH_CLOSE, 0, 0}};
    struct path_point same[] = {{PATH_MOVE, 1, 2}, {PATH_LINE, 3, 4}, {PATH_CLOSE, 9, 9}};
    struct op op = {.kind = OP_PATH, .role = ROLE_SPARK, .box = {0, 0, 9, 9}, .path = {points, 3, 2}};
    struct op equal = op;
    equal.path.points = same; // what a close says of a place does not matter
    assert_int_equal(key_of(op), key_of(equal));
    same[1].y = 5;
    assert_int_not_equal(key_of(op), key_of(equal));
}

static void a_list_ends_at_its_ceiling(void **state) {
    (void)state;
    struct arena arena;
    struct oplist list = {0};
    arena_init(&arena, 0);
    for (int i = 0; i < LIMIT_OPS; i++) {
        struct op op = fill_at(i);
        assert_true(oplist_add(&list, &arena, &op));
    }
    struct op op = fill_at(0);
    assert_false(oplist_add(&list, &arena, &op));
    assert_int_equal(list.count, LIMIT_OPS);
    struct oplist backwards = {.ops = calloc(LIMIT_OPS, sizeof *list.ops), .count = LIMIT_OPS};
    for (size_t i = 0; i < LIMIT_OPS; i++) {
        backwards.ops[i] = list.ops[LIMIT_OPS - 1 - i];
    }
    struct region damage = {.count = 0};
    oplist_diff(&list, &backwards, &damage); // the fullest lists with the least in common
    assert_false(region_is_empty(&damage));
    free(backwards.ops);
    arena_finish(&arena);
}

static void ink_may_pass_the_box(void **state) {
    (void)state;
    struct op op = text_of("x");
    struct rect extent = op_extent(&op);
    assert_true(rect_has_rect(extent, op.box));
    assert_true(rect_has_rect(extent, (struct rect){op.box.x - 10, op.text.baseline - 54, 320, 74}));
    op = fill_at(3);
    assert_true(rect_is_equal(op_extent(&op), op.box));
}

// Lists are written as letters: each letter is an op in a place of its own. The damage is written likewise.
static void make(struct oplist *list, struct arena *arena, const char *letters) {
    *list = (struct oplist){0};
    for (; *letters; letters++) {
        struct op op = fill_at(*letters - 'a');
        assert_true(oplist_add(list, arena, &op));
    }
}

static bool is_damaged(const struct region *damage, char letter) {
    struct op op = fill_at(letter - 'a');
    for (size_t i = 0; i < damage->count; i++) {
        if (rect_has_rect(damage->rects[i], op.box)) {
            return true;
        }
    }
    return false;
}

static const struct {
    const char *before, *after, *damaged;
} rows[] = {
    {"", "", ""},
    {"abc", "abc", ""},
    {"", "abc", "abc"},
    {"abc", "", "abc"},
    {"abc", "ac", "b"},
    {"ac", "abc", "b"},
    {"abcd", "axcd", "bx"},
    {"aceg", "bdfh", "abcdefgh"},
    {"abcdef", "bcdefa", "a"}, // one op moved: only it is repainted
    {"abcdef", "fabcde", "f"},
    {"ababab", "ab", "ab"},
    {"aa", "a", "a"},
    {"ab", "ba", "ab"}, // the order matters; either of the two, but the test asks for at least one below
    {"xaybzc", "aubvcw", "xyzuvw"},
};

static void the_damage_is_the_difference(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena;
        struct oplist before, after;
        struct region damage = {.count = 0};
        arena_init(&arena, 0);
        make(&before, &arena, rows[i].before);
        make(&after, &arena, rows[i].after);
        oplist_diff(&before, &after, &damage);
        for (const char *letters = "abcdefghijklmnopqrstuvwxyz"; *letters; letters++) {
            const char letter = *letters;
            bool is_expected = strchr(rows[i].damaged, letter) != NULL;
            bool is_swap = strcmp(rows[i].before, "ab") == 0 && strcmp(rows[i].after, "ba") == 0;
            if (!is_swap && is_damaged(&damage, letter) != is_expected) {
                fail_msg("%s -> %s: %c", rows[i].before, rows[i].after, letter);
            }
        }
        assert_int_equal(region_is_empty(&damage), rows[i].damaged[0] == '\0');
        arena_finish(&arena);
    }
}

// The promise itself, on random lists: without the damaged letters, both lists are the same.
static void what_stays_keeps_its_order(void **state) {
    (void)state;
    uint64_t seed = 20261124;
    for (int round = 0; round < 5000; round++) {
        char texts[2][16], rest[2][16];
        struct arena arena;
        struct oplist lists[2];
        struct region damage = {.count = 0};
        arena_init(&arena, 0);
        for (int side = 0; side < 2; side++) {
            int length = test_random_between(&seed, 0, 12);
            for (int i = 0; i < length; i++) {
                texts[side][i] = (char)test_random_between(&seed, 'a', 'h');
            }
            texts[side][length] = '\0';
            make(&lists[side], &arena, texts[side]);
        }
        oplist_diff(&lists[0], &lists[1], &damage);
        for (int side = 0; side < 2; side++) {
            size_t kept = 0;
            for (const char *at = texts[side]; *at; at++) {
                if (!is_damaged(&damage, *at)) {
                    rest[side][kept++] = *at;
                }
            }
            rest[side][kept] = '\0';
        }
        if (strcmp(rest[0], rest[1]) != 0) {
            fail_msg("round %d: %s -> %s leaves %s and %s", round, texts[0], texts[1], rest[0], rest[1]);
        }
        arena_finish(&arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_known_by_content),
        cmocka_unit_test(pictures_are_known_by_their_blob),
        cmocka_unit_test(paths_are_known_by_their_points),
        cmocka_unit_test(a_list_ends_at_its_ceiling),
        cmocka_unit_test(ink_may_pass_the_box),
        cmocka_unit_test(the_damage_is_the_difference),
        cmocka_unit_test(what_stays_keeps_its_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
