#ifndef BROADSIDE_RENDER_PICTURES_H
#define BROADSIDE_RENDER_PICTURES_H

#include <SDL2/SDL.h>

#include "layout/oplist.h"

// A picture op as it stands on the page: decoded, cropped, scaled once, its corners rounded onto the ground.
// RGB888. The caller frees it; NULL if the bytes are no picture (which is said in the log, and to all who
// share them: blob_condemn). Any thread.
SDL_Surface *picture_draw(const struct op_image *image, int width, int height);

// Rounds the corners of an RGB888 picture.
void picture_round(SDL_Surface *picture, int radius, uint32_t ground);

#endif
