#define _GNU_SOURCE // ppoll, RTLD_NEXT
#include "support/test.h"

#include <SDL2/SDL.h>
#include <dlfcn.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "platform/platform.h"
#include "platform/rpi/hotplug.h"
#include "platform/rpi/power.h"
#include "platform/rpi/rpi.h"
#include "support/file_tree.h"

// What the platform does with time, on SDL's dummy driver. What a thread may sleep in is counted here, SDL's
// sleep included: functions of a program go before those of its libraries.

static struct {
    int waits;       // ppoll: the waiter's
    int polls, naps; // anybody's
} slept;

static int sleep_in_poll(struct pollfd *devices, nfds_t count, const struct timespec *most) {
    int (*sleep_in)(struct pollfd *, nfds_t, int);
    *(void **)&sleep_in = dlsym(RTLD_NEXT, "poll");
    return sleep_in(
        devices, count, most ? (int)(most->tv_sec * 1000 + (most->tv_nsec + 999999) / 1000000) : -1);
}

int ppoll(struct pollfd *fds, nfds_t nfds, const struct timespec *timeout, const sigset_t *ss) {
    assert_null(ss);
    slept.waits++;
    return sleep_in_poll(fds, nfds, timeout);
}

int poll(struct pollfd *fds, nfds_t nfds, int timeout) {
    const struct timespec time = {.tv_sec = timeout / 1000, .tv_nsec = timeout % 1000 * 1000000L};
    slept.polls += timeout != 0;
    return sleep_in_poll(fds, nfds, timeout < 0 ? NULL : &time);
}

// The name in brackets: it is not a call, which the lint of rooms would find.
int(nanosleep)(const struct timespec *requested_time, struct timespec *remaining) {
    (void)remaining;
    slept.naps++;
    return sleep_in_poll(NULL, 0, requested_time);
}

// The kernel would tell of displays, and has nothing to tell.
struct hotplug *hotplug_create(void) {
    static char nothing;
    return (struct hotplug *)&nothing;
}

void hotplug_destroy(struct hotplug *hotplug) {
    (void)hotplug;
}

int hotplug_descriptor(const struct hotplug *hotplug) {
    (void)hotplug;
    return -1;
}

bool hotplug_take(struct hotplug *hotplug) {
    (void)hotplug;
    return false;
}

static struct file_tree tree;

static void open_platform(void) {
    struct reason reason = {{0}};
    assert_int_equal(platform_rpi.open(&(struct platform_wish){.title = "Broadside"}, &reason), ERROR_NONE);
}

static int set_up(void **state) {
    static char lights[64];
    (void)state;
    file_tree_init(&tree);
    file_tree_write(&tree, "card1-HDMI-A-1/modes", "1024x768\n");
    file_tree_write(&tree, "card1-HDMI-A-1/status", "connected\n");
    snprintf(lights, sizeof lights, "%s/backlight", tree.root);
    rpi_set_places(&(struct rpi_places){tree.root, lights, "/nonexistent", "/nonexistent"});
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    setenv("SDL_RENDER_DRIVER", "software", 1);
    open_platform();
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    platform_rpi.close();
    file_tree_finish(&tree);
    return 0;
}

static void signals_and_wakes_end_a_wait(void **state) {
    (void)state;
    struct platform_event event;
    platform_rpi.wait(clock_now().steady); // what the start left to do
    platform_rpi.wake();
    platform_rpi.wait(MILLIS_NEVER);
    assert_false(platform_rpi.poll(&event));
    raise(SIGTERM);
    platform_rpi.wait(MILLIS_NEVER);
    assert_true(platform_rpi.poll(&event));
    assert_int_equal(event.kind, PLATFORM_QUIT);
}

// SDL polls every millisecond where it waits on KMS. Here each deadline is one sleep, and looking for events
// between two of them is none.
static void nothing_wakes_between_deadlines(void **state) {
    (void)state;
    enum { DEADLINES = 20, APART = 25 };
    struct platform_event event;
    struct platform_screen screen = {.on = true, .brightness = 100};
    platform_rpi.adjust(&screen);
    platform_rpi.wait(clock_now().steady);
    millis start = clock_now().steady;
    memset(&slept, 0, sizeof slept);
    for (millis i = 1; i <= DEADLINES; i++) {
        assert_false(platform_rpi.poll(&event));
        do {
            platform_rpi.wait(start + i * APART);
            assert_false(platform_rpi.poll(&event));
        } while (clock_now().steady < start + i * APART);
    }
    assert_int_equal(slept.waits, DEADLINES);
    assert_int_equal(slept.polls, 0);
    assert_int_equal(slept.naps, 0);
}

// A panel's light takes its time to go down, and the picture is seen so long.
static void a_light_that_goes_down_is_told(void **state) {
    (void)state;
    const struct platform_screen day = {.on = true, .brightness = 100},
                                 night = {.on = false, .brightness = 100};
    platform_rpi.adjust(&day);
    assert_true(platform_rpi.adjust(&night) <= clock_now().steady); // there is none
    platform_rpi.adjust(&day);
    file_tree_write(&tree, "backlight/panel/max_brightness", "255\n");
    file_tree_write(&tree, "backlight/panel/brightness", "255\n");
    platform_rpi.close();
    open_platform();
    assert_true(platform_rpi.adjust(&day) <= clock_now().steady);
    millis before = clock_now().steady, until = platform_rpi.adjust(&night);
    assert_in_range(until - before, POWER_FADE, POWER_FADE + (clock_now().steady - before));
    assert_int_equal(platform_rpi.adjust(&night), until);
    assert_true(platform_rpi.adjust(&day) <= clock_now().steady);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(signals_and_wakes_end_a_wait, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_wakes_between_deadlines, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_light_that_goes_down_is_told, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
