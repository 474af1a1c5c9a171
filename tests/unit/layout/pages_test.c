#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "layout/page.h"
#include "tests/support/fake_edition.h"
#include "tests/support/journal.h"
#include "tests/support/oplist_dump.h"
#include "tests/support/page_desk.h"
#include "tests/support/test.h"

// What each page kind makes of its spec and of an edition: which pages, which stories, how long.

static struct picture pictures[] = {{.url = "p/1200x800", .caption = "A caption", .credit = "Somebody"}};
static const char *const paragraphs[] = {"One paragraph of a story.", "And another one."};

static struct story stories[] = {
    FAKE_STORY(5, .id = "urn:1", .url = "https://n.example/1", .section = "World",
        .headline = "First of the day", .summary = "Its lede.", .paragraphs = paragraphs,
        .paragraph_count = 2, .pictures = pictures, .picture_count = 1),
    FAKE_STORY(
        15, .id = "urn:2", .section = "Sport", .headline = "Second of the day", .summary = "Only a lede."),
    FAKE_STORY(25, .id = "urn:3", .section = "World", .headline = "Third of the day"),
    FAKE_STORY(
        1200, .id = "urn:4", .headline = "From yesterday", .paragraphs = paragraphs, .paragraph_count = 1),
};

static struct infographic graphics[] = {
    {.id = "urn:g1", .title = "A finding", .section = "World", .picture = pictures, .published = FAKE_AT(5)},
    {.id = "urn:g2", .title = "Another", .source = "Somewhere", .picture = pictures, .published = FAKE_AT(6)},
};

struct fixture {
    struct page_desk desk;
    const struct edition *edition;
    struct deck *deck;
};

static int set_up(void **state) {
    struct fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    page_desk_open(&fixture->desk, 1920, 1080);
    struct fake_edition plan = {
        .stories = stories, .story_count = 4, .infographics = graphics, .infographic_count = 2};
    plan.fixings = fake_fixings(&plan.fixing_count);
    fixture->edition = fake_edition_make(&plan);
    *state = fixture;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;
    deck_destroy(fixture->deck);
    edition_unref(fixture->edition);
    page_desk_close(&fixture->desk);
    free(fixture);
    return 0;
}

// The deck of one entry of a rundown; the one before is forgotten.
static const struct deck *lay_out(struct fixture *fixture, const char *kind, struct page_spec spec) {
    static const char *const lists[] = {"ticker"};
    spec.kind = page_kind_find(kind);
    assert_non_null(spec.kind);
    struct deck_form form = {&spec, 1, lists, 1};
    deck_destroy(fixture->deck);
    fixture->deck = deck_create(fixture->edition, &form, &fixture->desk.env, FAKE_NOW);
    return fixture->deck;
}

static void check_keys(const struct deck *deck, const char *keys) {
    char all[512] = "";
    for (size_t i = 0; i < deck->count; i++) {
        snprintf(all + strlen(all), sizeof all - strlen(all), "%s%s", i ? " " : "", deck->pages[i].key);
    }
    assert_string_equal(all, keys);
}

static bool has_text(const struct deck *deck, size_t page, const char *text) {
    return oplist_find_text(&deck->pages[page].ops, text) != NULL;
}

static void kinds_are_found_by_name(void **state) {
    (void)state;
    for (const char *const *name = page_kind_names(); *name; name++) {
        assert_string_equal(page_kind_find(*name)->name, *name);
    }
    assert_null(page_kind_find("notice")); // nobody asks for it
    assert_null(page_kind_find("Feed"));
}

static void stories_have_pages_of_their_own(void **state) {
    struct fixture *fixture = *state;
    const struct deck *deck = lay_out(fixture, "story", (struct page_spec){.count = 9});
    // One without any text has no page: its headline stands on others.
    check_keys(deck, "story/urn:1/1 story/urn:2/1 story/urn:4/1");
    assert_string_equal(deck->pages[0].section, "World");
    assert_true(has_text(deck, 0, "Page 1 of 1"));
    assert_true(has_text(deck, 1, "Only a lede."));
    check_keys(lay_out(fixture, "story", (struct page_spec){.count = 1}), "story/urn:1/1");
    // Nor does it take the place of another.
    check_keys(lay_out(fixture, "story", (struct page_spec){.count = 3}),
        "story/urn:1/1 story/urn:2/1 story/urn:4/1");
    check_keys(lay_out(fixture, "story", (struct page_spec){.section = "Sport"}), "story/urn:2/1");
    check_keys(lay_out(fixture, "story", (struct page_spec){.from = "nowhere"}), "notice");
}

