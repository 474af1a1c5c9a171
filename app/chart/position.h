#ifndef BROADSIDE_CHART_POSITION_H
#define BROADSIDE_CHART_POSITION_H

#include "chart/plot.h"

// Private to positions and spans. Channels are x or y.

// A pixel of the spec along the axis → pixels.
double position_factor(const struct plot *plot, const struct cell *cell, enum channel channel);
// {"value": 12} counts pixels of the spec from the left or top; "width" and "height" are the far ends.
double position_pixel(
    const struct plot *plot, const struct cell *cell, enum channel channel, const struct tree *value);
struct scalar position_value(
    const struct unit *unit, const struct encoding *encoding, size_t row, bool is_discrete);
// The part of a name's band that an offset channel leaves, as fractions of the axis. False: it has no band.
bool position_band(
    const struct plot *plot, const struct unit *unit, enum channel channel, size_t row, double out[2]);
// By how much the mark, or a constant offset, moves it.
double position_shift(
    const struct plot *plot, const struct unit *unit, const struct cell *cell, enum channel channel);

#endif
