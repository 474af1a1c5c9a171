#include "kiosk/kiosk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/allocations.h"
#include "base/hash.h"
#include "layout/page.h"
#include "tests/support/pages_of_files.h"
#include "tests/support/test.h"
#include "tests/support/turned_kiosk.h"

// The loop on the null platform with the demo edition: time is what the test says.

enum { WIDTH = 640, HEIGHT = 360 };

static const char *page_on(const struct turned_kiosk *turned) {
    return turned->kiosk->deck->pages[turned->kiosk->director.page].kind->name;
}

static void pages_turn_on_their_side(void **state) {
    (void)state;
    static const struct {
        int rotate, width, height;
    } rows[] = {{0, 1920, 1080}, {90, 1080, 1920}, {180, 1920, 1080}, {270, 1080, 1920}};
    for (size_t i = 0; i < 4; i++) {
        int width = 1920, height = 1080;
        kiosk_page_size(rows[i].rotate, &width, &height);
        assert_int_equal(width, rows[i].width);
        assert_int_equal(height, rows[i].height);
    }
}

static void the_first_edition_replaces_the_notice(void **state) {
    (void)state;
    struct turned_kiosk *turned = turned_kiosk_open(true, WIDTH, HEIGHT);
    assert_int_equal(turned->now.wall, turned->studio->at.utc); // the demo's own time
    turned_kiosk_turn(turned);
    assert_string_equal(page_on(turned), "notice");
    assert_int_equal(turned->kiosk->stats.frames, 1);
    turned_kiosk_ask(turned);
    turned_kiosk_turn(turned);
    assert_int_equal(turned->kiosk->stats.editions, 1);
    assert_string_equal(page_on(turned), "notice"); // until all of the edition is laid out
    millis since = turned->now.steady;
    turned_kiosk_settle(turned);
    assert_string_equal(page_on(turned), "top-stories");
    assert_true(turned->now.steady - since < 2 * SECOND); // a piece in every frame
    assert_null(turned->kiosk->retired);
    turned_kiosk_close(turned);
}

// The libraries' pages that only the start and the layout have touched, most of them.
static void an_edition_leaves_no_code_behind(void **state) {
    (void)state;
    struct turned_kiosk *turned = turned_kiosk_open(true, WIDTH, HEIGHT);
    turned_kiosk_turn_for(turned, SECOND);
    turned_kiosk_ask(turned);
    turned_kiosk_settle(turned);
    long before = pages_of_files();
    for (millis end = turned->now.steady + 5 * SECOND; turned->kiosk->is_untidy;) {
        assert_true(turned->now.steady < end);
        turned_kiosk_turn(turned);
    }
    // Under an emulator its own code is among them.
    assert_true(pages_of_files() < (getenv("BROADSIDE_EMULATOR") ? before : before / 2));
    turned_kiosk_close(turned);
}

// Nor typefaces, however quickly the next page was made ready.
static void a_page_that_is_ready_leaves_no_face_behind(void **state) {
    (void)state;
    if (getenv("BROADSIDE_EMULATOR")) { // which does not hand on what is said of a file's pages
        skip();
    }
    for (int ticks = 0; ticks < 2; ticks++) {
        struct turned_kiosk *turned = turned_kiosk_open(ticks, WIDTH, HEIGHT);
        assert_true(pages_of_fonts() > 100); // the first page was laid out
        turned_kiosk_ask(turned);
        turned_kiosk_settle(turned);
        for (size_t i = 0; i < turned->kiosk->deck->count; i++) {
            turned_kiosk_press(PLATFORM_KEY, PLATFORM_KEY_NEXT);
            turned_kiosk_turn(turned);
            turned_kiosk_get_ready(turned);
            assert_int_equal(pages_of_fonts(), 0);
        }
        turned_kiosk_close(turned);
    }
}

