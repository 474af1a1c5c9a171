#include "render/fonts.h"

#include <SDL2/SDL.h>
#include <SDL2/SDL_ttf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "render/coverage.h"
#include "render/emoji.h"
#include "render/faces.h"
#include "render/glyphs.h"
#include "render/setting.h"

struct fonts {
    struct faces *faces;
    struct ruler *ruler;
    struct fallback *fallback;
    struct glyphs *glyphs;
    struct measure measure;
    struct setting setting; // memory used again and again
    Uint8 *ink;             // the same: how much of each pixel is covered
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

static int bearing_of(void *context, const struct type *type, const char *text, struct run run) {
    struct fonts *fonts = context;
    setting_make(&fonts->setting, fonts->ruler, fonts->fallback, type, text, run);
    if (fonts->setting.count == 0 || run.rtl) {
        return 0;
    }
    const struct span *first = &fonts->setting.spans[0];
    size_t used;
    uint32_t character = utf8_next(text + run.start, run.len, &used);
    int left = 0;
    TTF_GlyphMetrics32(
        faces_ruler(fonts->faces, first->face)->font, character, &left, NULL, NULL, NULL, NULL);
    return (int)lround(first->pen + (double)left * type->size / RULER_SIZE);
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
    fonts->glyphs = glyphs_create(faces);
    fonts->fallback = fallback_create(faces);
    fonts->measure =
        (struct measure){.context = fonts, .width = width_of, .metrics = metrics_of, .bearing = bearing_of};
    *out = fonts;
    return ERROR_NONE;
}

void fonts_destroy(struct fonts *fonts) {
    if (!fonts) {
        return;
    }
    setting_finish(&fonts->setting);
    glyphs_destroy(fonts->glyphs);
    fallback_destroy(fonts->fallback);
    ruler_destroy(fonts->ruler);
    faces_destroy(fonts->faces);
    free(fonts->ink);
    free(fonts);
}

void fonts_rest(struct fonts *fonts) {
    faces_rest(fonts->faces);
}

void fonts_leave_thread(void) {
    SDL_TLSCleanup(); // SDL's last error, in a thread that it did not start
}

const struct measure *fonts_measure(struct fonts *fonts) {
    return &fonts->measure;
}

size_t fonts_missing(const struct fonts *fonts) {
    return fallback_missing(fonts->fallback);
}

const struct cache_stats *fonts_glyph_stats(const struct fonts *fonts) {
    return glyphs_stats(fonts->glyphs);
}

// The font that draws the run as pictures; NULL: it is to be drawn in its colour, as letters are.
static struct sized_font *emoji_font(struct fonts *fonts, const char *text, size_t len, uint32_t script) {
    size_t used;
    if (script != SCRIPT_EMOJI || len == 0) {
        return NULL;
    }
    face_id face = fallback_emoji(fonts->fallback, utf8_next(text, len, &used));
    struct sized_font *font = face != NO_FACE ? faces_ruler(fonts->faces, face) : NULL;
    return font && font->font ? font : NULL;
}

double fonts_advance(struct fonts *fonts, const struct type *type, const char *text, struct run run) {
    struct sized_font *emoji = emoji_font(fonts, text + run.start, run.len, run.script);
    if (emoji) {
        return emoji_advance(emoji, type->size, text + run.start, run.len);
    }
    setting_make(&fonts->setting, fonts->ruler, fonts->fallback, type, text, run);
    return fonts->setting.advance;
}

// Where ink is collected: one byte a pixel, the run's pen at (pen_x, baseline).
struct canvas {
    Uint8 *ink;
    int width, height;
    int pen_x, baseline;
};

// The canvas of a run, empty: an em more than the advance on either side, as op_extent has it.
static struct canvas canvas_for(struct fonts *fonts, double advance, int size) {
    struct canvas canvas = {
        .width = (int)ceil(fmax(0, advance)) + 2 * size,
        .height = 3 * size,
        .pen_x = size,
        .baseline = 2 * size,
    };
    size_t area = (size_t)canvas.width * (size_t)canvas.height;
    if (area > fonts->ink_capacity) {
        fonts->ink = realloc(fonts->ink, area);
        fonts->ink_capacity = area;
        if (!fonts->ink) {
            abort();
        }
    }
    canvas.ink = fonts->ink;
    memset(canvas.ink, 0, area);
    return canvas;
}

// Coverage is added: glyphs that touch in one pixel fill it together.
static void collect(const struct canvas *canvas, const struct glyph *glyph, int pen_x) {
    int left = pen_x + glyph->left, top = canvas->baseline + glyph->top;
    int first = left < 0 ? -left : 0;
    int last = left + glyph->width > canvas->width ? canvas->width - left : glyph->width;
    for (int y = 0; y < glyph->height; y++) {
        if (top + y < 0 || top + y >= canvas->height) {
            continue;
        }
        const Uint8 *from = glyph->ink + (ptrdiff_t)y * glyph->width;
        Uint8 *to = canvas->ink + (ptrdiff_t)(top + y) * canvas->width + left;
        for (int x = first; x < last; x++) {
            unsigned sum = (unsigned)to[x] + from[x];
            to[x] = (Uint8)(sum > 255 ? 255 : sum);
        }
    }
}

static void draw_span(
    struct fonts *fonts, const struct op_text *op, const struct span *span, const struct canvas *canvas) {
    int steps = (int)lround(span->pen * PAD_PHASES);
    int phase = (steps % PAD_PHASES + PAD_PHASES) % PAD_PHASES;
    const struct glyph_text text = {
        span->face, op->type.size, op->rtl, op->script, op->text + span->start, span->len, phase};
    const struct glyph *glyph = glyphs_find(fonts->glyphs, &text);
    if (glyph) {
        collect(canvas, glyph, canvas->pen_x + (steps - phase) / PAD_PHASES);
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
    struct sized_font *emoji = emoji_font(fonts, text->text, run.len, run.script);
    if (emoji) {
        return emoji_draw(emoji, text->type.size, text->text, color >> 24, origin_x, baseline);
    }
    setting_make(&fonts->setting, fonts->ruler, fonts->fallback, &text->type, text->text, run);
    struct canvas canvas = canvas_for(fonts, fonts->setting.advance, text->type.size);
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
