#include "render/pictures.h"

#include <SDL2/SDL_image.h>
#include <string.h>

#include "base/limits.h"
#include "base/log.h"
#include "base/orientation.h"
#include "render/coverage.h"
#include "render/scale.h"

static SDL_Surface *decoded(const struct blob *blob) {
    if (!blob || blob_len(blob) == 0) {
        SDL_SetError("it is empty");
        return NULL;
    }
    // What the bytes are is seen from the bytes; the sizes were checked when the picture came in
    // (decode/picture_header.h).
    return IMG_Load_RW(SDL_RWFromConstMem(blob_bytes(blob), (int)blob_len(blob)), 1);
}

static void round_pixel(SDL_Surface *picture, int x, int y, unsigned weight, uint32_t ground) {
    Uint8 *at = (Uint8 *)picture->pixels + (ptrdiff_t)y * picture->pitch + 4 * (ptrdiff_t)x;
    Uint32 pixel;
    memcpy(&pixel, at, sizeof pixel);
    pixel = color_mixed(pixel, ground, weight);
    memcpy(at, &pixel, sizeof pixel);
}

void picture_round(SDL_Surface *picture, int radius, uint32_t ground) {
    int least = picture->w < picture->h ? picture->w : picture->h;
    radius = radius < least / 2 ? radius : least / 2;
    for (int y = 0; y < radius; y++) {
        for (int x = 0; x < radius; x++) {
            unsigned weight = coverage_of_corner(radius, x, y);
            round_pixel(picture, x, y, weight, ground);
            round_pixel(picture, picture->w - 1 - x, y, weight, ground);
            round_pixel(picture, x, picture->h - 1 - y, weight, ground);
            round_pixel(picture, picture->w - 1 - x, picture->h - 1 - y, weight, ground);
        }
    }
}

static Uint8 *pixel_of(const SDL_Surface *picture, int x, int y) {
    return (Uint8 *)picture->pixels + (ptrdiff_t)y * picture->pitch + 4 * (ptrdiff_t)x;
}

// A scaled picture the way up that it is shown: small by now, so that turning it costs little.
static SDL_Surface *turned(SDL_Surface *stored, int orientation, int width, int height) {
    SDL_Surface *shown = SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, stored->format->format);
    for (int y = 0; shown && y < height; y++) {
        for (int x = 0; x < width; x++) {
            struct rect at = orientation_stored(orientation, (struct rect){x, y, 1, 1}, stored->w, stored->h);
            memcpy(pixel_of(shown, x, y), pixel_of(stored, at.x, at.y), 4);
        }
    }
    SDL_FreeSurface(stored);
    return shown;
}

static SDL_Surface *scaled(SDL_Surface *source, const struct op_image *image, int width, int height) {
    int orientation = orientation_read(blob_bytes(image->blob), blob_len(image->blob));
    bool is_sideways = orientation_is_sideways(orientation);
    struct rect whole = {0, 0, is_sideways ? source->h : source->w, is_sideways ? source->w : source->h};
    struct rect part = rect_intersect(image->crop, whole);
    struct rect stored =
        orientation_stored(orientation, rect_is_empty(part) ? whole : part, source->w, source->h);
    SDL_Surface *picture =
        scale_part(source, stored, is_sideways ? height : width, is_sideways ? width : height, image->ground);
    return picture && orientation != ORIENTATION_UPRIGHT ? turned(picture, orientation, width, height)
                                                         : picture;
}

SDL_Surface *picture_draw(const struct op_image *image, int width, int height) {
    SDL_Surface *source = decoded(image->blob);
    if (!source) {
        log_warning("a picture is left out: %s", SDL_GetError());
        if (image->blob) {
            blob_condemn(image->blob);
        }
        return NULL;
    }
    SDL_Surface *picture = scaled(source, image, width, height);
    SDL_FreeSurface(source);
    if (picture) {
        picture_round(picture, image->radius, image->ground);
    }
    return picture;
}