// With the ticker every refresh is a turn and a frame, on the grid of the refresh rate, and none is late.
static void the_ticker_makes_every_refresh_a_frame(void **state) {
    (void)state;
    struct turned_kiosk *turned = turned_kiosk_open(true, WIDTH, HEIGHT);
    turned_kiosk_ask(turned);
    turned_kiosk_settle(turned);
    uint64_t frames = turned->kiosk->stats.frames, turns = turned->kiosk->stats.turns;
    turned_kiosk_turn_for(turned, 10 * SECOND);
    assert_in_range(turned->kiosk->stats.turns - turns, 599, 601);
    // 120 pixels a second at 1080 are 40 here: fewer than refreshes. A turn that moves nothing presents
    // nothing.
    assert_in_range(turned->kiosk->stats.frames - frames, 390, 520);
    assert_int_equal(turned->kiosk->stats.late, 0);
    turned_kiosk_close(turned);
}

// Without it the kiosk sleeps until something differs. At each moment what comes next is made at once: on a
// busy machine that would take some turns more.
static void without_a_ticker_turns_are_few(void **state) {
    (void)state;
    struct turned_kiosk *turned = turned_kiosk_open(false, WIDTH, HEIGHT);
    turned_kiosk_ask(turned);
    turned_kiosk_settle(turned);
    int moments = 0, for_nothing = 0;
    for (millis end = turned->now.steady + MINUTE; turned->now.steady < end; moments++) {
        uint64_t frames = turned->kiosk->stats.frames;
        turned_kiosk_get_ready(turned);
        turned_kiosk_turn(turned);
        for_nothing += turned->kiosk->stats.frames == frames;
    }
    assert_in_range(moments, 5, 30);
    assert_in_range(for_nothing, 0, 1);
    turned_kiosk_close(turned);
}

// A page that stands still, its ages and the clock: at most five wake-ups a minute, every minute.
static void a_still_page_sleeps(void **state) {
    (void)state;
    struct turned_kiosk *turned = turned_kiosk_open(false, WIDTH, HEIGHT);
    struct studio *studio = turned->studio;
    struct page_spec specs[2] = {
        {.kind = page_kind_find("top-stories"), .from = "top", .dwell = 90 * SECOND},
        {.kind = page_kind_find("feed"), .from = "feed", .pages = 1, .dwell = 4 * MINUTE},
    };
    studio->env.pair_count = studio->env.city_count = 0; // which take turns in the rail
    for (size_t count = 1; count <= 2; count++) {
        studio->form.specs = specs;
        studio->form.spec_count = count;
        turned->kiosk->has_ended = false;
        if (count == 1) {
            turned_kiosk_ask(turned);
        }
        kiosk_turn(turned->kiosk, turned->now);
        turned_kiosk_press(PLATFORM_RESIZED, PLATFORM_KEY_OTHER); // laid out anew
        turned_kiosk_settle(turned);
        assert_int_equal(turned->kiosk->deck->count, count);
        for (int minute = 0; minute < 15; minute++) {
            uint64_t turns = turned->kiosk->stats.turns;
            turned_kiosk_turn_for(turned, MINUTE);
            assert_in_range(turned->kiosk->stats.turns - turns, 1, 5);
        }
    }
    turned_kiosk_close(turned);
}

// What is on, to tell a turn in which things only move from one in which something comes or goes.
struct sight {
    const struct deck *deck;
    struct view view;
    uint64_t headlines; // and the parts of 512 pixels of them that can be seen
    const struct ticker_item *upcoming;
    bool is_ready;
    millis rehearsed; // steady; that changes with what the next page will look like
    uint64_t parts;   // of headlines, made so far
    size_t pictures;  // bytes of those that the decoder has made
};

static uint64_t headlines_in_sight(const struct kiosk *kiosk, millis now) {
    struct ticker_place places[64];
    size_t count = ticker_places(&kiosk->ticker, now, places, 64);
    uint64_t key = HASH_START;
    for (size_t i = 0; i < count; i++) {
        int first = places[i].x < 0 ? -places[i].x / 512 : 0, width = places[i].item->width;
        int end = kiosk->ticker.form.width - places[i].x;
        const uint64_t seen[] = {
            places[i].item->key, (uint64_t)first, (uint64_t)((end < width ? end - 1 : width - 1) / 512)};
        key = hash_bytes(key, seen, sizeof seen);
    }
    return key;
}

