#ifndef BROADSIDE_CHART_DOMAIN_H
#define BROADSIDE_CHART_DOMAIN_H

#include "chart/plot.h"

// Private to the scales.

// scales.c: the next encoding, from unit number *unit on, that the channel's scale serves. False: there is
// none.
bool scale_visit(struct plot *plot, enum channel channel, size_t *unit, const struct encoding **encoding);

// scale_type.c: whether marks fill the bands of names that they stand at.
bool unit_is_banded(const struct unit *unit);
enum error scale_choose_type(struct plot *plot, const struct unit *unit, struct scale *scale);
// Bars and lines over the same names: the bars' bands (Vega-Lite docs, resolve).
enum error scale_merge_types(struct plot *plot, struct scale *scale);

// domain.c: the extent over all layers: of x and x2, of stacks, of whole bins and units. Without a number it
// is infinitely far from being one: high < low.
struct extent {
    double low, high;
};
struct extent domain_extent(struct plot *plot, enum channel channel);
enum error domain_of_numbers(struct plot *plot, struct scale *scale);

// classes.c: quantize, quantile, threshold, and colours of bins.
enum error domain_of_classes(struct plot *plot, struct scale *scale);

// names.c: the names of a discrete scale over all layers, in their order (Vega-Lite docs, sort).
enum error domain_of_names(struct plot *plot, struct scale *scale);
// The distinct values of the facet's rows or columns, sorted.
enum error domain_of_facet(struct plot *plot, int which);
// A cell's width and height as the spec has them, or Vega-Lite's defaults: 300, or 20 a name.
void plot_size(struct plot *plot);

// range.c: Okabe-Ito colours, ramps and what the spec itself asks for; values of other channels.
void range_of_colors(struct plot *plot, struct scale *scale);
void range_of_values(struct plot *plot, struct scale *scale);

// shades.c: gives a ramp that shows few values a shade for each.
void shades_find(struct plot *plot, struct scale *scale);

#endif
