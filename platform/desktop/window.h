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

// SDL's video is on. The caller closes it, also after an error.
enum error window_open(struct window *window, const struct platform_wish *wish, struct reason *reason);
void window_close(struct window *window);

#endif
