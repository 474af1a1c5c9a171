#include <SDL2/SDL.h>
#include <pthread.h>

#include "base/clock.h"
#include "platform/platform.h"
#include "tests/support/test.h"

// A window of SDL's dummy driver: what becomes of events, and of being woken.

static const struct platform *const desktop = &platform_desktop;

static int set_up(void **state) {
    (void)state;
    struct reason reason = {{0}};
    const struct platform_wish wish = {.width = 640, .height = 360, .renderer = PLATFORM_RENDERER_SOFTWARE};
    struct platform_event event;
    if (desktop->open(&wish, &reason) != ERROR_NONE) {
        print_error("%s\n", reason.text);
        return -1;
    }
    while (desktop->poll(&event)) { // the window's own first ones
    }
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    desktop->close();
    return 0;
}

static void push(Uint32 type) {
    SDL_Event event = {.type = type};
    assert_int_equal(SDL_PushEvent(&event), 1);
}

static void push_window(Uint8 what) {
    SDL_Event event = {.window = {.type = SDL_WINDOWEVENT, .event = what, .windowID = 1}};
    assert_int_equal(SDL_PushEvent(&event), 1);
}

static void assert_next(enum platform_event_kind kind) {
    struct platform_event event;
    assert_true(desktop->poll(&event));
    assert_int_equal(event.kind, kind);
    assert_false(desktop->poll(&event));
}

static void losses_are_told(void **state) {
    (void)state;
    push(SDL_RENDER_TARGETS_RESET);
    assert_next(PLATFORM_RESET);
    push(SDL_RENDER_DEVICE_RESET);
    assert_next(PLATFORM_RESET);
    static const Uint8 exposing[] = {SDL_WINDOWEVENT_EXPOSED, SDL_WINDOWEVENT_SHOWN, SDL_WINDOWEVENT_RESTORED,
        SDL_WINDOWEVENT_DISPLAY_CHANGED};
    for (size_t i = 0; i < sizeof exposing; i++) {
        push_window(exposing[i]);
        assert_next(PLATFORM_EXPOSED);
    }
    push(SDL_DISPLAYEVENT); // one was removed, or is back
    assert_next(PLATFORM_EXPOSED);
    push_window(SDL_WINDOWEVENT_FOCUS_GAINED);
    struct platform_event event;
    assert_false(desktop->poll(&event));
}

static void another_size_is_told_and_can_be_drawn_on(void **state) {
    (void)state;
    SDL_Window *window = SDL_GetWindowFromID(1);
    assert_non_null(window);
    SDL_SetWindowSize(window, 800, 480);
    SDL_PumpEvents();
    bool is_resized = false;
    for (struct platform_event event; desktop->poll(&event);) {
        is_resized = is_resized || event.kind == PLATFORM_RESIZED;
    }
    int width, height;
    assert_true(is_resized);
    desktop->size(&width, &height);
    assert_int_equal(width, 800);
    assert_int_equal(height, 480);
    SDL_Renderer *renderer = desktop->renderer();
    SDL_SetRenderDrawColor(renderer, 1, 2, 3, 255);
    SDL_RenderClear(renderer);
    desktop->present(&(struct region){{{0, 0, 800, 480}}, 1});
    Uint32 pixel = 0;
    assert_int_equal(
        SDL_RenderReadPixels(renderer, &(SDL_Rect){799, 479, 1, 1}, SDL_PIXELFORMAT_RGB888, &pixel, 4), 0);
    assert_int_equal(pixel & 0xFFFFFF, 0x010203);
}

static void assert_no_wait(void) {
    millis before = clock_now().steady;
    desktop->wait(before + 20 * SECOND);
    assert_in_range(clock_now().steady - before, 0, 10 * SECOND);
}

// Who is woken between two waits does not sleep, whatever has become of the event meanwhile.
static void no_waking_is_lost(void **state) {
    (void)state;
    struct platform_event event;
    desktop->wake();
    assert_false(desktop->poll(&event)); // takes the event
    assert_no_wait();
    millis before = clock_now().steady; // and sleeps again
    desktop->wait(before + 30);
    assert_in_range(clock_now().steady - before, 20, 20 * SECOND);
}

static void *wake_it(void *context) {
    (void)context;
    desktop->wake();
    return NULL;
}

static void another_thread_wakes(void **state) {
    (void)state;
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, wake_it, NULL), 0);
    assert_no_wait();
    pthread_join(thread, NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(losses_are_told),
        TEST(another_size_is_told_and_can_be_drawn_on),
        TEST(no_waking_is_lost),
        TEST(another_thread_wakes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
