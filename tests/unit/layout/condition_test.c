// What the masthead says about the news itself: that it is old, that there is no network, that nobody knows
// the time.

#include <stdlib.h>
#include <string.h>

#include "layout/page.h"
#include "model/assemble.h"
#include "tests/support/fake_edition.h"
#include "tests/support/oplist_dump.h"
#include "tests/support/page_desk.h"
#include "tests/support/test.h"

static bool find_picture(void *context, const char *url, struct blob **blob, int *width, int *height) {
    (void)context;
    *blob = blob_create(strdup(url), strlen(url));
    *width = 1600;
    *height = 900;
    return true;
}

// A source that has one record of every kind, for every page of the rundown.
static struct picture picture = {.url = "https://n.example/1.jpg"};
static struct story story = FAKE_STORY(40, .id = "urn:1", .headline = "Ministers agree", .section = "World",
    .paper = "The Paper", .summary = "Nine hours of talks.", .urgency = 1);
static struct infographic graphic = {
    .id = "g", .title = "A finding", .section = "World", .picture = &picture};
static struct gallery gallery = {
    .id = "p", .title = "A parade", .section = "World", .pictures = &picture, .picture_count = 1};
static struct event event = {.year = 1969, .text = "People walk on the moon."};
static struct sponsor sponsor = {.id = "s", .name = "A bank", .picture = &picture};
static struct weather weather = {.temperature = 4, .wind = 3, .sky = SKY_RAIN, .time = FAKE_UNDATED};
static const char *const lists[] = {
    "top", "feed", "press-review", "partner-news", "in-other-media", "most-read-now"};

static struct edition *make_edition(millis fetched, bool is_stale) {
    struct batch *batch = batch_create();
    batch->stories = &story;
    batch->infographics = &graphic;
    batch->galleries = &gallery;
    batch->events = &event;
    batch->sponsors = &sponsor;
    batch->weather = &weather;
    batch->story_count = batch->infographic_count = batch->gallery_count = batch->event_count =
        batch->sponsor_count = 1;
    batch->fixings = fake_fixings(&batch->fixing_count);
    const struct contribution contribution = {.batch = batch,
        .source_name = "wire",
        .lists = lists,
        .list_count = sizeof lists / sizeof *lists,
        .place = "Moscow",
        .age = {fetched, is_stale}};
    const struct picture_shelf shelf = {NULL, find_picture};
    struct edition *edition = edition_assemble(&contribution, 1, &shelf, FAKE_NOW);
    batch_destroy(batch);
    return edition;
}

// All text of the role on the first page of a kind. `is_tall` turns the screen.
static char *said_by(struct edition *edition, const char *kind, bool is_tall, enum role role) {
    struct page_desk desk;
    page_desk_open(&desk, is_tall ? 1080 : 1920, is_tall ? 1920 : 1080);
    const struct page_spec spec = {.kind = page_kind_find(kind), .section = "World"};
    const struct deck_form form = {.specs = &spec, .spec_count = 1};
    struct deck *deck = deck_create(edition, &form, &desk.env, FAKE_NOW);
    while (deck->count && deck->pages[0].kind != spec.kind) { // breaking news come unasked
        deck->pages++;
        deck->count--;
    }
    if (!deck->count) {
        fail_msg("no page: %s", kind);
    }
    struct arena arena;
    struct oplist ops = {0};
    arena_init(&arena, 0);
    deck_compose(deck, &(struct view){.wall = FAKE_NOW}, &arena, &ops);
    char *text = oplist_role_text(&ops, role);
    arena_finish(&arena);
    deck_destroy(deck);
    page_desk_close(&desk);
    edition_unref(edition);
    return text;
}

static char *said(struct edition *edition, enum role role) {
    return said_by(edition, "top-stories", false, role);
}

static const struct {
    millis age;
    bool is_stale, is_offline;
    const char *says, *not ; // NULL: nothing
} rows[] = {
    {5 * MINUTE, false, false, NULL, "updated"}, {65 * MINUTE, true, false, "updated 13:00", "offline"},
    {65 * MINUTE, false, false, NULL, "updated"}, // its source says so little
    {MINUTE, false, true, "offline", "updated"},
    {65 * MINUTE, true, true, "offline \xC2\xB7 updated 13:00", NULL},
    {2 * DAY, true, false, "updated 22 Nov", NULL},
    {FAKE_NOW, true, true, "offline", "updated"}, // nobody knows when
};

