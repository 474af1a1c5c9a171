#ifndef BROADSIDE_RENDER_SETTING_H
#define BROADSIDE_RENDER_SETTING_H

#include <stddef.h>

#include "layout/theme.h"
#include "render/fallback.h"
#include "render/ruler.h"

// A run of text set in type: which face draws which bytes, and where each pen starts. Measuring and drawing
// both go through here, so they cannot disagree.

struct span {
    size_t start, len; // bytes of the text
    face_id face;
    double pen; // pixels from the left end of the run
    double advance;
};

struct setting {
    struct span *spans;
    size_t count, capacity;
    double advance; // of the whole run, pixels
};

// Sets `len` bytes. `out` is used again and again and keeps its memory; free it with setting_finish.
// Tracking and tabular figures are for runs from left to right: joined scripts must not be torn apart.
void setting_make(struct setting *out, struct ruler *ruler, struct fallback *fallback,
    const struct type *type, const char *text, struct run run);
void setting_finish(struct setting *setting);

#endif
