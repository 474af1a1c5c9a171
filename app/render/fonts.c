#include "render/fonts.h"

#include <SDL2/SDL.h>
#include <SDL2/SDL_ttf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "render/coverage.h"
#include "render/faces.h"
#include "render/setting.h"

struct fonts {
    struct faces *faces;
    struct ruler *ruler;
    struct measure measure;
    struct setting setting; // memory used again and again
    char *text;             // the same: a pad and the text of a span
    size_t text_capacity;
    Uint8 *ink; // the same: how much of each pixel is covered
    size_t ink_capacity;
};

static int width_of(void *context, const struct type *type, const char *text, struct run run) {
    return (int)lround(fonts_advance(context, type, text, run));
}

static struct font_metrics metrics_of(void *context, const struct type *type) {
    struct fonts *fonts = context;
    TTF_Font *ruler = faces_ruler(fonts->faces, type->face)->font;
    double scale = (double)type->size / RULER_SIZE;
    int cap_height = TTF_FontAscent(ruler);
    TTF_GlyphMetrics32(ruler, 'H', NULL, NULL, NULL, &cap_height, NULL);
    return (struct font_metrics){
        .ascent = (int)ceil(TTF_FontAscent(ruler) * scale),
        .descent = (int)ceil(-TTF_FontDescent(ruler) * scale),
        .cap_height = (int)lround(cap_height * scale),
    };
}

enum error fonts_create(const char *folder, struct fonts **out, struct reason *reason) {
    *out = NULL;
    struct faces *faces;
    enum error error = faces_create(folder, &faces, reason);
    if (error) {
        return error;
    }
    struct fonts *fonts = calloc(1, sizeof *fonts);
    if (!fonts) {
        abort();
    }
    fonts->faces = faces;
    fonts->ruler = ruler_create(faces);
    fonts->measure = (struct measure){.context = fonts, .width = width_of, .metrics = metrics_of};
    *out = fonts;
    return ERROR_NONE;
}

void fonts_destroy(struct fonts *fonts) {
    if (!fonts) {
        return;
    }
    setting_finish(&fonts->setting);
    ruler_destroy(fonts->ruler);
    faces_destroy(fonts->faces);
    free(fonts->text);
    free(fonts->ink);
    free(fonts);
}

const struct measure *fonts_measure(struct fonts *fonts) {
    return &fonts->measure;
}

double fonts_advance(struct fonts *fonts, const struct type *type, const char *text, struct run run) {
    setting_make(&fonts->setting, fonts->ruler, fonts->faces, type, text, run);
    return fonts->setting.advance;
}

static void *grown(void *memory, size_t *capacity, size_t size) {
    if (size > *capacity) {
        memory = realloc(memory, size);
        if (!memory) {
            abort();
        }
        *capacity = size;
    }
    return memory;
}

// Where ink is collected: one byte a pixel, the run's pen at (pen_x, baseline).
struct canvas {
    Uint8 *ink;
    int width, height;
    int pen_x, baseline;
};

// Rows by which SDL_ttf lowered a picture because ink rises above the font's ascent. It only tells how much
// higher than the font the picture is; the letters tell on which side.
static int rows_above(const struct sized_font *font, const char *text, int height) {
    int excess = height - TTF_FontHeight(font->font), above = 0, maxy;
    for (size_t len = strlen(text), used; excess > 0 && len > 0; text += used, len -= used) {
        if (TTF_GlyphMetrics32(font->font, utf8_next(text, len, &used), NULL, NULL, NULL, &maxy, NULL) == 0 &&
            maxy - TTF_FontAscent(font->font) > above) {
            above = maxy - TTF_FontAscent(font->font);
        }
    }
    return above < excess ? above : excess;
}

