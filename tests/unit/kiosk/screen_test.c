#include <SDL2/SDL.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "kiosk/kiosk.h"
#include "tests/support/test.h"

// What a display does to the kiosk: it goes and another comes, its light goes down, it shows nothing. The
// demo edition without a ticker, on the null platform with a display of the test's own; time is what the test
// says.

enum { WIDTH = 640, HEIGHT = 360, AREA = WIDTH * HEIGHT, MOST_EVENTS = 8 };

static const struct platform_wish window = {.width = WIDTH, .height = HEIGHT};

static struct {
    enum platform_event_kind events[MOST_EVENTS];
    size_t event_count;
    bool is_lost;      // and the renderer goes at the next poll
    bool is_broken;    // shows nothing
    millis seen_until; // of the light
    int presents;
    Uint32 pixels[2][AREA];
} display;

static void say(enum platform_event_kind kind) {
    display.events[display.event_count++] = kind;
}

static bool poll_event(struct platform_event *out) {
    struct reason reason;
    if (display.is_lost) {
        platform_null.close();
        assert_int_equal(platform_null.open(&window, &reason), ERROR_NONE);
    }
    display.is_lost = display.event_count && display.events[0] == PLATFORM_LOST;
    if (display.event_count == 0) {
        return false;
    }
    *out = (struct platform_event){.kind = display.events[0]};
    memmove(display.events, display.events + 1, --display.event_count * sizeof *display.events);
    return true;
}

static bool present(const struct region *region) {
    display.presents++;
    return platform_null.present(region) && !display.is_broken;
}

static millis adjust(const struct platform_screen *screen) {
    return screen->on ? 0 : display.seen_until;
}

struct fixture {
    struct platform platform;
    struct studio *studio;
    struct kiosk *kiosk;
    struct instant now;
};

// One turn at the moment it is, and on to the one that it names.
static void turn(struct fixture *fixture) {
    millis due = kiosk_turn(fixture->kiosk, fixture->now);
    assert_true(due > fixture->now.steady || fixture->kiosk->has_ended);
    fixture->now.wall += due - fixture->now.steady;
    fixture->now.steady = due;
}

// As far as the edition, all of it on screen.
static int open_kiosk(void **state) {
    static struct fixture fixture;
    const struct studio_wish wish = {.width = WIDTH, .height = HEIGHT};
    struct reason reason = {{0}};
    const struct survey_row *rows;
    size_t count;
    log_set_level(LOG_ERROR);
    memset(&display, 0, sizeof display);
    fixture = (struct fixture){.platform = platform_null};
    fixture.platform.poll = poll_event;
    fixture.platform.present = present;
    fixture.platform.adjust = adjust;
    assert_int_equal(studio_create(&wish, &fixture.studio, &reason), ERROR_NONE);
    fixture.studio->env.has_ticker = false;
    assert_int_equal(platform_null.open(&window, &reason), ERROR_NONE);
    const struct kiosk_options options = {
        .platform = &fixture.platform, .studio = fixture.studio, .at = fixture.studio->at};
    assert_int_equal(kiosk_create(&options, &fixture.kiosk, &reason), ERROR_NONE);
    stats_init(&fixture.kiosk->stats);
    fixture.now = kiosk_now(fixture.kiosk);
    courier_survey(fixture.kiosk->courier, 30 * SECOND, &rows, &count);
    do {
        turn(&fixture);
    } while (typesetter_is_busy(&fixture.kiosk->typesetter));
    *state = &fixture;
    return 0;
}

static int close_kiosk(void **state) {
    struct fixture *fixture = *state;
    kiosk_destroy(fixture->kiosk);
    platform_null.close();
    studio_destroy(fixture->studio);
    return 0;
}

static const Uint32 *picture(int into) {
    assert_int_equal(SDL_RenderReadPixels(platform_null.renderer(), NULL, SDL_PIXELFORMAT_RGB888,
                         display.pixels[into], WIDTH * (int)sizeof **display.pixels),
        0);
    return display.pixels[into];
}

static bool is_black(void) {
    const Uint32 *pixels = picture(0);
    for (int i = 0; i < AREA; i++) {
        if (pixels[i] & 0xFFFFFF) {
            return false;
        }
    }
    return true;
}

// Turns without time until those are there that another thread makes.
static void show_photographs(struct fixture *fixture) {
    bool is_idle;
    kiosk_turn(fixture->kiosk, fixture->now);
    do {
        is_idle = decoder_is_idle(fixture->kiosk->decoder);
        kiosk_turn(fixture->kiosk, fixture->now);
    } while (!is_idle);
}

