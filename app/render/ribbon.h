#ifndef BROADSIDE_RENDER_RIBBON_H
#define BROADSIDE_RENDER_RIBBON_H

#include "render/painter.h"
#include "render/stage.h"

// The ticker: headlines rasterised once into opaque segments, which are then only moved. A headline of any
// length costs what is seen of it.

struct ribbon;

struct ribbon_options {
    SDL_Renderer *renderer;  // borrowed
    struct painter *painter; // borrowed
    struct rect strip;
    uint32_t ground;   // 0xRRGGBB
    bool is_mirrored;  // headlines come in at the left
    int segment_most;  // the widest texture there can be
    bool is_looked_at; // for its rows of ink: cheap where the processor draws
};

struct ribbon *ribbon_create(const struct ribbon_options *options);
void ribbon_destroy(struct ribbon *ribbon); // accepts NULL
void ribbon_clear(struct ribbon *ribbon);   // forgets all textures
void ribbon_change_ground(struct ribbon *ribbon, uint32_t ground);

// Makes the segments that can be seen and, of those that come next, at most one: before ribbon_draw, because
// it changes the renderer's target.
void ribbon_prepare(struct ribbon *ribbon, const struct ribbon_place *places, size_t count);
// The rows of the strip, from its corner, in which any headline that was made so far has ink: all others are
// nothing but ground, wherever the headlines stand. All of the strip where it is not looked at.
struct rect ribbon_band(const struct ribbon *ribbon);
// Copies this part of the strip onto the renderer's target, with the strip's corner at `at`.
void ribbon_draw(
    struct ribbon *ribbon, const struct ribbon_place *places, size_t count, SDL_Point at, struct rect part);

const struct cache_stats *ribbon_stats(const struct ribbon *ribbon);
uint64_t ribbon_textures(const struct ribbon *ribbon); // created so far

#endif
