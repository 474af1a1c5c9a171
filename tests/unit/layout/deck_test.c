#include "layout/deck.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "layout/page.h"
#include "tests/support/fake_edition.h"
#include "tests/support/oplist_dump.h"
#include "tests/support/page_desk.h"
#include "tests/support/test.h"

// What holds for every page of every edition, whatever the news and the screen.

enum { MOST_KINDS = 32, MOST_STORIES = 500, MOST_WORDS = 60 };

static const struct {
    int width, height;
} screens[] = {{1920, 1080}, {1280, 720}, {1080, 1920}, {640, 360}, {3840, 2160}, {1366, 768}};

static const char *const section_names[] = {
    "World", "Politics & Diplomacy", "Sport", "A section that nobody configured", NULL};

// An edition of random stories; texts live in the arena.
struct news {
    struct arena arena;
    struct story stories[MOST_STORIES];
    size_t count;
};

static const char *some_words(struct news *news, uint64_t *seed, int most, bool upper) {
    char text[MOST_WORDS * 14] = "";
    int words = test_random_between(seed, 1, most);
    for (int i = 0; i < words; i++) {
        size_t used = strlen(text);
        int len = test_random(seed) % 20 ? test_random_between(seed, 1, 9) : 13;
        used += (size_t)snprintf(text + used, sizeof text - used, "%s", i ? " " : "");
        for (int k = 0; k < len; k++) {
            text[used++] = (char)((upper && k == 0 ? 'A' : 'a') + (int)(test_random(seed) % 26));
        }
        text[used] = '\0';
    }
    return arena_text(&news->arena, text);
}

static void some_news(struct news *news, uint64_t *seed, size_t count) {
    *news = (struct news){.count = count};
    arena_init(&news->arena, 0);
    for (size_t i = 0; i < count; i++) {
        struct story *story = &news->stories[i];
        *story = (struct story)FAKE_STORY(
            test_random_between(seed, 0, 4000), .id = arena_printf(&news->arena, "urn:%zu", i));
        // The number makes each headline one of its kind, and a test can find it again.
        story->headline = arena_printf(&news->arena, "%zu %s", i, some_words(news, seed, 24, true));
        story->section = section_names[test_random(seed) % 5];
        story->summary = test_random(seed) % 3 ? some_words(news, seed, MOST_WORDS, false) : NULL;
        story->url = test_random(seed) % 3 ? arena_printf(&news->arena, "https://news.example/%zu", i) : NULL;
        story->place = test_random(seed) % 2 ? "Geneva" : NULL;
        story->urgency = test_random_between(seed, 0, 9);
        story->paper = test_random(seed) % 2 ? "The Morning Paper of Somewhere" : NULL;
        story->byline = test_random(seed) % 2 ? "A. Writer" : NULL;
        story->dateline = test_random(seed) % 2 ? "GENEVA, November 24." : NULL;
        if (test_random(seed) % 4 == 0) {
            story->published = MOMENT_NONE;
        }
        if (test_random(seed) % 2) {
            struct picture *picture = arena_array(&news->arena, 1, sizeof *picture);
            picture->url = arena_printf(&news->arena, "https://news.example/%zu/%dx%d", i,
                test_random_between(seed, 1, 3000), test_random_between(seed, 1, 3000));
            picture->caption = test_random(seed) % 2 ? some_words(news, seed, 40, true) : NULL;
            picture->credit = test_random(seed) % 2 ? "Somebody" : NULL;
            story->pictures = picture;
            story->picture_count = 1;
        }
        story->paragraph_count = (size_t)test_random_between(seed, 0, 12);
        const char **paragraphs = arena_array(&news->arena, story->paragraph_count + 1, sizeof *paragraphs);
        for (size_t k = 0; k < story->paragraph_count; k++) {
            paragraphs[k] = some_words(news, seed, MOST_WORDS, true);
        }
        story->paragraphs = paragraphs;
    }
}

static const struct edition *edition_of(struct news *news) {
    struct fake_edition plan = {.stories = news->stories, .story_count = news->count};
    plan.fixings = fake_fixings(&plan.fixing_count);
    return fake_edition_make(&plan);
}

static struct page_spec spec_of(const char *kind) {
    return (struct page_spec){.kind = page_kind_find(kind)};
}

static struct deck *deck_of(
    const struct edition *edition, const struct page_desk *desk, struct page_spec *specs, size_t count) {
    static const char *const lists[] = {"ticker"};
    struct deck_form form = {specs, count, lists, 1};
    return deck_create(edition, &form, &desk->env, FAKE_NOW);
}

