#ifndef BROADSIDE_RENDER_FACES_H
#define BROADSIDE_RENDER_FACES_H

#include <SDL2/SDL_ttf.h>

#include "base/error.h"
#include "layout/theme.h"

// The font files. Those of the theme are opened once to measure and once to draw, whatever the size: fifty
// sizes would cost 100 kB each, and a millisecond to open. Installed ones are opened once for both, and
// change their size in between: a face of Chinese keeps 10 MB of its file in the heap each time it is open,
// for SDL_ttf has FreeType read it as a stream. SDL_ttf empties its glyphs when the size changes; ours are
// kept (render/glyphs.h).

#define RULER_SIZE 2048 // pixels an em of the fonts that only measure
#define PAD_PHASES 4    // positions between two pixels at which a glyph can begin

// Blanks to draw before a text: SDL_ttf tells neither where a glyph with ink to the left of the pen begins
// nor does it begin anywhere but on a whole pixel. After a pad the pen stands at a known place, and the pads
// end at a quarter, a half, three quarters of a pixel.
struct pad {
    char text[48];
    double advance;
};

// The theme's faces by their own numbers, then the installed ones in the order they were needed.
typedef unsigned face_id;
#define MOST_FACES 64u // of both
#define NO_FACE MOST_FACES

struct sized_font {
    TTF_Font *font; // NULL: could not be opened
    face_id face;
    int size;
    bool rtl;
    uint32_t script; // as it was last set
    uint64_t used;   // when, for closing the one not used for longest
    struct pad pads[PAD_PHASES];
};

struct faces;

// Opens every face at the ruler's size. See fonts_create.
enum error faces_create(const char *folder, struct faces **out, struct reason *reason);
void faces_destroy(struct faces *faces); // accepts NULL
void faces_rest(struct faces *faces);    // see fonts_rest

// Borrowed until the next call of either for the same face. Never NULL, but its `font` may be.
struct sized_font *faces_at(struct faces *faces, face_id face, int size);
struct sized_font *faces_ruler(struct faces *faces, face_id face);

// Has the font shape in this direction and script (ISO 15924 as four bytes; 0: as Latin).
void sized_font_shape_as(struct sized_font *font, bool rtl, uint32_t script);

// A font file of the machine as a face, opened the first time. NO_FACE if it cannot be used or there are too
// many.
face_id faces_add(struct faces *faces, const char *path, long index);

bool faces_has(struct faces *faces, face_id face, uint32_t character);
// Who stands in for a bundled face, nearest in looks first; `nth` < FACE_COUNT - 1.
enum face faces_stand_in(enum face face, size_t nth);

#endif
