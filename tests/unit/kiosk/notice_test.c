#include <stdio.h>
#include <stdlib.h>

#include "kiosk/words_file.h"
#include "layout/page.h"
#include "tests/support/fake_edition.h"
#include "tests/support/oplist_dump.h"
#include "tests/support/page_check.h"
#include "tests/support/page_desk.h"
#include "tests/support/test.h"

// What the kiosk says when it has nothing to show, in every language it has words in, on every kind of
// screen: all of it is there, inside the margins, in no more than a few lines.

static const char *const languages[] = {"en", "ru", "ar", "zh", "es", "fr", "de"};

static const struct {
    int width, height;
} screens[] = {{1280, 720}, {1920, 1080}, {3840, 2160}, {1080, 1920}, {800, 480}};

static const struct {
    bool has_edition, is_offline;
    enum word title, detail;
} notices[] = {
    {false, false, WORD_STARTING, WORD_STARTING_DETAIL},
    {true, false, WORD_NO_NEWS, WORD_NO_NEWS_DETAIL},
    {true, true, WORD_NO_CONNECTION, WORD_NO_CONNECTION_DETAIL},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static size_t letters(const char *text) {
    size_t count = 0;
    for (; *text; text++) {
        count += *text != ' ';
    }
    return count;
}

// As many letters as the words have, in whatever order lines from right to left are told.
static void check_said(const struct oplist *ops, enum role role, const char *words) {
    char *said = oplist_role_text(ops, role);
    if (letters(said) != letters(words)) {
        fail_msg("\"%s\", not \"%s\"", said, words);
    }
    free(said);
}

static void check_notice(const struct page_desk *desk, size_t which) {
    struct edition *edition = NULL;
    if (notices[which].has_edition) {
        edition = fake_edition_make(&(struct fake_edition){0});
        edition->is_offline = notices[which].is_offline;
    }
    struct deck *deck = deck_create(edition, &(struct deck_form){0}, &desk->env, FAKE_NOW);
    assert_int_equal(deck->count, 1);
    assert_ptr_equal(deck->pages[0].kind, &page_kind_notice);
    page_check(deck, 0);
    check_said(&deck->pages[0].ops, ROLE_HEADLINE_1, desk->env.words->text[notices[which].title]);
    check_said(&deck->pages[0].ops, ROLE_BODY, desk->env.words->text[notices[which].detail]);
    deck_destroy(deck);
    edition_unref(edition);
}

static void check_language(const char *language, int width, int height) {
    struct page_desk desk;
    struct arena arena;
    struct strbuf faults;
    struct words words = *words_english();
    char path[64];
    snprintf(path, sizeof path, "assets/locale/%s.json", language);
    arena_init(&arena, 0);
    strbuf_init(&faults, 1 << 12);
    assert_int_equal(words_read(path, &arena, &words, &faults), ERROR_NONE);
    page_desk_open(&desk, width, height);
    page_desk_language(&desk, language);
    desk.env.words = &words;
    for (size_t i = 0; i < COUNT(notices); i++) {
        check_notice(&desk, i);
    }
    page_desk_close(&desk);
    strbuf_finish(&faults);
    arena_finish(&arena);
}

static void notices_are_whole_in_every_language(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(languages); i++) {
        for (size_t screen = 0; screen < COUNT(screens); screen++) {
            print_message("%s on %dx%d\n", languages[i], screens[screen].width, screens[screen].height);
            check_language(languages[i], screens[screen].width, screens[screen].height);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(notices_are_whole_in_every_language)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
