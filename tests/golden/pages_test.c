#include <stdio.h>
#include <string.h>

#include "layout/page.h"
#include "tests/support/full_edition.h"
#include "tests/support/golden.h"
#include "tests/support/oplist_dump.h"
#include "tests/support/page_desk.h"
#include "tests/support/test.h"

// Every page kind as text, landscape and portrait, in a font that any machine has: the fake one. What differs
// after a change is what the change does to the screen.

static void dump_head(const struct page *page, struct strbuf *out) {
    strbuf_printf(out, "%s: %s\n\"%s\"%s%s, %.1f s\n", page->kind->name, page->key, page->title,
        page->section ? ", " : "", page->section ? page->section : "", (double)page->dwell / (double)SECOND);
}

static bool check_page(const struct deck *deck, size_t page, const char *shape) {
    struct strbuf text;
    struct arena arena;
    struct oplist ops = {0};
    strbuf_init(&text, 1 << 20);
    arena_init(&arena, 0);
    deck_compose(deck, &(struct view){.page = page, .slide = 0, .wall = FAKE_NOW}, &arena, &ops);
    dump_head(&deck->pages[page], &text);
    oplist_dump(&ops, &text);
    arena_finish(&arena);
    char name[64];
    snprintf(name, sizeof name, "pages/%s-%02zu-%s.txt", shape, page + 1, deck->pages[page].kind->name);
    return golden_text(name, &text);
}

static bool check_ticker(const struct deck *deck, const char *shape) {
    struct strbuf text;
    strbuf_init(&text, 1 << 20);
    for (size_t i = 0; i < deck->ticker_count; i++) {
        strbuf_printf(&text, "%d wide\n", deck->ticker[i].width);
        oplist_dump(&deck->ticker[i].ops, &text);
    }
    char name[64];
    snprintf(name, sizeof name, "pages/%s-ticker.txt", shape);
    return golden_text(name, &text);
}

static int check_pages(const struct deck *deck, const char *shape) {
    int changed = 0;
    for (size_t page = 0; page < deck->count; page++) {
        changed += !check_page(deck, page, shape);
    }
    return changed;
}

static void check_screen(const char *shape, int width, int height, const char *language) {
    static const char *const kinds[] = {"top-stories", "story", "feed", "infographic", "rates", "section",
        "press-review", "partner-news", "in-other-media", "most-read", "gallery", "city", "on-this-day",
        "sponsor"};
    static const char *const lists[] = {"ticker"};
    struct page_spec specs[sizeof kinds / sizeof *kinds];
    struct page_desk desk;
    page_desk_open(&desk, width, height);
    page_desk_language(&desk, language);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        specs[i] = (struct page_spec){.kind = page_kind_find(kinds[i])};
    }
    specs[5].section = "Science & Space";
    const struct edition *edition = full_edition_make(false);
    struct deck_form form = {specs, sizeof kinds / sizeof *kinds, lists, 1};
    struct deck *deck = deck_create(edition, &form, &desk.env, FAKE_NOW);
    int changed = check_pages(deck, shape);
    if (width > height) {
        changed += !check_ticker(deck, shape);
    }
    deck_destroy(deck);
    edition_unref(edition);
    page_desk_close(&desk);
    assert_int_equal(changed, 0);
}

// The page of breaking news, and its banner on another.
static void check_breaking(const char *shape, int width, int height) {
    struct page_desk desk;
    page_desk_open(&desk, width, height);
    const struct edition *edition = full_edition_make(true);
    struct page_spec spec = {.kind = page_kind_find("on-this-day")};
    struct deck_form form = {.specs = &spec, .spec_count = 1};
    struct deck *deck = deck_create(edition, &form, &desk.env, FAKE_NOW);
    int changed = check_pages(deck, shape);
    deck_destroy(deck);
    edition_unref(edition);
    page_desk_close(&desk);
    assert_int_equal(changed, 0);
}

static void landscape(void **state) {
    (void)state;
    check_screen("landscape", 1920, 1080, "en");
}

static void portrait(void **state) {
    (void)state;
    check_screen("portrait", 1080, 1920, "en");
}

// English news in an Arabic kiosk: every part is where its mirror image was.
static void mirrored(void **state) {
    (void)state;
    check_screen("mirrored", 1920, 1080, "ar");
}

static void breaking_landscape(void **state) {
    (void)state;
    check_breaking("landscape-breaking", 1920, 1080);
}

static void breaking_portrait(void **state) {
    (void)state;
    check_breaking("portrait-breaking", 1080, 1920);
}

// Before the first edition, with one that has nothing, and without a network.
static void notices(void **state) {
    (void)state;
    static const char *const names[] = {"notice-starting", "notice-empty", "notice-offline"};
    int changed = 0;
    struct page_desk desk;
    page_desk_open(&desk, 1920, 1080);
    for (size_t i = 0; i < 3; i++) {
        struct edition *edition = i ? fake_edition_make(&(struct fake_edition){0}) : NULL;
        if (edition) {
            edition->is_offline = i == 2;
        }
        struct deck_form form = {0};
        struct deck *deck = deck_create(edition, &form, &desk.env, FAKE_NOW);
        changed += !check_page(deck, 0, names[i]);
        deck_destroy(deck);
        edition_unref(edition);
    }
    page_desk_close(&desk);
    assert_int_equal(changed, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(landscape),
        cmocka_unit_test(portrait),
        cmocka_unit_test(mirrored),
        cmocka_unit_test(breaking_landscape),
        cmocka_unit_test(breaking_portrait),
        cmocka_unit_test(notices),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
