#ifndef BROADSIDE_RENDER_ZOOM_H
#define BROADSIDE_RENDER_ZOOM_H

#include "render/sprite.h"

// A picture that has grown, as it is seen in its box: drawn whole into a texture of its own, from which parts
// are copied. Scaling only the part that is to be painted would put its pixels elsewhere than scaling all.
struct zoom {
    struct sprite *target; // NULL: none yet; owned, and used again for the next picture of its size
    uint64_t key;          // of the picture in it, with its growth
};

// `picture` grown around its middle by `growth` of ZOOM_WHOLE, borrowed until the next call; NULL if the
// screen has no room for it. `key` names the picture. `created` counts textures.
const struct sprite *zoom_draw(struct zoom *zoom, SDL_Renderer *renderer, const struct sprite *picture,
    uint64_t key, int growth, uint64_t *created);
void zoom_clear(struct zoom *zoom); // also at the end

#endif
