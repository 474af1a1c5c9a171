#include "layout/deck.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "layout/page.h"
#include "tests/support/fake_edition.h"
#include "tests/support/oplist_dump.h"
#include "tests/support/page_check.h"
#include "tests/support/page_desk.h"
#include "tests/support/random_news.h"
#include "tests/support/test.h"

// What holds for every page of every edition, whatever the news and the screen.

enum { MOST_KINDS = 32, MOST_STORIES = RANDOM_STORIES };

static const struct {
    int width, height;
} screens[] = {{1920, 1080}, {1280, 720}, {1080, 1920}, {640, 360}, {3840, 2160}, {1366, 768}};

static struct page_spec spec_of(const char *kind) {
    return (struct page_spec){.kind = page_kind_find(kind)};
}

static struct deck *deck_of(
    const struct edition *edition, const struct page_desk *desk, struct page_spec *specs, size_t count) {
    static const char *const lists[] = {"ticker"};
    struct deck_form form = {specs, count, lists, 1};
    return deck_create(edition, &form, &desk->env, FAKE_NOW);
}

static void no_text_stands_on_other_text(void **state) {
    (void)state;
    uint64_t seed = 51;
    struct random_news *news = malloc(sizeof *news);
    assert_non_null(news);
    for (int round = 0; round < 24; round++) {
        random_news_make(news, &seed, (size_t)test_random_between(&seed, 0, 25), 0);
        const struct edition *edition = random_news_edition(news);
        for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
            struct page_desk desk;
            page_desk_open(&desk, screens[i].width, screens[i].height);
            desk.env.has_ticker = round % 3 != 0;
            struct page_spec specs[MOST_KINDS];
            size_t kinds = 0;
            for (const char *const *name = page_kind_names(); *name; name++) {
                assert_true(kinds < MOST_KINDS);
                specs[kinds] = spec_of(*name);
                bool needs_list = strcmp(*name, "most-read") == 0 || strcmp(*name, "partner-news") == 0 ||
                                  strcmp(*name, "in-other-media") == 0;
                specs[kinds].from = needs_list ? "top" : NULL;
                specs[kinds++].count = round % 2 ? 6 : 0;
            }
            struct deck *deck = deck_of(edition, &desk, specs, kinds);
            for (size_t page = 0; page < deck->count; page++) {
                page_check(deck, page);
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
    struct random_news *news = malloc(sizeof *news);
    assert_non_null(news);
    static const size_t counts[] = {0, 1, 2, 7, 40, 133, MOST_STORIES};
    for (int round = 0; round < 28; round++) {
        struct page_desk desk;
        size_t screen = (size_t)round % (sizeof screens / sizeof *screens);
        page_desk_open(&desk, screens[screen].width, screens[screen].height);
        random_news_make(news, &seed, counts[round % 7], 0);
        const struct edition *edition = random_news_edition(news);
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
    struct random_news *news = malloc(sizeof *news);
    assert_non_null(news);
    random_news_make(news, &seed, 300, 0);
    const struct edition *edition = random_news_edition(news);
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
    struct random_news *news = malloc(sizeof *news);
    assert_non_null(news);
    random_news_make(news, &seed, 30, 0);
    const struct edition *edition = random_news_edition(news);
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
    struct random_news *news = malloc(sizeof *news);
    assert_non_null(news);
    random_news_make(news, &seed, 12, 0);
    const struct edition *edition = random_news_edition(news);
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
    struct edition *editions[] = {NULL, fake_edition_make(&nothing), fake_edition_make(&nothing)};
    editions[2]->is_offline = true;
    static const char *const titles[] = {"Starting", "No news yet", "No connection"};
    for (size_t i = 0; i < 3; i++) {
        struct deck *deck = deck_of(editions[i], &desk, specs, 5);
        assert_int_equal(deck->count, 1);
        assert_string_equal(deck->pages[0].key, "notice");
        assert_non_null(oplist_find_text(&deck->pages[0].ops, titles[i]));
        assert_null(oplist_find_text(&deck->pages[0].ops, "LATEST")); // above nothing
        assert_int_equal(deck->ticker_count, 0);
        assert_true(rect_is_empty(deck->grid.ticker)); // nor is there a strip
        deck_destroy(deck);
    }
    struct deck *deck = deck_of(NULL, &desk, NULL, 0);
    assert_int_equal(deck->count, 1);
    deck_destroy(deck);
    deck_destroy(NULL);
    edition_unref(editions[1]);
    edition_unref(editions[2]);
    page_desk_close(&desk);
}

// Screens that nobody should have: whatever comes out, it ends.
static void odd_screens_do_no_harm(void **state) {
    (void)state;
    static const struct {
        int width, height;
    } odd[] = {{320, 240}, {320, 8192}, {8192, 240}, {8192, 8192}, {321, 641}, {1000, 1000}};
    uint64_t seed = 56;
    struct random_news *news = malloc(sizeof *news);
    assert_non_null(news);
    random_news_make(news, &seed, 20, 0);
    const struct edition *edition = random_news_edition(news);
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        struct page_desk desk;
        page_desk_open(&desk, odd[i].width, odd[i].height);
        struct page_spec specs[] = {spec_of("top-stories"), spec_of("story"), spec_of("feed"),
            spec_of("rates"), spec_of("infographic")};
        struct deck *deck = deck_of(edition, &desk, specs, 5);
        assert_true(deck->count >= 1);
        for (size_t page = 0; page < deck->count; page++) {
            struct arena arena;
            struct oplist ops = {0};
            arena_init(&arena, 0);
            deck_compose(deck, &(struct view){.page = page, .slide = page, .wall = FAKE_NOW}, &arena, &ops);
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
    page_check(deck, 0);
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
