#include "layout/words.h"

#include <string.h>

#include "tests/support/test.h"

static const struct {
    const char *text, *first, *second, *whole;
} rows[] = {
    {"Page {0} of {1}", "1", "3", "Page 1 of 3"},
    {"{1}: {0}", "a", "b", "b: a"},
    {"{0}{0}", "ab", NULL, "abab"},
    {"{0}", NULL, NULL, ""},
    {"{0} {1}", "{1}", "{0}", "{1} {0}"},
    {"plain", "a", "b", "plain"},
    {"{2} {0", "a", "b", "{2} {0"},
    {"обновлено в {0}", "12:30", NULL, "обновлено в 12:30"},
    {"", "a", "b", ""},
};

static void places_are_filled(void **state) {
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct words words = *words_english();
        words.text[WORD_PAGE_OF] = rows[i].text;
        assert_string_equal(
            words_format(&words, WORD_PAGE_OF, &arena, rows[i].first, rows[i].second), rows[i].whole);
    }
    arena_finish(&arena);
}

static void every_word_has_a_key_and_english(void **state) {
    (void)state;
    for (int i = 0; i < WORD_COUNT; i++) {
        assert_non_null(word_key((enum word)i));
        assert_true(strlen(words_english()->text[i]) > 0);
        for (int k = 0; k < i; k++) {
            assert_string_not_equal(word_key((enum word)i), word_key((enum word)k));
        }
    }
    assert_int_equal(word_slots(WORD_PAGE_OF), 2);
    assert_int_equal(word_slots(WORD_UPDATED), 1);
    assert_int_equal(word_slots(WORD_LATEST), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_are_filled),
        cmocka_unit_test(every_word_has_a_key_and_english),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