static struct sight sight_of(const struct turned_kiosk *turned) {
    const struct kiosk *kiosk = turned->kiosk;
    return (struct sight){kiosk->deck, kiosk->scene.view, headlines_in_sight(kiosk, turned->now.steady),
        ticker_upcoming(&kiosk->ticker, turned->now.steady), kiosk->is_ready, kiosk->rehearsal.since.steady,
        stage_stats(kiosk->stage)->parts_made, stage_stats(kiosk->stage)->caches[STAGE_PICTURES].bytes};
}

static bool is_same_sight(const struct sight *a, const struct sight *b) {
    return a->deck == b->deck && a->view.page == b->view.page && a->view.slide == b->view.slide &&
           a->view.wall == b->view.wall && a->headlines == b->headlines && a->upcoming == b->upcoming &&
           a->is_ready == b->is_ready && a->rehearsed == b->rehearsed && a->parts == b->parts &&
           a->pictures == b->pictures;
}

static unsigned ticker_pixels(const struct turned_kiosk *turned) { // a second
    return (unsigned)turned->kiosk->ticker.form.speed;
}

// Frames in which only the ticker and the progress line move ask the heap for nothing and make no texture:
// not one of them.
static void check_steady_turns(int width, int height) {
    struct turned_kiosk *turned = turned_kiosk_open(true, width, height);
    turned_kiosk_ask(turned);
    turned_kiosk_turn_for(turned, 5 * MINUTE); // every page and headline has been on
    size_t steady = 0;
    struct sight last = sight_of(turned);
    uint64_t parts = stage_stats(turned->kiosk->stage)->parts_made;
    for (int i = 0; i < 3600; i++) {
        struct sight before = last;
        size_t memory = allocations_count();
        uint64_t textures = stage_stats(turned->kiosk->stage)->textures_created;
        millis due = kiosk_turn(turned->kiosk, turned->now);
        memory = allocations_count() - memory;
        textures = stage_stats(turned->kiosk->stage)->textures_created - textures;
        struct sight after = sight_of(turned);
        last = after;
        bool is_steady = is_same_sight(&before, &after) && after.is_ready;
        if (is_steady && (memory || textures)) {
            fail_msg("turn %d asked %zu times for memory, %llu for textures", i, memory,
                (unsigned long long)textures);
        }
        steady += is_steady;
        turned->now.wall += due - turned->now.steady;
        turned->now.steady = due;
    }
    assert_in_range(steady, 3300, 3600);
    // A part is made once each time it comes: of 512 pixels, or the rest of a headline.
    parts = stage_stats(turned->kiosk->stage)->parts_made - parts;
    assert_in_range(parts, 5, 60 * ticker_pixels(turned) / 512 * 3);
    turned_kiosk_close(turned);
}

static void a_steady_turn_allocates_nothing(void **state) {
    (void)state;
    check_steady_turns(640, 360);
    check_steady_turns(1920, 1080);
}

// However late turns are, headlines are where they belong, as far as frames go: by whole frames further, and
// never back.
static void late_frames_are_skipped(void **state) {
    (void)state;
    enum { SPEED = 120, STEP = SPEED / 60 };
    uint64_t seed = 7;
    struct turned_kiosk *turned = turned_kiosk_open(true, WIDTH, HEIGHT);
    turned_kiosk_ask(turned);
    turned_kiosk_settle(turned);
    struct kiosk *kiosk = turned->kiosk;
    kiosk->ticker.form.speed = SPEED;
    ticker_adopt(&kiosk->ticker, kiosk->deck->ticker, kiosk->deck->ticker_count,
        turned->now.steady * 60 / 1000 * 1000 / 60);
    kiosk_turn(kiosk, turned->now);
    for (int i = 0; i < 5000; i++) {
        const struct ticker_item *first = kiosk->ribbon_first;
        int x = (int)kiosk->ribbon_x;
        int64_t frame = turned->now.steady * 60 / 1000;
        millis late =
            test_random(&seed) % 3 ? test_random_between(&seed, 0, 12) : test_random_between(&seed, 0, 90);
        millis due = kiosk_turn(kiosk, turned->now) + late;
        turned->now = (struct instant){due, turned->now.wall + due - turned->now.steady};
        kiosk_turn(kiosk, turned->now);
        int64_t frames = turned->now.steady * 60 / 1000 - frame;
        if (kiosk->ribbon_first == first) {
            assert_int_equal(x - (int)kiosk->ribbon_x, frames * STEP);
        }
        assert_true(late > 15 || frames == 1);
    }
    turned_kiosk_close(turned);
}

