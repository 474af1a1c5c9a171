#include "support/test.h"

#include <SDL2/SDL.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/clock.h"
#include "platform/platform.h"
#include "platform/rpi/kms.h"
#include "platform/rpi/rpi.h"
#include "support/file_tree.h"

// The platform over a made-up machine: its displays are files, and SDL's dummy driver is the graphics card.

struct machine {
    struct file_tree tree;
};

static const struct platform_wish wish = {.title = "Broadside"};

static int set_up(void **state) {
    static struct machine machine;
    file_tree_init(&machine.tree);
    struct rpi_places places = {machine.tree.root, "/nonexistent", "/nonexistent", "/nonexistent"};
    rpi_set_places(&places);
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    setenv("SDL_RENDER_DRIVER", "software", 1);
    *state = &machine;
    return 0;
}

static int tear_down(void **state) {
    struct machine *machine = *state;
    platform_rpi.close();
    file_tree_finish(&machine->tree);
    return 0;
}

static void plug_in(struct machine *machine, const char *modes) {
    file_tree_write(&machine->tree, "card1-HDMI-A-1/modes", modes);
    file_tree_write(&machine->tree, "card1-HDMI-A-1/status", "connected\n");
}

static void pull_out(struct machine *machine) {
    file_tree_write(&machine->tree, "card1-HDMI-A-1/status", "disconnected\n");
}

static void open_platform(void) {
    struct reason reason = {{0}};
    assert_int_equal(platform_rpi.open(&wish, &reason), ERROR_NONE);
}

// Sleeps as the kiosk does, until one of its events comes; the kernel says nothing of made-up displays, so
// this is the look by time.
static enum platform_event_kind next_event(void) {
    struct platform_event event;
    millis end = clock_now().steady + 60 * SECOND;
    while (!platform_rpi.poll(&event)) {
        assert_true(clock_now().steady < end);
        platform_rpi.wait(end);
    }
    return event.kind;
}

static void draw_and_present(void) {
    struct region all = {{{0, 0, 10, 10}}, 1};
    assert_int_equal(SDL_RenderClear(platform_rpi.renderer()), 0);
    platform_rpi.present(&all);
}

static void comes_up_on_the_display(void **state) {
    int width, height;
    plug_in(*state, "1024x768\n");
    open_platform();
    assert_true(kms_is_display());
    platform_rpi.size(&width, &height);
    assert_true(width > 0 && height > 0);
    assert_true(platform_rpi.refresh() > 1);
    assert_int_equal(SDL_ShowCursor(SDL_QUERY), SDL_DISABLE);
    draw_and_present();
}