// Everything that was made with the renderer goes before it does, and on the next one all is painted anew:
// the picture is the one that a kiosk shows which paints everything at this moment.
static void another_display_shows_the_whole_picture(void **state) {
    struct fixture *fixture = *state;
    say(PLATFORM_LOST);
    say(PLATFORM_RESIZED);
    show_photographs(fixture);
    assert_false(fixture->kiosk->has_ended);
    picture(0);
    say(PLATFORM_RESET);
    show_photographs(fixture);
    picture(1);
    assert_memory_equal(display.pixels[0], display.pixels[1], sizeof display.pixels[0]);
    assert_false(is_black());
}

// SIGTERM may come between two displays: there is nothing to draw on, and nothing to tell of it.
static void an_end_between_two_displays_is_an_end(void **state) {
    struct fixture *fixture = *state;
    say(PLATFORM_LOST);
    say(PLATFORM_QUIT);
    turn(fixture);
    assert_true(fixture->kiosk->has_ended);
    kiosk_count_caches(fixture->kiosk);
    assert_null(fixture->kiosk->stats.renderer);
    assert_true(fixture->kiosk->stats.caches[CACHE_GLYPHS].budget > 0);
}

// In quiet hours the picture stays until its light is down, at the moment that the display has named.
static void the_picture_stays_while_its_light_goes_down(void **state) {
    struct fixture *fixture = *state;
    const millis start = fixture->now.steady;
    fixture->studio->config->screen_on = false;
    display.seen_until = start + 800;
    while (fixture->now.steady < start + 800) {
        turn(fixture);
        assert_false(is_black());
    }
    assert_int_equal(fixture->now.steady, start + 800);
    turn(fixture);
    assert_true(is_black());
    int presents = display.presents;
    for (int i = 0; i < 10; i++) {
        turn(fixture);
    }
    assert_int_equal(display.presents, presents); // once
}

static void without_a_light_it_is_dark_at_once(void **state) {
    struct fixture *fixture = *state;
    fixture->studio->config->screen_on = false;
    turn(fixture);
    assert_true(is_black());
}

// The turns of a kiosk under a watchdog that waits for a minute, for as long as `time`: the seconds since it
// was last heard.
static millis silence_after(struct fixture *fixture, struct heartbeat *heartbeat, millis time) {
    const millis end = fixture->now.steady + time;
    millis heard = fixture->now.steady;
    while (fixture->now.steady < end) {
        const millis now = fixture->now.steady;
        millis due = kiosk_turn(fixture->kiosk, fixture->now);
        struct vital_signs signs = kiosk_vital_signs(fixture->kiosk);
        signs.courier_turns = (uint64_t)now; // its thread is well, and is not the matter here
        heard = heartbeat_turn(heartbeat, &signs, now) == HEARTBEAT_ALIVE ? now : heard;
        due = heartbeat_next_change(heartbeat) < due ? heartbeat_next_change(heartbeat) : due;
        fixture->now = (struct instant){due, fixture->now.wall + due - now};
    }
    return fixture->now.steady - heard;
}

// A display that is said to show and does not is one for the watchdog; as soon as it does again, all is well,
// and the picture is whole.
static void a_display_that_shows_nothing_is_not_alive(void **state) {
    struct fixture *fixture = *state;
    struct heartbeat heartbeat;
    heartbeat_init(&heartbeat, MINUTE, fixture->now.steady);
    assert_true(silence_after(fixture, &heartbeat, 5 * MINUTE) <= MINUTE / 2);
    uint64_t frames = fixture->kiosk->stats.frames;
    display.is_broken = true;
    assert_true(silence_after(fixture, &heartbeat, 5 * MINUTE) > 4 * MINUTE);
    assert_int_equal(fixture->kiosk->stats.frames, frames);
    display.is_broken = false;
    assert_true(silence_after(fixture, &heartbeat, 5 * MINUTE) <= MINUTE / 2);
    assert_true(fixture->kiosk->stats.frames > frames);
}

// Nor is one whose black picture was not shown at night.
static void nor_at_night(void **state) {
    struct fixture *fixture = *state;
    struct heartbeat heartbeat;
    heartbeat_init(&heartbeat, MINUTE, fixture->now.steady);
    fixture->studio->config->screen_on = false;
    display.is_broken = true;
    assert_true(silence_after(fixture, &heartbeat, 5 * MINUTE) > 4 * MINUTE);
    display.is_broken = false;
    assert_true(silence_after(fixture, &heartbeat, 5 * MINUTE) <= MINUTE / 2);
    assert_true(is_black());
}

int main(void) {
#define WITH_KIOSK(test) cmocka_unit_test_setup_teardown(test, open_kiosk, close_kiosk)
    const struct CMUnitTest tests[] = {
        WITH_KIOSK(another_display_shows_the_whole_picture),
        WITH_KIOSK(an_end_between_two_displays_is_an_end),
        WITH_KIOSK(the_picture_stays_while_its_light_goes_down),
        WITH_KIOSK(without_a_light_it_is_dark_at_once),
        WITH_KIOSK(a_display_that_shows_nothing_is_not_alive),
        WITH_KIOSK(nor_at_night),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
