#ifndef BROADSIDE_PLATFORM_DESKTOP_WINDOW_H
#define BROADSIDE_PLATFORM_DESKTOP_WINDOW_H

#include <SDL2/SDL.h>

#include "platform/platform.h"

// A window and who draws into it. What was asked for need not be what there is: a renderer is known by its
// name, and a graphics processor by that of its driver.
struct window {
    SDL_Window *window;
    SDL_Renderer *renderer;
    bool is_software; // SDL's own renderer, which draws into the window's surface
};

// SDL's video is on. `devices` is the folder in which the kernel's graphics devices are, "/dev/dri": where it
// has none, only who asks for a graphics processor gets one looked for. The caller closes the window, also
// after an error.
enum error window_open(
    struct window *window, const struct platform_wish *wish, const char *devices, struct reason *reason);
void window_close(struct window *window);

#endif