// Coverage is added: glyphs that touch in one pixel fill it together.
static void collect(const struct canvas *canvas, const SDL_Surface *glyphs, int left, int top) {
    int first = left < 0 ? -left : 0;
    int last = left + glyphs->w > canvas->width ? canvas->width - left : glyphs->w;
    for (int y = 0; y < glyphs->h; y++) {
        if (top + y < 0 || top + y >= canvas->height) {
            continue;
        }
        const Uint8 *row = (const Uint8 *)glyphs->pixels + (size_t)y * (size_t)glyphs->pitch;
        Uint8 *to = canvas->ink + (size_t)(top + y) * (size_t)canvas->width;
        for (int x = first; x < last; x++) {
            Uint32 pixel;
            memcpy(&pixel, row + 4 * (size_t)x, sizeof pixel);
            unsigned sum = to[left + x] + (pixel >> 24);
            to[left + x] = (Uint8)(sum > 255 ? 255 : sum);
        }
    }
}

static void draw_span(
    struct fonts *fonts, const struct op_text *op, const struct span *span, const struct canvas *canvas) {
    struct sized_font *font = faces_at(fonts->faces, span->face, op->type.size);
    if (!font->font) {
        return;
    }
    int steps = (int)lround(span->pen * PAD_PHASES); // quarters of a pixel
    const struct pad *pad = &font->pads[(steps % PAD_PHASES + PAD_PHASES) % PAD_PHASES];
    size_t pad_len = strlen(pad->text);
    fonts->text = grown(fonts->text, &fonts->text_capacity, pad_len + span->len + 1);
    // The pad stands to the left, which is the end of a text from right to left.
    memcpy(fonts->text + (op->rtl ? span->len : 0), pad->text, pad_len);
    memcpy(fonts->text + (op->rtl ? 0 : pad_len), op->text + span->start, span->len);
    fonts->text[pad_len + span->len] = '\0';
    sized_font_shape_as(font, op->rtl, op->script);
    SDL_Surface *glyphs = TTF_RenderUTF8_Blended(font->font, fonts->text, (SDL_Color){255, 255, 255, 255});
    if (glyphs) {
        int left = canvas->pen_x + (int)lround((double)steps / PAD_PHASES - pad->advance);
        int top = canvas->baseline - TTF_FontAscent(font->font) - rows_above(font, fonts->text, glyphs->h);
        collect(canvas, glyphs, left, top);
        SDL_FreeSurface(glyphs);
    }
}

static SDL_Rect inked_part(const struct canvas *canvas) {
    int left = canvas->width, right = -1, top = canvas->height, bottom = -1;
    for (int y = 0; y < canvas->height; y++) {
        const Uint8 *row = canvas->ink + (size_t)y * (size_t)canvas->width;
        int first = 0, last = canvas->width - 1;
        while (first < canvas->width && row[first] == 0) {
            first++;
        }
        if (first == canvas->width) {
            continue;
        }
        while (row[last] == 0) {
            last--;
        }
        left = first < left ? first : left;
        right = last > right ? last : right;
        top = y < top ? y : top;
        bottom = y;
    }
    return (SDL_Rect){left, top, right - left + 1, bottom - top + 1};
}

struct SDL_Surface *fonts_draw(
    struct fonts *fonts, const struct op_text *text, uint32_t color, int *origin_x, int *baseline) {
    struct run run = {.start = 0, .len = strlen(text->text), .rtl = text->rtl, .script = text->script};
    setting_make(&fonts->setting, fonts->ruler, fonts->faces, &text->type, text->text, run);
    int size = text->type.size;
    struct canvas canvas = {
        .width = (int)ceil(fmax(0, fonts->setting.advance)) + 2 * size,
        .height = 3 * size,
        .pen_x = size,
        .baseline = 2 * size,
    };
    size_t area = (size_t)canvas.width * (size_t)canvas.height;
    fonts->ink = grown(fonts->ink, &fonts->ink_capacity, area);
    memset(fonts->ink, 0, area);
    canvas.ink = fonts->ink;
    for (size_t i = 0; i < fonts->setting.count; i++) {
        draw_span(fonts, text, &fonts->setting.spans[i], &canvas);
    }
    SDL_Rect part = inked_part(&canvas);
    if (part.w <= 0 || part.h <= 0) {
        return NULL;
    }
    *origin_x = canvas.pen_x - part.x;
    *baseline = canvas.baseline - part.y;
    const struct coverage coverage = {
        canvas.ink + (size_t)part.y * (size_t)canvas.width + part.x, part.w, part.h, canvas.width};
    return coverage_colored(&coverage, color);
}
