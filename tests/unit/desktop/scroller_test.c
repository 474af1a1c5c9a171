#include <SDL2/SDL.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>

#include "base/clock.h"
#include "platform/platform.h"
#include "support/test.h"
#include "support/x_server.h"

// A window on a real X server, whose pixels are read by another client of that server.

enum { WIDTH = 320, HEIGHT = 120 };

static const struct rect box = {20, 40, 200, 30};
static const struct platform *const desktop = &platform_desktop;
static struct x_server server;
static Display *eyes;

static void drain(void) {
    struct platform_event event;
    while (desktop->poll(&event)) {
    }
}

static int set_up(void **state) {
    (void)state;
    struct reason reason = {{0}};
    const struct platform_wish wish = {
        .width = WIDTH, .height = HEIGHT, .renderer = PLATFORM_RENDERER_SOFTWARE};
    if (desktop->open(&wish, &reason) != ERROR_NONE) {
        print_error("%s\n", reason.text);
        return -1;
    }
    eyes = XOpenDisplay(server.display);
    drain();
    return eyes ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    XCloseDisplay(eyes);
    desktop->close();
    return 0;
}

static uint32_t color_of(int x, int y) {
    return (uint32_t)(x * 0x0102 + y * 0x010000) & 0xFFFFFF;
}

static void draw(struct rect part, int from) {
    SDL_Renderer *renderer = desktop->renderer();
    for (int y = part.y; y < part.y + part.h; y++) {
        for (int x = part.x; x < part.x + part.w; x++) {
            const uint32_t color = color_of(x + from, y);
            SDL_SetRenderDrawColor(renderer, color >> 16 & 0xFF, color >> 8 & 0xFF, color & 0xFF, 255);
            SDL_RenderDrawPoint(renderer, x, y);
        }
    }
}

static void show(struct rect part) {
    assert_true(desktop->present(&(struct region){{part}, 1}));
}

static void draw_all(void) {
    const struct rect all = {0, 0, WIDTH, HEIGHT};
    draw(all, 0);
    show(all);
}

// The window is in the middle of the screen, which is as large.
static XImage *look(void) {
    XImage *image = XGetImage(eyes, DefaultRootWindow(eyes), 0, 0, WIDTH, HEIGHT, AllPlanes, ZPixmap);
    assert_non_null(image);
    return image;
}

static void check(int from, const char *when) {
    XImage *image = look();
    for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
            bool is_inside = rect_has_rect(box, (struct rect){x, y, 1, 1});
            const uint32_t found = (uint32_t)XGetPixel(image, x, y) & 0xFFFFFF;
            const uint32_t expected = color_of(is_inside ? x + from : x, y);
            if (found != expected) {
                fail_msg("%s: (%d, %d) is %06x, should be %06x", when, x, y, found, expected);
            }
        }
    }
    XDestroyImage(image);
}

static void scroll_by(int by, int from) {
    const struct scroll scroll = {box, by};
    assert_true(desktop->scroll(&scroll));
    draw(scroll_uncovered(&scroll), from);
    show(scroll_uncovered(&scroll));
}

static bool has_been_exposed(void) {
    bool is_exposed = false;
    for (struct platform_event event; desktop->poll(&event);) {
        is_exposed = is_exposed || event.kind == PLATFORM_EXPOSED;
    }
    return is_exposed;
}

// In both directions; only what came in was drawn.
static void pixels_move_within_the_window(void **state) {
    (void)state;
    draw_all();
    check(0, "before");
    int from = 0;
    static const int ways[] = {-2, -1, -3, -50, 4, 60, -199, -200, 1};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        from -= ways[i];
        scroll_by(ways[i], from);
        check(from, "after a move");
    }
    assert_false(has_been_exposed());
}

// Another client's window over a part of the box: what it covers cannot be moved. That is told, and nothing
// is moved for a while.
static void what_is_covered_is_shown_again(void **state) {
    (void)state;
    draw_all();
    XSetWindowAttributes attributes = {.override_redirect = True};
    Window cover = XCreateWindow(eyes, DefaultRootWindow(eyes), 100, 30, 40, 50, 0, CopyFromParent,
        InputOutput, CopyFromParent, CWOverrideRedirect, &attributes);
    XMapRaised(eyes, cover);
    XSync(eyes, False);
    desktop->wait(clock_now().steady);
    drain();
    const struct scroll scroll = {box, -2};
    scroll_by(-2, 2);
    assert_true(has_been_exposed());
    assert_false(desktop->scroll(&scroll));
    draw(box, 2);
    show(box);
    XDestroyWindow(eyes, cover);
    XSync(eyes, False);
    desktop->wait(clock_now().steady);
    assert_true(has_been_exposed()); // by the server: what was beneath
    show(box);
    show((struct rect){100, 30, 40, 50});
    check(2, "uncovered");
    assert_false(desktop->scroll(&scroll)); // it may be covered again
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    if (!x_server_start(&server, WIDTH, HEIGHT)) {
        print_message("there is no Xvfb (./toolchain/setup test)\n");
        return 77;
    }
    const struct CMUnitTest tests[] = {
        TEST(pixels_move_within_the_window),
        TEST(what_is_covered_is_shown_again),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    x_server_stop(&server);
    return failed;
}