// The lede beside the text, set large: not where the text is no more than that.
static void a_lede_is_not_said_twice(void **state) {
    struct fixture *fixture = *state;
    static const char *const lede[] = {"Six hours of talks."};
    struct story told[] = {
        FAKE_STORY(1, .id = "urn:long", .headline = "Told", .summary = "Six hours of talks.",
            .paragraphs = paragraphs, .paragraph_count = 2),
        FAKE_STORY(2, .id = "urn:short", .headline = "Told", .summary = "Six hours of talks.",
            .paragraphs = lede, .paragraph_count = 1),
    };
    edition_unref(fixture->edition);
    fixture->edition = fake_edition_make(&(struct fake_edition){.stories = told, .story_count = 2});
    const struct deck *deck = lay_out(fixture, "story", (struct page_spec){.count = 2});
    static const char *const large[] = {"Six hours of talks.", ""};
    for (size_t page = 0; page < 2; page++) {
        char *text = oplist_role_text(&deck->pages[page].ops, ROLE_HEADLINE_3);
        assert_string_equal(text, large[page]);
        free(text);
    }
    assert_true(has_text(deck, 1, "Six hours of talks."));
}

static void feeds_name_their_days(void **state) {
    struct fixture *fixture = *state;
    const struct deck *deck = lay_out(fixture, "feed", (struct page_spec){0});
    check_keys(deck, "feed//1");
    assert_true(has_text(deck, 0, "All sections · Tuesday, 24 November"));
    assert_true(has_text(deck, 0, "Monday, 23 November"));
    assert_true(has_text(deck, 0, "14:00"));
    deck = lay_out(fixture, "feed", (struct page_spec){.section = "World", .count = 1});
    check_keys(deck, "feed/World/1");
    assert_true(has_text(deck, 0, "First of the day"));
    assert_false(has_text(deck, 0, "Third of the day"));
    assert_false(has_text(deck, 0, "Second of the day"));
}

static void stories_without_a_date_interrupt_no_day(void **state) {
    struct fixture *fixture = *state;
    struct story mixed[] = {
        FAKE_STORY(5, .id = "urn:1", .headline = "First"),
        {.id = "urn:2",
            .headline = "Undated",
            .published = FAKE_UNDATED,
            .updated = FAKE_AT(10),
            .embargo = FAKE_UNDATED},
        FAKE_STORY(15, .id = "urn:3", .headline = "Third"),
    };
    edition_unref(fixture->edition);
    fixture->edition = fake_edition_make(&(struct fake_edition){.stories = mixed, .story_count = 3});
    const struct deck *deck = lay_out(fixture, "feed", (struct page_spec){0});
    assert_true(has_text(deck, 0, "All sections · Tuesday, 24 November"));
    assert_true(has_text(deck, 0, "Undated"));
    assert_false(has_text(deck, 0, "Tuesday, 24 November"));
}

// Midnight is that of the kiosk's zone: 20 hours before 14:05 is yesterday in Moscow, and today further west.
static void days_are_the_kiosks(void **state) {
    struct fixture *fixture = *state;
    fixture->desk.env.zone = fixture->desk.zones[1];
    const struct deck *deck = lay_out(fixture, "feed", (struct page_spec){0});
    assert_true(has_text(deck, 0, "All sections · Tuesday, 24 November"));
    assert_true(has_text(deck, 0, "Monday, 23 November"));
    assert_true(has_text(deck, 0, "06:00"));
    assert_true(has_text(deck, 0, "10:05")); // of the day before
}

