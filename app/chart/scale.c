#include <math.h>
#include <string.h>

#include "chart/color.h"
#include "chart/plot.h"

// From values to places, classes, colours (d3-scale). A position is a fraction of the axis; pixels come last.

static const char *const type_names[] = {
    [SCALE_LINEAR] = "linear",
    [SCALE_LOG] = "log",
    [SCALE_POW] = "pow",
    [SCALE_SQRT] = "sqrt",
    [SCALE_SYMLOG] = "symlog",
    [SCALE_TIME] = "time",
    [SCALE_UTC] = "utc",
    [SCALE_BAND] = "band",
    [SCALE_POINT] = "point",
    [SCALE_ORDINAL] = "ordinal",
    [SCALE_QUANTIZE] = "quantize",
    [SCALE_QUANTILE] = "quantile",
    [SCALE_THRESHOLD] = "threshold",
    [SCALE_BIN_ORDINAL] = "bin-ordinal",
    [SCALE_NONE] = "identity",
};

const char *scale_type_name(enum scale_type type) {
    return type_names[type];
}

bool scale_is_continuous(const struct scale *scale) {
    return scale->type <= SCALE_UTC;
}

bool scale_is_discrete(const struct scale *scale) {
    return scale->type == SCALE_BAND || scale->type == SCALE_POINT || scale->type == SCALE_ORDINAL;
}

// NaN of what a logarithm has no place for: zero, and what lies beyond it.
static double bent_by_log(double value, bool is_below_zero) {
    double size = is_below_zero ? -value : value;
    return size > 0 ? copysign(1, value) * log(size) : (double)NAN;
}

static double bend(const struct scale *scale, double value) {
    switch (scale->type) {
    case SCALE_LOG: return bent_by_log(value, scale->domain[0] < 0);
    case SCALE_POW: return copysign(pow(fabs(value), scale->exponent), value);
    case SCALE_SQRT: return copysign(sqrt(fabs(value)), value);
    case SCALE_SYMLOG: return copysign(log1p(fabs(value / scale->constant)), value);
    default: return value;
    }
}

static double between(const struct scale *scale, double value, double low, double high) {
    double a = bend(scale, low), b = bend(scale, high);
    double at = bend(scale, value);
    return b > a || b < a ? (at - a) / (b - a) : isnan(at) ? at : 0.5;
}

double scale_fraction(const struct scale *scale, double value) {
    double fraction;
    if (scale->has_mid) {
        fraction = value < scale->domain[1]
                       ? between(scale, value, scale->domain[0], scale->domain[1]) / 2
                       : 0.5 + between(scale, value, scale->domain[1], scale->domain[2]) / 2;
    } else {
        fraction = between(scale, value, scale->domain[0], scale->domain[2]);
    }
    fraction = scale->is_clamped ? fmin(1, fmax(0, fraction)) : fraction;
    return scale->is_reversed ? 1 - fraction : fraction;
}

size_t scale_index(const struct scale *scale, struct scalar value) {
    return scalar_index_find(&scale->index, value);
}

double scale_step(const struct scale *scale) {
    double inner = scale->type == SCALE_POINT ? 1 : scale->inner, n = (double)scale->count;
    return 1 / fmax(1, n - inner + 2 * scale->outer);
}

double scale_band(const struct scale *scale) {
    return scale->type == SCALE_POINT ? 0 : scale_step(scale) * (1 - scale->inner);
}

double scale_start(const struct scale *scale, size_t index) {
    double inner = scale->type == SCALE_POINT ? 1 : scale->inner, step = scale_step(scale);
    double length = step * ((double)scale->count - inner), start = (1 - length) * scale->align;
    size_t at = scale->is_reversed ? scale->count - 1 - index : index;
    return start + step * (double)at;
}

static size_t break_index(const struct scale *scale, double value) {
    size_t at = 0;
    while (at < scale->break_count && value >= scale->breaks[at]) {
        at++;
    }
    return at;
}

bool scale_class(const struct scale *scale, struct scalar value, double *out) {
    double number = scalar_number(value), n;
    if (scale_is_discrete(scale)) {
        size_t at = scale_index(scale, value);
        n = (double)scale->count;
        *out = scale->type == SCALE_BAND ? scale_start(scale, at) : n > 1 ? (double)at / (n - 1) : 0;
        return at != SIZE_MAX;
    }
    if (isnan(number)) {
        return false;
    }
    if (scale_is_continuous(scale)) {
        *out = scale_fraction(scale, number);
        return !isnan(*out);
    }
    n = (double)scale->break_count;
    *out = n > 0 ? (double)break_index(scale, number) / n : 0;
    *out = scale->is_reversed ? 1 - *out : *out;
    return true;
}

uint32_t scale_color(const struct scale *scale, struct scalar value, uint32_t otherwise) {
    uint32_t color;
    double place;
    if (scale->type == SCALE_NONE) {
        return value.kind == SCALAR_TEXT && color_parse(value.text, &color) ? color : otherwise;
    }
    if (!scale_class(scale, value, &place) || scale->color_count == 0) {
        return otherwise;
    }
    if (scale->shade_count > 0) {
        place = shades_place(scale, scalar_number(value));
    }
    if (scale->is_ramp) {
        return color_ramp(scale->colors, scale->color_count, place);
    }
    size_t index = scale_is_discrete(scale) ? scale_index(scale, value)
                                            : (size_t)lround(place * (double)scale->break_count);
    return scale->colors[index % scale->color_count];
}

double scale_number(const struct scale *scale, struct scalar value, double low, double high) {
    double place = 0;
    if (scale->type == SCALE_NONE) {
        double number = scalar_number(value);
        return isnan(number) ? low : number;
    }
    if (!scale_class(scale, value, &place)) {
        return low;
    }
    if (scale->range_count >= 2 && !scale_is_continuous(scale)) {
        size_t index =
            (size_t)lround(place * (double)(scale->count > 1 ? scale->count - 1 : scale->break_count));
        return scalar_number(scale->ranges[index % scale->range_count]);
    }
    if (scale->range_count >= 2) {
        low = scalar_number(scale->ranges[0]);
        high = scalar_number(scale->ranges[scale->range_count - 1]);
    }
    return low + (high - low) * place;
}
