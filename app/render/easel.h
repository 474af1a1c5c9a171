#ifndef BROADSIDE_RENDER_EASEL_H
#define BROADSIDE_RENDER_EASEL_H

#include <SDL2/SDL.h>
#include <stdbool.h>
#include <stdint.h>

#include "layout/oplist.h"

// The fills and paths of a shapes op, drawn one over another into one picture. That of a large chart takes
// longer than a frame has, so it is drawn in steps: the op is borrowed for each, and is known again by its
// key.

struct easel {
    SDL_Surface *picture; // RGB888, owned; NULL: nothing is under way
    struct _cairo *cairo; // draws into it; owned
    uint64_t key;         // of the op
    size_t done;          // of its shapes
};

// Begins a picture, or another one: what was under way is forgotten. False if there is no memory for it.
bool easel_begin(struct easel *easel, const struct op *op);
bool easel_has(const struct easel *easel, const struct op *op);
// Draws a few more shapes, some tenths of a millisecond (a single large one may take longer); true when all
// are there.
bool easel_step(struct easel *easel, const struct op *op);
// The picture, the caller's to free.
SDL_Surface *easel_take(struct easel *easel);
void easel_clear(struct easel *easel);

#endif
