#include "render/emoji.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// Width of a picture in em of the text around it, as browsers have it.
#define EMOJI_EM 1.2

// The font's pixels to those of the line.
static double scale_of(struct sized_font *font, int size) {
    int advance = 0;
    TTF_GlyphMetrics32(font->font, 0x1F600, NULL, NULL, NULL, NULL, &advance); // a grin is in all of them
    return EMOJI_EM * size / (advance > 0 ? advance : 136);
}

static SDL_Surface *pictures(struct sized_font *font, const char *text, size_t len) {
    char *copy = strndup(text, len);
    if (!copy) {
        abort();
    }
    sized_font_shape_as(font, false, 0);
    SDL_Surface *surface = TTF_RenderUTF8_Blended(font->font, copy, (SDL_Color){255, 255, 255, 255});
    free(copy);
    return surface;
}

double emoji_advance(struct sized_font *font, int size, const char *text, size_t len) {
    char *copy = strndup(text, len);
    int width = 0;
    if (!copy) {
        abort();
    }
    sized_font_shape_as(font, false, 0);
    TTF_SizeUTF8(font->font, copy, &width, NULL);
    free(copy);
    return width * scale_of(font, size);
}

// The part of the source that one pixel of the result covers, at least one pixel wide.
struct window {
    double first, last;
};

static struct window window_of(int at, double step, int limit) {
    double middle = (at + 0.5) * step, half = fmax(step, 1) / 2;
    return (struct window){fmax(0, middle - half), fmin(limit, middle + half)};
}

static double share(struct window window, int at) {
    return fmax(0, fmin(window.last, at + 1) - fmax(window.first, at));
}

// FreeType's colours are multiplied by their alpha, which is what a mean must be taken of; the result is
// straight.
static Uint32 mean(const SDL_Surface *from, struct window columns, struct window rows, unsigned alpha) {
    double sums[4] = {0}, area = (columns.last - columns.first) * (rows.last - rows.first);
    for (int y = (int)rows.first; y < rows.last && y < from->h; y++) {
        const Uint8 *row = (const Uint8 *)from->pixels + (ptrdiff_t)y * from->pitch;
        for (int x = (int)columns.first; x < columns.last && x < from->w; x++) {
            Uint32 pixel;
            memcpy(&pixel, row + 4 * (ptrdiff_t)x, sizeof pixel);
            double weight = share(columns, x) * share(rows, y);
            for (unsigned channel = 0; channel < 4; channel++) {
                sums[channel] += weight * (pixel >> 8 * channel & 0xFF);
            }
        }
    }
    Uint32 out = 0;
    for (unsigned channel = 0; channel < 3 && sums[3] > 0; channel++) {
        out |= (Uint32)lround(fmin(255, 255 * sums[channel] / sums[3])) << 8 * channel;
    }
    return out | (Uint32)lround(area > 0 ? sums[3] / area * alpha / 255 : 0) << 24;
}

SDL_Surface *emoji_draw(
    struct sized_font *font, int size, const char *text, unsigned alpha, int *origin_x, int *baseline) {
    SDL_Surface *from = pictures(font, text, strlen(text));
    if (!from) {
        return NULL;
    }
    double scale = scale_of(font, size);
    int width = (int)ceil(from->w * scale), height = (int)ceil(from->h * scale);
    SDL_Surface *to = SDL_CreateRGBSurfaceWithFormat(
        0, width > 0 ? width : 1, height > 0 ? height : 1, 32, SDL_PIXELFORMAT_ARGB8888);
    if (!to) {
        abort();
    }
    for (int y = 0; y < height; y++) {
        struct window rows = window_of(y, 1 / scale, from->h);
        for (int x = 0; x < width; x++) {
            Uint32 pixel = mean(from, window_of(x, 1 / scale, from->w), rows, alpha);
            memcpy((Uint8 *)to->pixels + (ptrdiff_t)y * to->pitch + 4 * (ptrdiff_t)x, &pixel, sizeof pixel);
        }
    }
    *origin_x = 0;
    *baseline = (int)lround(TTF_FontAscent(font->font) * scale);
    SDL_FreeSurface(from);
    return to;
}
