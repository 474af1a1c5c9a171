#include "kiosk/kiosk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/allocations.h"
#include "base/hash.h"
#include "layout/page.h"
#include "tests/support/pages_of_files.h"
#include "tests/support/test.h"

// The loop on the null platform with the demo edition: time is what the test says.

enum { MOST_EVENTS = 8 };

static struct platform_event events[MOST_EVENTS];
static size_t event_count;

static bool poll_event(struct platform_event *out) {
    if (event_count == 0) {
        return false;
    }
    *out = events[0];
    memmove(events, events + 1, --event_count * sizeof *events);
    return true;
}

static void press(enum platform_event_kind kind, enum platform_key key) {
    events[event_count++] = (struct platform_event){.kind = kind, .key = key};
}

struct fixture {
    struct platform platform; // the null one with our own keys
    struct studio *studio;
    struct kiosk *kiosk;
    struct instant now;
};

static struct fixture *open_kiosk_of(bool has_ticker, int width, int height) {
    struct fixture *fixture = calloc(1, sizeof *fixture);
    struct reason reason = {{0}};
    assert_non_null(fixture);
    event_count = 0;
    fixture->platform = platform_null;
    fixture->platform.poll = poll_event;
    struct studio_wish wish = {.width = width, .height = height};
    struct platform_wish window = {.width = width, .height = height};
    assert_int_equal(studio_create(&wish, &fixture->studio, &reason), ERROR_NONE);
    fixture->studio->env.has_ticker = has_ticker;
    assert_int_equal(fixture->platform.open(&window, &reason), ERROR_NONE);
    struct kiosk_options options = {
        .platform = &fixture->platform, .studio = fixture->studio, .at = fixture->studio->at};
    assert_int_equal(kiosk_create(&options, &fixture->kiosk, &reason), ERROR_NONE);
    stats_init(&fixture->kiosk->stats);
    fixture->now = kiosk_now(fixture->kiosk);
    return fixture;
}

static struct fixture *open_kiosk(bool has_ticker) {
    return open_kiosk_of(has_ticker, 640, 360);
}

static void close_kiosk(struct fixture *fixture) {
    kiosk_destroy(fixture->kiosk);
    fixture->platform.close();
    studio_destroy(fixture->studio);
    free(fixture);
}

static void ask_sources(struct fixture *fixture) {
    const struct survey_row *rows;
    size_t count;
    courier_survey(fixture->kiosk->courier, 30 * SECOND, &rows, &count);
}

// One turn, and on to the moment that it names.
static void turn(struct fixture *fixture) {
    millis due = kiosk_turn(fixture->kiosk, fixture->now);
    assert_true(due > fixture->now.steady || fixture->kiosk->has_ended);
    fixture->now.wall += due - fixture->now.steady;
    fixture->now.steady = due;
}

// Until the edition that has come is on screen.
static void settle(struct fixture *fixture) {
    do {
        turn(fixture);
    } while (typesetter_is_busy(&fixture->kiosk->typesetter));
}

static void turn_for(struct fixture *fixture, millis time) {
    for (millis end = fixture->now.steady + time; fixture->now.steady < end;) {
        turn(fixture);
    }
}

static const char *page_on(const struct fixture *fixture) {
    return fixture->kiosk->deck->pages[fixture->kiosk->director.page].kind->name;
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
    struct fixture *fixture = open_kiosk(true);
    assert_int_equal(fixture->now.wall, fixture->studio->at.utc); // the demo's own time
    turn(fixture);
    assert_string_equal(page_on(fixture), "notice");
    assert_int_equal(fixture->kiosk->stats.frames, 1);
    ask_sources(fixture);
    turn(fixture);
    assert_int_equal(fixture->kiosk->stats.editions, 1);
    assert_string_equal(page_on(fixture), "notice"); // until all of the edition is laid out
    millis since = fixture->now.steady;
    settle(fixture);
    assert_string_equal(page_on(fixture), "top-stories");
    assert_true(fixture->now.steady - since < 2 * SECOND); // a piece in every frame
    assert_null(fixture->kiosk->retired);
    close_kiosk(fixture);
}

// The libraries' pages that only the start and the layout have touched, most of them.
static void an_edition_leaves_no_code_behind(void **state) {
    (void)state;
    struct fixture *fixture = open_kiosk(true);
    turn_for(fixture, SECOND);
    ask_sources(fixture);
    settle(fixture);
    long before = pages_of_files();
    turn_for(fixture, 5 * SECOND);
    assert_false(fixture->kiosk->is_untidy);
    assert_true(pages_of_files() < before / 2);
    close_kiosk(fixture);
}

