#ifndef BROADSIDE_RENDER_OUTPUT_H
#define BROADSIDE_RENDER_OUTPUT_H

#include <SDL2/SDL.h>

#include "render/lineup.h"
#include "render/ribbon.h"
#include "render/sprite.h"
#include "render/stage.h"
#include "render/turner.h"

// The ways from the stage to the output: private to the two files that share it.

enum output_way {
    // Software, upright, as large as the page: the page is painted onto the output itself, which keeps it.
    OUTPUT_PAINTED,
    // Software: what was painted since the last present is copied, or turned by the turner.
    OUTPUT_COPIED,
    // A graphics processor, whose output is undefined after every present: all of it, each time.
    OUTPUT_WHOLE,
};

struct stage {
    struct stage_options options;
    enum output_way way;
    struct painter *painter;
    struct ribbon *ribbon;
    struct turner *turner; // only OUTPUT_COPIED, and there is a rotation
    struct sprite *page;   // the picture that is kept; not OUTPUT_PAINTED
    struct sprite *before; // the picture that it fades from; only OUTPUT_WHOLE, if it may fade
    int share;             // of the page, that is seen above it: FADE_WHOLE but while it fades
    struct sprite *under;  // the page where the ticker runs above it; only OUTPUT_PAINTED, with a ticker
    struct sprite *turned; // the page as the screen wants it; only with a turner
    struct sprite *strip;  // the ticker before it is turned; only if there is a rotation
    struct region pending; // of the page: not yet on the output
    struct region shown;   // of the output: drawn by the last present
    struct rect moving;    // of the strip: what this frame draws; all of it, unless the rest is there
    struct lineup lineup;  // of the headlines that the output shows
    struct region painted; // of the page, since the last present; kept only to be tinted
    struct region tinted;  // of the page, by the last present
    bool has_ribbon;       // on the output
    uint64_t textures;     // of these five
    struct stage_stats stats;
};

// Draws the stage, and the ticker above it, onto the output: where it differs from what is there, which
// `stage->shown` then says.
void output_draw(struct stage *stage, const struct ribbon_place *places, size_t count);

// What is seen of the page and of what it fades from becomes what it fades from; only where there is room for
// that.
void output_keep(struct stage *stage);
// The page and the ticker, upright, onto the renderer's target; not OUTPUT_PAINTED.
void output_draw_upright(struct stage *stage, const struct ribbon_place *places, size_t count);

#endif
