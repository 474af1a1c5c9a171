#include "render/sprite.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/log.h"

static struct sprite *empty_sprite(int x, int y) {
    struct sprite *sprite = calloc(1, sizeof *sprite);
    if (!sprite) {
        abort();
    }
    sprite->x = x;
    sprite->y = y;
    sprite->bytes = sizeof *sprite;
    return sprite;
}

static SDL_Texture *texture_of(SDL_Renderer *renderer, Uint32 format, int access, int w, int h) {
    SDL_Texture *texture = SDL_CreateTexture(renderer, format, access, w, h);
    if (!texture) {
        log_error("the screen has no room for %d by %d pixels: %s", w, h, SDL_GetError());
        return NULL;
    }
    // Copying without blending is four times as fast, and blending an opaque texture in software a hundred
    // times as slow: the mode is set once, by what the texture is.
    bool is_opaque = format == SDL_PIXELFORMAT_RGB888;
    SDL_SetTextureBlendMode(texture, is_opaque ? SDL_BLENDMODE_NONE : SDL_BLENDMODE_BLEND);
    return texture;
}

static void fill_sprite(struct sprite *sprite, SDL_Texture *texture, int w, int h, uint64_t *created) {
    sprite->texture = texture;
    sprite->w = w;
    sprite->h = h;
    sprite->bytes += (size_t)w * (size_t)h * 4;
    ++*created;
}

struct sprite *sprite_create(SDL_Renderer *renderer, SDL_Surface *surface, int x, int y, uint64_t *created) {
    struct sprite *sprite = empty_sprite(x, y);
    if (surface) {
        SDL_Texture *texture =
            texture_of(renderer, surface->format->format, SDL_TEXTUREACCESS_STATIC, surface->w, surface->h);
        if (texture) {
            SDL_UpdateTexture(texture, NULL, surface->pixels, surface->pitch);
            fill_sprite(sprite, texture, surface->w, surface->h, created);
        }
        SDL_FreeSurface(surface);
    }
    return sprite;
}

struct sprite *sprite_create_target(SDL_Renderer *renderer, int w, int h, uint64_t *created) {
    SDL_Texture *texture = texture_of(renderer, SDL_PIXELFORMAT_RGB888, SDL_TEXTUREACCESS_TARGET, w, h);
    if (!texture) {
        return NULL;
    }
    struct sprite *sprite = empty_sprite(0, 0);
    fill_sprite(sprite, texture, w, h, created);
    return sprite;
}

void sprite_destroy(void *value) {
    struct sprite *sprite = value;
    if (sprite && sprite->texture) {
        SDL_DestroyTexture(sprite->texture);
    }
    free(sprite);
}
