#include "render/coverage.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

SDL_Surface *coverage_colored(const struct coverage *coverage, uint32_t color) {
    SDL_Surface *surface =
        SDL_CreateRGBSurfaceWithFormat(0, coverage->width, coverage->height, 32, SDL_PIXELFORMAT_ARGB8888);
    if (!surface) {
        abort();
    }
    const Uint32 alpha = color >> 24, rgb = color & 0xFFFFFF;
    for (int y = 0; y < coverage->height; y++) {
        const Uint8 *row = coverage->ink + (ptrdiff_t)y * coverage->pitch;
        Uint8 *to = (Uint8 *)surface->pixels + (ptrdiff_t)y * surface->pitch;
        for (int x = 0; x < coverage->width; x++) {
            Uint32 pixel = (row[x] * alpha + 127) / 255 << 24 | rgb;
            memcpy(to + 4 * (ptrdiff_t)x, &pixel, sizeof pixel);
        }
    }
    return surface;
}

// The distance of the pixel's middle from the edge is, within a percent or so, what is covered of it.
int corner_radius(const struct op *op) {
    int least = op->box.w < op->box.h ? op->box.w : op->box.h;
    return op->fill.radius < least / 2 ? op->fill.radius : least / 2;
}

Uint8 coverage_of_corner(int radius, int x, int y) {
    double dx = radius - (x + 0.5), dy = radius - (y + 0.5);
    double inside = radius - sqrt(dx * dx + dy * dy) + 0.5;
    return (Uint8)lround(255 * fmin(1, fmax(0, inside)));
}

// Red and blue at once, each in 16 bits; green beside them. The sums are rounded to the nearest 255th, for
// which adding a half and the high byte of that is exact (Blinn, "Three wrongs make a right", 1995).
uint32_t color_mixed(uint32_t over, uint32_t ground, unsigned weight) {
    uint32_t outer = (over & 0xFF00FF) * weight + (ground & 0xFF00FF) * (255 - weight) + 0x800080;
    uint32_t green = (over >> 8 & 0xFF) * weight + (ground >> 8 & 0xFF) * (255 - weight) + 0x80;
    outer = (outer + (outer >> 8 & 0xFF00FF)) >> 8 & 0xFF00FF;
    return outer | ((green + (green >> 8)) & 0xFF00);
}
