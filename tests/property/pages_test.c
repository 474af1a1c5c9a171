#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "layout/page.h"
#include "layout/story_text.h"
#include "tests/support/full_edition.h"
#include "tests/support/oplist_dump.h"
#include "tests/support/page_check.h"
#include "tests/support/page_desk.h"
#include "tests/support/random_news.h"
#include "tests/support/test.h"

// What holds for the pages of any edition on any screen in any language:
//
//   - text stands inside its margins, and on no other text and no picture;
//   - no line of a paragraph stands alone at the head or the foot of a column, and a headline is not alone;
//   - the last page of a story has more than a few lines, if those before can spare them;
//   - every word of a story is on one of its pages, and every story of a feed once in its rows.
//
// With letters of one width, so that it is quick; what is drawn is looked at by tests/specimen.
//   BROADSIDE_SEED=… BROADSIDE_ROUNDS=2000 choose another run: this one is for every day.

enum { MOST_KINDS = 32, ROUNDS = 200 };

static const struct {
    int width, height;
} screens[] = {{1920, 1080}, {1280, 720}, {1080, 1920}, {800, 480}, {3840, 2160}, {640, 360}, {1366, 768}};

#define SCREENS (sizeof screens / sizeof *screens)

static const char *const languages[] = {"en", "ru", "ar", "zh", "es", "fr", "de", "th"};

static size_t specs_of_all(struct page_spec *specs) {
    size_t count = 0;
    for (const char *const *name = page_kind_names(); *name; name++) {
        assert_true(count < MOST_KINDS);
        specs[count++] = (struct page_spec){.kind = page_kind_find(*name)};
    }
    return count;
}

// Text is told by its signs, whatever their order on the line and however lines end.
static uint64_t signs(const char *text) {
    uint64_t sum = 0;
    size_t len = strlen(text);
    for (size_t at = 0, used; at < len; at += used) {
        uint64_t sign = utf8_next(text + at, len - at, &used);
        uint64_t seed = sign * 2 + 1;
        bool counts = sign > ' ' && sign != '-' && sign != 0xAD && sign != 0xA0;
        sum += counts ? test_random(&seed) : 0;
    }
    return sum;
}

static uint64_t signs_of(const struct story *story) {
    uint64_t sum = story->dateline ? signs(story->dateline) : 0;
    for (size_t i = 0; i < story->paragraph_count; i++) {
        sum += signs(story->paragraphs[i]);
    }
    return story->paragraph_count ? sum : sum + (story->summary ? signs(story->summary) : 0);
}

static bool is_page_of(const struct page *page, const struct story *story) {
    char key[64];
    snprintf(key, sizeof key, "story/%s/", story->id);
    return strncmp(page->key, key, strlen(key)) == 0;
}

static void check_story(const struct deck *deck, const struct story *story) {
    uint64_t sum = 0;
    size_t pages = 0;
    for (size_t i = 0; i < deck->count; i++) {
        const struct page *page = &deck->pages[i];
        for (size_t k = 0; is_page_of(page, story) && k < page->ops.count; k++) {
            const struct op *op = &page->ops.ops[k];
            bool is_body = op->kind == OP_TEXT && (op->role == ROLE_BODY || op->role == ROLE_BODY_STRONG);
            sum += is_body ? signs(op->text.text) : 0;
        }
        pages += is_page_of(page, story);
    }
    if (pages && pages < MOST_STORY_PAGES && sum != signs_of(story)) {
        fail_msg("%dx%d: story %s on %zu pages has lost or doubled words", deck->grid.width,
            deck->grid.height, story->id, pages);
    }
}

// Numbers of headlines in the rows of the feed.
static void check_feed(const struct deck *deck, const struct edition *edition) {
    const struct list *list = edition_list(edition, "feed");
    size_t at = 0;
    for (size_t i = 0; i < deck->count; i++) {
        const struct oplist *ops = &deck->pages[i].ops;
        int heading = 0, row = 0;
        for (size_t k = 0; strncmp(deck->pages[i].key, "feed/", 5) == 0 && k < ops->count; k++) {
            int number;
            const struct op *op = &ops->ops[k];
            bool is_rule = op->role == ROLE_RULE && op->box.w == deck->grid.main.w; // above a day or a row
            heading = is_rule && op->box.y > heading ? op->box.y : heading;
            if (op->kind != OP_TEXT || op->role != ROLE_LIST) {
                continue;
            }
            row = op->box.y > row ? op->box.y : row;
            if (sscanf(op->text.text, "%d", &number) == 1) {
                assert_true(at < list->count);
                assert_int_equal(number, atoi(list->stories[at++]->headline));
            }
        }
        assert_true(row >= heading); // no day without a story below it
    }
    assert_int_equal(at, list ? list->count : 0);
}

static void check_flow(const struct story_flow *flow, const struct story_text *text, int leading) {
    size_t alone = paginate_alone(flow->lines, flow->count, flow->ends, flow->columns);
    int lines =
        (text->form.rest[0].h < text->form.first.h ? text->form.rest[0].h : text->form.first.h) / leading;
    if (alone && lines >= 4) {
        fail_msg("%zu lines alone in %zu columns of %d lines", alone, flow->columns, lines);
    }
}

