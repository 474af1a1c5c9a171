#ifndef BROADSIDE_LAYOUT_OVER_PICTURE_H
#define BROADSIDE_LAYOUT_OVER_PICTURE_H

#include "layout/sheet.h"

// Text on photographs. What a photograph shows is not known here, so a scrim in the theme's darker colour
// lies between, dark enough that the lighter one can be read even where the photograph is white.

// The colours for what stands on a picture, whatever the theme's own ground is. In the arena.
const struct layout_env *env_over_picture(const struct layout_env *env, struct arena *arena);

// How dark a scrim is at a height; between two stops it goes over smoothly.
struct scrim_stop {
    int y;
    double share; // 0 nothing, 1 opaque
};

// Enough for text of 4.5:1 and of 7:1 in the ink of env_over_picture.
#define SCRIM_TEXT 0.66
#define SCRIM_HEADLINE 0.78

// Fills, one for each shade, across the width of `box`; `stops` go downwards. `sheet` has the colours of
// env_over_picture.
void sheet_scrim(struct sheet *sheet, struct rect box, const struct scrim_stop *stops, size_t count);

#endif
