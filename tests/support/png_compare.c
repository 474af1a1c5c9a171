#include "support/png_compare.h"

#include <SDL2/SDL.h>
#include <SDL2/SDL_image.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static SDL_Surface *loaded(const char *path) {
    SDL_Surface *file = IMG_Load(path);
    SDL_Surface *picture = file ? SDL_ConvertSurfaceFormat(file, SDL_PIXELFORMAT_RGB888, 0) : NULL;
    SDL_FreeSurface(file);
    if (!picture) {
        fprintf(stderr, "%s: %s (tests/golden/update makes goldens)\n", path, SDL_GetError());
    }
    return picture;
}

static Uint8 *pixel_at(const SDL_Surface *picture, int x, int y) {
    return (Uint8 *)picture->pixels + (ptrdiff_t)y * picture->pitch + 4 * (ptrdiff_t)x;
}

static int difference(const Uint8 *a, const Uint8 *b) {
    int largest = 0;
    for (int i = 0; i < 3; i++) { // the fourth byte of RGB888 has no meaning
        int one = abs((int)a[i] - (int)b[i]);
        largest = one > largest ? one : largest;
    }
    return largest;
}

static void mark(Uint8 *pixel, bool is_different) {
    Uint8 grey = (Uint8)((pixel[0] + pixel[1] + pixel[2]) / 6);
    Uint32 color = is_different ? 0xFF2020 : (Uint32)grey << 16 | (Uint32)grey << 8 | grey;
    memcpy(pixel, &color, sizeof color);
}

// Compares and marks at once: `made` becomes the difference picture.
static long count_different(SDL_Surface *made, const SDL_Surface *golden, int tolerance, int *largest) {
    long count = 0;
    for (int y = 0; y < made->h; y++) {
        for (int x = 0; x < made->w; x++) {
            int by = difference(pixel_at(made, x, y), pixel_at(golden, x, y));
            *largest = by > *largest ? by : *largest;
            mark(pixel_at(made, x, y), by > tolerance);
            count += by > tolerance ? 1 : 0;
        }
    }
    return count;
}

static void write_difference(SDL_Surface *picture, const char *made) {
    const char *dot = strrchr(made, '.');
    char path[4096];
    snprintf(
        path, sizeof path, "%.*s-difference.png", (int)(dot ? dot - made : (ptrdiff_t)strlen(made)), made);
    if (IMG_SavePNG(picture, path) == 0) {
        fprintf(stderr, "  see %s\n", path);
    }
}

bool png_is_like(const char *made, const char *golden, struct png_tolerance tolerance) {
    SDL_Surface *one = loaded(made), *other = loaded(golden);
    bool is_like = false;
    if (one && other && (one->w != other->w || one->h != other->h)) {
        fprintf(stderr, "%s: %d by %d, should be %d by %d\n", made, one->w, one->h, other->w, other->h);
    } else if (one && other) {
        int largest = 0;
        long count = count_different(one, other, tolerance.channel, &largest);
        is_like = (double)count <= tolerance.share * one->w * one->h;
        if (!is_like) {
            fprintf(
                stderr, "%s: %ld pixels are not those of %s, by up to %d\n", made, count, golden, largest);
            write_difference(one, made);
        }
    }
    SDL_FreeSurface(one);
    SDL_FreeSurface(other);
    return is_like;
}