// An entry of the rundown that begins at midnight, and the page that is on stays on.
static void time_makes_another_deck(void **state) {
    (void)state;
    static const struct time_rule tomorrow = {.from = 0, .to = 24 * 60, .weekdays = 1U << 3};
    struct turned_kiosk *turned = turned_kiosk_open(false, WIDTH, HEIGHT);
    struct deck_form *form = &turned->studio->form;
    struct page_spec specs[2] = {form->specs[0], form->specs[0]};
    specs[1].when = &tomorrow; // Wednesday
    form->specs = specs;
    form->spec_count = 2;
    turned_kiosk_ask(turned);
    turned_kiosk_settle(turned);
    const struct deck *deck = turned->kiosk->deck;
    size_t pages = deck->count;
    assert_true(deck->until > turned->now.wall && deck->until < turned->now.wall + DAY);
    turned_kiosk_turn_for(turned, 4 * SECOND);
    assert_ptr_equal(turned->kiosk->deck, deck);
    millis since = turned->kiosk->director.since;
    turned->now.wall = deck->until; // the clock is set: what is on stays on
    turned_kiosk_settle(turned);
    assert_int_equal(turned->kiosk->deck->count, pages + 1);
    assert_true(turned->kiosk->deck->until > turned->now.wall);
    assert_int_equal(turned->kiosk->director.since, since);
    turned_kiosk_close(turned);
}

static void keys_turn_pages(void **state) {
    (void)state;
    struct turned_kiosk *turned = turned_kiosk_open(true, WIDTH, HEIGHT);
    turned_kiosk_ask(turned);
    turned_kiosk_settle(turned);
    turned_kiosk_press(PLATFORM_KEY, PLATFORM_KEY_NEXT);
    turned_kiosk_press(PLATFORM_KEY, PLATFORM_KEY_NEXT);
    turned_kiosk_turn(turned);
    assert_int_equal(turned->kiosk->director.page, 2);
    turned_kiosk_press(PLATFORM_KEY, PLATFORM_KEY_PREVIOUS);
    turned_kiosk_press(PLATFORM_KEY, PLATFORM_KEY_OTHER);
    turned_kiosk_turn(turned);
    assert_int_equal(turned->kiosk->director.page, 1);
    turned_kiosk_press(PLATFORM_RESET, PLATFORM_KEY_OTHER);
    uint64_t pixels = stage_stats(turned->kiosk->stage)->pixels_painted;
    turned_kiosk_turn(turned);
    assert_true(
        stage_stats(turned->kiosk->stage)->pixels_painted - pixels >= UINT64_C(640) * 360); // everything anew
    turned_kiosk_press(PLATFORM_EXPOSED, PLATFORM_KEY_OTHER);
    pixels = stage_stats(turned->kiosk->stage)->pixels_shown;
    turned_kiosk_turn(turned);
    assert_true(stage_stats(turned->kiosk->stage)->pixels_shown - pixels >= UINT64_C(640) * 360); // as it was
    turned_kiosk_press(PLATFORM_KEY, PLATFORM_KEY_QUIT);
    turned_kiosk_press(PLATFORM_KEY, PLATFORM_KEY_NEXT);
    turned_kiosk_turn(turned);
    assert_true(turned->kiosk->has_ended);
    assert_int_equal(turned->kiosk->director.page, 1); // nothing after the end
    turned_kiosk_close(turned);
}

