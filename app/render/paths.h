#ifndef BROADSIDE_RENDER_PATHS_H
#define BROADSIDE_RENDER_PATHS_H

#include <SDL2/SDL.h>

#include "layout/oplist.h"

struct _cairo;

// A path op inside its box, ARGB8888 with straight alpha. The caller frees it; NULL if cairo refuses.
SDL_Surface *path_draw(const struct op *op);

// The same with what `cairo` draws with, where it draws: no new path may be under way there.
void path_ink(struct _cairo *cairo, const struct op *op);

// A disc of twice the radius, from whose quarters rounded rectangles take their corners. The caller frees it.
SDL_Surface *disc_draw(int radius, uint32_t color);

#endif
