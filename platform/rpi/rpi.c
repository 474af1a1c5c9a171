#include <SDL2/SDL.h>
#include <poll.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "platform/platform.h"
#include "platform/rpi/backlight.h"
#include "platform/rpi/cec.h"
#include "platform/rpi/connectors.h"
#include "platform/rpi/hotplug.h"
#include "platform/rpi/input.h"
#include "platform/rpi/kms.h"
#include "platform/rpi/power.h"
#include "platform/rpi/rpi.h"
#include "platform/waiter.h"

// A display without a desktop: KMS/DRM, no X, no Wayland. There may be none at power-on, it may be pulled
// out, and another one may be plugged in: whatever is there is shown on, in its own mode, and without any the
// kiosk runs on in memory. Displays are looked for when the kernel says so, and now and then while there is
// none, or where the kernel says nothing.

static struct rpi_places machine = {"/sys/class/drm", "/sys/class/backlight", "/dev", "cec-ctl"};

#define RETRY_FIRST SECOND
#define RETRY_LAST (30 * SECOND)
#define MEMORY_WIDTH 1920
#define MEMORY_HEIGHT 1080

enum stage_of_change { CHANGE_NONE, CHANGE_WANTED, CHANGE_ANNOUNCED };

static struct {
    struct hotplug *hotplug;
    struct input *input;
    struct power power;
    struct connector shown; // while kms_is_display()
    bool is_plugged;        // some display is, when last looked: somebody sees what is shown
    int tallest;
    enum stage_of_change change;
    millis retry;     // steady: when to look for a display again, unasked
    millis patience;  // between two looks
    millis power_due; // steady
} rpi;

void rpi_set_places(const struct rpi_places *places) {
    machine = *places;
}

static bool set_light(int percent) {
    return backlight_set(machine.backlights, percent);
}

static void set_output(bool on) {
    kms_set_output(on);
}

static void set_television(bool on) {
    cec_send(machine.cec_program, machine.devices, on);
}

static const struct power_hands hands = {set_light, set_output, set_television};

// Where the kernel tells of displays, only while there is none.
static void look_again_later(millis now) {
    if (kms_is_display() && rpi.hotplug) {
        rpi.retry = MILLIS_NEVER;
        return;
    }
    rpi.patience = rpi.patience ? rpi.patience * 2 : RETRY_FIRST;
    rpi.patience = rpi.patience > RETRY_LAST ? RETRY_LAST : rpi.patience;
    rpi.retry = now + rpi.patience;
}

// Opens the display that is there, else the picture in memory.
static enum error open_what_is_there(struct reason *reason) {
    struct connectors connectors;
    struct reason why = {{0}};
    connectors_read(machine.displays, &connectors);
    const struct connector *display = connectors_display(&connectors);
    if (display && !kms_open(display, machine.devices, rpi.tallest, &why)) {
        rpi.shown = *display;
        rpi.is_plugged = true;
        rpi.patience = 0;
        look_again_later(clock_now().steady);
        return ERROR_NONE;
    }
    if (display) {
        log_warning("%s", why.text);
    } else {
        log_info("no display is plugged in");
    }
    look_again_later(clock_now().steady);
    return kms_open_memory(MEMORY_WIDTH, MEMORY_HEIGHT, reason);
}

static void close_screen(void) {
    hotplug_destroy(rpi.hotplug);
    input_destroy(rpi.input);
    kms_close();
    waiter_close();
    memset(&rpi, 0, sizeof rpi);
}

static enum error open_screen(const struct platform_wish *wish, struct reason *reason) {
    if (!waiter_open()) {
        return reason_set(reason, ERROR_IO, "no file descriptor is left to be woken by");
    }
    rpi.tallest = wish->tallest;
    rpi.hotplug = hotplug_create();
    rpi.input = input_create();
    power_init(&rpi.power, &hands, clock_now().steady);
    enum error error = open_what_is_there(reason);
    if (error) {
        close_screen();
    }
    return error;
}

static bool present(const struct region *region) {
    (void)region; // after a page flip the buffer is another one: all of it is shown
    return kms_present() || !rpi.is_plugged;
}