static void the_front_page_has_a_lead_and_numbers(void **state) {
    struct fixture *fixture = *state;
    const struct deck *deck = lay_out(fixture, "top-stories", (struct page_spec){0});
    check_keys(deck, "top-stories");
    char *numbers = oplist_role_text(&deck->pages[0].ops, ROLE_NUMERAL);
    assert_memory_equal(numbers, "2 3", 3);
    free(numbers);
    deck = lay_out(fixture, "top-stories", (struct page_spec){.count = 1});
    assert_false(has_text(deck, 0, "Second of the day"));
    bool picture = false;
    for (size_t i = 0; i < deck->pages[0].ops.count; i++) {
        picture = picture || deck->pages[0].ops.ops[i].kind == OP_IMAGE;
    }
    assert_true(picture);
}

static void graphics_come_one_a_page(void **state) {
    struct fixture *fixture = *state;
    check_keys(
        lay_out(fixture, "infographic", (struct page_spec){0}), "infographic/urn:g1 infographic/urn:g2");
    check_keys(lay_out(fixture, "infographic", (struct page_spec){.count = 1}), "infographic/urn:g1");
    check_keys(lay_out(fixture, "infographic", (struct page_spec){.section = "World"}), "infographic/urn:g1");
    assert_true(has_text(lay_out(fixture, "infographic", (struct page_spec){0}), 1, "Source: Somewhere"));
}

// What cannot be drawn is said when it is first met, and not again with every deck that meets it.
static void a_refused_chart_is_said_once(void **state) {
    struct fixture *fixture = *state;
    struct tree root = {.kind = TREE_OBJECT};
    struct chart_spec spec = {.root = &root};
    struct infographic graphic = {
        .id = "urn:g3", .title = "Nothing", .chart = &spec, .published = FAKE_AT(5)};
    const struct edition *edition =
        fake_edition_make(&(struct fake_edition){.infographics = &graphic, .infographic_count = 1});
    const struct page_spec one = {.kind = page_kind_find("infographic")}, twice[2] = {one, one};
    const struct deck_form form = {.specs = twice, .spec_count = 2};
    struct deck *before = NULL;
    for (size_t i = 0; i < 3; i++) {
        journal_start();
        struct deck *deck =
            deck_create(i < 2 ? edition : fixture->edition, &form, &fixture->desk.env, FAKE_NOW);
        deck_report(deck, before);
        const char *said = journal_stop(), *first = strstr(said, "warning: urn:g3: ");
        if (i == 0) {
            assert_true(first && !strstr(first + 16, "urn:g3"));
        } else {
            assert_string_equal(said, "");
        }
        assert_true((deck->refusals != NULL) == (i < 2));
        deck_destroy(before);
        before = deck;
    }
    deck_destroy(before);
    edition_unref(edition);
}

