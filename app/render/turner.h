#ifndef BROADSIDE_RENDER_TURNER_H
#define BROADSIDE_RENDER_TURNER_H

#include "base/rect.h"
#include "render/sprite.h"

// Turns pictures by quarters for the software renderer, whose own turning computes every pixel's place in
// fixed point and keeps up with only a few frames a second. Here whole tiles are moved that fit the
// processor's first cache.

struct turner;

// Where `place` of a page of width × height stands on the screen when that is turned clockwise by `rotate`
// (0, 90, 180, 270) degrees.
struct rect turn_rect(struct rect place, int width, int height, int rotate);

// For a page of this size; the renderer is borrowed.
struct turner *turner_create(SDL_Renderer *renderer, int width, int height, int rotate);
void turner_destroy(struct turner *turner); // accepts NULL
// `from`, a target whose corner stands at (x, y) of the page: its part `area`, in coordinates of the page,
// goes to `to`, a target of the screen's size. Changes the renderer's target.
void turner_copy(struct turner *turner, const struct sprite *from, int x, int y, struct rect area,
    const struct sprite *to);

#endif
