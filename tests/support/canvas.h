#ifndef BROADSIDE_TESTS_SUPPORT_CANVAS_H
#define BROADSIDE_TESTS_SUPPORT_CANVAS_H

#include <SDL2/SDL.h>

#include "render/stage.h"

// A stage on a screen in memory, for tests that look at its pixels.
struct canvas {
    SDL_Surface *screen; // RGB888, as the screen stands: turned by options.rotate
    SDL_Renderer *renderer;
    struct stage *stage;
};

// The options but for the renderer, which is the canvas's own.
struct canvas canvas_open(struct stage_options options);
void canvas_close(struct canvas *canvas);

#endif
