#ifndef BROADSIDE_RENDER_FADE_H
#define BROADSIDE_RENDER_FADE_H

// One picture fades into another: the sum of both, each dimmed. Only for a graphics processor, and opaque
// textures: in software a dimmed copy takes six times as long, and its blend mode is refused.
//
// Blending by alpha would heed what stands in the fourth byte of an opaque texture's pixels: SDL's opengles2
// does, from one such texture to another.

#define FADE_WHOLE 255

struct SDL_Texture;
struct SDL_Renderer;

// Copies of it are dimmed to `share` of FADE_WHOLE, until fade_end.
void fade_dim(struct SDL_Texture *texture, int share);
// Likewise, and add their light to what is there.
void fade_add(struct SDL_Texture *texture, int share);
void fade_end(struct SDL_Texture *texture);
// Dims what is on the renderer's target.
void fade_dim_target(struct SDL_Renderer *renderer, int share);

#endif
