#include "render/scale.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "render/coverage.h"

// Weights are fixed point with WEIGHT_BITS; light is linear with LIGHT_BITS, so that a weighted sum with the
// filter's negative lobes stays inside 32 bits.
#define WEIGHT_BITS 14
#define LIGHT_BITS 15
#define LIGHT_MOST ((1 << LIGHT_BITS) - 1)
#define CHANNELS 3

// Where one pixel of the result takes its light from along one axis.
struct taps {
    int first, count;
    const int *weights;
};

struct axis {
    struct taps *taps; // one for each pixel of the result
    int *weights;
    int most; // taps of any of them
};

static void *array_of(size_t count, size_t size) {
    void *array = calloc(count > 0 ? count : 1, size);
    if (!array) {
        abort();
    }
    return array;
}

static double catmull_rom(double x) {
    x = fabs(x);
    if (x < 1) {
        return 1 + x * x * (1.5 * x - 2.5);
    }
    return x < 2 ? 2 + x * (-4 + x * (2.5 - 0.5 * x)) : 0;
}

// Weights are rounded, and the largest takes what is missing to one.
static void fill_weights(int *weights, int count, double center, double stretch, int first) {
    double sum = 0;
    int total = 0, largest = 0;
    for (int i = 0; i < count; i++) {
        sum += catmull_rom((first + i + 0.5 - center) / stretch);
    }
    for (int i = 0; i < count; i++) {
        double share = catmull_rom((first + i + 0.5 - center) / stretch) / sum;
        weights[i] = (int)lround(share * (1 << WEIGHT_BITS));
        total += weights[i];
        largest = weights[i] > weights[largest] ? i : largest;
    }
    weights[largest] += (1 << WEIGHT_BITS) - total;
}

static struct axis axis_make(int from, int to) {
    double ratio = (double)from / to, stretch = fmax(1, ratio), reach = 2 * stretch;
    struct axis axis = {.taps = array_of((size_t)to, sizeof *axis.taps), .most = (int)ceil(2 * reach) + 1};
    axis.weights = array_of((size_t)to * (size_t)axis.most, sizeof *axis.weights);
    for (int i = 0; i < to; i++) {
        double center = (i + 0.5) * ratio;
        int first = (int)fmax(0, ceil(center - reach - 0.5));
        int last = (int)fmin(from - 1, floor(center + reach - 0.5));
        int *weights = axis.weights + (ptrdiff_t)i * axis.most;
        axis.taps[i] = (struct taps){first, last - first + 1, weights};
        fill_weights(weights, last - first + 1, center, stretch, first);
    }
    return axis;
}

static void axis_finish(struct axis *axis) {
    free(axis->taps);
    free(axis->weights);
}

// sRGB (IEC 61966-2-1) and back.
static Uint16 light_of[256];
static Uint8 value_of[LIGHT_MOST + 1];
static pthread_once_t tables = PTHREAD_ONCE_INIT;

static void fill_tables(void) {
    for (int i = 0; i < 256; i++) {
        double c = i / 255.0, light = c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
        light_of[i] = (Uint16)lround(light * LIGHT_MOST);
    }
    for (int i = 0; i <= LIGHT_MOST; i++) {
        double light = (double)i / LIGHT_MOST;
        double c = light <= 0.0031308 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055;
        value_of[i] = (Uint8)lround(c * 255);
    }
}

static int clamp_light(int sum) {
    int light = (sum + (1 << (WEIGHT_BITS - 1))) >> WEIGHT_BITS;
    return light < 0 ? 0 : light > LIGHT_MOST ? LIGHT_MOST : light;
}

// The work of one picture: a ring of rows that have their final width but not their final height.
struct scaling {
    SDL_Surface *source;
    struct rect part;
    uint32_t ground;
    struct axis across, down;
    Uint32 *pixels; // one source row as ARGB8888
    Uint16 *light;  // the same as light
    Uint16 *ring;   // down.most rows
    int width;      // of the result
    int rows;       // source rows that went into the ring
};

static Uint16 *ring_row(const struct scaling *scaling, int row) {
    return scaling->ring + (ptrdiff_t)(row % scaling->down.most) * scaling->width * CHANNELS;
}

