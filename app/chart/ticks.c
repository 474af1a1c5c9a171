#include "chart/ticks.h"

#include <math.h>

// The step as an integer: negative stands for a fraction, so that 0.1 is divided, never multiplied
// (d3-array, tickIncrement).
static double increment(double start, double stop, double count) {
    double step = (stop - start) / fmax(1, count), power = floor(log10(step));
    double error = step / pow(10, power);
    double factor = error >= sqrt(50) ? 10 : error >= sqrt(10) ? 5 : error >= sqrt(2) ? 2 : 1;
    return power < 0 ? -pow(10, -power) / factor : pow(10, power) * factor;
}

double tick_step(double start, double stop, double count) {
    if (!(stop > start)) {
        return 0;
    }
    double step = increment(start, stop, count);
    return step < 0 ? 1 / -step : step;
}

size_t ticks_between(double start, double stop, double count, double *out, size_t room) {
    if (!(stop > start) || !isfinite(stop - start)) {
        if (room > 0 && isfinite(start)) {
            out[0] = start;
            return 1;
        }
        return 0;
    }
    double step = increment(start, stop, count), scale = step < 0 ? -step : 1 / step;
    double low = round(start * scale), high = round(stop * scale);
    low += low / scale < start;
    high -= high / scale > stop;
    size_t made = 0;
    for (double i = low; i <= high && made < room; i++) {
        out[made++] = (step < 0 ? i / scale : i * step) + 0.0;
    }
    return made;
}

void ticks_nice(double *start, double *stop, double count) {
    double before = 0;
    for (int i = 0; i < 10 && *stop > *start && isfinite(*stop - *start); i++) {
        double step = increment(*start, *stop, count);
        if (!(step < before) && !(step > before)) {
            break;
        }
        if (step > 0) {
            *start = floor(*start / step) * step;
            *stop = ceil(*stop / step) * step;
        } else {
            *start = ceil(*start * step) / step;
            *stop = floor(*stop * step) / step;
        }
        before = step;
    }
}
