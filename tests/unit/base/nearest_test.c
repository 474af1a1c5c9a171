#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/nearest.h"

static const char *const words[] = {"headline", "summary", "url", "date", "map", "published", "paragraphs"};

static const struct {
    const char *word, *nearest;
} rows[] = {
    {"headline", "headline"},
    {"Headline", "headline"},
    {"haedline", "headline"},
    {"headlnie", "headline"},
    {"headlines", "headline"},
    {"sumary", "summary"},
    {"ulr", "url"},
    {"uri", "url"},
    {"dat", "date"},
    {"publishd", "published"},
    {"paragrap", "paragraphs"},
    {"parag", NULL},
    {"x", NULL},
    {"", NULL},
    {"lead", NULL},
    {"title", NULL},
};

static void finds_the_nearest(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *nearest = nearest_word(rows[i].word, words, sizeof words / sizeof *words);
        if (rows[i].nearest ? !nearest || strcmp(nearest, rows[i].nearest) != 0 : nearest != NULL) {
            fail_msg("%s: %s", rows[i].word, nearest ? nearest : "none");
        }
    }
}

static void refuses_long_words(void **state) {
    (void)state;
    char word[200];
    memset(word, 'a', sizeof word - 1);
    word[sizeof word - 1] = '\0';
    assert_null(nearest_word(word, words, 2));
    const char *const one[] = {word};
    assert_null(nearest_word("headline", one, 1));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_nearest),
        cmocka_unit_test(refuses_long_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
