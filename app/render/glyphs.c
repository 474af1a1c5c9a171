#include "render/glyphs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "render/keys.h"

#define BUDGET (3u << 20) // bytes: five hundred letters of headlines, thousands of body text
#define SHORT 16u         // bytes of a text that is likely to come again

struct glyphs {
    struct faces *faces;
    struct cache *kept;
    struct glyph *passing; // the last one that was too long to keep
    char *text;            // a pad and the text; memory used again and again
    size_t capacity;
};

struct glyphs *glyphs_create(struct faces *faces) {
    struct glyphs *glyphs = calloc(1, sizeof *glyphs);
    if (!glyphs) {
        abort();
    }
    glyphs->faces = faces;
    glyphs->kept = cache_create(BUDGET, free);
    return glyphs;
}

void glyphs_destroy(struct glyphs *glyphs) {
    if (glyphs) {
        cache_destroy(glyphs->kept);
        free(glyphs->passing);
        free(glyphs->text);
        free(glyphs);
    }
}

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

static Uint8 ink_at(const SDL_Surface *surface, int x, int y) {
    Uint32 pixel;
    memcpy(&pixel, (const Uint8 *)surface->pixels + (ptrdiff_t)y * surface->pitch + 4 * (ptrdiff_t)x,
        sizeof pixel);
    return (Uint8)(pixel >> 24);
}

static bool has_ink(const SDL_Surface *surface, SDL_Rect part) {
    for (int y = part.y; y < part.y + part.h; y++) {
        for (int x = part.x; x < part.x + part.w; x++) {
            if (ink_at(surface, x, y) != 0) {
                return true;
            }
        }
    }
    return false;
}

static SDL_Rect inked_part(const SDL_Surface *surface) {
    SDL_Rect part = {0, 0, surface->w, surface->h};
    while (part.h > 0 && !has_ink(surface, (SDL_Rect){part.x, part.y, part.w, 1})) {
        part.y++;
        part.h--;
    }
    while (part.h > 0 && !has_ink(surface, (SDL_Rect){part.x, part.y + part.h - 1, part.w, 1})) {
        part.h--;
    }
    while (part.h > 0 && part.w > 0 && !has_ink(surface, (SDL_Rect){part.x, part.y, 1, part.h})) {
        part.x++;
        part.w--;
    }
    while (
        part.h > 0 && part.w > 0 && !has_ink(surface, (SDL_Rect){part.x + part.w - 1, part.y, 1, part.h})) {
        part.w--;
    }
    return part;
}

static struct glyph *glyph_of(const SDL_Surface *surface, SDL_Rect part) {
    struct glyph *glyph = malloc(sizeof *glyph + (size_t)part.w * (size_t)part.h);
    if (!glyph) {
        abort();
    }
    *glyph = (struct glyph){.left = part.x, .top = part.y, .width = part.w, .height = part.h};
    for (int y = 0; y < part.h; y++) {
        for (int x = 0; x < part.w; x++) {
            glyph->ink[(ptrdiff_t)y * part.w + x] = ink_at(surface, part.x + x, part.y + y);
        }
    }
    return glyph;
}

// The pad stands to the left, which is the end of a text from right to left.
static const char *padded(struct glyphs *glyphs, const struct pad *pad, const struct glyph_text *text) {
    size_t pad_len = strlen(pad->text), size = pad_len + text->len + 1;
    if (size > glyphs->capacity) {
        glyphs->capacity = size;
        glyphs->text = realloc(glyphs->text, size);
        if (!glyphs->text) {
            abort();
        }
    }
    memcpy(glyphs->text + (text->rtl ? text->len : 0), pad->text, pad_len);
    memcpy(glyphs->text + (text->rtl ? 0 : pad_len), text->text, text->len);
    glyphs->text[size - 1] = '\0';
    return glyphs->text;
}

static struct glyph *draw(struct glyphs *glyphs, const struct glyph_text *text) {
    struct sized_font *font = faces_at(glyphs->faces, text->face, text->size);
    if (!font->font) {
        return NULL;
    }
    const struct pad *pad = &font->pads[text->phase];
    const char *bytes = padded(glyphs, pad, text);
    sized_font_shape_as(font, text->rtl, text->script);
    SDL_Surface *surface = TTF_RenderUTF8_Blended(font->font, bytes, (SDL_Color){255, 255, 255, 255});
    if (!surface) {
        return NULL;
    }
    struct glyph *glyph = glyph_of(surface, inked_part(surface));
    glyph->left -= (int)lround(pad->advance - (double)text->phase / PAD_PHASES);
    glyph->top -= TTF_FontAscent(font->font) + rows_above(font, bytes, surface->h);
    SDL_FreeSurface(surface);
    return glyph;
}

static uint64_t key_of(const struct glyph_text *text) {
    uint64_t key = hash_bytes(HASH_START, text->text, text->len);
    key = hash_pair(key, (int)text->face, text->size);
    return hash_u64(hash_pair(key, text->rtl, text->phase), text->script);
}

const struct glyph *glyphs_find(struct glyphs *glyphs, const struct glyph_text *text) {
    if (text->len > SHORT) {
        free(glyphs->passing);
        glyphs->passing = draw(glyphs, text);
        return glyphs->passing;
    }
    uint64_t key = key_of(text);
    struct glyph *glyph = cache_find(glyphs->kept, key);
    if (!glyph) {
        glyph = draw(glyphs, text);
        if (glyph) {
            size_t bytes = sizeof *glyph + (size_t)glyph->width * (size_t)glyph->height;
            cache_add(glyphs->kept, key, glyph, bytes);
        }
    }
    return glyph;
}

const struct cache_stats *glyphs_stats(const struct glyphs *glyphs) {
    return cache_stats(glyphs->kept);
}
