#include "platform/rpi/kms.h"

#include <SDL2/SDL.h>
#include <SDL2/SDL_syswm.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "platform/rpi/card.h"

#define CARDS_MOST 16

static struct {
    SDL_Window *window;   // NULL: a picture in memory
    SDL_Surface *surface; // that picture
    SDL_Renderer *renderer;
    int refresh;
    bool is_off;
    int complaints; // of the driver, since the last picture that was shown
} screen;

void kms_close(void) {
    if (screen.renderer) {
        SDL_DestroyRenderer(screen.renderer);
    }
    if (screen.window) {
        SDL_DestroyWindow(screen.window);
    }
    SDL_FreeSurface(screen.surface);
    memset(&screen, 0, sizeof screen);
    SDL_ResetHint(SDL_HINT_KMSDRM_DEVICE_INDEX);
    if (SDL_WasInit(SDL_INIT_VIDEO)) {
        SDL_QuitSubSystem(SDL_INIT_VIDEO); // gives the console its picture back
    }
}

// A page flip that fails is no error to SDL 2.26: it is only written down.
static void hear(void *context, int category, SDL_LogPriority priority, const char *text) {
    (void)context;
    if (category == SDL_LOG_CATEGORY_VIDEO && priority >= SDL_LOG_PRIORITY_ERROR && !screen.complaints++) {
        log_warning("the driver of the display: %s", text);
    }
}

// The environment overrides hints of this priority: SDL_VIDEODRIVER, SDL_RENDER_DRIVER.
static void prepare_sdl(void) {
    SDL_SetHint(SDL_HINT_VIDEODRIVER, "kmsdrm");
    SDL_SetHint(SDL_HINT_RENDER_DRIVER, "opengles2");
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "opengles2"); // or "software" shows a black picture
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");               // the waiter has them
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
    SDL_LogSetOutputFunction(hear, NULL);
    SDL_LogSetPriority(SDL_LOG_CATEGORY_VIDEO, SDL_LOG_PRIORITY_ERROR);
}

// Left to itself, SDL 2.26 takes the last card that it finds, also where nothing is plugged into that one
// (libsdl-org/SDL#13705): on a Pi 5 with a panel it finds no display.
static void hint_card(int number) {
    char text[12];
    snprintf(text, sizeof text, "%d", number);
    SDL_SetHint(SDL_HINT_KMSDRM_DEVICE_INDEX, text);
}

// SDL's number of the display at this connector; the first if it cannot be told.
static int number_of(const struct connector *connector, const char *devices) {
    int card = card_open(devices, connector->card);
    int number = card_display(card, connector->name);
    if (card >= 0) {
        close(card);
    }
    return number < SDL_GetNumVideoDisplays() ? number : 0;
}

// SDL lists modes by size; the display's own choice is put in front of them.
static SDL_DisplayMode choose_mode(const struct connector *connector, int number, int tallest) {
    struct display_mode modes[1 + DISPLAY_MODES_MOST];
    SDL_DisplayMode given[1 + DISPLAY_MODES_MOST];
    size_t count = 1;
    SDL_GetDesktopDisplayMode(number, &given[0]);
    modes[0] = connector->modes[0];
    bool has_own = false;
    for (int i = 0; i < SDL_GetNumDisplayModes(number) && count < 1 + DISPLAY_MODES_MOST; i++) {
        if (SDL_GetDisplayMode(number, i, &given[count]) == 0) {
            modes[count] = (struct display_mode){given[count].w, given[count].h, given[count].refresh_rate};
            has_own = has_own || (given[count].w == modes[0].width && given[count].h == modes[0].height);
            count++;
        }
    }
    if (!has_own) {
        modes[0] = (struct display_mode){given[0].w, given[0].h, given[0].refresh_rate};
    }
    size_t chosen = display_mode_choose(modes, count, tallest);
    return given[chosen];
}

// What was asked for need not be what there is: on KMS "opengl" without its library shows the clear colour,
// without an error.
static enum error check_renderer(struct reason *reason) {
    const char *wanted = SDL_GetHint(SDL_HINT_RENDER_DRIVER);
    SDL_RendererInfo info;
    if (!screen.renderer || SDL_GetRendererInfo(screen.renderer, &info) != 0) {
        return reason_set(reason, ERROR_IO, "nothing can be drawn on the display: %s", SDL_GetError());
    }
    if (strcmp(info.name, wanted) != 0) {
        return reason_set(
            reason, ERROR_IO, "the display is drawn by %s where %s is needed", info.name, wanted);
    }
    return ERROR_NONE;
}