// With the ticker every refresh is a turn and a frame, on the grid of the refresh rate, and none is late.
static void the_ticker_makes_every_refresh_a_frame(void **state) {
    (void)state;
    struct fixture *fixture = open_kiosk(true);
    ask_sources(fixture);
    settle(fixture);
    uint64_t frames = fixture->kiosk->stats.frames, turns = fixture->kiosk->stats.turns;
    turn_for(fixture, 10 * SECOND);
    assert_in_range(fixture->kiosk->stats.turns - turns, 599, 601);
    // 120 pixels a second at 1080 are 40 here: fewer than refreshes. A turn that moves nothing presents
    // nothing.
    assert_in_range(fixture->kiosk->stats.frames - frames, 390, 520);
    assert_int_equal(fixture->kiosk->stats.late, 0);
    close_kiosk(fixture);
}

// Without it the kiosk sleeps until something differs.
static void without_a_ticker_turns_are_few(void **state) {
    (void)state;
    struct fixture *fixture = open_kiosk(false);
    ask_sources(fixture);
    settle(fixture);
    uint64_t turns = fixture->kiosk->stats.turns, frames = fixture->kiosk->stats.frames;
    turn_for(fixture, MINUTE);
    assert_in_range(fixture->kiosk->stats.turns - turns, 5, 30);
    // None of them is for nothing.
    assert_in_range(fixture->kiosk->stats.frames - frames, fixture->kiosk->stats.turns - turns - 1,
        fixture->kiosk->stats.turns - turns);
    close_kiosk(fixture);
}

// A page that stands still, its ages and the clock: at most five wake-ups a minute, every minute.
static void a_still_page_sleeps(void **state) {
    (void)state;
    struct fixture *fixture = open_kiosk(false);
    struct studio *studio = fixture->studio;
    struct page_spec specs[2] = {
        {.kind = page_kind_find("top-stories"), .from = "top", .dwell = 90 * SECOND},
        {.kind = page_kind_find("feed"), .from = "feed", .pages = 1, .dwell = 4 * MINUTE},
    };
    studio->env.pair_count = studio->env.city_count = 0; // which take turns in the rail
    for (size_t count = 1; count <= 2; count++) {
        studio->form.specs = specs;
        studio->form.spec_count = count;
        fixture->kiosk->has_ended = false;
        if (count == 1) {
            ask_sources(fixture);
        }
        kiosk_turn(fixture->kiosk, fixture->now);
        press(PLATFORM_RESIZED, PLATFORM_KEY_OTHER); // laid out anew
        settle(fixture);
        assert_int_equal(fixture->kiosk->deck->count, count);
        for (int minute = 0; minute < 15; minute++) {
            uint64_t turns = fixture->kiosk->stats.turns;
            turn_for(fixture, MINUTE);
            assert_in_range(fixture->kiosk->stats.turns - turns, 1, 5);
        }
    }
    close_kiosk(fixture);
}

