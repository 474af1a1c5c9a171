#ifndef BROADSIDE_CHART_DOMAIN_H
#define BROADSIDE_CHART_DOMAIN_H

#include "chart/plot.h"

// Private to the scales.

// The names of a discrete scale over all layers, in their order (Vega-Lite docs, sort).
void domain_of_names(struct plot *plot, struct scale *scale);
// The distinct values of a facet's encoding, sorted.
const struct scalar *domain_of_facet(
    struct plot *plot, const struct encoding *encoding, int which, size_t *count);
// A cell's width and height as the spec has them, or Vega-Lite's defaults: 300, or 20 a name.
void plot_size(struct plot *plot);

#endif
