#include <stdio.h>
#include <string.h>

#include "layout/page.h"
#include "tests/support/fake_edition.h"
#include "tests/support/golden.h"
#include "tests/support/oplist_dump.h"
#include "tests/support/page_desk.h"
#include "tests/support/test.h"

// Every page kind as text, landscape and portrait, in a font that any machine has: the fake one. What differs
// after a change is what the change does to the screen.

static const char *const budget[] = {
    "Finance ministers agreed late on Monday on the outline of a common budget for the coming year, after "
    "three "
    "days of talks in Geneva.",
    "The compromise leaves the total where it was and moves money from roads to railways. Two delegations "
    "abstained.",
    "\"Nobody got everything and everybody got something,\" the chair said as the hall emptied. Parliament "
    "will "
    "have the text by Thursday.",
};

static const char *const probe[] = {
    "The probe Selene went into an orbit around the moon at 07:12 on Tuesday, engineers said, after a burn "
    "of "
    "eleven minutes that used a third of its fuel.",
    "For the next eighteen months it will map ice at the south pole with a radar that sees ten metres deep. "
    "The "
    "first pictures are expected within a week, once the antenna has been unfolded and its receivers have "
    "cooled "
    "down to their working temperature.",
    "The mission was delayed twice: first when a valve of the launcher froze, and then by a storm that kept "
    "ships "
    "in the harbour from which they were to follow the first stage.",
    "\"The hard part was to wait,\" said the head of the flight team, who has worked on the probe for nine "
    "years.",
    "Selene carries seven instruments from five countries. One of them, a seismometer no larger than a loaf "
    "of "
    "bread, is to be dropped from a height of forty kilometres and must survive the fall.",
    "If it does, scientists will hear moonquakes at the pole for the first time. If it does not, they will "
    "at "
    "least have seen how deep a hole it made.",
    "Data will be open to everybody after six months, and raw pictures at once.",
};

static struct picture picture = {.url = "https://news.example/budget/1600x1000",
    .caption = "Ministers on the steps of the palace before the last round of talks",
    .credit = "A. Photographer"};

static struct story stories[] = {
    FAKE_STORY(40, .id = "urn:budget", .url = "https://news.example/world/budget", .section = "World",
        .headline = "Ministers agree on the outline of a common budget", .place = "Geneva",
        .summary = "Three days of talks end with a compromise that moves money from roads to railways.",
        .dateline = "GENEVA, November 24.", .paragraphs = budget, .paragraph_count = 3, .pictures = &picture,
        .picture_count = 1),
    FAKE_STORY(95, .id = "urn:probe", .url = "https://news.example/science/probe",
        .section = "Science & Space",
        .headline = "A probe reaches the moon and begins to look for ice at its south pole",
        .summary = "Selene went into orbit on Tuesday morning. It will map ice ten metres below the ground.",
        .dateline = "KOUROU, November 24.", .paragraphs = probe, .paragraph_count = 7),
    FAKE_STORY(180, .id = "urn:rate", .section = "Business & Economy",
        .headline = "The central bank leaves its rate"),
    FAKE_STORY(300, .id = "urn:final", .section = "Sport",
        .headline =
            "Two goals in the last minutes decide a final that nobody had expected to be close, and the "
            "cup goes to the north for the first time"),
    FAKE_STORY(900, .id = "urn:press", .section = "Press Review", .headline = "What the papers say"),
    FAKE_STORY(
        1500, .id = "urn:museum", .section = "Society & Culture", .headline = "A museum opens at night"),
    FAKE_STORY(2000, .id = "urn:unknown", .section = "Weather", .headline = "First snow in the mountains"),
    {.id = "urn:undated",
        .headline = "A story without a date",
        .published = FAKE_UNDATED,
        .updated = FAKE_UNDATED,
        .embargo = FAKE_UNDATED},
};

static struct picture graphic_picture = {.url = "https://news.example/pipelines/1600x900"};

static struct infographic graphics[] = {{.id = "urn:pipes",
    .title = "Most gas still comes through four pipelines",
    .subtitle = "Capacity in billion cubic metres a year",
    .section = "Business & Economy",
    .source = "the operators",
    .credit = "Broadside graphics",
    .published = FAKE_AT(600),
    .picture = &graphic_picture}};

static const struct edition *the_edition(void) {
    struct fake_edition plan = {.stories = stories,
        .story_count = sizeof stories / sizeof *stories,
        .infographics = graphics,
        .infographic_count = 1};
    plan.fixings = fake_fixings(&plan.fixing_count);
    return fake_edition_make(&plan);
}

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
    deck_compose(deck, &(struct view){page, 0, FAKE_NOW}, &arena, &ops);
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

static void check_screen(const char *shape, int width, int height, const char *language) {
    static const char *const kinds[] = {"top-stories", "story", "feed", "infographic", "rates"};
    static const char *const lists[] = {"ticker"};
    struct page_spec specs[5];
    int changed = 0;
    struct page_desk desk;
    page_desk_open(&desk, width, height);
    page_desk_language(&desk, language);
    for (size_t i = 0; i < 5; i++) {
        specs[i] = (struct page_spec){.kind = page_kind_find(kinds[i])};
    }
    const struct edition *edition = the_edition();
    struct deck_form form = {specs, 5, lists, 1};
    struct deck *deck = deck_create(edition, &form, &desk.env, FAKE_NOW);
    for (size_t page = 0; page < deck->count; page++) {
        changed += !check_page(deck, page, shape);
    }
    if (width > height) {
        changed += !check_ticker(deck, shape);
    }
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

static void a_notice(void **state) {
    (void)state;
    struct page_desk desk;
    page_desk_open(&desk, 1920, 1080);
    struct deck_form form = {0};
    struct deck *deck = deck_create(NULL, &form, &desk.env, FAKE_NOW);
    bool same = check_page(deck, 0, "landscape-empty");
    deck_destroy(deck);
    page_desk_close(&desk);
    assert_true(same);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(landscape),
        cmocka_unit_test(portrait),
        cmocka_unit_test(mirrored),
        cmocka_unit_test(a_notice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
