#ifndef BROADSIDE_RENDER_PNG_H
#define BROADSIDE_RENDER_PNG_H

#include <SDL2/SDL.h>

#include "base/error.h"

// Pictures as PNG files of 24 bits a pixel. The same pixels give the same bytes.

enum error png_write(SDL_Surface *picture, const char *path, struct reason *reason); // RGB888
// What the renderer's target shows now.
enum error png_write_target(SDL_Renderer *renderer, const char *path, struct reason *reason);

#endif
