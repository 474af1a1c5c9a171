#ifndef BROADSIDE_CHART_TICKS_H
#define BROADSIDE_CHART_TICKS_H

#include <stddef.h>

// Round values between two numbers (d3-array, ticks).

// 1, 2 or 5 times a power of ten.
double tick_step(double start, double stop, double count);
// At most `room` ticks in ascending order; start <= stop. Returns how many.
size_t ticks_between(double start, double stop, double count, double *out, size_t room);
// Moves both ends outwards to round values (d3-scale, linear.nice).
void ticks_nice(double *start, double *stop, double count);

#endif
