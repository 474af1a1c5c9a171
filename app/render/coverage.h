#ifndef BROADSIDE_RENDER_COVERAGE_H
#define BROADSIDE_RENDER_COVERAGE_H

#include <SDL2/SDL.h>

#include "layout/oplist.h"

// How much of each pixel a shape covers, 0 to 255, one byte a pixel: what text, paths and corners are before
// they have a colour.
struct coverage {
    const Uint8 *ink; // borrowed
    int width, height, pitch;
};

// In its colour (0xAARRGGBB), ARGB8888 with straight alpha. The colour stands in every pixel, also where
// nothing is covered: a renderer that filters a texture mixes neighbours, and black ones would leave dark
// edges. The caller frees it.
SDL_Surface *coverage_colored(const struct coverage *coverage, uint32_t color);

// Of a fill's corners, pixels: what it asks for, but no more than half of its box.
int corner_radius(const struct op *op);
// Of the pixel (x, y) by a disc of `radius` that touches the lines x = 0 and y = 0: a rounded corner.
Uint8 coverage_of_corner(int radius, int x, int y);

// `over` on opaque `ground`, both 0xRRGGBB, with a weight of 0 to 255.
uint32_t color_mixed(uint32_t over, uint32_t ground, unsigned weight);

#endif
