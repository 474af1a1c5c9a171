#ifndef BROADSIDE_RENDER_GLYPHS_H
#define BROADSIDE_RENDER_GLYPHS_H

#include "render/cache.h"
#include "render/faces.h"

// Coverage of small pieces of text. SDL_ttf draws a glyph anew for each place between two pixels, which is
// most of the work of a page; here each is kept for the four places at which pens are put.

struct glyphs;

struct glyph {
    int left, top; // of the ink's left upper corner, from the whole pixel left of the pen and the baseline
    int width, height;
    unsigned char ink[]; // one byte a pixel, rows without gaps
};

// A piece of text and how it is drawn.
struct glyph_text {
    face_id face;
    int size;
    bool rtl;
    uint32_t script;
    const char *text; // borrowed
    size_t len;
    int phase; // the pen stands phase / PAD_PHASES right of a pixel
};

struct glyphs *glyphs_create(struct faces *faces); // borrowed
void glyphs_destroy(struct glyphs *glyphs);        // accepts NULL

// Borrowed until the next call; NULL if the face cannot be opened.
const struct glyph *glyphs_find(struct glyphs *glyphs, const struct glyph_text *text);

const struct cache_stats *glyphs_stats(const struct glyphs *glyphs); // borrowed

#endif