static void a_source_is_called_so_once(void **state) {
    struct fixture *fixture = *state;
    static const struct {
        const char *source, *own, *line; // own: the interface's word
    } rows[] = {
        {"Somewhere", NULL, "Source: Somewhere"},
        {"Source: Somewhere", NULL, "Source: Somewhere"},
        {"Sources : here, there", NULL, "Sources : here, there"},
        {"Sourcebook: a reader", NULL, "Source: Sourcebook: a reader"},
        {"source", NULL, "Source: source"},
        {"Quelle: Amt", "Quelle: {0}", "Quelle: Amt"},
        {"来源：部", "来源：{0}", "来源：部"},
        {"部", "来源：{0}", "来源：部"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct words words = *fixture->desk.env.words;
        struct infographic graphic = graphics[1];
        graphic.source = rows[i].source;
        words.text[WORD_SOURCE] = rows[i].own ? rows[i].own : words.text[WORD_SOURCE];
        const struct words *before = fixture->desk.env.words;
        fixture->desk.env.words = &words;
        edition_unref(fixture->edition);
        fixture->edition =
            fake_edition_make(&(struct fake_edition){.infographics = &graphic, .infographic_count = 1});
        if (!has_text(lay_out(fixture, "infographic", (struct page_spec){0}), 0, rows[i].line)) {
            fail_msg("%s: no \"%s\"", rows[i].source, rows[i].line);
        }
        fixture->desk.env.words = before;
    }
}

static void rates_have_a_slide_a_pair(void **state) {
    struct fixture *fixture = *state;
    const struct deck *deck = lay_out(fixture, "rates", (struct page_spec){0});
    assert_int_equal(deck->count, 1);
    assert_int_equal(deck->pages[0].slide_count, 3);
    assert_true(has_text(deck, 0, "EUR") && has_text(deck, 0, "RUB") && has_text(deck, 0, "CNY"));
    assert_non_null(oplist_find_text(&deck->pages[0].slides[1].ops, "$1,000"));
    static const char *const unknown[] = {"XXX", "EUR"};
    fixture->desk.env.pairs = unknown;
    fixture->desk.env.pair_count = 2;
    assert_int_equal(lay_out(fixture, "rates", (struct page_spec){0})->pages[0].slide_count, 1);
}

static bool has_panel(const struct deck *deck) {
    const struct oplist *ops = &deck->pages[0].ops;
    bool found = false;
    for (size_t i = 0; i < ops->count; i++) {
        found = found || (ops->ops[i].role == ROLE_PANEL && rect_has_rect(deck->grid.rail, ops->ops[i].box));
    }
    return found;
}

// With neither rates nor cities no empty panel stands beside the page, and the page has its room.
static void without_a_rail_the_page_is_wide(void **state) {
    struct fixture *fixture = *state;
    const struct deck *deck = lay_out(fixture, "feed", (struct page_spec){0});
    assert_true(has_panel(deck));
    assert_true(deck->grid.main.w < deck->grid.body.w);
    fixture->desk.env.pair_count = 0;
    deck = lay_out(fixture, "feed", (struct page_spec){0});
    assert_true(has_panel(deck)); // the cities
    assert_true(deck->grid.main.w < deck->grid.body.w);
    fixture->desk.env.city_count = 0;
    deck = lay_out(fixture, "feed", (struct page_spec){0});
    assert_false(has_panel(deck));
    assert_int_equal(deck->grid.main.w, deck->grid.body.w);
}

// As many rows as fit a page, then another page; none is lost.
static void many_rates_take_pages(void **state) {
    struct fixture *fixture = *state;
    static const char *const codes[] = {"EUR", "RUB", "CNY", "GBP", "JPY", "CHF", "SEK", "NOK", "DKK", "PLN",
        "CZK", "HUF", "TRY", "INR", "BRL", "ZAR", "KRW", "AUD", "CAD", "NZD"};
    struct fixing fixings[20];
    for (size_t i = 0; i < 20; i++) {
        fixings[i] = (struct fixing){"USD", codes[i], 1.5 + (double)i, {FAKE_NOW, 0}};
    }
    struct fake_edition plan = {.fixings = fixings, .fixing_count = 20};
    edition_unref(fixture->edition);
    fixture->edition = fake_edition_make(&plan);
    fixture->desk.env.pairs = codes;
    fixture->desk.env.pair_count = 20;
    const struct deck *deck = lay_out(fixture, "rates", (struct page_spec){0});
    char all[512] = "", wanted[512] = "";
    for (size_t i = 0; i < deck->count; i++) {
        char *text = oplist_role_text(&deck->pages[i].ops, ROLE_CODE);
        snprintf(all + strlen(all), sizeof all - strlen(all), "%s%s", i ? " " : "", text);
        free(text);
    }
    for (size_t i = 0; i < 20; i++) {
        snprintf(wanted + strlen(wanted), sizeof wanted - strlen(wanted), "%s%s", i ? " " : "", codes[i]);
    }
    assert_string_equal(all, wanted);
    assert_true(deck->count > 1);
}

static void pages_stay_as_long_as_it_takes_to_read(void **state) {
    struct fixture *fixture = *state;
    assert_int_equal(lay_out(fixture, "rates", (struct page_spec){.dwell = 12345})->pages[0].dwell, 12345);
    assert_int_equal(
        lay_out(fixture, "infographic", (struct page_spec){0})->pages[0].dwell, 8 * SECOND); // at least
    struct story long_story = stories[0];
    const char *many[1] = {
        "word word word word word word word word word word word word word word word word word word "
        "word word word word word word word word word word word word word word word word word word "
        "word word word word word word word word word word word word word word word word word word"};
    long_story.paragraphs = many;
    long_story.paragraph_count = 1;
    struct fake_edition plan = {.stories = &long_story, .story_count = 1};
    edition_unref(fixture->edition);
    fixture->edition = fake_edition_make(&plan);
    millis dwell = lay_out(fixture, "story", (struct page_spec){0})->pages[0].dwell;
    assert_in_range(
        dwell, (54 * 1000) / 3.2 + 3000, ((54 + 40) * 1000) / 3.2 + 3000); // and headline, caption, …
}

// Words where blanks part them, characters where nothing does: the pages of a story stay as long as its text
// takes, in any script.
static void reading_takes_as_long_in_every_script(void **state) {
    struct fixture *fixture = *state;
    static const struct {
        const char *language, *text;
        double seconds; // counted by hand: words by 3.2, Han by 4.2, kana by 6, Thai by 14
    } rows[] = {
        {"en", "The new bridge was opened this morning and the first train crossed it", 13 / 3.2},
        {"ru", "Новый мост открыли сегодня утром и по нему прошёл первый поезд", 11 / 3.2},
        {"ar", "افتتح الجسر الجديد هذا الصباح وعبره أول قطار", 8 / 3.2},
        {"zh", "新大桥今天上午开通首列火车驶过大桥", 17 / 4.2},
        {"ja", "新しい橋が開通した", 4 / 4.2 + 5 / 6.0},
        {"th", "เปิดสะพานใหม่", 13 / 14.0},
    };
    enum { TIMES = 20 };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *paragraphs_of_it[TIMES];
        for (size_t k = 0; k < TIMES; k++) {
            paragraphs_of_it[k] = rows[i].text;
        }
        struct story story = FAKE_STORY(5, .id = "urn:1", .headline = "!", .language = rows[i].language,
            .paragraphs = paragraphs_of_it, .paragraph_count = TIMES);
        edition_unref(fixture->edition);
        fixture->edition = fake_edition_make(&(struct fake_edition){.stories = &story, .story_count = 1});
        const struct deck *deck = lay_out(fixture, "story", (struct page_spec){0});
        double seconds = 0;
        for (size_t page = 0; page < deck->count; page++) {
            seconds += (double)(deck->pages[page].dwell - 3 * SECOND) / (double)SECOND;
        }
        double text = TIMES * rows[i].seconds,
               more = 5.0 * (double)deck->count; // the date, "Page 1 of 2", a pause
        if (seconds < text - 1 || seconds > text + more) {
            fail_msg("%s: %.1f s on %zu pages, not %.1f", rows[i].language, seconds, deck->count, text);
        }
    }
}

