#include <SDL2/SDL.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "platform/platform.h"

// A window on a desktop (X11, Wayland), drawn by the processor: without a graphics processor, GL in software
// costs five times the memory and thirty times the time of SDL's own renderer (docs/performance.md). On a
// machine that has one, BROADSIDE_RENDERER=opengles2 (any name SDL knows) asks for it.

static struct {
    SDL_Window *window;
    SDL_Renderer *renderer;
    Uint32 wake_event;
    bool is_software; // the renderer draws into the window's surface
} screen;

static void close_screen(void) {
    if (screen.renderer) {
        SDL_DestroyRenderer(screen.renderer);
    }
    if (screen.window) {
        SDL_DestroyWindow(screen.window);
    }
    screen.renderer = NULL;
    screen.window = NULL;
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
}

static void hint_driver(void) {
    const char *wanted = getenv("BROADSIDE_RENDERER");
    SDL_SetHint(SDL_HINT_RENDER_DRIVER, wanted && *wanted ? wanted : "software");
    if (!wanted || strcmp(wanted, "software") == 0 || !*wanted) {
        SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0"); // else SDL shows the window's surface through GL
    }
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
    SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
}

static void show_cursor(void) {
    bool is_fullscreen = SDL_GetWindowFlags(screen.window) & SDL_WINDOW_FULLSCREEN;
    SDL_ShowCursor(is_fullscreen ? SDL_DISABLE : SDL_ENABLE);
}

static enum error open_window(const struct platform_wish *wish, struct reason *reason) {
    SDL_DisplayMode mode = {.w = 1920, .h = 1080};
    SDL_GetDesktopDisplayMode(0, &mode);
    bool is_fullscreen = wish->fullscreen || wish->width <= 0 || wish->height <= 0;
    Uint32 flags = is_fullscreen ? SDL_WINDOW_FULLSCREEN_DESKTOP : SDL_WINDOW_RESIZABLE;
    screen.window = SDL_CreateWindow(wish->title ? wish->title : "Broadside", SDL_WINDOWPOS_CENTERED,
        SDL_WINDOWPOS_CENTERED, is_fullscreen ? mode.w : wish->width, is_fullscreen ? mode.h : wish->height,
        flags | SDL_WINDOW_ALLOW_HIGHDPI);
    if (!screen.window) {
        return reason_set(reason, ERROR_IO, "no window can be opened: %s", SDL_GetError());
    }
    screen.renderer = SDL_CreateRenderer(screen.window, -1, 0);
    if (!screen.renderer) {
        return reason_set(reason, ERROR_IO, "nothing can be drawn into the window: %s", SDL_GetError());
    }
    SDL_RendererInfo info; // what was asked for need not be what there is
    screen.is_software =
        SDL_GetRendererInfo(screen.renderer, &info) == 0 && strcmp(info.name, "software") == 0;
    show_cursor();
    return ERROR_NONE;
}

static enum error open_screen(const struct platform_wish *wish, struct reason *reason) {
    hint_driver();
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) {
        return reason_set(reason, ERROR_IO, "there is no display: %s", SDL_GetError());
    }
    screen.wake_event = SDL_RegisterEvents(1);
    enum error error = open_window(wish, reason);
    if (error) {
        close_screen();
        return error;
    }
    SDL_DisableScreenSaver();
    return ERROR_NONE;
}

static void size_of_screen(int *width, int *height) {
    if (SDL_GetRendererOutputSize(screen.renderer, width, height) != 0) {
        SDL_GetWindowSize(screen.window, width, height);
    }
}

static SDL_Renderer *renderer_of_screen(void) {
    return screen.renderer;
}

// The software renderer's own present would show the window's whole surface, whatever was drawn.
static void present(const struct region *region) {
    if (!screen.is_software) {
        SDL_RenderPresent(screen.renderer);
        return;
    }
    SDL_Rect rects[LIMIT_DAMAGE];
    for (size_t i = 0; i < region->count; i++) {
        const struct rect *rect = &region->rects[i];
        rects[i] = (SDL_Rect){rect->x, rect->y, rect->w, rect->h};
    }
    SDL_RenderFlush(screen.renderer);
    SDL_UpdateWindowSurfaceRects(screen.window, rects, (int)region->count);
}

static int refresh_rate(void) {
    SDL_DisplayMode mode;
    int display = SDL_GetWindowDisplayIndex(screen.window);
    bool is_known = display >= 0 && SDL_GetCurrentDisplayMode(display, &mode) == 0 && mode.refresh_rate > 0;
    return is_known ? mode.refresh_rate : 60;
}

// Power and light of a desktop's display are the desktop's.
static void adjust(const struct platform_screen *wanted) {
    (void)wanted;
}

