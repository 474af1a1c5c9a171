#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "layout/page.h"
#include "tests/support/fake_edition.h"
#include "tests/support/page_desk.h"
#include "tests/support/test.h"

// What stands in the deck depends on the moment: entries of the rundown with their times, and news that is
// news only for a while.

static struct story stories[] = {
    FAKE_STORY(5, .id = "urn:1", .headline = "An ordinary story"),
    FAKE_STORY(60, .id = "urn:2", .headline = "A story that does not wait", .urgency = 1),
};

static struct alert alerts[] = {
    {.id = "storm",
        .headline = "Storm on the coast",
        .severity = 4,
        .effective = FAKE_AT(30),
        .expires = {FAKE_NOW + 2 * HOUR, FAKE_OFFSET}},
    {.id = "flood",
        .headline = "Flood to come",
        .severity = 3,
        .effective = {FAKE_NOW + HOUR, FAKE_OFFSET},
        .expires = FAKE_UNDATED},
    {.id = "fog",
        .headline = "Fog in the valleys",
        .severity = 1,
        .effective = FAKE_AT(30),
        .expires = FAKE_UNDATED},
};

static struct edition *edition_of(size_t story_count, size_t alert_count) {
    return fake_edition_make(&(struct fake_edition){
        .stories = stories, .story_count = story_count, .alerts = alerts, .alert_count = alert_count});
}

static void check_keys(const struct deck *deck, const char *keys) {
    char all[512] = "";
    for (size_t i = 0, used = 0; i < deck->count; i++) {
        used += (size_t)snprintf(all + used, sizeof all - used, "%s%s", i ? " " : "", deck->pages[i].key);
        assert_true(used < sizeof all);
    }
    assert_string_equal(all, keys);
}

enum { MORNING, NIGHT, WEEKEND, RULES };
static const struct time_rule rules[RULES] = {
    [MORNING] = {.from = 6 * 60, .to = 10 * 60},
    [NIGHT] = {.from = 22 * 60, .to = 6 * 60},
    [WEEKEND] = {.from = 0, .to = 24 * 60, .weekdays = 1U << 6 | 1U << 0},
};

// Moscow, where it is 14:05 on a Tuesday at FAKE_NOW; hours from that midnight.
#define MOSCOW(hours, minutes) (FAKE_NOW - 14 * HOUR - 5 * MINUTE + (hours)*HOUR + (minutes)*MINUTE)

static struct deck *timed_deck(const struct edition *edition, const struct page_desk *desk, millis wall) {
    const struct page_spec specs[] = {
        {.kind = page_kind_find("feed")},
        {.kind = page_kind_find("top-stories"), .when = &rules[MORNING]},
        {.kind = page_kind_find("feed"), .from = "top", .when = &rules[NIGHT]},
        {.kind = page_kind_find("section"), .section = "Sport", .from = "top"},
        {.kind = page_kind_find("top-stories"), .when = &rules[WEEKEND]},
    };
    return deck_create(edition, &(struct deck_form){.specs = specs, .spec_count = 5}, &desk->env, wall);
}

static const struct {
    millis wall;
    const char *keys;
    millis until; // the next moment at which it is another
} times[] = {
    {MOSCOW(14, 5), "feed//1", MOSCOW(22, 0)}, {MOSCOW(21, 59), "feed//1", MOSCOW(22, 0)},
    {MOSCOW(22, 0), "feed//1 feed//1#2", MOSCOW(24, 0)}, // midnight: the feed names its days
    {MOSCOW(24 + 5, 59), "feed//1 feed//1#2", MOSCOW(24 + 6, 0)},
    {MOSCOW(24 + 6, 0), "feed//1 top-stories", MOSCOW(24 + 10, 0)},
    {MOSCOW(24 + 10, 0), "feed//1", MOSCOW(24 + 22, 0)},
    {MOSCOW(4 * 24 + 12, 0), "feed//1 top-stories", MOSCOW(4 * 24 + 22, 0)}, // Saturday
    {MOSCOW(5 * 24 + 9, 0), "feed//1 top-stories top-stories#2", MOSCOW(5 * 24 + 10, 0)},
    {MOSCOW(6 * 24 + 0, 0), "feed//1 feed//1#2", MOSCOW(6 * 24 + 6, 0)}, // Monday, the night of Sunday
};

static void entries_come_and_go(void **state) {
    (void)state;
    struct page_desk desk;
    page_desk_open(&desk, 1920, 1080);
    const struct edition *edition = edition_of(1, 0);
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        struct deck *deck = timed_deck(edition, &desk, times[i].wall);
        check_keys(deck, times[i].keys);
        assert_int_equal(deck->until, times[i].until);
        assert_true(deck_is_current(deck, times[i].wall));
        assert_true(deck_is_current(deck, times[i].until - 1));
        assert_false(deck_is_current(deck, times[i].until));
        assert_false(deck_is_current(deck, times[i].wall - 1)); // the clock was set back
        assert_true(deck_next_change(deck,
                        &(struct view){.page = 0, .slide = 0, .wall = times[i].until - 1}) <= times[i].until);
        deck_destroy(deck);
    }
    edition_unref(edition);
    page_desk_close(&desk);
}

// The zone is the kiosk's, whatever the stories' is.
static void the_clock_is_the_kiosks(void **state) {
    (void)state;
    struct page_desk desk;
    page_desk_open(&desk, 1920, 1080);
    desk.env.zone = desk.zones[1]; // 06:05 in New York
    const struct edition *edition = edition_of(1, 0);
    struct deck *deck = timed_deck(edition, &desk, FAKE_NOW);
    check_keys(deck, "feed//1 top-stories");
    deck_destroy(deck);
    edition_unref(edition);
    page_desk_close(&desk);
}

