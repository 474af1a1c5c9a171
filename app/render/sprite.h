#ifndef BROADSIDE_RENDER_SPRITE_H
#define BROADSIDE_RENDER_SPRITE_H

#include <SDL2/SDL.h>

// A texture that was made once and is copied to many places, with where it goes: what all caches hold.
struct sprite {
    SDL_Texture *texture; // NULL: nothing to see
    int x, y;             // of its left upper corner, from the place it is drawn at
    int w, h;
    size_t bytes; // what it costs
};

// Takes `surface` (may be NULL). Opaque surfaces are copied, others blended. `created` counts textures.
struct sprite *sprite_create(SDL_Renderer *renderer, SDL_Surface *surface, int x, int y, uint64_t *created);
// An opaque sprite to be painted on. NULL if the renderer has no room for it.
struct sprite *sprite_create_target(SDL_Renderer *renderer, int w, int h, uint64_t *created);
void sprite_destroy(void *value); // accepts NULL; the type is what caches want

#endif
