#include "tests/support/png_compare.h"

#include <SDL2/SDL.h>
#include <SDL2/SDL_image.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static SDL_Surface *read_picture(const char *path, struct reason *reason) {
    SDL_Surface *file = IMG_Load(path);
    SDL_Surface *picture = file ? SDL_ConvertSurfaceFormat(file, SDL_PIXELFORMAT_RGB888, 0) : NULL;
    if (!picture) {
        reason_set(reason, ERROR_MISSING, "%s: %s", path, SDL_GetError());
    }
    SDL_FreeSurface(file);
    return picture;
}

static Uint32 *pixel_at(SDL_Surface *picture, int x, int y) {
    return (Uint32 *)((Uint8 *)picture->pixels + (ptrdiff_t)y * picture->pitch) + x;
}

static int channel_difference(Uint32 a, Uint32 b) {
    int most = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
        int difference = abs((int)(a >> shift & 0xFF) - (int)(b >> shift & 0xFF));
        most = difference > most ? difference : most;
    }
    return most;
}

// Leaves the picture of the difference in `wanted`.
static void compare_pixels(SDL_Surface *wanted, SDL_Surface *got, int tolerance, struct png_difference *out) {
    *out = (struct png_difference){.width = wanted->w, .height = wanted->h};
    for (int y = 0; y < wanted->h; y++) {
        for (int x = 0; x < wanted->w; x++) {
            Uint32 *pixel = pixel_at(wanted, x, y);
            int difference = channel_difference(*pixel, *pixel_at(got, x, y));
            out->greatest = difference > out->greatest ? difference : out->greatest;
            out->pixels += difference > tolerance;
            *pixel = difference > tolerance ? 0xFF2020 : *pixel >> 2 & 0x3F3F3F;
        }
    }
}

enum error png_compare(const char *wanted, const char *got, int tolerance, const char *picture,
    struct png_difference *out, struct reason *reason) {
    SDL_Surface *a = read_picture(wanted, reason), *b = a ? read_picture(got, reason) : NULL;
    enum error error = a && b ? ERROR_NONE : ERROR_MISSING;
    if (!error && (a->w != b->w || a->h != b->h)) {
        error =
            reason_set(reason, ERROR_INPUT, "%s is %dx%d, %s is %dx%d", wanted, a->w, a->h, got, b->w, b->h);
    }
    if (!error) {
        compare_pixels(a, b, tolerance, out);
        if (out->pixels && IMG_SavePNG(a, picture)) {
            error = reason_set(reason, ERROR_IO, "%s: %s", picture, SDL_GetError());
        }
    }
    SDL_FreeSurface(a);
    SDL_FreeSurface(b);
    return error;
}

bool png_is_as_wanted(const char *wanted, const char *got) {
    char picture[512];
    snprintf(picture, sizeof picture, "%.*s.difference.png", (int)(strlen(got) - strlen(".png")), got);
    struct png_difference found = {0};
    struct reason reason = {{0}};
    if (png_compare(wanted, got, PNG_CLOSE, picture, &found, &reason)) {
        fprintf(stderr, "%s: look at %s, then tests/golden/update\n", reason.text, got);
        return false;
    }
    fprintf(stderr, "%s: at most %d of 255 apart\n", wanted, found.greatest);
    if (found.pixels) {
        fprintf(stderr, "%zu pixels are more than %d apart: %s; if that is right: tests/golden/update\n",
            found.pixels, PNG_CLOSE, picture);
    }
    return !found.pixels;
}
