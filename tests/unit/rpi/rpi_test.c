#define _GNU_SOURCE // RTLD_NEXT
#include "support/test.h"

#include <SDL2/SDL.h>
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>
#include <xf86drmMode.h>

#include "base/clock.h"
#include "base/log.h"
#include "platform/platform.h"
#include "platform/rpi/hotplug.h"
#include "platform/rpi/kms.h"
#include "platform/rpi/rpi.h"
#include "support/file_tree.h"

// The platform over a made-up machine. Its displays are files, SDL's dummy driver draws, and what the kernel,
// libdrm and SDL tell of displays is told here: functions of a program go before those of its libraries.

// A card with two sockets, the second by name being its first; nothing is plugged in where the width is 0.
enum { SOCKETS = 2, FIRST_BY_NAME = 1, SECOND_BY_NAME = 0 };
static const char *const sockets[SOCKETS] = {"HDMI-A-2", "HDMI-A-1"};

static struct {
    struct file_tree tree;
    int card;
    int width[SOCKETS], height[SOCKETS];
    bool has_udev, is_broken;
    int word;  // eventfd(2): the kernel has something to say
    int place; // of the last window
} machine;

struct hotplug {
    int word;
};

struct hotplug *hotplug_create(void) {
    static struct hotplug hotplug;
    hotplug.word = machine.word;
    return machine.has_udev ? &hotplug : NULL;
}

void hotplug_destroy(struct hotplug *hotplug) {
    (void)hotplug;
}

int hotplug_descriptor(const struct hotplug *hotplug) {
    return hotplug ? hotplug->word : -1;
}

bool hotplug_take(struct hotplug *hotplug) {
    eventfd_t words;
    return hotplug && eventfd_read(hotplug->word, &words) == 0;
}

drmModeResPtr drmModeGetResources(int fd) {
    static uint32_t ids[SOCKETS] = {0, 1};
    static drmModeRes resources = {.count_connectors = SOCKETS, .connectors = ids};
    return fd >= 0 ? &resources : NULL;
}

void drmModeFreeResources(drmModeResPtr ptr) {
    (void)ptr;
}

drmModeConnectorPtr drmModeGetConnectorCurrent(int fd, uint32_t connector_id) {
    static drmModeConnector connectors[SOCKETS];
    const uint32_t id = connector_id;
    bool is_plugged = fd >= 0 && machine.width[id];
    connectors[id] = (drmModeConnector){
        .connector_type = DRM_MODE_CONNECTOR_HDMIA,
        .connector_type_id = SOCKETS - id,
        .connection = is_plugged ? DRM_MODE_CONNECTED : DRM_MODE_DISCONNECTED,
        .count_modes = is_plugged,
    };
    return &connectors[id];
}

drmModeConnectorPtr drmModeGetConnector(int fd, uint32_t connectorId) {
    return drmModeGetConnectorCurrent(fd, connectorId);
}

void drmModeFreeConnector(drmModeConnectorPtr ptr) {
    (void)ptr;
}

int SDL_GetNumVideoDisplays(void) {
    return (machine.width[0] > 0) + (machine.width[1] > 0);
}

// Of the displays, in the card's order.
int SDL_GetDesktopDisplayMode(int display, SDL_DisplayMode *mode) {
    int socket = machine.width[0] ? display : 1;
    *mode =
        (SDL_DisplayMode){SDL_PIXELFORMAT_RGB888, machine.width[socket], machine.height[socket], 60, NULL};
    return 0;
}

int SDL_GetNumDisplayModes(int display) {
    return display >= 0;
}

int SDL_GetDisplayMode(int display, int index, SDL_DisplayMode *mode) {
    return index == 0 ? SDL_GetDesktopDisplayMode(display, mode) : -1;
}

// The dummy driver has one display of one size: of another size there are windows only.
SDL_Window *SDL_CreateWindow(const char *title, int x, int y, int w, int h, Uint32 flags) {
    SDL_Window *(*create)(const char *, int, int, int, int, Uint32);
    *(void **)&create = dlsym(RTLD_NEXT, "SDL_CreateWindow");
    assert_true(flags & SDL_WINDOW_FULLSCREEN);
    assert_int_equal(x, y);
    machine.place = x;
    return create(title, 0, 0, w, h, flags & ~(Uint32)SDL_WINDOW_FULLSCREEN);
}

