#ifndef BROADSIDE_RENDER_EMOJI_H
#define BROADSIDE_RENDER_EMOJI_H

#include "render/faces.h"

// Emoji are pictures of one size (Noto Color Emoji: 136 x 128 pixels) whatever size is asked for: they are
// scaled to the line here. Runs of them have the script Zsye (text/runs.h).

double emoji_advance(struct sized_font *font, int size, const char *text, size_t len);
// As fonts_draw, but in their own colours; `alpha` is that of the text's colour.
SDL_Surface *emoji_draw(
    struct sized_font *font, int size, const char *text, unsigned alpha, int *origin_x, int *baseline);

#endif
