#ifndef BROADSIDE_CHART_COLOR_H
#define BROADSIDE_CHART_COLOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Colours as 0xRRGGBB.

// "#abc", "#aabbcc", "rgb(1, 2, 3)", "rgba(…)" without its alpha, a CSS name. False if it is none.
bool color_parse(const char *text, uint32_t *out);
// Between two colours, straight in sRGB; t from 0 to 1.
uint32_t color_mix(uint32_t a, uint32_t b, double t);
// Along evenly spaced stops.
uint32_t color_ramp(const uint32_t *stops, size_t count, double t);
// Relative luminance and contrast ratio (WCAG 2.1).
double chart_luminance(uint32_t color);
double chart_contrast(uint32_t a, uint32_t b);
// Moved towards white or black just as far as it must be to reach `least` against `ground`.
uint32_t chart_readable(uint32_t color, uint32_t ground, double least);

#endif