// As SDL 2.26 tells that a page flip has failed.
void SDL_RenderPresent(SDL_Renderer *renderer) {
    void (*show)(SDL_Renderer *);
    *(void **)&show = dlsym(RTLD_NEXT, "SDL_RenderPresent");
    if (machine.is_broken) {
        SDL_LogError(SDL_LOG_CATEGORY_VIDEO, "Could not queue pageflip: %d", -13);
    } else {
        show(renderer);
    }
}

static const struct platform_wish wish = {.title = "Broadside"};

static int set_up(void **state) {
    (void)state;
    memset(&machine, 0, sizeof machine);
    machine.has_udev = true;
    machine.word = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    file_tree_init(&machine.tree);
    machine.card = 1;
    file_tree_write(&machine.tree, "dri/card1", "");
    rpi_set_places(
        &(struct rpi_places){machine.tree.root, "/nonexistent", machine.tree.root, "/nonexistent"});
    log_set_level(LOG_ERROR);
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    setenv("SDL_RENDER_DRIVER", "software", 1);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    platform_rpi.close();
    close(machine.word);
    file_tree_finish(&machine.tree);
    return 0;
}

// A width of 0: what was in the socket is pulled out.
static void plug(int socket, int width, int height) {
    char path[64], modes[32];
    machine.width[socket] = width;
    machine.height[socket] = height;
    snprintf(path, sizeof path, "card%d-%s/modes", machine.card, sockets[socket]);
    snprintf(modes, sizeof modes, "%dx%d\n", width, height);
    file_tree_write(&machine.tree, path, width ? modes : "");
    snprintf(path, sizeof path, "card%d-%s/status", machine.card, sockets[socket]);
    file_tree_write(&machine.tree, path, width ? "connected\n" : "disconnected\n");
}

// The kernel says that something has changed; of most that happens here it says nothing.
static void give_word(void) {
    assert_int_equal(eventfd_write(machine.word, 1), 0);
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

static bool draw_and_present(void) {
    struct region all = {{{0, 0, 10, 10}}, 1};
    assert_int_equal(SDL_RenderClear(platform_rpi.renderer()), 0);
    return platform_rpi.present(&all);
}

static void assert_size(int width, int height) {
    int own_width, own_height;
    platform_rpi.size(&own_width, &own_height);
    assert_int_equal(own_width, width);
    assert_int_equal(own_height, height);
}

static void another_one_comes(int width, int height) {
    assert_int_equal(next_event(), PLATFORM_LOST);
    assert_int_equal(next_event(), PLATFORM_RESIZED);
    assert_true(kms_is_display());
    assert_size(width, height);
    assert_true(draw_and_present());
}

static void nothing_happens(void) {
    struct platform_event event;
    assert_false(platform_rpi.poll(&event));
    assert_true(kms_is_display());
}

static void comes_up_on_the_display(void **state) {
    (void)state;
    plug(FIRST_BY_NAME, 1024, 768);
    open_platform();
    assert_true(kms_is_display());
    // Who asks for the software renderer gets its picture through this one: SDL's own way there is black.
    assert_string_equal(SDL_GetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION), "opengles2");
    assert_size(1024, 768);
    assert_true(platform_rpi.refresh() > 1);
    assert_int_equal(SDL_ShowCursor(SDL_QUERY), SDL_DISABLE);
    assert_true(draw_and_present());
}

// SDL by itself takes the last card, as a Pi 5 has one for its panel and another for HDMI.
static void says_on_which_card_the_display_is(void **state) {
    (void)state;
    static const char *const cards[] = {"0", "1", "2"};
    for (machine.card = 0; machine.card < 3; machine.card++) {
        plug(FIRST_BY_NAME, 1024, 768);
        open_platform();
        assert_string_equal(SDL_GetHint(SDL_HINT_KMSDRM_DEVICE_INDEX), cards[machine.card]);
        platform_rpi.close();
        assert_null(SDL_GetHint(SDL_HINT_KMSDRM_DEVICE_INDEX));
        plug(FIRST_BY_NAME, 0, 0);
    }
}

static void comes_up_without_one(void **state) {
    (void)state;
    open_platform();
    assert_false(kms_is_display());
    assert_size(1920, 1080);
    assert_int_equal(platform_rpi.refresh(), 1); // nobody sees it
    assert_true(draw_and_present());
}

