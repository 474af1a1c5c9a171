#ifndef BROADSIDE_LAYOUT_MEASURE_H
#define BROADSIDE_LAYOUT_MEASURE_H

#include <stddef.h>
#include <stdint.h>

#include "layout/theme.h"
#include "text/runs.h"

// What layout must know of fonts. Render implements it with real ones, the tests with a fixed width.
struct font_metrics {
    int ascent;     // pixels above the baseline, positive
    int descent;    // pixels below it, positive
    int cap_height; // pixels; of the letter H
};

struct measure {
    void *context;
    // Advance of one run in pixels. `text` is part of a line and has one direction and script.
    int (*width)(void *context, const struct type *type, const char *text, struct run run);
    struct font_metrics (*metrics)(void *context, const struct type *type);
    // Pixels from the pen to the ink of the first character, of a run from left to right.
    int (*bearing)(void *context, const struct type *type, const char *text, struct run run);
};

#endif