// Paragraphs into columns, below the pages: there one can see which line is of which paragraph.
static void check_columns(struct page_desk *desk, const struct story *story, uint64_t *seed) {
    struct grid grid = grid_make(desk->env.width, desk->env.height, true);
    struct arena arena;
    struct oplist ops = {0};
    arena_init(&arena, 0);
    struct sheet sheet = {&desk->env, &grid, &arena, &ops, NULL};
    struct rect body = grid.body;
    struct story_form form = {.first = body, .rest = {body, body}, .rest_count = 1 + test_random(seed) % 2};
    form.first.h -= form.first.h * test_random_between(seed, 0, 60) / 100;
    form.rest[0].w = form.rest[1].w = body.w / (int)form.rest_count - 10;
    struct story_text text = story_text_set(&(struct desk){0}, &sheet, story, &form);
    int leading = theme_type(desk->env.theme, ROLE_BODY, grid.scale).line_height;
    check_flow(&text.first, &text, leading);
    check_flow(&text.rest, &text, leading);
    if (text.pages > 1 && form.first.h >= 8 * leading) {
        assert_true(text.first.ends[0] >= 2); // the headline stands above them
        size_t last = text.rest.ends[text.rest.columns - 1];
        size_t before = (text.rest.columns - 1) / form.rest_count * form.rest_count;
        assert_true(last - (before ? text.rest.ends[before - 1] : 0) >= 3);
    }
    arena_finish(&arena);
}

static void check_edition(struct page_desk *desk, const struct edition *edition, bool has_feed) {
    struct page_spec specs[MOST_KINDS];
    size_t count = specs_of_all(specs);
    static const char *const lists[] = {"ticker"};
    for (size_t i = 0; i < count; i++) {
        specs[i].pages = strcmp(specs[i].kind->name, "feed") == 0 ? LIMIT_PAGES : 0;
    }
    struct deck_form form = {specs, count, lists, 1};
    struct deck *deck = deck_create(edition, &form, &desk->env, FAKE_NOW);
    for (size_t page = 0; page < deck->count; page++) {
        page_check(deck, page);
        assert_true(deck->pages[page].dwell >= 8 * SECOND);
    }
    for (size_t i = 0; i < edition->story_count; i++) {
        check_story(deck, &edition->stories[i]);
    }
    if (has_feed) {
        check_feed(deck, edition);
    }
    deck_destroy(deck);
}

static int setting(const char *name, int fallback) {
    const char *text = getenv(name);
    return text ? atoi(text) : fallback;
}

static void random_editions(void **state) {
    (void)state;
    uint64_t seed = (uint64_t)setting("BROADSIDE_SEED", 61);
    int rounds = setting("BROADSIDE_ROUNDS", ROUNDS);
    struct random_news *news = malloc(sizeof *news);
    assert_non_null(news);
    for (int round = 0; round < rounds; round++) {
        struct page_desk desk;
        size_t screen = (size_t)(test_random(&seed) % SCREENS);
        page_desk_open(&desk, screens[screen].width, screens[screen].height);
        page_desk_language(&desk, languages[test_random(&seed) % (sizeof languages / sizeof *languages)]);
        desk.env.has_ticker = round % 4 != 0;
        size_t alphabet = (size_t)(test_random(&seed) % (2 * random_alphabets()));
        random_news_make(news, &seed, (size_t)test_random_between(&seed, 0, 7),
            alphabet < random_alphabets() ? alphabet : SIZE_MAX);
        struct fake_edition plan = full_edition_plan(round % 5 == 0);
        plan.stories = news->stories;
        plan.story_count = news->count;
        const struct edition *edition = fake_edition_make(&plan);
        check_edition(&desk, edition, true);
        for (size_t i = 0; i < news->count; i++) {
            check_columns(&desk, &news->stories[i], &seed);
        }
        edition_unref(edition);
        arena_finish(&news->arena);
        page_desk_close(&desk);
    }
    free(news);
}

// Editions that nobody plans for.

static const char *repeated(struct arena *arena, const char *text, size_t times) {
    char *all = arena_alloc(arena, strlen(text) * times + 1);
    all[0] = '\0';
    for (size_t i = 0; i < times; i++) {
        memcpy(all + i * strlen(text), text, strlen(text) + 1);
    }
    return all;
}

struct oddity {
    struct page_desk *desk;
    struct random_news *news;
    struct fake_edition *plan;
};

static void one_story(struct oddity *odd) {
    odd->plan->story_count = 1;
}

static void no_story(struct oddity *odd) {
    odd->plan->story_count = 0;
}

static void headlines_of(struct oddity *odd, const char *headline) {
    for (size_t i = 0; i < odd->news->count; i++) {
        odd->news->stories[i].headline = headline;
    }
}

static void short_headlines(struct oddity *odd) {
    headlines_of(odd, "Rain");
}