// Who draws is told before the renderer goes, and of the size after. The kernel says nothing here: this is
// the look by time.
static void a_display_plugged_in_later_is_shown_on(void **state) {
    (void)state;
    open_platform();
    SDL_Renderer *memory = platform_rpi.renderer();
    plug(FIRST_BY_NAME, 1024, 768);
    assert_int_equal(next_event(), PLATFORM_LOST);
    assert_ptr_equal(platform_rpi.renderer(), memory);
    assert_int_equal(next_event(), PLATFORM_RESIZED);
    assert_true(kms_is_display());
    assert_true(draw_and_present());
}

static void a_display_that_is_not_ready_is_waited_for(void **state) {
    (void)state;
    plug(FIRST_BY_NAME, 0, 0);
    file_tree_write(&machine.tree, "card1-HDMI-A-1/status", "connected\n");
    open_platform();
    assert_false(kms_is_display());
    plug(FIRST_BY_NAME, 1024, 768);
    another_one_comes(1024, 768);
}

// A card that cannot be drawn on is no reason to end: the kiosk goes on in memory.
static void a_display_that_fails_is_no_end(void **state) {
    (void)state;
    setenv("SDL_RENDER_DRIVER", "no such renderer", 1);
    plug(FIRST_BY_NAME, 1024, 768);
    open_platform();
    assert_false(kms_is_display());
    setenv("SDL_RENDER_DRIVER", "software", 1);
    another_one_comes(1024, 768);
}

static void another_mode_is_a_new_screen(void **state) {
    (void)state;
    plug(FIRST_BY_NAME, 1024, 768);
    open_platform();
    struct platform_screen screen = {.on = true, .brightness = 100, .tallest = 720};
    platform_rpi.adjust(&screen);
    another_one_comes(1024, 768);
    platform_rpi.adjust(&screen);
    nothing_happens();
}

// Nobody sees it, and it may come back as it was. Another one in the same socket is shown on in its own mode.
static void a_display_pulled_out_leaves_its_picture(void **state) {
    (void)state;
    plug(FIRST_BY_NAME, 1024, 768);
    open_platform();
    plug(FIRST_BY_NAME, 0, 0);
    give_word();
    nothing_happens();
    assert_false(hotplug_take(&(struct hotplug){machine.word})); // it has looked
    assert_true(draw_and_present());
    plug(FIRST_BY_NAME, 1024, 768);
    give_word();
    nothing_happens();
    plug(FIRST_BY_NAME, 0, 0);
    give_word();
    nothing_happens();
    plug(FIRST_BY_NAME, 1280, 720);
    give_word();
    another_one_comes(1280, 720);
}

// The first by its name, wherever it stands among the card's.
static void of_two_displays_the_first_is_shown_on(void **state) {
    (void)state;
    plug(FIRST_BY_NAME, 1920, 1080);
    plug(SECOND_BY_NAME, 1280, 720);
    open_platform();
    assert_int_equal(machine.place, SDL_WINDOWPOS_UNDEFINED_DISPLAY(1U));
    assert_size(1920, 1080);
    plug(FIRST_BY_NAME, 0, 0);
    give_word();
    another_one_comes(1280, 720);
    assert_int_equal(machine.place, SDL_WINDOWPOS_UNDEFINED_DISPLAY(0));
    plug(FIRST_BY_NAME, 1920, 1080);
    give_word();
    another_one_comes(1920, 1080);
    assert_int_equal(machine.place, SDL_WINDOWPOS_UNDEFINED_DISPLAY(1U));
}

// Where the kernel does not tell of displays, they are looked for while one is shown, too.
static void without_udev_it_looks_by_time_alone(void **state) {
    (void)state;
    machine.has_udev = false;
    plug(FIRST_BY_NAME, 1024, 768);
    open_platform();
    plug(FIRST_BY_NAME, 1280, 720);
    another_one_comes(1280, 720);
}

// What the driver could not show is owed, as long as there is somebody to see it.
static void a_flip_that_fails_is_told(void **state) {
    (void)state;
    plug(FIRST_BY_NAME, 1024, 768);
    open_platform();
    assert_true(draw_and_present());
    machine.is_broken = true;
    assert_false(draw_and_present());
    assert_false(draw_and_present());
    plug(FIRST_BY_NAME, 0, 0);
    give_word();
    nothing_happens();
    assert_true(draw_and_present());
    plug(FIRST_BY_NAME, 1024, 768);
    give_word();
    nothing_happens();
    assert_false(draw_and_present());
    machine.is_broken = false;
    assert_true(draw_and_present());
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
        WITH_MACHINE(of_two_displays_the_first_is_shown_on),
        WITH_MACHINE(without_udev_it_looks_by_time_alone),
        WITH_MACHINE(a_flip_that_fails_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
