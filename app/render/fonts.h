#ifndef BROADSIDE_RENDER_FONTS_H
#define BROADSIDE_RENDER_FONTS_H

#include "base/error.h"
#include "layout/measure.h"
#include "layout/oplist.h"
#include "render/cache.h"

// The faces, as layout measures and the painter draws them. One thread at a time.

struct fonts;
struct SDL_Surface;

// Opens nothing yet but checks that every face's file in `folder` is a font. A face that cannot be read is
// reported by log_error and stands in by another one; only with no face at all this is an error. The caller
// owns *out.
enum error fonts_create(const char *folder, struct fonts **out, struct reason *reason);
void fonts_destroy(struct fonts *fonts);
// When nothing is to be drawn for a while: lets go of the files that were read since the call before, of
// which a face of Chinese keeps 8 MB in memory.
void fonts_rest(struct fonts *fonts);
// At the end of a thread that has used them: frees what the libraries keep for it.
void fonts_leave_thread(void);

// What layout asks; borrowed, lives as long as the fonts.
const struct measure *fonts_measure(struct fonts *fonts);

// The same width before it is rounded, for whoever adds up several.
double fonts_advance(struct fonts *fonts, const struct type *type, const char *text, struct run run);

// Different characters so far that no face had, for which an empty box stands on the screen; each was logged.
size_t fonts_missing(const struct fonts *fonts);
// Of the letters that are kept; borrowed.
const struct cache_stats *fonts_glyph_stats(const struct fonts *fonts);

// A run in its colour (0xAARRGGBB) on transparent ground, ARGB8888, straight alpha. *origin_x and *baseline
// say where in the surface the pen starts. The caller frees it; NULL if there is nothing to see (blanks).
struct SDL_Surface *fonts_draw(
    struct fonts *fonts, const struct op_text *text, uint32_t color, int *origin_x, int *baseline);

#endif