static void a_wrong_clock_holds_nothing_back(void **state) {
    (void)state;
    struct page_desk desk;
    page_desk_open(&desk, 1920, 1080);
    struct edition *edition = edition_of(1, 0);
    edition->has_no_clock = true;
    struct deck *deck = timed_deck(edition, &desk, FAKE_NOW);
    check_keys(deck, "feed//1 top-stories feed//1#2 top-stories#2");
    deck_destroy(deck);
    edition_unref(edition);
    page_desk_close(&desk);
}

static const struct {
    millis wall;
    const char *keys;
    millis until;
} breaking[] = {
    {FAKE_NOW, "breaking/storm breaking/urn:2 feed//1", FAKE_NOW + HOUR},
    {FAKE_NOW + HOUR, "breaking/storm breaking/flood breaking/urn:2 feed//1", FAKE_NOW + 2 * HOUR},
    {FAKE_NOW + 2 * HOUR, "breaking/flood feed//1", MOSCOW(24, 0)}, // three hours after the story
};

static void news_breaks_and_ends(void **state) {
    (void)state;
    struct page_desk desk;
    page_desk_open(&desk, 1920, 1080);
    const struct edition *edition = edition_of(2, 3);
    struct page_spec feed = {.kind = page_kind_find("feed")};
    for (size_t i = 0; i < sizeof breaking / sizeof *breaking; i++) {
        struct deck_form form = {.specs = &feed, .spec_count = 1};
        struct deck *deck = deck_create(edition, &form, &desk.env, breaking[i].wall);
        check_keys(deck, breaking[i].keys);
        assert_int_equal(deck->until, breaking[i].until);
        assert_true(deck->pages[0].interrupts);
        assert_false(deck->pages[deck->count - 1].interrupts);
        deck_destroy(deck);
    }
    edition_unref(edition);
    page_desk_close(&desk);
}

// A rundown that names it twice shows it twice, but is interrupted once.
static void a_second_place_is_not_news(void **state) {
    (void)state;
    struct page_desk desk;
    page_desk_open(&desk, 1920, 1080);
    const struct edition *edition = edition_of(1, 1);
    struct page_spec specs[2] = {{.kind = page_kind_find("breaking")}, {.kind = page_kind_find("breaking")}};
    struct deck_form form = {.specs = specs, .spec_count = 2};
    struct deck *deck = deck_create(edition, &form, &desk.env, FAKE_NOW);
    check_keys(deck, "breaking/storm breaking/storm#2");
    assert_true(deck->pages[0].interrupts);
    assert_false(deck->pages[1].interrupts);
    deck_destroy(deck);
    edition_unref(edition);
    page_desk_close(&desk);
}

static bool goes_on_after_news(void *context, const struct page *page) {
    ++*(int *)context;
    assert_true(page->ops.count > 0 && page->dwell > 0);
    return page->interrupts;
}

static const struct {
    size_t stories, alerts, entries; // of the rundown: two feeds and the top stories
    const char *keys;
    bool is_cut;
} cuts[] = {
    {2, 3, 3, "breaking/storm breaking/urn:2 feed//1", true},
    {1, 0, 3, "feed//1", true},
    {1, 0, 1, "feed//1", false}, // nothing is missing
    {0, 0, 3, "notice", false},
};

// The first page of the rundown, and what comes before it; of the same pages as the whole deck's.
static void a_deck_is_cut_where_no_more_is_wanted(void **state) {
    (void)state;
    struct page_desk desk;
    page_desk_open(&desk, 1920, 1080);
    const struct page_kind *feed = page_kind_find("feed");
    const struct page_spec specs[] = {
        {.kind = feed}, {.kind = feed}, {.kind = page_kind_find("top-stories")}};
    for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
        const struct edition *edition = edition_of(cuts[i].stories, cuts[i].alerts);
        const struct deck_form form = {.specs = specs, .spec_count = cuts[i].entries};
        int told = 0;
        const struct deck_pace pace = {.page = goes_on_after_news, .context = &told};
        struct deck *deck = deck_create_in_pieces(edition, &form, &desk.env, FAKE_NOW, &pace);
        struct deck *whole = deck_create(edition, &form, &desk.env, FAKE_NOW);
        check_keys(deck, cuts[i].keys);
        assert_int_equal(told, deck->count);
        assert_int_equal(deck->is_cut, cuts[i].is_cut);
        assert_int_equal(deck_is_current(deck, FAKE_NOW), !cuts[i].is_cut);
        assert_false(whole->is_cut);
        assert_int_equal(deck->ticker_count, whole->ticker_count);
        for (size_t page = 0; page < deck->count; page++) {
            struct region damage = {.count = 0};
            assert_string_equal(deck->pages[page].key, whole->pages[page].key);
            oplist_diff(&deck->pages[page].ops, &whole->pages[page].ops, &damage);
            assert_true(region_is_empty(&damage)); // one takes the other's place unseen
        }
        deck_destroy(deck);
        deck_destroy(whole);
        edition_unref(edition);
    }
    page_desk_close(&desk);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries_come_and_go),
        cmocka_unit_test(the_clock_is_the_kiosks),
        cmocka_unit_test(a_wrong_clock_holds_nothing_back),
        cmocka_unit_test(news_breaks_and_ends),
        cmocka_unit_test(a_second_place_is_not_news),
        cmocka_unit_test(a_deck_is_cut_where_no_more_is_wanted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