static void the_ticker_takes_its_lists(void **state) {
    struct fixture *fixture = *state;
    const struct deck *deck = lay_out(fixture, "feed", (struct page_spec){0});
    assert_int_equal(deck->ticker_count, 4);
    assert_non_null(oplist_find_text(&deck->ticker[0].ops, "14:00"));
    assert_non_null(oplist_find_text(&deck->ticker[0].ops, "First of the day"));
    struct rect box = deck_ribbon_box(&fixture->desk.env);
    for (size_t i = 0; i < deck->ticker_count; i++) {
        const struct oplist *ops = &deck->ticker[i].ops;
        const struct rect *end = &ops->ops[ops->count - 1].box;
        assert_true(ops->ops[0].box.x == 0 && end->y >= 0 && end->y + end->h <= box.h);
        assert_true(deck->ticker[i].width > end->x + end->w); // and a gap
        for (size_t k = 0; k < i; k++) {
            assert_int_not_equal(deck->ticker[i].key, deck->ticker[k].key);
        }
    }
    fixture->desk.env.has_ticker = false;
    assert_int_equal(lay_out(fixture, "feed", (struct page_spec){0})->ticker_count, 0);
    assert_true(rect_is_empty(deck_ribbon_box(&fixture->desk.env)));
}

static void long_headlines_are_cut_at_a_word(void **state) {
    struct fixture *fixture = *state;
    char headline[3001];
    for (size_t i = 0; i < 3000; i += 10) {
        memcpy(headline + i, "new words ", 10);
    }
    headline[3000] = '\0';
    struct story story = FAKE_STORY(5, .id = "urn:1", .headline = headline);
    struct fake_edition plan = {.stories = &story, .story_count = 1};
    edition_unref(fixture->edition);
    fixture->edition = fake_edition_make(&plan);
    const struct deck *deck = lay_out(fixture, "feed", (struct page_spec){0});
    char *text = oplist_role_text(&deck->ticker[0].ops, ROLE_TICKER);
    assert_true(strlen(text) <= LIMIT_TICKER_BYTES + strlen("…"));
    assert_string_equal(text + strlen(text) - strlen("words…"), "words…");
    free(text);
}