static millis adjust(const struct platform_screen *screen) {
    millis now = clock_now().steady;
    power_want(&rpi.power, screen->on, screen->brightness, now);
    rpi.power_due = power_turn(&rpi.power, now);
    if (screen->tallest != rpi.tallest) {
        rpi.tallest = screen->tallest;
        rpi.change = kms_is_display() ? CHANGE_WANTED : rpi.change;
    }
    return power_seen_until(&rpi.power);
}

// What is plugged in is compared with what is shown. A display that is gone leaves its picture be: nobody
// sees it, and it may come back as it was.
static void look_for_display(millis now) {
    struct connectors connectors;
    kms_probe(machine.devices);
    connectors_read(machine.displays, &connectors);
    const struct connector *display = connectors_display(&connectors);
    rpi.is_plugged = display != NULL;
    if (display && !(kms_is_display() && connector_is_same(display, &rpi.shown))) {
        rpi.change = CHANGE_WANTED;
    } else {
        look_again_later(now);
    }
}

static bool quit_or_change(struct platform_event *out) {
    millis now = clock_now().steady;
    struct reason reason = {{0}};
    *out = (struct platform_event){.kind = PLATFORM_QUIT};
    if (waiter_take_quit()) {
        return true;
    }
    bool has_word = hotplug_take(rpi.hotplug);
    if (rpi.change == CHANGE_NONE && (has_word || now >= rpi.retry)) {
        look_for_display(now);
        if (has_word && kms_is_display()) {
            power_doubt(&rpi.power); // it was switched on, or off, or changed for its like
        }
    }
    if (rpi.change == CHANGE_WANTED) {
        rpi.change = CHANGE_ANNOUNCED;
        out->kind = PLATFORM_LOST;
        return true;
    }
    if (rpi.change == CHANGE_ANNOUNCED) { // nobody draws any more
        rpi.change = CHANGE_NONE;
        kms_close();
        out->kind = PLATFORM_RESIZED;
        if (open_what_is_there(&reason)) {
            log_error("%s", reason.text);
            out->kind = PLATFORM_QUIT; // out of memory: a new start has more
        }
        power_doubt(&rpi.power);
        return true;
    }
    return false;
}

// Keys and touches come from libinput; of SDL's own events only the graphics driver's count.
static bool graphics_event(struct platform_event *out) {
    SDL_Event event;
    while (SDL_PollEvent(&event)) {
        if (event.type == SDL_RENDER_TARGETS_RESET || event.type == SDL_RENDER_DEVICE_RESET) {
            *out = (struct platform_event){.kind = PLATFORM_RESET};
            return true;
        }
    }
    return false;
}

static bool poll_event(struct platform_event *out) {
    int width, height;
    if (quit_or_change(out) || graphics_event(out)) {
        return true;
    }
    kms_size(&width, &height);
    return input_take(rpi.input, width, height, out);
}

// SDL 2.26 polls every millisecond to wait on KMS/DRM; this sleeps.
static void wait_until(millis deadline) {
    struct pollfd devices[] = {
        {.fd = hotplug_descriptor(rpi.hotplug), .events = POLLIN},
        {.fd = input_descriptor(rpi.input), .events = POLLIN},
    };
    millis now = clock_now().steady;
    deadline = millis_earlier(deadline, millis_earlier(rpi.retry, rpi.power_due));
    waiter_wait_for(deadline == MILLIS_NEVER ? MILLIS_NEVER
                    : deadline > now         ? deadline - now
                                             : 0,
        devices, sizeof devices / sizeof *devices);
    now = clock_now().steady;
    if (now >= rpi.power_due) {
        rpi.power_due = power_turn(&rpi.power, now);
    }
    cec_reap();
}

const struct platform platform_rpi = {
    .name = "rpi",
    .is_virtual = false,
    .open = open_screen,
    .close = close_screen,
    .size = kms_size,
    .renderer = kms_renderer,
    .present = present,
    .refresh = kms_refresh,
    .now = clock_now,
    .adjust = adjust,
    .wait = wait_until,
    .poll = poll_event,
    .wake = waiter_wake,
};
