#ifndef BROADSIDE_CHART_CHART_H
#define BROADSIDE_CHART_CHART_H

#include "base/error.h"
#include "chart/drawing.h"
#include "chart/number_format.h"
#include "chart/words.h"
#include "model/chart_spec.h"

// An infographic drawn from data: a Vega-Lite document of a bounded subset (docs/infographics.md) laid out
// for a screen. Pure: the same spec and form give the same drawing.

// Width in pixels of one line, in the caller's fonts.
struct chart_measure {
    void *context;
    double (*width)(void *context, enum chart_face face, double size, const char *text);
};

#define CHART_PALETTE 12

struct chart_style {
    uint32_t background, panel, line, ink, dim, highlight;
    uint32_t quiet;                  // a mark without a colour of its own, beside a highlighted one
    uint32_t palette[CHART_PALETTE]; // for categories, safe for colour-blind readers
    size_t palette_count;
    double text; // pixels an em of labels
};

// The colours for a ground: dark or light, Okabe–Ito without its black, in an order that keeps neighbours
// apart.
void chart_palette(uint32_t background, struct chart_style *style);

// Called between pieces of the work, so that a large chart may be drawn over many frames; false: it is not
// wanted any more, and what comes back is ERROR_REFUSED. NULL: it is drawn in one go.
struct chart_pace {
    bool (*pause)(void *context);
    void *context;
};

struct chart_form {
    int x, y, width, height; // the room, pixels
    bool has_head;           // title, subtitle and source line are the chart's to draw
    struct chart_style style;
    struct chart_measure measure;
    const struct locale *locale; // borrowed; NULL: English
    struct breaker *breaker;     // borrowed: where lines end; NULL: at blanks and hyphens
    const char *const *words;    // borrowed, in the order of enum chart_word; NULL: English
    struct chart_pace pace;
};

// Draws, or refuses with the spec's name, a JSON pointer and the name of what lies outside the subset. The
// arena holds the drawing and everything it took.
enum error chart_draw(const struct chart_spec *spec, const struct chart_form *form, struct arena *arena,
    struct drawing *out, struct reason *reason);

#endif