static void compose(const struct deck *deck, size_t page, struct arena *arena, struct oplist *ops) {
    *ops = (struct oplist){0};
    deck_compose(deck, &(struct view){page, page, FAKE_NOW}, arena, ops);
}

static bool overlap(const struct op *a, const struct op *b) {
    return !rect_is_empty(rect_intersect(a->box, b->box));
}

static void fail_with(
    const struct deck *deck, size_t page, const char *what, const struct op *a, const struct op *b) {
    fail_msg("%dx%d, page %zu (%s): %s: %s \"%s\" at %d,%d %dx%d and %s \"%s\" at %d,%d %dx%d",
        deck->grid.width, deck->grid.height, page, deck->pages[page].key, what, role_name(a->role),
        a->text.text, a->box.x, a->box.y, a->box.w, a->box.h, role_name(b->role),
        b->kind == OP_TEXT ? b->text.text : "", b->box.x, b->box.y, b->box.w, b->box.h);
}

// Text stands on the screen and inside the margins, and no line stands on another or on a picture.
static void check_page(const struct deck *deck, size_t page, const struct oplist *ops) {
    const struct grid *grid = &deck->grid;
    struct rect safe = {grid->margin, 0, grid->width - 2 * grid->margin, grid->height};
    for (size_t i = 0; i < ops->count; i++) {
        const struct op *op = &ops->ops[i];
        if (op->kind != OP_TEXT) {
            continue;
        }
        if (!rect_has_rect(safe, op->box)) {
            fail_with(deck, page, "outside", op, op);
        }
        for (size_t k = 0; k < ops->count; k++) {
            const struct op *other = &ops->ops[k];
            bool counts = k < i && (other->kind == OP_TEXT || other->kind == OP_IMAGE);
            if (counts && overlap(op, other)) {
                fail_with(deck, page, "on each other", op, other);
            }
        }
    }
}

static void no_text_stands_on_other_text(void **state) {
    (void)state;
    uint64_t seed = 51;
    struct news *news = malloc(sizeof *news);
    assert_non_null(news);
    for (int round = 0; round < 24; round++) {
        some_news(news, &seed, (size_t)test_random_between(&seed, 0, 25));
        const struct edition *edition = edition_of(news);
        for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
            struct page_desk desk;
            page_desk_open(&desk, screens[i].width, screens[i].height);
            desk.env.has_ticker = round % 3 != 0;
            struct page_spec specs[MOST_KINDS];
            size_t kinds = 0;
            for (const char *const *name = page_kind_names(); *name; name++) {
                assert_true(kinds < MOST_KINDS);
                specs[kinds] = spec_of(*name);
                bool needs_list = strcmp(*name, "most-read") == 0 || strcmp(*name, "partner-news") == 0;
                specs[kinds].from = needs_list ? "top" : NULL;
                specs[kinds++].count = round % 2 ? 6 : 0;
            }
            struct deck *deck = deck_of(edition, &desk, specs, kinds);
            for (size_t page = 0; page < deck->count; page++) {
                struct arena arena;
                struct oplist ops;
                arena_init(&arena, 0);
                compose(deck, page, &arena, &ops);
                check_page(deck, page, &ops);
                arena_finish(&arena);
            }
            deck_destroy(deck);
            page_desk_close(&desk);
        }
        edition_unref(edition);
        arena_finish(&news->arena);
    }
    free(news);
}

// The numbers that headlines begin with, as they stand on pages of a kind, in the order of the deck.
static size_t numbers_on(const struct deck *deck, int *numbers, size_t most) {
    size_t count = 0;
    for (size_t page = 0; page < deck->count; page++) {
        const struct oplist *ops = &deck->pages[page].ops;
        for (size_t i = 0; i < ops->count && count < most; i++) {
            int number;
            bool list = ops->ops[i].kind == OP_TEXT && ops->ops[i].role == ROLE_LIST;
            if (list && sscanf(ops->ops[i].text.text, "%d", &number) == 1) {
                numbers[count++] = number;
            }
        }
    }
    return count;
}