static void read_row(struct scaling *scaling, int row) {
    const SDL_Surface *source = scaling->source;
    const Uint8 *from = (const Uint8 *)source->pixels + (ptrdiff_t)(scaling->part.y + row) * source->pitch +
                        (ptrdiff_t)scaling->part.x * source->format->BytesPerPixel;
    SDL_ConvertPixels(scaling->part.w, 1, source->format->format, from, source->pitch,
        SDL_PIXELFORMAT_ARGB8888, scaling->pixels, scaling->part.w * 4);
    Uint16 *to = scaling->light;
    for (int x = 0; x < scaling->part.w; x++, to += CHANNELS) {
        Uint32 pixel = scaling->pixels[x], alpha = pixel >> 24;
        if (alpha < 255) {
            pixel = color_mixed(pixel, scaling->ground, alpha);
        }
        to[0] = light_of[pixel >> 16 & 0xFF];
        to[1] = light_of[pixel >> 8 & 0xFF];
        to[2] = light_of[pixel & 0xFF];
    }
}

static void add_row(struct scaling *scaling) {
    Uint16 *to = ring_row(scaling, scaling->rows);
    read_row(scaling, scaling->rows);
    for (int x = 0; x < scaling->width; x++, to += CHANNELS) {
        const struct taps *taps = &scaling->across.taps[x];
        const Uint16 *from = scaling->light + (ptrdiff_t)taps->first * CHANNELS;
        int red = 0, green = 0, blue = 0;
        for (int i = 0; i < taps->count; i++, from += CHANNELS) {
            red += from[0] * taps->weights[i];
            green += from[1] * taps->weights[i];
            blue += from[2] * taps->weights[i];
        }
        to[0] = (Uint16)clamp_light(red);
        to[1] = (Uint16)clamp_light(green);
        to[2] = (Uint16)clamp_light(blue);
    }
    scaling->rows++;
}

static void write_row(struct scaling *scaling, int y, Uint32 *to, int *sums) {
    const struct taps *taps = &scaling->down.taps[y];
    while (scaling->rows < taps->first + taps->count) {
        add_row(scaling);
    }
    const int length = scaling->width * CHANNELS;
    memset(sums, 0, (size_t)length * sizeof *sums);
    for (int i = 0; i < taps->count; i++) {
        const Uint16 *from = ring_row(scaling, taps->first + i);
        for (int n = 0; n < length; n++) {
            sums[n] += from[n] * taps->weights[i];
        }
    }
    for (int x = 0; x < scaling->width; x++, sums += CHANNELS) {
        to[x] = (Uint32)value_of[clamp_light(sums[0])] << 16 | (Uint32)value_of[clamp_light(sums[1])] << 8 |
                value_of[clamp_light(sums[2])];
    }
}

static void scale_rows(struct scaling *scaling, SDL_Surface *out) {
    int *sums = array_of((size_t)out->w * CHANNELS, sizeof *sums);
    Uint32 *row = array_of((size_t)out->w, sizeof *row);
    for (int y = 0; y < out->h; y++) {
        write_row(scaling, y, row, sums);
        memcpy((Uint8 *)out->pixels + (ptrdiff_t)y * out->pitch, row, (size_t)out->w * sizeof *row);
    }
    free(row);
    free(sums);
}

SDL_Surface *scale_part(SDL_Surface *source, struct rect part, int width, int height, uint32_t ground) {
    bool is_plain = !SDL_ISPIXELFORMAT_INDEXED(source->format->format) && !SDL_MUSTLOCK(source);
    SDL_Surface *plain = is_plain ? source : SDL_ConvertSurfaceFormat(source, SDL_PIXELFORMAT_ARGB8888, 0);
    if (!plain) {
        return NULL;
    }
    pthread_once(&tables, fill_tables);
    struct scaling scaling = {.source = plain, .part = part, .ground = ground, .width = width};
    scaling.across = axis_make(part.w, width);
    scaling.down = axis_make(part.h, height);
    scaling.pixels = array_of((size_t)part.w, sizeof *scaling.pixels);
    scaling.light = array_of((size_t)part.w * CHANNELS, sizeof *scaling.light);
    scaling.ring = array_of((size_t)scaling.down.most * (size_t)width * CHANNELS, sizeof *scaling.ring);
    SDL_Surface *out = SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_RGB888);
    if (out) {
        scale_rows(&scaling, out);
    }
    axis_finish(&scaling.across);
    axis_finish(&scaling.down);
    free(scaling.pixels);
    free(scaling.light);
    free(scaling.ring);
    if (plain != source) {
        SDL_FreeSurface(plain);
    }
    return out;
}