static enum error open_window(
    const struct connector *connector, const char *devices, int tallest, struct reason *reason) {
    const int number = number_of(connector, devices);
    const int place = (int)SDL_WINDOWPOS_UNDEFINED_DISPLAY((unsigned)number);
    SDL_DisplayMode mode = choose_mode(connector, number, tallest);
    const char *wanted = SDL_GetHint(SDL_HINT_RENDER_DRIVER);
    Uint32 opengl =
        strncmp(wanted, "opengl", 6) == 0 ? SDL_WINDOW_OPENGL : 0; // or SDL opens the window twice
    screen.window =
        SDL_CreateWindow("Broadside", place, place, mode.w, mode.h, SDL_WINDOW_FULLSCREEN | opengl);
    if (!screen.window) {
        return reason_set(reason, ERROR_IO, "%s: no picture: %s", connector->name, SDL_GetError());
    }
    SDL_SetWindowDisplayMode(screen.window, &mode);
    SDL_ShowCursor(SDL_DISABLE);
    screen.renderer =
        SDL_CreateRenderer(screen.window, -1, SDL_RENDERER_ACCELERATED | SDL_RENDERER_PRESENTVSYNC);
    screen.refresh = mode.refresh_rate > 0 ? mode.refresh_rate : 60;
    enum error error = check_renderer(reason);
    if (!error) {
        log_info("display %s: %d x %d, %d Hz", connector->name, mode.w, mode.h, screen.refresh);
    }
    return error;
}

enum error kms_open(
    const struct connector *connector, const char *devices, int tallest, struct reason *reason) {
    prepare_sdl();
    hint_card(connector->card);
    enum error error = SDL_InitSubSystem(SDL_INIT_VIDEO) != 0
                           ? reason_set(reason, ERROR_IO, "%s: %s", connector->name, SDL_GetError())
                           : open_window(connector, devices, tallest, reason);
    if (error) {
        kms_close();
    }
    return error;
}

enum error kms_open_memory(int width, int height, struct reason *reason) {
    screen.surface = SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_RGB888);
    screen.renderer = screen.surface ? SDL_CreateSoftwareRenderer(screen.surface) : NULL;
    if (!screen.renderer) {
        kms_close();
        return reason_set(reason, ERROR_IO, "no memory for a screen: %s", SDL_GetError());
    }
    screen.refresh = 1; // nobody sees it: it is kept whole, not smooth
    return ERROR_NONE;
}

bool kms_is_display(void) {
    return screen.window != NULL;
}

SDL_Renderer *kms_renderer(void) {
    return screen.renderer;
}

void kms_size(int *width, int *height) {
    if (SDL_GetRendererOutputSize(screen.renderer, width, height) != 0) {
        *width = *height = 0;
    }
}

int kms_refresh(void) {
    return screen.refresh;
}

bool kms_present(void) {
    if (!screen.window || screen.is_off) {
        SDL_RenderFlush(screen.renderer);
        return true;
    }
    int before = screen.complaints;
    SDL_RenderPresent(screen.renderer);
    bool is_shown = screen.complaints == before;
    screen.complaints = is_shown ? 0 : screen.complaints;
    return is_shown;
}

// SDL's own descriptor of the card, or -1.
static int own_card(void) {
    SDL_SysWMinfo info;
    SDL_VERSION(&info.version);
    if (!screen.window || !SDL_GetWindowWMInfo(screen.window, &info) || info.subsystem != SDL_SYSWM_KMSDRM) {
        return -1;
    }
    return info.info.kmsdrm.drm_fd;
}

bool kms_set_output(bool on) {
    bool is_set = card_set_output(own_card(), on);
    screen.is_off = is_set && !on;
    return is_set;
}

void kms_probe(const char *devices) {
    if (screen.window) {
        card_probe(own_card());
        return;
    }
    for (int number = 0; number < CARDS_MOST; number++) {
        int card = card_open(devices, number);
        if (card >= 0) {
            card_probe(card); // the first who opens a card holds its DRM master, until it is closed
            close(card);
        }
    }
}