// However the feed is cut into pages: the headlines stand in the order of the list, each once, none left out.
static void a_feed_shows_every_story_once(void **state) {
    (void)state;
    uint64_t seed = 52;
    struct news *news = malloc(sizeof *news);
    assert_non_null(news);
    static const size_t counts[] = {0, 1, 2, 7, 40, 133, MOST_STORIES};
    for (int round = 0; round < 28; round++) {
        struct page_desk desk;
        size_t screen = (size_t)round % (sizeof screens / sizeof *screens);
        page_desk_open(&desk, screens[screen].width, screens[screen].height);
        some_news(news, &seed, counts[round % 7]);
        const struct edition *edition = edition_of(news);
        struct page_spec spec = spec_of("feed");
        spec.pages = LIMIT_PAGES;
        struct deck *deck = deck_of(edition, &desk, &spec, 1);
        int numbers[MOST_STORIES + 1];
        size_t count = numbers_on(deck, numbers, MOST_STORIES + 1);
        const struct list *list = edition_list(edition, "feed");
        assert_int_equal(list->count, news->count);
        assert_int_equal(count, list->count);
        for (size_t i = 0; i < count; i++) {
            assert_int_equal(numbers[i], atoi(list->stories[i]->headline));
        }
        assert_true(deck->count >= 1);
        assert_string_equal(deck->pages[deck->count - 1].kind->name, news->count ? "feed" : "notice");
        deck_destroy(deck);
        edition_unref(edition);
        arena_finish(&news->arena);
        page_desk_close(&desk);
    }
    free(news);
}

static void a_deck_ends_at_its_ceiling(void **state) {
    (void)state;
    uint64_t seed = 53;
    struct news *news = malloc(sizeof *news);
    assert_non_null(news);
    some_news(news, &seed, 300);
    const struct edition *edition = edition_of(news);
    struct page_desk desk;
    page_desk_open(&desk, 1920, 1080);
    struct page_spec specs[] = {spec_of("story"), spec_of("feed"), spec_of("top-stories"), spec_of("rates")};
    specs[0].count = 300;
    struct deck *deck = deck_of(edition, &desk, specs, 4);
    assert_int_equal(deck->count, LIMIT_PAGES);
    for (size_t i = 0; i < deck->count; i++) {
        assert_true(deck->pages[i].dwell >= 8 * SECOND);
        assert_true(deck->pages[i].ops.count > 0);
    }
    // A page costs tens of kilobytes, not hundreds.
    assert_true(arena_held(&deck->arena) < deck->count * (100 << 10));
    deck_destroy(deck);
    page_desk_close(&desk);
    edition_unref(edition);
    arena_finish(&news->arena);
    free(news);
}

// Keys name pages: the next edition finds the page that is on by its key alone.
static void keys_are_different(void **state) {
    (void)state;
    uint64_t seed = 54;
    struct news *news = malloc(sizeof *news);
    assert_non_null(news);
    some_news(news, &seed, 30);
    const struct edition *edition = edition_of(news);
    struct page_desk desk;
    page_desk_open(&desk, 1920, 1080);
    struct page_spec specs[] = {spec_of("top-stories"), spec_of("story"), spec_of("feed"), spec_of("rates"),
        spec_of("top-stories"), spec_of("story"), spec_of("feed"), spec_of("rates")};
    specs[4].section = specs[5].section = "World";
    specs[6].from = "top";
    struct deck *deck = deck_of(edition, &desk, specs, 8);
    struct deck *again = deck_of(edition, &desk, specs, 8);
    assert_int_equal(deck->count, again->count);
    for (size_t i = 0; i < deck->count; i++) {
        assert_string_equal(deck->pages[i].key, again->pages[i].key);
        for (size_t k = 0; k < i; k++) {
            if (strcmp(deck->pages[i].key, deck->pages[k].key) == 0) {
                fail_msg("pages %zu and %zu are both %s", k, i, deck->pages[i].key);
            }
        }
    }
    deck_destroy(again);
    deck_destroy(deck);
    page_desk_close(&desk);
    edition_unref(edition);
    arena_finish(&news->arena);
    free(news);
}

static void the_same_input_gives_the_same_deck(void **state) {
    (void)state;
    uint64_t seed = 55;
    struct news *news = malloc(sizeof *news);
    assert_non_null(news);
    some_news(news, &seed, 12);
    const struct edition *edition = edition_of(news);
    struct page_desk desk;
    page_desk_open(&desk, 1280, 720);
    struct page_spec specs[] = {spec_of("top-stories"), spec_of("story"), spec_of("feed"), spec_of("rates")};
    struct deck *one = deck_of(edition, &desk, specs, 4), *two = deck_of(edition, &desk, specs, 4);
    for (size_t i = 0; i < one->count; i++) {
        struct region damage = {.count = 0};
        oplist_diff(&one->pages[i].ops, &two->pages[i].ops, &damage);
        assert_true(region_is_empty(&damage));
        assert_int_equal(one->pages[i].dwell, two->pages[i].dwell);
    }
    for (size_t i = 0; i < one->ticker_count; i++) {
        assert_int_equal(one->ticker[i].key, two->ticker[i].key);
        assert_int_equal(one->ticker[i].width, two->ticker[i].width);
    }
    deck_destroy(one);
    deck_destroy(two);
    page_desk_close(&desk);
    edition_unref(edition);
    arena_finish(&news->arena);
    free(news);
}

