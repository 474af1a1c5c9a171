#include "platform/desktop/window.h"

#include <dirent.h>
#include <string.h>

#include "base/log.h"

// Mesa draws in software where there is no graphics processor, and calls itself by these names. That costs
// twenty to thirty times the time of SDL's own renderer (docs/performance.md, Wayland).
static const char *const rasterizers[] = {"llvmpipe", "softpipe", "swrast", "SwiftShader", "Software"};

void window_close(struct window *window) {
    if (window->renderer) {
        SDL_DestroyRenderer(window->renderer);
    }
    if (window->window) {
        SDL_DestroyWindow(window->window);
    }
    *window = (struct window){0};
}

static enum error open_bare(struct window *window, const struct platform_wish *wish, struct reason *reason) {
    SDL_DisplayMode mode = {.w = 1920, .h = 1080};
    SDL_GetDesktopDisplayMode(0, &mode);
    bool is_fullscreen = wish->fullscreen || wish->width <= 0 || wish->height <= 0;
    Uint32 flags = is_fullscreen ? SDL_WINDOW_FULLSCREEN_DESKTOP : SDL_WINDOW_RESIZABLE;
    window->window = SDL_CreateWindow(wish->title ? wish->title : "Broadside", SDL_WINDOWPOS_CENTERED,
        SDL_WINDOWPOS_CENTERED, is_fullscreen ? mode.w : wish->width, is_fullscreen ? mode.h : wish->height,
        flags | SDL_WINDOW_ALLOW_HIGHDPI);
    return window->window ? ERROR_NONE
                          : reason_set(reason, ERROR_IO, "no window can be opened: %s", SDL_GetError());
}

static int driver_named(const char *name) {
    SDL_RendererInfo info;
    for (int i = 0; i < SDL_GetNumRenderDrivers(); i++) {
        if (SDL_GetRenderDriverInfo(i, &info) == 0 && strcmp(info.name, name) == 0) {
            return i;
        }
    }
    return -1;
}

static bool is_named(SDL_Renderer *renderer, const char *name) {
    SDL_RendererInfo info;
    return SDL_GetRendererInfo(renderer, &info) == 0 && strcmp(info.name, name) == 0;
}

static bool open_renderer(struct window *window, const char *name, Uint32 flags) {
    int driver = driver_named(name);
    if (driver < 0) {
        SDL_SetError("SDL has no renderer \"%s\"", name);
        return false;
    }
    window->renderer = SDL_CreateRenderer(window->window, driver, flags);
    if (window->renderer && !is_named(window->renderer, name)) {
        SDL_SetError("SDL gave another renderer than \"%s\"", name);
        return false;
    }
    return window->renderer != NULL;
}

// What OpenGL ES says of itself (glGetString, GL_RENDERER), while its renderer is there.
static const char *name_of_processor(void) {
    enum { GL_RENDERER = 0x1F01 };
    union { // a function's address comes as that of an object
        void *object;
        const unsigned char *(*function)(unsigned name);
    } get_string = {SDL_GL_GetProcAddress("glGetString")};
    const unsigned char *name = get_string.object ? get_string.function(GL_RENDERER) : NULL;
    return name ? (const char *)name : "";
}

static bool is_rasterizer(const char *name) {
    for (size_t i = 0; i < sizeof rasterizers / sizeof *rasterizers; i++) {
        if (strstr(name, rasterizers[i])) {
            return true;
        }
    }
    return false;
}

// Without a device of the kernel's there is none, and asking Mesa would cost a third of a second.
static bool may_have_processor(const char *devices) {
    DIR *folder = opendir(devices);
    bool found = false;
    for (struct dirent *entry; folder && !found && (entry = readdir(folder));) {
        found = strncmp(entry->d_name, "card", 4) == 0 || strncmp(entry->d_name, "render", 6) == 0;
    }
    if (folder) {
        closedir(folder);
    }
    return found;
}

// Asked for, but not promised: without it frames come when the kiosk's own clock says so, and may be torn.
static bool waits_for_display(SDL_Renderer *renderer) {
    SDL_RendererInfo info;
    return SDL_GetRendererInfo(renderer, &info) == 0 && info.flags & SDL_RENDERER_PRESENTVSYNC;
}

// By a graphics processor. Unless that is what was asked for, one that is none does not count.
static enum error open_gpu(struct window *window, const struct platform_wish *wish, struct reason *reason) {
    enum error error = open_bare(window, wish, reason);
    if (error) {
        return error;
    }
    if (!open_renderer(window, "opengles2", SDL_RENDERER_ACCELERATED | SDL_RENDERER_PRESENTVSYNC)) {
        return reason_set(reason, ERROR_IO, "no graphics processor can be used: %s", SDL_GetError());
    }
    const char *processor = name_of_processor();
    if (wish->renderer == PLATFORM_RENDERER_AUTO && is_rasterizer(processor)) {
        return reason_set(reason, ERROR_MISSING, "%s is no graphics processor", processor);
    }
    log_info("drawn by %s%s", processor,
        waits_for_display(window->renderer) ? "" : ", which does not wait for the display");
    return ERROR_NONE;
}

static enum error open_software(
    struct window *window, const struct platform_wish *wish, struct reason *reason) {
    const char *video = SDL_GetCurrentVideoDriver();
    if (video && strcmp(video, "x11") == 0) { // else SDL shows the window's surface through OpenGL
        SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    }
    enum error error = open_bare(window, wish, reason);
    if (error) {
        return error;
    }
    if (!open_renderer(window, "software", SDL_RENDERER_SOFTWARE)) {
        return reason_set(reason, ERROR_IO, "nothing can be drawn into the window: %s", SDL_GetError());
    }
    window->is_software = true;
    return ERROR_NONE;
}

enum error window_open(
    struct window *window, const struct platform_wish *wish, const char *devices, struct reason *reason) {
    bool is_auto = wish->renderer == PLATFORM_RENDERER_AUTO;
    *window = (struct window){0};
    if (wish->renderer == PLATFORM_RENDERER_GPU || (is_auto && may_have_processor(devices))) {
        struct reason refusal = {{0}};
        enum error error = open_gpu(window, wish, is_auto ? &refusal : reason);
        if (!error || !is_auto) {
            return error;
        }
        log_info("drawn in software: %s", refusal.text);
        window_close(window);
    }
    return open_software(window, wish, reason);
}