static void the_masthead_says_it(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct edition *edition = make_edition(FAKE_NOW - rows[i].age, rows[i].is_stale);
        edition->is_offline = rows[i].is_offline;
        char *text = said(edition, ROLE_META);
        if ((rows[i].says && !strstr(text, rows[i].says)) || (rows[i].not &&strstr(text, rows[i].not ))) {
            fail_msg("row %zu: %s", i, text);
        }
        free(text);
    }
}

// Whatever a page is made of, it says how old that is.
static void every_block_says_how_old_it_is(void **state) {
    (void)state;
    for (const char *const *kind = page_kind_names(); *kind; kind++) {
        for (int is_tall = 0; is_tall < 2; is_tall++) {
            char *old = said_by(make_edition(FAKE_NOW - 65 * MINUTE, true), *kind, is_tall, ROLE_META);
            char *young = said_by(make_edition(FAKE_NOW - MINUTE, false), *kind, is_tall, ROLE_META);
            if (!strstr(old, "updated 13:00") || strstr(young, "updated")) {
                fail_msg("%s, %s: \"%s\" and \"%s\"", *kind, is_tall ? "tall" : "wide", old, young);
            }
            free(old);
            free(young);
        }
    }
}

// The rail is beside pages whose own news are new.
static void the_rail_says_how_old_it_is(void **state) {
    (void)state;
    for (int is_tall = 0; is_tall < 2; is_tall++) {
        struct edition *edition = make_edition(FAKE_NOW - 65 * MINUTE, true);
        ((struct story *)(uintptr_t)edition->lists[0].stories[0])->age.is_stale = false;
        char *text = said_by(edition, "top-stories", is_tall, is_tall ? ROLE_META_SMALL : ROLE_META);
        const char *rates = strstr(text, "updated 13:00");
        assert_non_null(rates);
        assert_true(is_tall || strstr(rates + 1, "updated 13:00")); // and the weather below them
        free(text);
    }
}

// What is made of several answers is as old as the oldest that should be younger.
static void ages_join(void **state) {
    (void)state;
    const struct age young = {9, false}, old = {5, false}, stale = {7, true}, staler = {3, true};
    assert_int_equal(age_of_both(young, old).fetched, 5);
    assert_int_equal(age_of_both(old, stale).fetched, 7);
    assert_int_equal(age_of_both(stale, young).fetched, 7);
    assert_int_equal(age_of_both(stale, staler).fetched, 3);
    assert_true(age_of_both(young, staler).is_stale);
}

static void without_a_clock_there_is_no_time(void **state) {
    (void)state;
    struct edition *edition = make_edition(FAKE_NOW, false);
    char *text = said(edition, ROLE_CLOCK);
    assert_non_null(strstr(text, "14:05"));
    free(text);
    edition = make_edition(FAKE_NOW, false);
    edition->has_no_clock = true;
    text = said(edition, ROLE_CLOCK);
    assert_string_equal(text, "");
    free(text);
}

// The right edge of the word "offline", from the screen's.
static int place_of_condition(bool has_clock) {
    struct page_desk desk;
    struct edition *edition = make_edition(FAKE_NOW, false);
    edition->is_offline = true;
    edition->has_no_clock = !has_clock;
    page_desk_open(&desk, 1920, 1080);
    const struct page_spec spec = {.kind = page_kind_find("top-stories")};
    const struct deck_form form = {.specs = &spec, .spec_count = 1};
    struct deck *deck = deck_create(edition, &form, &desk.env, FAKE_NOW);
    const struct oplist *ops = &deck->pages[0].ops;
    int place = -1;
    for (size_t i = 0; i < ops->count; i++) {
        const struct op *op = &ops->ops[i];
        if (op->kind == OP_TEXT && strcmp(op->text.text, "offline") == 0) {
            place = 1920 - op->box.x - op->box.w;
        }
    }
    deck_destroy(deck);
    page_desk_close(&desk);
    edition_unref(edition);
    return place;
}

static void without_a_clock_no_room_is_kept_for_it(void **state) {
    (void)state;
    assert_in_range(place_of_condition(false), 70, 74); // at the margin
    assert_in_range(place_of_condition(true), 150, 300);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_masthead_says_it),
        cmocka_unit_test(every_block_says_how_old_it_is),
        cmocka_unit_test(the_rail_says_how_old_it_is),
        cmocka_unit_test(ages_join),
        cmocka_unit_test(without_a_clock_there_is_no_time),
        cmocka_unit_test(without_a_clock_no_room_is_kept_for_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
