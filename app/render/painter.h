#ifndef BROADSIDE_RENDER_PAINTER_H
#define BROADSIDE_RENDER_PAINTER_H

#include <SDL2/SDL.h>

#include "layout/oplist.h"
#include "render/cache.h"
#include "render/decoder.h"
#include "render/fonts.h"

// Turns draw ops into copies of cached textures on whatever the renderer's target is.

struct painter;

struct painter_budget {
    size_t runs, pictures, paths; // bytes
};

// With a decoder, borrowed, a picture that is not here is asked for, and its ground is painted meanwhile;
// without one (NULL) pictures are made when they are painted.
struct painter *painter_create(
    SDL_Renderer *renderer, struct fonts *fonts, struct decoder *decoder, struct painter_budget budget);
void painter_destroy(struct painter *painter); // accepts NULL
void painter_clear(struct painter *painter);   // forgets all textures
void painter_turn(struct painter *painter);    // those that were not used since the turn before

// Paints the ops moved by (dx, dy), but only inside `clip`. A pixel gets the same value whatever the clip is.
void painter_paint(
    struct painter *painter, const struct oplist *ops, const struct rect *clip, int dx, int dy);
// Makes what one op needs, or asks for it, or makes a part of it: then there is more to do.
enum prepared { PREPARED_BEFORE, PREPARED_NOW, PREPARED_IN_PART };
enum prepared painter_prepare(struct painter *painter, const struct op *op);
// Asks the decoder for the pictures of the ops, before all others.
void painter_ask(struct painter *painter, const struct oplist *ops);
// Takes in the pictures that the decoder has finished; adds to `damage` where `ops` show one of them.
void painter_receive(struct painter *painter, const struct oplist *ops, struct region *damage);

// Whether every picture of the ops is there, that is to say none is with the decoder.
bool painter_has_pictures(const struct painter *painter, const struct oplist *ops);

enum painter_store { STORE_RUNS, STORE_PICTURES, STORE_PATHS, STORE_COUNT };
const struct cache_stats *painter_stats(const struct painter *painter, enum painter_store store);
uint64_t painter_textures(const struct painter *painter); // created so far

#endif