// Who turns before the other pages are there has turned when they come, and to a page that is ready.
static void keys_that_come_early_wait_for_their_page(void **state) {
    (void)state;
    struct turned_kiosk *turned = turned_kiosk_open(true, WIDTH, HEIGHT);
    turned_kiosk_ask(turned);
    turned_kiosk_settle(turned);
    studio_resize(turned->studio, 1, 1);
    turned_kiosk_press(PLATFORM_RESIZED, PLATFORM_KEY_OTHER);
    turned_kiosk_turn(turned);
    turned_kiosk_press(PLATFORM_KEY, PLATFORM_KEY_NEXT);
    turned_kiosk_press(PLATFORM_KEY, PLATFORM_KEY_NEXT);
    turned_kiosk_press(PLATFORM_KEY, PLATFORM_KEY_NEXT);
    turned_kiosk_press(PLATFORM_KEY, PLATFORM_KEY_PREVIOUS);
    const millis since = turned->now.steady;
    while (turned->kiosk->deck->is_cut) {
        assert_int_equal(turned->kiosk->director.page, 0);
        assert_in_range(turned->now.steady - since, 0, 6 * SECOND);
        turned_kiosk_turn(turned);
    }
    assert_int_equal(turned->kiosk->director.page, 2);
    assert_int_equal(turned->cold, 0);
    turned_kiosk_turn_for(turned, SECOND);
    assert_int_equal(turned->kiosk->director.page, 2); // once
    turned_kiosk_close(turned);
}

// The page that was on is shown at once, for the rest of its time; what comes after it comes a piece in every
// frame, also where no ticker makes frames, and nothing of the page is painted again for it.
static void a_resized_output_is_laid_out_anew(void **state) {
    (void)state;
    for (int round = 0; round < 4; round++) {
        const size_t page = round / 2 ? 3 : 0;
        struct turned_kiosk *turned = turned_kiosk_open(round % 2, WIDTH, HEIGHT);
        turned_kiosk_ask(turned);
        turned_kiosk_settle(turned);
        for (size_t i = 0; i < page; i++) {
            turned_kiosk_press(PLATFORM_KEY, PLATFORM_KEY_NEXT);
        }
        turned_kiosk_turn_for(turned, 2 * SECOND);
        const struct director before = turned->kiosk->director;
        char key[64];
        assert_int_equal(before.page, page);
        snprintf(key, sizeof key, "%s", before.deck->pages[page].key);
        studio_resize(turned->studio, 1, 1); // it asks the platform, and does not believe what was
        turned_kiosk_press(PLATFORM_RESIZED, PLATFORM_KEY_OTHER);
        const millis since = turned->now.steady;
        turned_kiosk_turn(turned);
        assert_int_equal(turned->kiosk->deck->grid.width, 640);
        assert_int_equal(turned->kiosk->director.page, page);
        assert_string_equal(turned->kiosk->deck->pages[page].key, key); // of the same edition
        assert_int_equal(turned->kiosk->deck->count, page + 1);
        assert_false(turned->kiosk->has_ended);
        turned_kiosk_turn(turned); // pictures
        assert_in_range(turned->now.steady - since, 1, 100);
        uint64_t pixels = 0; // painted until the turn in which the whole deck takes the other's place
        while (turned->kiosk->deck->is_cut) {
            pixels = stage_stats(turned->kiosk->stage)->pixels_painted;
            assert_in_range(turned->now.steady - since, 1, 6 * SECOND);
            turned_kiosk_turn(turned);
        }
        assert_in_range(turned->kiosk->deck->count, 10, 100);
        assert_string_equal(turned->kiosk->deck->pages[turned->kiosk->director.page].key, key);
        assert_int_equal(turned->kiosk->director.since, before.since);
        // The progress line and, if it is time, a slide of the rail.
        assert_in_range(stage_stats(turned->kiosk->stage)->pixels_painted - pixels, 0, WIDTH * HEIGHT / 8);
        turned_kiosk_close(turned);
    }
}

// Which headlines are in the window, and where; by their widths, for their keys may change.
struct headlines {
    size_t count;
    int x[TICKER_MOST], width[TICKER_MOST];
};

static struct headlines headlines_of(const struct turned_kiosk *turned) {
    struct headlines headlines = {0};
    struct ticker_place places[TICKER_MOST];
    headlines.count = ticker_places(&turned->kiosk->ticker, turned->now.steady, places, TICKER_MOST);
    for (size_t i = 0; i < headlines.count; i++) {
        headlines.x[i] = places[i].x;
        headlines.width[i] = places[i].item->width;
    }
    return headlines;
}