static void long_headlines(struct oddity *odd) {
    headlines_of(odd, repeated(&odd->news->arena, "Nobody expected the ministers ", 10));
}

static void capitals(struct oddity *odd) {
    headlines_of(odd, repeated(&odd->news->arena, "WWWWWWW MMMM ", 12));
}

static void one_word(struct oddity *odd) {
    const char *word = repeated(&odd->news->arena, "Donaudampfschiff", 13);
    headlines_of(odd, word);
    for (size_t i = 0; i < odd->news->count; i++) {
        odd->news->stories[i].summary = odd->news->stories[i].section = odd->news->stories[i].place = word;
    }
}

static void emoji(struct oddity *odd) {
    headlines_of(odd, "\U0001F469\U0001F3FD\u200D\U0001F680\U0001F1F7\U0001F1FA 1\uFE0F\u20E3 "
                      "\u2764\uFE0F\U0001F9D1\u200D\U0001F33E");
}

static void no_pictures(struct oddity *odd) {
    for (size_t i = 0; i < odd->news->count; i++) {
        odd->news->stories[i].picture_count = 0;
    }
    odd->plan->gallery_count = odd->plan->infographic_count = odd->plan->sponsor_count = 0;
}

static void only_pictures(struct oddity *odd) {
    static struct picture pictures[] = {{.url = "p/1x3000"}, {.url = "p/3000x1"}, {.url = "p/600x600"}};
    for (size_t i = 0; i < odd->news->count; i++) {
        struct story *story = &odd->news->stories[i];
        *story = (struct story)FAKE_STORY(
            5, .id = story->id, .headline = story->headline, .pictures = pictures, .picture_count = 3);
    }
}

static void forty_sections(struct oddity *odd) {
    static struct env_section sections[40];
    for (size_t i = 0; i < 40; i++) {
        const char *name = arena_printf(&odd->news->arena, "Section number %zu of them all", i);
        sections[i] = (struct env_section){name, NULL, i % 2, 0x123456};
        odd->news->stories[i % odd->news->count].section = name;
    }
    odd->desk->env.sections = sections;
    odd->desk->env.section_count = 40;
}

static void strange_rates(struct oddity *odd) {
    static struct fixing fixings[] = {{"USD", "EUR", 1e-6, FAKE_AT(1500)}, {"USD", "EUR", 2e-6, FAKE_AT(10)},
        {"USD", "RUB", 0, FAKE_AT(10)}, {"USD", "CNY", -3, FAKE_AT(10)},
        {"USD", "IRR", 1234567890.5, FAKE_AT(10)}, {"USD", "BTC", 1e-12, FAKE_AT(10)}};
    static const char *const pairs[] = {"EUR", "RUB", "CNY", "IRR", "BTC", "XXX"};
    odd->plan->fixings = fixings;
    odd->plan->fixing_count = 6;
    odd->desk->env.pairs = pairs;
    odd->desk->env.pair_count = 6;
}

static void nothing_odd(struct oddity *odd) {
    (void)odd; // -40 and 50 degrees are in every full edition
}

static const struct {
    const char *name;
    void (*make)(struct oddity *odd);
    size_t stories;
    bool has_numbers; // headlines that a feed can be checked by
} oddities[] = {
    {"nothing odd", nothing_odd, 12, true},
    {"one story", one_story, 1, true},
    {"no story", no_story, 1, true},
    {"500 stories", nothing_odd, RANDOM_STORIES, true},
    {"headlines of four letters", short_headlines, 12, false},
    {"headlines of 300 letters", long_headlines, 12, false},
    {"capitals", capitals, 12, false},
    {"a word of 200 letters", one_word, 12, false},
    {"emoji", emoji, 12, false},
    {"no pictures", no_pictures, 12, true},
    {"only pictures", only_pictures, 12, true},
    {"forty sections", forty_sections, 12, true},
    {"strange rates", strange_rates, 3, true},
};

static void check_oddity(size_t which, size_t screen, struct random_news *news) {
    uint64_t seed = 62 + which;
    struct page_desk desk;
    page_desk_open(&desk, screens[screen].width, screens[screen].height);
    random_news_make(news, &seed, oddities[which].stories, SIZE_MAX);
    struct fake_edition plan = full_edition_plan(false);
    plan.stories = news->stories;
    plan.story_count = news->count;
    oddities[which].make(&(struct oddity){&desk, news, &plan});
    const struct edition *edition = fake_edition_make(&plan);
    check_edition(&desk, edition, oddities[which].has_numbers);
    edition_unref(edition);
    arena_finish(&news->arena);
    page_desk_close(&desk);
}

static void awkward_content(void **state) {
    (void)state;
    struct random_news *news = malloc(sizeof *news);
    assert_non_null(news);
    for (size_t i = 0; i < sizeof oddities / sizeof *oddities; i++) {
        for (size_t screen = 0; screen < SCREENS; screen++) {
            print_message("%s on %dx%d\n", oddities[i].name, screens[screen].width, screens[screen].height);
            check_oddity(i, screen, news);
        }
    }
    free(news);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_editions),
        cmocka_unit_test(awkward_content),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
