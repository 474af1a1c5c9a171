#ifndef BROADSIDE_RENDER_STAGE_H
#define BROADSIDE_RENDER_STAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/time.h"
#include "layout/oplist.h"
#include "layout/ticker.h"
#include "render/cache.h"
#include "render/fade.h"
#include "render/fonts.h"

// The stage keeps the picture between frames. It is painted only where the op lists differ; the ticker runs
// above it and never touches it.
//
// There are two ways from here to the output, by the renderer's name. What the software renderer draws stays
// until it is drawn over: the output itself is the stage, and only what was painted, and the ticker, is
// shown. An output that can scroll moves the ticker's picture itself, and only the columns that came in are
// drawn. (Turned, the stage is a texture of which the same parts are turned onto the output.) With a graphics
// processor the back buffer is undefined after every present: the stage is a texture, which is copied whole
// each time, and costs nothing there.

struct stage;
struct decoder;
struct SDL_Renderer;

struct stage_options {
    struct SDL_Renderer *renderer; // borrowed
    struct fonts *fonts;           // borrowed
    struct decoder *decoder;       // borrowed; NULL: pictures are made when they are painted
    int width, height;             // of the page, before rotation
    int rotate;                    // 0, 90, 180, 270: clockwise, applied when presenting
    struct rect ticker;            // where the strip runs; empty: none
    uint32_t ticker_ground;        // 0xRRGGBB
    bool ticker_is_mirrored;       // headlines come in at the left
    bool fades;                    // pages may; see stage_keep
    // Moves pixels of what the output shows, not of what it is drawn from, and answers true; false if that
    // cannot be done now. The present after it shows what is drawn above them. NULL: it never can.
    bool (*scroll)(const struct scroll *scroll);
    bool tints; // for debugging: what was painted since the last present is seen in colour
};

// One headline at its place in this frame.
struct ribbon_place {
    const struct ticker_item *item; // borrowed for the call
    float x; // of the item's left edge in the strip, may be negative; whole where stage_is_between is false
};

// What is kept because it costs time to make, each kind within its own budget (render/cache.h).
enum stage_cache {
    STAGE_RUNS,     // of text
    STAGE_PICTURES, // scaled to where they stand; charts
    STAGE_SHAPES,   // lines and signs, discs of round corners
    STAGE_RIBBON,   // parts of the ticker's headlines
    STAGE_CACHES
};

// Counters for --stats; all since creation.
struct stage_stats {
    const char *renderer;      // SDL's name of it
    uint64_t frames;           // presented
    uint64_t textures_created; // of every kind
    uint64_t parts_made;       // of headlines
    uint64_t pixels_painted;   // damaged area repainted
    uint64_t pixels_shown;     // area that presents copied to the output
    struct cache_stats caches[STAGE_CACHES];
};

enum error stage_create(const struct stage_options *options, struct stage **out, struct reason *reason);
void stage_destroy(struct stage *stage); // accepts NULL

// What is on screen will fade into what is painted from now on, where a graphics processor draws and `fades`
// was asked for; else that takes its place at once.
void stage_keep(struct stage *stage);
// How much of the new is seen from the next present on, of FADE_WHOLE, above what was kept. Without that, all
// of it is seen whatever is said.
void stage_fade(struct stage *stage, int share);
bool stage_is_fading(const struct stage *stage);

// Takes in the pictures that the decoder has finished; adds to `damage` where `ops` show one of them.
void stage_receive(struct stage *stage, const struct oplist *ops, struct region *damage);
// Paints `ops` inside `damage`, clipped to each rectangle in turn. Ops are borrowed for the call.
void stage_paint(struct stage *stage, const struct oplist *ops, const struct region *damage);
// Whether every picture of ops that were painted is there: none is still the ground of its place.
bool stage_has_pictures(const struct stage *stage, const struct oplist *ops);
// Another page was painted: what only those before it were made of is forgotten.
void stage_turn(struct stage *stage);
// Asks for the pictures of ops that will be painted soon, before all others.
void stage_ask(struct stage *stage, const struct oplist *ops);
// Makes what the ops will need (text runs, paths, charts) ahead of time, and asks for pictures; stops after
// `budget` milliseconds of work and answers true when everything is there or asked for.
bool stage_prepare(struct stage *stage, const struct oplist *ops, millis budget);
// Makes a part of a headline that will come into the strip, at most one; from where it stands beside it.
void stage_prepare_headline(struct stage *stage, const struct ribbon_place *place);
// Draws the stage with the ticker's strip above it onto the output. `places` may be empty. Answers what of
// the output, in its own pixels, was drawn and is now to be shown; borrowed until the next call.
const struct region *stage_present(struct stage *stage, const struct ribbon_place *places, size_t count);
// Whether pictures may grow while they are on: in software, scaling a picture of the screen's size takes most
// of a frame.
bool stage_can_zoom(struct SDL_Renderer *renderer);
// Whether headlines may stand between two pixels: the software renderer would cut off the rest.
bool stage_is_between(const struct stage *stage);
// The output lost its picture: the next present shows all of it.
void stage_expose(struct stage *stage);
// The ticker's ground is another from now on (0xRRGGBB).
void stage_change_ground(struct stage *stage, uint32_t ground);
// True if something was painted or exposed since the last present.
bool stage_is_behind(const struct stage *stage);
// The renderer lost its targets (SDL_RENDER_TARGETS_RESET, SDL_RENDER_DEVICE_RESET): forget all textures. The
// caller then damages everything.
void stage_reset(struct stage *stage);

const struct stage_stats *stage_stats(const struct stage *stage);

// The picture as it would be presented without rotation, as PNG. The same picture gives the same bytes.
enum error stage_write_png(struct stage *stage, const struct ribbon_place *places, size_t count,
    const char *path, struct reason *reason);

#endif