static void nothing_known_is_a_notice(void **state) {
    (void)state;
    struct page_desk desk;
    page_desk_open(&desk, 1920, 1080);
    struct page_spec specs[] = {
        spec_of("top-stories"), spec_of("story"), spec_of("feed"), spec_of("rates"), spec_of("infographic")};
    struct fake_edition nothing = {0};
    const struct edition *editions[] = {NULL, fake_edition_make(&nothing)};
    for (size_t i = 0; i < 2; i++) {
        struct deck *deck = deck_of(editions[i], &desk, specs, 5);
        assert_int_equal(deck->count, 1);
        assert_string_equal(deck->pages[0].key, "notice");
        assert_non_null(oplist_find_text(&deck->pages[0].ops, "No news yet"));
        assert_null(oplist_find_text(&deck->pages[0].ops, "LATEST")); // above nothing
        assert_int_equal(deck->ticker_count, 0);
        deck_destroy(deck);
    }
    struct deck *deck = deck_of(NULL, &desk, NULL, 0);
    assert_int_equal(deck->count, 1);
    deck_destroy(deck);
    deck_destroy(NULL);
    edition_unref(editions[1]);
    page_desk_close(&desk);
}

// Screens that nobody should have: whatever comes out, it ends.
static void odd_screens_do_no_harm(void **state) {
    (void)state;
    static const struct {
        int width, height;
    } odd[] = {{320, 240}, {320, 8192}, {8192, 240}, {8192, 8192}, {321, 641}, {1000, 1000}};
    uint64_t seed = 56;
    struct news *news = malloc(sizeof *news);
    assert_non_null(news);
    some_news(news, &seed, 20);
    const struct edition *edition = edition_of(news);
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        struct page_desk desk;
        page_desk_open(&desk, odd[i].width, odd[i].height);
        struct page_spec specs[] = {spec_of("top-stories"), spec_of("story"), spec_of("feed"),
            spec_of("rates"), spec_of("infographic")};
        struct deck *deck = deck_of(edition, &desk, specs, 5);
        assert_true(deck->count >= 1);
        for (size_t page = 0; page < deck->count; page++) {
            struct arena arena;
            struct oplist ops;
            arena_init(&arena, 0);
            compose(deck, page, &arena, &ops);
            for (size_t k = 0; k < ops.count; k++) {
                assert_true(ops.ops[k].box.w >= 0 && ops.ops[k].box.h >= 0);
            }
            arena_finish(&arena);
        }
        deck_destroy(deck);
        page_desk_close(&desk);
    }
    edition_unref(edition);
    arena_finish(&news->arena);
    free(news);
}

// 40 sections: the strip has no room for all of them, but the current one is always there.
static void many_sections(void **state) {
    (void)state;
    struct env_section sections[40];
    char names[40][24];
    for (size_t i = 0; i < 40; i++) {
        snprintf(names[i], sizeof names[i], "Section number %zu", i);
        sections[i] = (struct env_section){names[i], NULL, false, 0};
    }
    struct page_desk desk;
    page_desk_open(&desk, 1920, 1080);
    desk.env.sections = sections;
    desk.env.section_count = 40;
    struct story story =
        FAKE_STORY(1, .id = "urn:1", .headline = "News", .summary = "Lede.", .section = names[37]);
    struct fake_edition plan = {.stories = &story, .story_count = 1};
    const struct edition *edition = fake_edition_make(&plan);
    struct page_spec spec = spec_of("story");
    struct deck *deck = deck_of(edition, &desk, &spec, 1);
    char *current = oplist_role_text(&deck->pages[0].ops, ROLE_STRIP_CURRENT);
    assert_string_equal(current, "Section number 37");
    free(current);
    struct arena arena;
    struct oplist ops;
    arena_init(&arena, 0);
    compose(deck, 0, &arena, &ops);
    check_page(deck, 0, &ops);
    arena_finish(&arena);
    deck_destroy(deck);
    edition_unref(edition);
    page_desk_close(&desk);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_text_stands_on_other_text),
        cmocka_unit_test(a_feed_shows_every_story_once),
        cmocka_unit_test(a_deck_ends_at_its_ceiling),
        cmocka_unit_test(keys_are_different),
        cmocka_unit_test(the_same_input_gives_the_same_deck),
        cmocka_unit_test(nothing_known_is_a_notice),
        cmocka_unit_test(odd_screens_do_no_harm),
        cmocka_unit_test(many_sections),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
