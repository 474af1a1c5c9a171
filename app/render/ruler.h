#ifndef BROADSIDE_RENDER_RULER_H
#define BROADSIDE_RENDER_RULER_H

#include "render/faces.h"
#include "text/runs.h"

// Exact widths. Text is shaped once at the ruler's size, where a pixel is 1/2048 em, and the result holds for
// every size: with light hinting advances scale. A table of fixed size remembers words.

struct ruler;

struct ruler *ruler_create(struct faces *faces); // borrowed, must outlive the ruler
void ruler_destroy(struct ruler *ruler);         // accepts NULL

// How text is shaped, apart from its size.
struct shaping {
    face_id face;
    bool rtl;
    uint32_t script;
};

// Advance in em of `len` bytes of text.
double ruler_advance(struct ruler *ruler, struct shaping shaping, const char *text, size_t len);
// What the font moves two neighbours by, in em: the second pen's place is off by this much. `text` has both,
// the first of `first` bytes.
double ruler_kerning(struct ruler *ruler, struct shaping shaping, const char *text, size_t first, size_t len);
// The bytes of a first piece of at most `most` of a long text, cut after a blank where there is one, else
// between characters.
size_t text_piece(const char *text, size_t len, size_t most);

// The cell of a tabular digit, in em: as wide as the middle one of the ten, but no narrower than the widest
// one's ink. As wide as the widest (a proportional zero) would look spaced out.
double ruler_digit(struct ruler *ruler, face_id face);

#endif
