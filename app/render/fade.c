#include "render/fade.h"

#include <SDL2/SDL.h>

void fade_dim(SDL_Texture *texture, int share) {
    const Uint8 light = (Uint8)share;
    SDL_SetTextureColorMod(texture, light, light, light);
}

void fade_add(SDL_Texture *texture, int share) {
    const SDL_BlendMode sum = SDL_ComposeCustomBlendMode(SDL_BLENDFACTOR_ONE, SDL_BLENDFACTOR_ONE,
        SDL_BLENDOPERATION_ADD, SDL_BLENDFACTOR_ZERO, SDL_BLENDFACTOR_ONE, SDL_BLENDOPERATION_ADD);
    SDL_SetTextureBlendMode(texture, sum);
    fade_dim(texture, share);
}

void fade_end(SDL_Texture *texture) {
    fade_dim(texture, FADE_WHOLE);
    SDL_SetTextureBlendMode(texture, SDL_BLENDMODE_NONE);
}

void fade_dim_target(SDL_Renderer *renderer, int share) {
    SDL_SetRenderDrawBlendMode(renderer, SDL_BLENDMODE_BLEND);
    SDL_SetRenderDrawColor(renderer, 0, 0, 0, (Uint8)(FADE_WHOLE - share));
    SDL_RenderFillRect(renderer, NULL);
}
