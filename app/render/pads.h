#ifndef BROADSIDE_RENDER_PADS_H
#define BROADSIDE_RENDER_PADS_H

#include "render/faces.h"

// Finds the blanks that bring the pen of `font` to each phase, measured with `ruler`, the same face at the
// ruler's size.
void pads_fill(struct sized_font *font, struct sized_font *ruler);

#endif
