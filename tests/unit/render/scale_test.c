#include "support/test.h"

#include <SDL2/SDL.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "render/scale.h"

static const uint32_t ground = 0x162032;

static Uint8 *at(const SDL_Surface *surface, int x, int y) {
    return (Uint8 *)surface->pixels + (ptrdiff_t)y * surface->pitch +
           (ptrdiff_t)x * surface->format->BytesPerPixel;
}

// 0 to 255 each; without alpha it is 255.
static void read_pixel(const SDL_Surface *surface, int x, int y, Uint8 rgba[4]) {
    Uint32 pixel = 0;
    memcpy(&pixel, at(surface, x, y),
        surface->format->BytesPerPixel); // little-endian, as all of Debian's ports here
    SDL_GetRGBA(pixel, surface->format, &rgba[0], &rgba[1], &rgba[2], &rgba[3]);
}

// A picture with edges, slopes and single pixels, the same in every format.
static SDL_Surface *drawn(Uint32 format, int width, int height) {
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(0, width, height, 0, format);
    assert_non_null(surface);
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            const Uint8 red = (Uint8)(x * 255 / width), green = (x / 7 + y / 5) % 2 ? 240 : 12;
            const Uint8 blue = (Uint8)((x * 31 + y * 17) % 256), alpha = y < height / 2 ? 255 : red;
            Uint32 pixel = SDL_MapRGBA(surface->format, red, green, blue, alpha);
            memcpy(at(surface, x, y), &pixel, surface->format->BytesPerPixel);
        }
    }
    return surface;
}

// What scale.h promises, written down as slowly as it can be: IEC 61966-2-1, Catmull-Rom (Keys, a = -0.5).

static double light_of(double value) {
    double c = value / 255;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double value_of(double light) {
    light = fmin(1, fmax(0, light));
    return 255 * (light <= 0.0031308 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055);
}

static double weight_of(double x) {
    x = fabs(x);
    return x < 1 ? 1.5 * x * x * x - 2.5 * x * x + 1 : x < 2 ? -0.5 * x * x * x + 2.5 * x * x - 4 * x + 2 : 0;
}

static double shown(const SDL_Surface *source, int x, int y, int channel) {
    Uint8 rgba[4];
    read_pixel(source, x, y, rgba);
    double under = ground >> (16 - 8 * channel) & 0xFF, alpha = rgba[3] / 255.0;
    return round(rgba[channel] * alpha + under * (1 - alpha));
}

struct place {
    double center, stretch;
    int first, last;
};

static struct place place_of(int index, int from, int to) {
    double ratio = (double)from / to, stretch = fmax(1, ratio), center = (index + 0.5) * ratio;
    return (struct place){center, stretch, (int)fmax(0, floor(center - 2 * stretch)),
        (int)fmin(from - 1, ceil(center + 2 * stretch))};
}

static double expected(
    const SDL_Surface *source, struct rect part, struct place x, struct place y, int channel) {
    double sum = 0, weights = 0;
    for (int row = y.first; row <= y.last; row++) {
        for (int column = x.first; column <= x.last; column++) {
            double weight = weight_of((row + 0.5 - y.center) / y.stretch) *
                            weight_of((column + 0.5 - x.center) / x.stretch);
            sum += weight * light_of(shown(source, part.x + column, part.y + row, channel));
            weights += weight;
        }
    }
    return value_of(sum / weights);
}

static void check(const SDL_Surface *source, const SDL_Surface *result, struct rect part) {
    for (int y = 0; y < result->h; y++) {
        for (int x = 0; x < result->w; x++) {
            Uint8 rgba[4];
            read_pixel(result, x, y, rgba);
            for (int channel = 0; channel < 3; channel++) {
                double wanted = expected(
                    source, part, place_of(x, part.w, result->w), place_of(y, part.h, result->h), channel);
                if (fabs(rgba[channel] - wanted) > 1.01) {
                    fail_msg("%s, %dx%d of %dx%d: pixel %d,%d channel %d is %d, not %.2f",
                        SDL_GetPixelFormatName(source->format->format), result->w, result->h, part.w, part.h,
                        x, y, channel, rgba[channel], wanted);
                }
            }
        }
    }
}

static const Uint32 formats[] = {SDL_PIXELFORMAT_RGB24, SDL_PIXELFORMAT_BGR24, SDL_PIXELFORMAT_RGB888,
    SDL_PIXELFORMAT_ARGB8888, SDL_PIXELFORMAT_ABGR8888, SDL_PIXELFORMAT_RGBA8888, SDL_PIXELFORMAT_RGB565};

static const struct rect parts[] = {{0, 0, 90, 60}, {13, 7, 50, 31}, {80, 50, 10, 10}, {89, 59, 1, 1}};
static const int sizes[][2] = {{90, 60}, {37, 23}, {121, 83}, {9, 40}, {1, 1}};

static void it_is_what_its_header_says_in_every_format(void **state) {
    (void)state;
    for (size_t f = 0; f < sizeof formats / sizeof *formats; f++) {
        SDL_Surface *source = drawn(formats[f], 90, 60);
        for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
            for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
                SDL_Surface *result = scale_part(source, parts[i], sizes[k][0], sizes[k][1], ground);
                assert_non_null(result);
                assert_int_equal(result->format->format, SDL_PIXELFORMAT_RGB888);
                assert_int_equal(result->w, sizes[k][0]);
                assert_int_equal(result->h, sizes[k][1]);
                check(source, result, parts[i]);
                SDL_FreeSurface(result);
            }
        }
        SDL_FreeSurface(source);
    }
}