// What is on, to tell a turn in which things only move from one in which something comes or goes.
struct sight {
    const struct deck *deck;
    struct view view;
    uint64_t headlines; // and the parts of 512 pixels of them that can be seen
    const struct ticker_item *upcoming;
    size_t prepared;
    uint64_t parts;  // of headlines, made so far
    size_t pictures; // bytes of those that the decoder has made
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

static struct sight sight_of(const struct fixture *fixture) {
    const struct kiosk *kiosk = fixture->kiosk;
    return (struct sight){kiosk->deck, kiosk->scene.view, headlines_in_sight(kiosk, fixture->now.steady),
        ticker_upcoming(&kiosk->ticker, fixture->now.steady), kiosk->prepared,
        stage_stats(kiosk->stage)->parts_made, stage_stats(kiosk->stage)->caches[STAGE_PICTURES].bytes};
}

static bool is_same_sight(const struct sight *a, const struct sight *b) {
    return a->deck == b->deck && a->view.page == b->view.page && a->view.slide == b->view.slide &&
           a->view.wall == b->view.wall && a->headlines == b->headlines && a->upcoming == b->upcoming &&
           a->prepared == b->prepared && a->parts == b->parts && a->pictures == b->pictures;
}

static unsigned ticker_pixels(const struct fixture *fixture) { // a second
    return (unsigned)fixture->kiosk->ticker.form.speed;
}

// Frames in which only the ticker and the progress line move ask the heap for nothing and make no texture:
// not one of them.
static void check_steady_turns(int width, int height) {
    struct fixture *fixture = open_kiosk_of(true, width, height);
    ask_sources(fixture);
    turn_for(fixture, 5 * MINUTE); // every page and headline has been on
    size_t steady = 0;
    struct sight last = sight_of(fixture);
    uint64_t parts = stage_stats(fixture->kiosk->stage)->parts_made;
    for (int i = 0; i < 3600; i++) {
        struct sight before = last;
        size_t memory = allocations_count();
        uint64_t textures = stage_stats(fixture->kiosk->stage)->textures_created;
        millis due = kiosk_turn(fixture->kiosk, fixture->now);
        memory = allocations_count() - memory;
        textures = stage_stats(fixture->kiosk->stage)->textures_created - textures;
        struct sight after = sight_of(fixture);
        last = after;
        bool is_steady = is_same_sight(&before, &after) &&
                         fixture->kiosk->prepared == director_next(&fixture->kiosk->director) + 1;
        if (is_steady && (memory || textures)) {
            fail_msg("turn %d asked %zu times for memory, %llu for textures", i, memory,
                (unsigned long long)textures);
        }
        steady += is_steady;
        fixture->now.wall += due - fixture->now.steady;
        fixture->now.steady = due;
    }
    assert_in_range(steady, 3300, 3600);
    // A part is made once each time it comes: of 512 pixels, or the rest of a headline.
    parts = stage_stats(fixture->kiosk->stage)->parts_made - parts;
    assert_in_range(parts, 5, 60 * ticker_pixels(fixture) / 512 * 3);
    close_kiosk(fixture);
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
    struct fixture *fixture = open_kiosk(true);
    ask_sources(fixture);
    settle(fixture);
    struct kiosk *kiosk = fixture->kiosk;
    kiosk->ticker.form.speed = SPEED;
    ticker_adopt(&kiosk->ticker, kiosk->deck->ticker, kiosk->deck->ticker_count,
        fixture->now.steady * 60 / 1000 * 1000 / 60);
    kiosk_turn(kiosk, fixture->now);
    for (int i = 0; i < 5000; i++) {
        const struct ticker_item *first = kiosk->ribbon_first;
        int x = (int)kiosk->ribbon_x;
        int64_t frame = fixture->now.steady * 60 / 1000;
        millis late =
            test_random(&seed) % 3 ? test_random_between(&seed, 0, 12) : test_random_between(&seed, 0, 90);
        millis due = kiosk_turn(kiosk, fixture->now) + late;
        fixture->now = (struct instant){due, fixture->now.wall + due - fixture->now.steady};
        kiosk_turn(kiosk, fixture->now);
        int64_t frames = fixture->now.steady * 60 / 1000 - frame;
        if (kiosk->ribbon_first == first) {
            assert_int_equal(x - (int)kiosk->ribbon_x, frames * STEP);
        }
        assert_true(late > 15 || frames == 1);
    }
    close_kiosk(fixture);
}

// An entry of the rundown that begins at midnight, and the page that is on stays on.
static void time_makes_another_deck(void **state) {
    (void)state;
    static const struct time_rule tomorrow = {.from = 0, .to = 24 * 60, .weekdays = 1U << 3};
    struct fixture *fixture = open_kiosk(false);
    struct deck_form *form = &fixture->studio->form;
    struct page_spec specs[2] = {form->specs[0], form->specs[0]};
    specs[1].when = &tomorrow; // Wednesday
    form->specs = specs;
    form->spec_count = 2;
    ask_sources(fixture);
    settle(fixture);
    const struct deck *deck = fixture->kiosk->deck;
    size_t pages = deck->count;
    assert_true(deck->until > fixture->now.wall && deck->until < fixture->now.wall + DAY);
    turn_for(fixture, 4 * SECOND);
    assert_ptr_equal(fixture->kiosk->deck, deck);
    millis since = fixture->kiosk->director.since;
    fixture->now.wall = deck->until; // the clock is set: what is on stays on
    settle(fixture);
    assert_int_equal(fixture->kiosk->deck->count, pages + 1);
    assert_true(fixture->kiosk->deck->until > fixture->now.wall);
    assert_int_equal(fixture->kiosk->director.since, since);
    close_kiosk(fixture);
}

static void keys_turn_pages(void **state) {
    (void)state;
    struct fixture *fixture = open_kiosk(true);
    ask_sources(fixture);
    settle(fixture);
    press(PLATFORM_KEY, PLATFORM_KEY_NEXT);
    press(PLATFORM_KEY, PLATFORM_KEY_NEXT);
    turn(fixture);
    assert_int_equal(fixture->kiosk->director.page, 2);
    press(PLATFORM_KEY, PLATFORM_KEY_PREVIOUS);
    press(PLATFORM_KEY, PLATFORM_KEY_OTHER);
    turn(fixture);
    assert_int_equal(fixture->kiosk->director.page, 1);
    press(PLATFORM_RESET, PLATFORM_KEY_OTHER);
    uint64_t pixels = stage_stats(fixture->kiosk->stage)->pixels_painted;
    turn(fixture);
    assert_true(stage_stats(fixture->kiosk->stage)->pixels_painted - pixels >=
                UINT64_C(640) * 360); // everything anew
    press(PLATFORM_EXPOSED, PLATFORM_KEY_OTHER);
    pixels = stage_stats(fixture->kiosk->stage)->pixels_shown;
    turn(fixture);
    assert_true(
        stage_stats(fixture->kiosk->stage)->pixels_shown - pixels >= UINT64_C(640) * 360); // as it was
    press(PLATFORM_KEY, PLATFORM_KEY_QUIT);
    press(PLATFORM_KEY, PLATFORM_KEY_NEXT);
    turn(fixture);
    assert_true(fixture->kiosk->has_ended);
    assert_int_equal(fixture->kiosk->director.page, 1); // nothing after the end
    close_kiosk(fixture);
}

static void a_resized_output_is_laid_out_anew(void **state) {
    (void)state;
    struct fixture *fixture = open_kiosk(true);
    ask_sources(fixture);
    turn_for(fixture, 2 * SECOND);
    studio_resize(fixture->studio, 1, 1); // it asks the platform, and does not believe what was
    press(PLATFORM_RESIZED, PLATFORM_KEY_OTHER);
    turn(fixture);
    assert_int_equal(fixture->kiosk->deck->grid.width, 640);
    assert_string_equal(page_on(fixture), "top-stories"); // of the same edition
    assert_false(fixture->kiosk->has_ended);
    turn_for(fixture, 2 * SECOND);
    close_kiosk(fixture);
}

// At sunset the page stays and has other colors.
static void at_sunset_it_gets_dark(void **state) {
    (void)state;
    struct fixture *fixture = open_kiosk(true);
    struct studio *studio = fixture->studio;
    studio->follows_sun = true;
    studio->place = (struct sun_place){55.75, 37.62};
    studio->day_theme = studio->theme;
    studio->day_theme.colors[COLOR_BACKGROUND] = 0xFFFFFF;
    kiosk_turn(fixture->kiosk, fixture->now); // at 14:05 in Moscow
    assert_ptr_equal(studio->env.theme, &studio->day_theme);
    assert_int_equal(fixture->kiosk->deck->pages[0].ops.ops[0].color, 0xFFFFFFFF);
    const char *key = fixture->kiosk->deck->pages[fixture->kiosk->director.page].key;
    char page[128];
    snprintf(page, sizeof page, "%s", key);
    fixture->now.wall += 3 * HOUR;
    fixture->now.steady += SECOND;
    kiosk_turn(fixture->kiosk, fixture->now);
    assert_ptr_equal(studio->env.theme, &studio->theme);
    assert_string_equal(fixture->kiosk->deck->pages[fixture->kiosk->director.page].key, page);
    assert_false(fixture->kiosk->has_ended);
    close_kiosk(fixture);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(at_sunset_it_gets_dark),
        cmocka_unit_test(pages_turn_on_their_side),
        cmocka_unit_test(the_first_edition_replaces_the_notice),
        cmocka_unit_test(an_edition_leaves_no_code_behind),
        cmocka_unit_test(the_ticker_makes_every_refresh_a_frame),
        cmocka_unit_test(without_a_ticker_turns_are_few),
        cmocka_unit_test(a_still_page_sleeps),
        cmocka_unit_test(a_steady_turn_allocates_nothing),
        cmocka_unit_test(late_frames_are_skipped),
        cmocka_unit_test(time_makes_another_deck),
        cmocka_unit_test(keys_turn_pages),
        cmocka_unit_test(a_resized_output_is_laid_out_anew),
    };
    allocations_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
