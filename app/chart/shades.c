#include <math.h>

#include "chart/domain.h"

// Few values on a ramp of colours. At three metres the eye tells nine shades of a ramp apart, no more. Where
// a scale shows at most eight values, each has a shade that can be told from the next one's: they stand along
// the ramp in their order, in part as far apart as their values are, but at least an eighth of it. The legend
// names each of them. A scale whose domain, range or classes the spec gives itself is left as it is.

#define MOST_SHADES 8

static bool is_left_alone(const struct scale *scale) {
    static const char *const own[] = {"domain", "domainMin", "domainMax", "range", "zero", "nice", "clamp"};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        if (tree_member(scale->def, own[i])) {
            return true;
        }
    }
    return !scale_is_continuous(scale) || scale->type >= SCALE_TIME || scale->lead->bin;
}

// Puts a value among those so far, in their order; false if there are too many.
static bool put_in(double *values, size_t *count, double value) {
    size_t at = 0;
    while (at < *count && values[at] < value) {
        at++;
    }
    if (at < *count && !(values[at] > value)) {
        return true;
    }
    if (*count == MOST_SHADES) {
        return false;
    }
    for (size_t i = *count; i > at; i--) {
        values[i] = values[i - 1];
    }
    values[at] = value;
    ++*count;
    return true;
}

void shades_find(struct plot *plot, struct scale *scale) {
    const struct encoding *encoding;
    double *values = arena_array(plot->arena, MOST_SHADES, sizeof *values);
    size_t count = 0;
    if (is_left_alone(scale)) {
        return;
    }
    for (size_t i = 0; scale_visit(plot, scale->channel, &i, &encoding); i++) {
        const struct table *table = &plot->units[i].table;
        if (encoding->datum) {
            return;
        }
        for (size_t row = 0; row < table->rows; row++) {
            double value = scalar_number(table_at(table, encoding->column, row));
            if (!isnan(value) && !put_in(values, &count, value)) {
                return;
            }
        }
    }
    if (count > 1) {
        scale->shades = values;
        scale->shade_count = count;
    }
}

// The place of the i-th value, as the scale goes.
static double shade_place(const struct scale *scale, size_t i) {
    double own = scale_fraction(scale, scale->shades[i]), step = 1.0 / MOST_SHADES;
    size_t order = scale->is_reversed ? scale->shade_count - 1 - i : i;
    return own * (1 - (double)(scale->shade_count - 1) * step) + (double)order * step;
}

double shades_place(const struct scale *scale, double value) {
    size_t last = scale->shade_count - 1, i = 0;
    while (i < last && scale->shades[i + 1] <= value) {
        i++;
    }
    if (i == last) {
        return shade_place(scale, last);
    }
    double a = shade_place(scale, i), b = shade_place(scale, i + 1);
    double part = (value - scale->shades[i]) / (scale->shades[i + 1] - scale->shades[i]);
    return a + (b - a) * fmax(0, part);
}