// SDL by itself takes the last card, as a Pi 5 has one for its panel and another for HDMI.
static void says_on_which_card_the_display_is(void **state) {
    struct machine *machine = *state;
    static const struct {
        const char *status, *modes, *card;
    } rows[] = {
        {"card0-DSI-1/status", "card0-DSI-1/modes", "0"},
        {"card2-HDMI-A-1/status", "card2-HDMI-A-1/modes", "2"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        file_tree_write(&machine->tree, rows[i].status, "connected\n");
        file_tree_write(&machine->tree, rows[i].modes, "1024x768\n");
        open_platform();
        assert_string_equal(SDL_GetHint(SDL_HINT_KMSDRM_DEVICE_INDEX), rows[i].card);
        platform_rpi.close();
        assert_null(SDL_GetHint(SDL_HINT_KMSDRM_DEVICE_INDEX));
        file_tree_write(&machine->tree, rows[i].status, "disconnected\n");
    }
}

static void comes_up_without_one(void **state) {
    (void)state;
    int width, height;
    open_platform();
    assert_false(kms_is_display());
    platform_rpi.size(&width, &height);
    assert_int_equal(width, 1920);
    assert_int_equal(height, 1080);
    assert_int_equal(platform_rpi.refresh(), 1); // nobody sees it
    draw_and_present();
}

// Who draws is told before the renderer goes, and of the size after.
static void a_display_plugged_in_later_is_shown_on(void **state) {
    open_platform();
    SDL_Renderer *memory = platform_rpi.renderer();
    plug_in(*state, "1024x768\n");
    assert_int_equal(next_event(), PLATFORM_LOST);
    assert_ptr_equal(platform_rpi.renderer(), memory);
    assert_int_equal(next_event(), PLATFORM_RESIZED);
    assert_true(kms_is_display());
    draw_and_present();
}

static void a_display_that_is_not_ready_is_waited_for(void **state) {
    struct machine *machine = *state;
    file_tree_write(&machine->tree, "card1-HDMI-A-1/status", "connected\n");
    file_tree_write(&machine->tree, "card1-HDMI-A-1/modes", "");
    open_platform();
    assert_false(kms_is_display());
    plug_in(machine, "1024x768\n");
    assert_int_equal(next_event(), PLATFORM_LOST);
    assert_int_equal(next_event(), PLATFORM_RESIZED);
    assert_true(kms_is_display());
}

// A card that cannot be drawn on is no reason to end: the kiosk goes on in memory.
static void a_display_that_fails_is_no_end(void **state) {
    setenv("SDL_RENDER_DRIVER", "no such renderer", 1);
    plug_in(*state, "1024x768\n");
    open_platform();
    assert_false(kms_is_display());
    setenv("SDL_RENDER_DRIVER", "software", 1);
    assert_int_equal(next_event(), PLATFORM_LOST);
    assert_int_equal(next_event(), PLATFORM_RESIZED);
    assert_true(kms_is_display());
}

static void another_mode_is_a_new_screen(void **state) {
    plug_in(*state, "1024x768\n");
    open_platform();
    struct platform_screen screen = {.on = true, .brightness = 100, .tallest = 720};
    platform_rpi.adjust(&screen);
    assert_int_equal(next_event(), PLATFORM_LOST);
    assert_int_equal(next_event(), PLATFORM_RESIZED);
    platform_rpi.adjust(&screen);
    struct platform_event event;
    assert_false(platform_rpi.poll(&event));
}

static void a_display_pulled_out_leaves_its_picture(void **state) {
    struct platform_event event;
    plug_in(*state, "1024x768\n");
    open_platform();
    pull_out(*state);
    assert_false(platform_rpi.poll(&event));
    assert_true(kms_is_display());
    draw_and_present();
}

// What calls itself a card need not be one; whatever it is, it is closed again.
static void cards_are_asked_and_let_go(void **state) {
    struct machine *machine = *state;
    file_tree_write(&machine->tree, "dri/card0", "");
    file_tree_write(&machine->tree, "dri/renderD128", "");
    int next = dup(STDERR_FILENO);
    for (int i = 0; i < 3; i++) {
        kms_probe(machine->tree.root);
    }
    int after = dup(next);
    close(after);
    close(next);
    assert_int_equal(after, next + 1);
}

static void signals_and_wakes_end_a_wait(void **state) {
    (void)state;
    struct platform_event event;
    plug_in(*state, "1024x768\n");
    open_platform();
    platform_rpi.wait(clock_now().steady); // what the start left to do
    platform_rpi.wake();
    platform_rpi.wait(MILLIS_NEVER);
    assert_false(platform_rpi.poll(&event));
    raise(SIGTERM);
    platform_rpi.wait(MILLIS_NEVER);
    assert_true(platform_rpi.poll(&event));
    assert_int_equal(event.kind, PLATFORM_QUIT);
}

// SDL polls every millisecond where it waits on KMS; here nothing runs between two deadlines. The scheduler
// counts how often the thread went to sleep.
static void nothing_wakes_between_deadlines(void **state) {
    plug_in(*state, "1024x768\n");
    open_platform();
    struct platform_screen screen = {.on = true, .brightness = 100};
    platform_rpi.adjust(&screen);
    platform_rpi.wait(clock_now().steady);
    struct rusage before, after;
    millis start = clock_now().steady;
    getrusage(RUSAGE_SELF, &before);
    for (millis i = 1; i <= 5; i++) {
        platform_rpi.wait(start + i * 100);
        assert_true(clock_now().steady >= start + i * 100);
    }
    getrusage(RUSAGE_SELF, &after);
    assert_in_range(after.ru_nvcsw - before.ru_nvcsw, 5, 10);
}

int main(void) {
#define WITH_MACHINE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        WITH_MACHINE(comes_up_on_the_display),
        WITH_MACHINE(says_on_which_card_the_display_is),
        WITH_MACHINE(comes_up_without_one),
        WITH_MACHINE(a_display_plugged_in_later_is_shown_on),
        WITH_MACHINE(a_display_that_is_not_ready_is_waited_for),
        WITH_MACHINE(a_display_that_fails_is_no_end),
        WITH_MACHINE(another_mode_is_a_new_screen),
        WITH_MACHINE(a_display_pulled_out_leaves_its_picture),
        WITH_MACHINE(cards_are_asked_and_let_go),
        WITH_MACHINE(signals_and_wakes_end_a_wait),
        WITH_MACHINE(nothing_wakes_between_deadlines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
