#include "render/scale.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "render/coverage.h"

// Light is linear and in units of which this many are white; filter and sums are floating point.
#define LIGHT_BITS 15
#define LIGHT_MOST ((1 << LIGHT_BITS) - 1)

// Red, green, blue and nothing: one register of four floats, where the processor has such registers. Memory
// from the heap is aligned to no more than this on 32 bits.
typedef float light __attribute__((vector_size(16), aligned(8)));

// Where one pixel of the result takes its light from along one axis.
struct taps {
    int first, count;
    const float *weights;
};

struct axis {
    struct taps *taps; // one for each pixel of the result
    float *weights;
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

static void fill_weights(float *weights, int count, double center, double stretch, int first) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
        sum += catmull_rom((first + i + 0.5 - center) / stretch);
    }
    for (int i = 0; i < count; i++) {
        weights[i] = (float)(catmull_rom((first + i + 0.5 - center) / stretch) / sum);
    }
}

static struct axis axis_make(int from, int to) {
    double ratio = (double)from / to, stretch = fmax(1, ratio), reach = 2 * stretch;
    struct axis axis = {.taps = array_of((size_t)to, sizeof *axis.taps), .most = (int)ceil(2 * reach) + 1};
    axis.weights = array_of((size_t)to * (size_t)axis.most, sizeof *axis.weights);
    for (int i = 0; i < to; i++) {
        double center = (i + 0.5) * ratio;
        int first = (int)fmax(0, ceil(center - reach - 0.5));
        int last = (int)fmin(from - 1, floor(center + reach - 0.5));
        float *weights = axis.weights + (ptrdiff_t)i * axis.most;
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
static float light_of[256];
static Uint8 value_of[LIGHT_MOST + 1];
static pthread_once_t tables = PTHREAD_ONCE_INIT;

static void fill_tables(void) {
    for (int i = 0; i < 256; i++) {
        double c = i / 255.0, linear = c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
        light_of[i] = (float)(linear * LIGHT_MOST);
    }
    for (int i = 0; i <= LIGHT_MOST; i++) {
        double linear = (double)i / LIGHT_MOST;
        double c = linear <= 0.0031308 ? linear * 12.92 : 1.055 * pow(linear, 1 / 2.4) - 0.055;
        value_of[i] = (Uint8)lround(c * 255);
    }
}

// The filter's negative lobes reach below black and above white.
static Uint32 seen(float linear) {
    int at = (int)(linear + 0.5F);
    return value_of[at < 0 ? 0 : at > LIGHT_MOST ? LIGHT_MOST : at];
}

// Where in a pixel of the source its bytes are; alpha below zero: it has none.
struct places {
    int red, green, blue, alpha;
};

// The work of one picture: a ring of rows that have their final width but not their final height.
struct scaling {
    SDL_Surface *source;
    struct places places;
    struct rect part;
    uint32_t ground;
    struct axis across, down;
    light *row;         // one of the source
    light *ring;        // down.most rows
    const light **taps; // the rows of it that one of the result is made of
    int width;          // of the result
    int rows;           // source rows that went into the ring
};

static int place_of(const SDL_PixelFormat *format, int shift) {
    int byte = shift / 8;
    return SDL_BYTEORDER == SDL_LIL_ENDIAN ? byte : format->BytesPerPixel - 1 - byte;
}

static struct places places_of(const SDL_PixelFormat *format) {
    return (struct places){
        .red = place_of(format, format->Rshift),
        .green = place_of(format, format->Gshift),
        .blue = place_of(format, format->Bshift),
        .alpha = format->Amask ? place_of(format, format->Ashift) : -1,
    };
}

// Whether it can be read as it is: three colours of a byte each.
static bool is_plain(const SDL_Surface *source) {
    const SDL_PixelFormat *format = source->format;
    return format->BytesPerPixel >= 3 && !SDL_MUSTLOCK(source) &&
           !(format->Rloss | format->Gloss | format->Bloss) && (!format->Amask || !format->Aloss);
}

static light over_ground(const struct scaling *scaling, const Uint8 *pixel) {
    const struct places *at = &scaling->places;
    Uint32 color = (Uint32)pixel[at->red] << 16 | (Uint32)pixel[at->green] << 8 | pixel[at->blue];
    color = color_mixed(color, scaling->ground, pixel[at->alpha]);
    return (light){light_of[color >> 16 & 0xFF], light_of[color >> 8 & 0xFF], light_of[color & 0xFF]};
}

static void read_row(const struct scaling *scaling, int row) {
    const SDL_Surface *source = scaling->source;
    const struct places at = scaling->places;
    const int step = source->format->BytesPerPixel;
    const Uint8 *pixel = (const Uint8 *)source->pixels + (ptrdiff_t)(scaling->part.y + row) * source->pitch +
                         (ptrdiff_t)scaling->part.x * step;
    for (int x = 0; x < scaling->part.w; x++, pixel += step) {
        scaling->row[x] =
            at.alpha >= 0 && pixel[at.alpha] < 255
                ? over_ground(scaling, pixel)
                : (light){light_of[pixel[at.red]], light_of[pixel[at.green]], light_of[pixel[at.blue]]};
    }
}

static light *ring_row(const struct scaling *scaling, int row) {
    return scaling->ring + (ptrdiff_t)(row % scaling->down.most) * scaling->width;
}

static void add_row(struct scaling *scaling) {
    light *to = ring_row(scaling, scaling->rows);
    read_row(scaling, scaling->rows++);
    for (int x = 0; x < scaling->width; x++) {
        const struct taps *taps = &scaling->across.taps[x];
        const light *from = scaling->row + taps->first;
        light sum = {0};
        for (int i = 0; i < taps->count; i++) {
            sum += from[i] * taps->weights[i];
        }
        to[x] = sum;
    }
}

static void write_row(struct scaling *scaling, int y, Uint32 *to) {
    const struct taps *taps = &scaling->down.taps[y];
    while (scaling->rows < taps->first + taps->count) {
        add_row(scaling);
    }
    for (int i = 0; i < taps->count; i++) {
        scaling->taps[i] = ring_row(scaling, taps->first + i);
    }
    for (int x = 0; x < scaling->width; x++) {
        light sum = {0};
        for (int i = 0; i < taps->count; i++) {
            sum += scaling->taps[i][x] * taps->weights[i];
        }
        to[x] = seen(sum[0]) << 16 | seen(sum[1]) << 8 | seen(sum[2]);
    }
}

static void scale_rows(struct scaling *scaling, SDL_Surface *out) {
    Uint32 *row = array_of((size_t)out->w, sizeof *row);
    for (int y = 0; y < out->h; y++) {
        write_row(scaling, y, row);
        memcpy((Uint8 *)out->pixels + (ptrdiff_t)y * out->pitch, row, (size_t)out->w * sizeof *row);
    }
    free(row);
}

SDL_Surface *scale_part(SDL_Surface *source, struct rect part, int width, int height, uint32_t ground) {
    SDL_Surface *plain =
        is_plain(source) ? source : SDL_ConvertSurfaceFormat(source, SDL_PIXELFORMAT_ARGB8888, 0);
    if (!plain) {
        return NULL;
    }
    pthread_once(&tables, fill_tables);
    struct scaling scaling = {
        .source = plain,
        .places = places_of(plain->format),
        .part = part,
        .ground = ground,
        .across = axis_make(part.w, width),
        .down = axis_make(part.h, height),
        .row = array_of((size_t)part.w, sizeof *scaling.row),
        .width = width,
    };
    scaling.ring = array_of((size_t)scaling.down.most * (size_t)width, sizeof *scaling.ring);
    scaling.taps = array_of((size_t)scaling.down.most, sizeof *scaling.taps);
    SDL_Surface *out = SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_RGB888);
    if (out) {
        scale_rows(&scaling, out);
    }
    axis_finish(&scaling.across);
    axis_finish(&scaling.down);
    free(scaling.row);
    free(scaling.ring);
    free(scaling.taps);
    if (plain != source) {
        SDL_FreeSurface(plain);
    }
    return out;
}