static void a_palette_is_looked_up(void **state) {
    (void)state;
    SDL_Surface *source = SDL_CreateRGBSurfaceWithFormat(0, 8, 8, 8, SDL_PIXELFORMAT_INDEX8);
    assert_int_equal(
        SDL_SetPaletteColors(source->format->palette, &(SDL_Color){0xE4, 0x34, 0x2F, 0xFF}, 5, 1), 0);
    SDL_FillRect(source, NULL, 5);
    SDL_Surface *result = scale_part(source, (struct rect){0, 0, 8, 8}, 20, 3, ground);
    for (int i = 0; i < 60; i++) {
        Uint8 rgba[4];
        read_pixel(result, i % 20, i / 20, rgba);
        assert_memory_equal(rgba, ((Uint8[]){0xE4, 0x34, 0x2F, 0xFF}), 4);
    }
    SDL_FreeSurface(result);
    SDL_FreeSurface(source);
}

// Half white and half black is half the light, 188 of 255 in sRGB, wherever the pattern falls.
static void fine_patterns_become_their_mean_light(void **state) {
    (void)state;
    SDL_Surface *source = SDL_CreateRGBSurfaceWithFormat(0, 1000, 1000, 32, SDL_PIXELFORMAT_RGB888);
    for (int y = 0; y < 1000; y++) {
        for (int x = 0; x < 1000; x++) {
            memset(at(source, x, y), (x + y) % 2 ? 0 : 255, 4);
        }
    }
    SDL_Surface *result = scale_part(source, (struct rect){0, 0, 1000, 1000}, 137, 91, 0);
    for (int i = 0; i < 137 * 91; i++) {
        Uint8 rgba[4];
        read_pixel(result, i % 137, i / 137, rgba);
        for (int channel = 0; channel < 3; channel++) {
            assert_in_range(rgba[channel], 0xBC - 6, 0xBC + 6);
        }
    }
    SDL_FreeSurface(result);
    SDL_FreeSurface(source);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_what_its_header_says_in_every_format),
        cmocka_unit_test(a_palette_is_looked_up),
        cmocka_unit_test(fine_patterns_become_their_mean_light),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