// SDL waits in the connection to the display, so this sleeps without polling; an event that ended the wait
// stays in the queue for poll_event.
static void wait_until(millis deadline) {
    const millis longest = 24 * HOUR; // SDL takes an int; waking up once a day for nothing is no harm
    millis left = deadline == MILLIS_NEVER ? longest : deadline - clock_now().steady;
    left = left > longest ? longest : left;
    if (left > 0) {
        SDL_WaitEventTimeout(NULL, (int)left);
    } else {
        SDL_PumpEvents();
    }
}

static const struct {
    SDL_Keycode code;
    enum platform_key key;
} keys[] = {
    {SDLK_ESCAPE, PLATFORM_KEY_QUIT},
    {SDLK_q, PLATFORM_KEY_QUIT},
    {SDLK_RIGHT, PLATFORM_KEY_NEXT},
    {SDLK_DOWN, PLATFORM_KEY_NEXT},
    {SDLK_SPACE, PLATFORM_KEY_NEXT},
    {SDLK_PAGEDOWN, PLATFORM_KEY_NEXT},
    {SDLK_LEFT, PLATFORM_KEY_PREVIOUS},
    {SDLK_UP, PLATFORM_KEY_PREVIOUS},
    {SDLK_PAGEUP, PLATFORM_KEY_PREVIOUS},
    {SDLK_f, PLATFORM_KEY_FULLSCREEN},
    {SDLK_F11, PLATFORM_KEY_FULLSCREEN},
};

static enum platform_key key_of(SDL_Keycode code) {
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (keys[i].code == code) {
            return keys[i].key;
        }
    }
    return PLATFORM_KEY_OTHER;
}

static void toggle_fullscreen(void) {
    bool is_fullscreen = SDL_GetWindowFlags(screen.window) & SDL_WINDOW_FULLSCREEN;
    SDL_SetWindowFullscreen(screen.window, is_fullscreen ? 0 : SDL_WINDOW_FULLSCREEN_DESKTOP);
    show_cursor();
}

static bool translate_window(Uint8 event, struct platform_event *out) {
    static const struct {
        Uint8 event;
        enum platform_event_kind kind;
    } rows[] = {
        {SDL_WINDOWEVENT_SIZE_CHANGED, PLATFORM_RESIZED},
        {SDL_WINDOWEVENT_EXPOSED, PLATFORM_EXPOSED},
        {SDL_WINDOWEVENT_CLOSE, PLATFORM_QUIT},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].event == event) {
            out->kind = rows[i].kind;
            return true;
        }
    }
    return false;
}

static bool translate_key(const SDL_KeyboardEvent *event, struct platform_event *out) {
    out->kind = PLATFORM_KEY;
    out->key = key_of(event->keysym.sym);
    if (out->key == PLATFORM_KEY_FULLSCREEN && event->repeat == 0) {
        toggle_fullscreen(); // that the size changed is reported by itself
    }
    return event->repeat == 0;
}

// In pixels of the output, of which a window on a fine display has more than points. A finger is a mouse to
// SDL.
static bool translate_touch(const SDL_MouseButtonEvent *event, struct platform_event *out) {
    int width, height, output_width, output_height;
    SDL_GetWindowSize(screen.window, &width, &height);
    size_of_screen(&output_width, &output_height);
    out->kind = PLATFORM_TOUCH;
    out->x = event->x * output_width / (width > 0 ? width : 1);
    out->y = event->y * output_height / (height > 0 ? height : 1);
    return event->button == SDL_BUTTON_LEFT;
}

static bool translate(const SDL_Event *event, struct platform_event *out) {
    *out = (struct platform_event){.key = PLATFORM_KEY_OTHER};
    switch (event->type) {
    case SDL_QUIT: out->kind = PLATFORM_QUIT; return true; // also SIGTERM and SIGINT, which SDL catches
    case SDL_WINDOWEVENT: return translate_window(event->window.event, out);
    case SDL_KEYDOWN: return translate_key(&event->key, out);
    case SDL_MOUSEBUTTONDOWN: return translate_touch(&event->button, out);
    case SDL_RENDER_TARGETS_RESET:
    case SDL_RENDER_DEVICE_RESET: out->kind = PLATFORM_RESET; return true;
    default: return false;
    }
}

static bool poll_event(struct platform_event *out) {
    SDL_Event event;
    while (SDL_PollEvent(&event)) {
        if (translate(&event, out)) {
            return true;
        }
    }
    return false;
}

static void wake(void) {
    SDL_Event event = {.type = screen.wake_event};
    SDL_PushEvent(&event); // SDL's queue is safe to use from any thread
}

const struct platform platform_desktop = {
    .name = "desktop",
    .is_virtual = false,
    .open = open_screen,
    .close = close_screen,
    .size = size_of_screen,
    .renderer = renderer_of_screen,
    .present = present,
    .refresh = refresh_rate,
    .now = clock_now,
    .adjust = adjust,
    .wait = wait_until,
    .poll = poll_event,
    .wake = wake,
};
