#include <SDL2/SDL.h>
#include <poll.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "base/clock.h"
#include "platform/desktop/scroller.h"
#include "platform/desktop/window.h"

// A window on a desktop (X11, Wayland).

#define SHORT_WAIT ((millis)20) // a frame's

static struct {
    struct window window;
    struct scroller scroller; // of what SDL's own renderer has drawn
    Uint32 wake_event;
    atomic_bool is_woken; // since the last wait: poll may have taken the event that says so
} screen;

static void close_screen(void) {
    scroller_close(&screen.scroller);
    window_close(&screen.window);
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
}

static void set_hints(void) {
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
    SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
    setenv("XCOMPOSEFILE", "/dev/null", 0); // how accents are typed: half a megabyte, and nobody types here
}

static bool is_fullscreen(void) {
    return SDL_GetWindowFlags(screen.window.window) & SDL_WINDOW_FULLSCREEN;
}

static void show_cursor(void) {
    SDL_ShowCursor(is_fullscreen() ? SDL_DISABLE : SDL_ENABLE);
}

static enum error open_screen(const struct platform_wish *wish, struct reason *reason) {
    set_hints();
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) {
        return reason_set(reason, ERROR_IO, "there is no display: %s", SDL_GetError());
    }
    screen.wake_event = SDL_RegisterEvents(1);
    enum error error = window_open(&screen.window, wish, "/dev/dri", reason);
    if (error) {
        close_screen();
        return error;
    }
    if (screen.window.is_software) {
        scroller_open(&screen.scroller, screen.window.window);
    }
    show_cursor();
    SDL_DisableScreenSaver();
    return ERROR_NONE;
}

static void size_of_screen(int *width, int *height) {
    if (SDL_GetRendererOutputSize(screen.window.renderer, width, height) != 0) {
        SDL_GetWindowSize(screen.window.window, width, height);
    }
}

static SDL_Renderer *renderer_of_screen(void) {
    return screen.window.renderer;
}

static bool scroll_screen(const struct scroll *scroll) {
    return scroller_move(&screen.scroller, scroll, clock_now().steady);
}

static void expose(void) {
    SDL_Event event = {.window = {.type = SDL_WINDOWEVENT, .event = SDL_WINDOWEVENT_EXPOSED}};
    SDL_PushEvent(&event);
}

// The software renderer's own present would show the window's whole surface, whatever was drawn. Of the
// graphics processor's, SDL 2.26 does not say whether it has worked.
static bool present(const struct region *region) {
    if (!screen.window.is_software) {
        SDL_RenderPresent(screen.window.renderer);
        return true;
    }
    SDL_Rect rects[LIMIT_DAMAGE];
    for (size_t i = 0; i < region->count; i++) {
        const struct rect *rect = &region->rects[i];
        rects[i] = (SDL_Rect){rect->x, rect->y, rect->w, rect->h};
    }
    SDL_RenderFlush(screen.window.renderer);
    bool is_shown = SDL_UpdateWindowSurfaceRects(screen.window.window, rects, (int)region->count) == 0;
    if (!scroller_has_moved(&screen.scroller, clock_now().steady)) {
        expose();
    }
    return is_shown;
}

static int refresh_rate(void) {
    SDL_DisplayMode mode;
    int display = SDL_GetWindowDisplayIndex(screen.window.window);
    bool is_known = display >= 0 && SDL_GetCurrentDisplayMode(display, &mode) == 0 && mode.refresh_rate > 0;
    return is_known ? mode.refresh_rate : 60;
}

// Power and light of a desktop's display are the desktop's.
static millis adjust(const struct platform_screen *wanted) {
    (void)wanted;
    return 0;
}

// SDL waits in the connection to the display, so this sleeps without polling; an event that ended the wait
// stays in the queue for poll_event. To the next frame of a ticker nothing need be waited for but time:
// asking the display thrice, as SDL does around a wait, would cost as much as half the frame.
static void wait_until(millis deadline) {
    const millis longest = 24 * HOUR; // SDL takes an int; waking up once a day for nothing is no harm
    millis left = deadline == MILLIS_NEVER ? longest : deadline - clock_now().steady;
    left = left > longest ? longest : left;
    bool is_woken = left <= 0 || atomic_load(&screen.is_woken);
    if (!is_woken && left > SHORT_WAIT) {
        SDL_WaitEventTimeout(NULL, (int)left);
    } else {
        poll(NULL, 0, is_woken ? 0 : (int)left);
        SDL_PumpEvents();
    }
    atomic_store(&screen.is_woken, false);
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
    SDL_SetWindowFullscreen(screen.window.window, is_fullscreen() ? 0 : SDL_WINDOW_FULLSCREEN_DESKTOP);
    show_cursor();
}

static bool translate_window(Uint8 event, struct platform_event *out) {
    static const struct {
        Uint8 event;
        enum platform_event_kind kind;
    } rows[] = {
        {SDL_WINDOWEVENT_SIZE_CHANGED, PLATFORM_RESIZED},
        {SDL_WINDOWEVENT_EXPOSED, PLATFORM_EXPOSED},
        {SDL_WINDOWEVENT_SHOWN, PLATFORM_EXPOSED},
        {SDL_WINDOWEVENT_RESTORED, PLATFORM_EXPOSED},
        {SDL_WINDOWEVENT_DISPLAY_CHANGED, PLATFORM_EXPOSED},
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
    SDL_GetWindowSize(screen.window.window, &width, &height);
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
    case SDL_DISPLAYEVENT: out->kind = PLATFORM_EXPOSED; return true; // one was removed, or is back
    case SDL_KEYDOWN: return translate_key(&event->key, out);
    case SDL_MOUSEBUTTONDOWN: return translate_touch(&event->button, out);
    case SDL_RENDER_TARGETS_RESET:
    case SDL_RENDER_DEVICE_RESET: out->kind = PLATFORM_RESET; return true;
    default: return false;
    }
}

// The wait before has taken in what the display had to say.
static bool poll_event(struct platform_event *out) {
    SDL_Event event;
    while (SDL_PeepEvents(&event, 1, SDL_GETEVENT, SDL_FIRSTEVENT, SDL_LASTEVENT) > 0) {
        if (translate(&event, out)) {
            return true;
        }
    }
    return false;
}

static void wake(void) {
    SDL_Event event = {.type = screen.wake_event};
    atomic_store(&screen.is_woken, true);
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
    .scroll = scroll_screen,
    .refresh = refresh_rate,
    .now = clock_now,
    .adjust = adjust,
    .wait = wait_until,
    .poll = poll_event,
    .wake = wake,
};
