#ifndef BROADSIDE_RENDER_SCALE_H
#define BROADSIDE_RENDER_SCALE_H

#include <SDL2/SDL.h>

#include "base/rect.h"

// A part of a picture at another size, RGB888. Every source pixel counts (Catmull-Rom, as wide as the
// reduction needs) and light is added as light, so fine patterns neither flicker nor darken. Transparent
// parts show `ground` (0xRRGGBB). `part` must lie inside. Only a few rows are held besides the result. The
// caller frees it; NULL if SDL cannot read the source's pixels.
SDL_Surface *scale_part(SDL_Surface *source, struct rect part, int width, int height, uint32_t ground);

#endif