// The strip names the section of a page; "Top stories" only on the page of that name.
static void the_strip_underlines_what_is_on(void **state) {
    struct fixture *fixture = *state;
    static const struct {
        const char *kind, *section, *current;
    } rows[] = {
        {"top-stories", NULL, "Top stories"}, {"top-stories", "World", "World"}, {"rates", NULL, ""},
        {"rates", "Business & Economy", "Business"}, // short where all have no room
        {"feed", NULL, ""}, {"feed", "World", "World"}, {"story", NULL, "World"}, // that of the first story
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct deck *deck =
            lay_out(fixture, rows[i].kind, (struct page_spec){.section = rows[i].section});
        char *current = oplist_role_text(&deck->pages[0].ops, ROLE_STRIP_CURRENT);
        assert_string_equal(current, rows[i].current);
        free(current);
    }
    const struct deck *deck = lay_out(fixture, "story", (struct page_spec){.count = 3});
    char *current = oplist_role_text(&deck->pages[2].ops, ROLE_STRIP_CURRENT); // of no section
    assert_string_equal(current, "");
    free(current);
}

// On the pages after its first a story's headline is whole where two lines hold it.
static void running_heads_are_whole(void **state) {
    struct fixture *fixture = *state;
    static const char *long_text[60];
    for (size_t i = 0; i < 60; i++) {
        long_text[i] =
            "Министры энергетики рано утром во вторник подписали соглашение о транзите на десять лет.";
    }
    struct story story = FAKE_STORY(5, .id = "urn:1",
        .headline = "Министры договорились о транзите газа после девяти часов переговоров в Брюсселе",
        .paragraphs = long_text, .paragraph_count = 60, .language = "ru");
    edition_unref(fixture->edition);
    fixture->edition = fake_edition_make(&(struct fake_edition){.stories = &story, .story_count = 1});
    const struct deck *deck = lay_out(fixture, "story", (struct page_spec){0});
    assert_true(deck->count > 2);
    for (size_t i = 1; i < deck->count; i++) {
        char *head = oplist_role_text(&deck->pages[i].ops, ROLE_HEADLINE_3);
        assert_string_equal(head, story.headline);
        free(head);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds_are_found_by_name),
        TEST(stories_have_pages_of_their_own),
        TEST(a_lede_is_not_said_twice),
        TEST(feeds_name_their_days),
        TEST(stories_without_a_date_interrupt_no_day),
        TEST(days_are_the_kiosks),
        TEST(the_front_page_has_a_lead_and_numbers),
        TEST(a_refused_chart_is_said_once),
        TEST(a_source_is_called_so_once),
        TEST(graphics_come_one_a_page),
        TEST(rates_have_a_slide_a_pair),
        TEST(many_rates_take_pages),
        TEST(without_a_rail_the_page_is_wide),
        TEST(pages_stay_as_long_as_it_takes_to_read),
        TEST(reading_takes_as_long_in_every_script),
        TEST(the_ticker_takes_its_lists),
        TEST(long_headlines_are_cut_at_a_word),
        TEST(the_strip_underlines_what_is_on),
        TEST(running_heads_are_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