static void dress_for_the_day(struct studio *studio) {
    studio->follows_sun = true;
    studio->place = (struct sun_place){55.75, 37.62};
    studio->day_theme = studio->theme;
    studio->day_theme.colors[COLOR_BACKGROUND] = 0xFFFFFF;
    studio->day_theme.colors[COLOR_PANEL] = 0xEEEEEE;
    studio->day_theme.colors[COLOR_INK] = 0x101010;
    studio->day_theme.colors[COLOR_DIM] = 0x505050;
    studio->day_theme.colors[COLOR_HIGHLIGHT] = 0x402000;
}

static void check_colors(const struct ticker_item *item, const struct theme *theme) {
    assert_true(item->ops.count >= 2);
    for (size_t i = 0; i < item->ops.count; i++) {
        const struct op *op = &item->ops.ops[i];
        enum color color = op->role == ROLE_TICKER ? COLOR_INK : COLOR_HIGHLIGHT;
        assert_int_equal(op->color, 0xFF000000 | theme->colors[color]);
    }
}

// At sunset the page stays and has other colors, and so have the headlines, each at its place. It is laid out
// a piece at a time, as an edition is, and the picture is of one theme or of the other.
static void at_sunset_it_gets_dark(void **state) {
    (void)state;
    struct turned_kiosk *turned = turned_kiosk_open(true, WIDTH, HEIGHT);
    struct studio *studio = turned->studio;
    struct kiosk *kiosk = turned->kiosk;
    turned_kiosk_ask(turned);
    turned_kiosk_turn(turned);
    dress_for_the_day(studio);
    turned_kiosk_settle(turned); // at 14:05 in Moscow
    assert_ptr_equal(studio->env.theme, &studio->day_theme);
    assert_int_equal(kiosk->deck->pages[0].ops.ops[0].color, 0xFFFFFFFF);
    turned_kiosk_turn_for(turned, 3 * SECOND);
    check_colors(&kiosk->ticker.cycle.slots[0].item, &studio->day_theme);
    char page[128];
    snprintf(page, sizeof page, "%s", kiosk->deck->pages[kiosk->director.page].key);
    const struct deck *day = kiosk->deck;
    struct stage *stage = kiosk->stage;
    turned->now.wall += 3 * HOUR;
    struct headlines before = headlines_of(turned);
    kiosk_turn(kiosk, turned->now);
    while (kiosk->deck == day) {
        assert_int_equal(
            deck_progress(kiosk->deck, 1).color, 0xFF000000 | studio->day_theme.colors[COLOR_DIM]);
        turned_kiosk_turn(turned);
        before = headlines_of(turned);
        kiosk_turn(kiosk, turned->now);
    }
    struct headlines after = headlines_of(turned);
    assert_in_range(before.count, 2, TICKER_MOST);
    assert_memory_equal(&before, &after, sizeof before);
    check_colors(&kiosk->ticker.prelude.slots[0].item, &studio->theme);
    assert_ptr_equal(kiosk->stage, stage);
    assert_ptr_equal(studio->env.theme, &studio->theme);
    assert_string_equal(kiosk->deck->pages[kiosk->director.page].key, page);
    assert_false(kiosk->has_ended);
    turned_kiosk_close(turned);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(at_sunset_it_gets_dark),
        cmocka_unit_test(pages_turn_on_their_side),
        cmocka_unit_test(the_first_edition_replaces_the_notice),
        cmocka_unit_test(an_edition_leaves_no_code_behind),
        cmocka_unit_test(a_page_that_is_ready_leaves_no_face_behind),
        cmocka_unit_test(the_ticker_makes_every_refresh_a_frame),
        cmocka_unit_test(without_a_ticker_turns_are_few),
        cmocka_unit_test(a_still_page_sleeps),
        cmocka_unit_test(a_steady_turn_allocates_nothing),
        cmocka_unit_test(late_frames_are_skipped),
        cmocka_unit_test(time_makes_another_deck),
        cmocka_unit_test(keys_turn_pages),
        cmocka_unit_test(keys_that_come_early_wait_for_their_page),
        cmocka_unit_test(a_resized_output_is_laid_out_anew),
    };
    allocations_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
