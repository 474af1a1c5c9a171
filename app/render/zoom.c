#include "render/zoom.h"

#include "layout/oplist.h"
#include "render/keys.h"

static bool fit_target(struct zoom *zoom, SDL_Renderer *renderer, int w, int h, uint64_t *created) {
    if (zoom->target && zoom->target->w == w && zoom->target->h == h) {
        return true;
    }
    zoom_clear(zoom);
    zoom->target = sprite_create_target(renderer, w, h, created);
    return zoom->target != NULL;
}

const struct sprite *zoom_draw(struct zoom *zoom, SDL_Renderer *renderer, const struct sprite *picture,
    uint64_t key, int growth, uint64_t *created) {
    key = hash_u64(key, (uint64_t)growth);
    if (zoom->target && zoom->key == key) {
        return zoom->target;
    }
    if (!fit_target(zoom, renderer, picture->w, picture->h, created)) {
        return NULL;
    }
    SDL_Texture *before = SDL_GetRenderTarget(renderer);
    float grown = (float)growth / ZOOM_WHOLE, w = (float)picture->w, h = (float)picture->h;
    const SDL_FRect to = {-w * grown / 2, -h * grown / 2, w * (1 + grown), h * (1 + grown)};
    SDL_SetTextureScaleMode(picture->texture, SDL_ScaleModeLinear);
    SDL_SetRenderTarget(renderer, zoom->target->texture);
    SDL_RenderCopyF(renderer, picture->texture, NULL, &to);
    SDL_SetRenderTarget(renderer, before);
    zoom->key = key;
    return zoom->target;
}

void zoom_clear(struct zoom *zoom) {
    sprite_destroy(zoom->target);
    *zoom = (struct zoom){.target = NULL};
}
