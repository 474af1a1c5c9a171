#include <SDL2/SDL.h>
#include <stdatomic.h>

#include "base/clock.h"
#include "platform/platform.h"
#include "platform/waiter.h"

// No window: pictures go into memory, and time goes straight to the next deadline. A day of a kiosk passes in
// the time it takes to draw it.

static struct {
    SDL_Surface *surface;
    SDL_Renderer *renderer;
    struct instant start;
    atomic_int_least64_t passed; // milliseconds since then; the courier reads it from its thread
} screen;

static const struct platform_wish usual = {.width = 1920, .height = 1080};

static void close_screen(void) {
    if (screen.renderer) {
        SDL_DestroyRenderer(screen.renderer);
    }
    SDL_FreeSurface(screen.surface);
    screen.renderer = NULL;
    screen.surface = NULL;
    waiter_close();
}

static enum error open_screen(const struct platform_wish *wish, struct reason *reason) {
    if (!waiter_open()) {
        return reason_set(reason, ERROR_IO, "no file descriptor is left to be woken by");
    }
    screen.surface = SDL_CreateRGBSurfaceWithFormat(0, wish->width > 0 ? wish->width : usual.width,
        wish->height > 0 ? wish->height : usual.height, 32, SDL_PIXELFORMAT_RGB888);
    screen.renderer = screen.surface ? SDL_CreateSoftwareRenderer(screen.surface) : NULL;
    if (!screen.renderer) {
        close_screen();
        return reason_set(reason, ERROR_IO, "no memory for a screen: %s", SDL_GetError());
    }
    screen.start = clock_now();
    atomic_store(&screen.passed, 0);
    return ERROR_NONE;
}

static void size_of_screen(int *width, int *height) {
    *width = screen.surface->w;
    *height = screen.surface->h;
}

static SDL_Renderer *renderer_of_screen(void) {
    return screen.renderer;
}

static bool present(const struct region *region) {
    (void)region;
    SDL_RenderFlush(screen.renderer); // there is nobody to show it to
    return true;
}

static int refresh_rate(void) {
    return 60;
}

static struct instant now(void) {
    millis passed = atomic_load(&screen.passed);
    return (struct instant){screen.start.steady + passed, screen.start.wall + passed};
}

static millis adjust(const struct platform_screen *wanted) {
    (void)wanted;
    return 0;
}

static void wait_until(millis deadline) {
    if (deadline == MILLIS_NEVER) {
        waiter_wait(MILLIS_NEVER);
        return;
    }
    if (!waiter_wait(0) && deadline > now().steady) {
        atomic_store(&screen.passed, deadline - screen.start.steady);
    }
}

static bool poll_event(struct platform_event *out) {
    *out = (struct platform_event){.kind = PLATFORM_QUIT};
    return waiter_take_quit();
}

const struct platform platform_null = {
    .name = "null",
    .is_virtual = true,
    .open = open_screen,
    .close = close_screen,
    .size = size_of_screen,
    .renderer = renderer_of_screen,
    .present = present,
    .refresh = refresh_rate,
    .now = now,
    .adjust = adjust,
    .wait = wait_until,
    .poll = poll_event,
    .wake = waiter_wake,
};
