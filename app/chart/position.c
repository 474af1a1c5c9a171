#include <math.h>

#include "chart/position.h"

// Where a row stands in its cell, in pixels (Vega-Lite docs, encoding: position).

double pixel_of(const struct plot *plot, const struct cell *cell, enum channel channel, double fraction) {
    if (channel == CH_X) {
        return cell->x0 + fraction * (cell->x1 - cell->x0);
    }
    // names read from the top down, numbers rise from the bottom up
    const struct scale *scale = &plot->scales[CH_Y];
    bool is_down = scale->is_used && scale_is_discrete(scale);
    return is_down ? cell->y0 + fraction * (cell->y1 - cell->y0)
                   : cell->y1 - fraction * (cell->y1 - cell->y0);
}

bool row_is_in(const struct unit *unit, const struct cell *cell, size_t row) {
    for (int i = 0; i < 2; i++) {
        if (unit->facet_column[i] != TABLE_NONE &&
            !scalar_is_equal(table_at(&unit->table, unit->facet_column[i], row), cell->facet[i])) {
            return false;
        }
    }
    return true;
}

double plot_zero(const struct plot *plot, enum channel channel) {
    const struct scale *scale = &plot->scales[channel];
    if (!scale_is_continuous(scale) || scale->type == SCALE_LOG || scale->type >= SCALE_TIME) {
        return scale->is_reversed ? 1 : 0;
    }
    double low = fmin(scale->domain[0], scale->domain[2]), high = fmax(scale->domain[0], scale->domain[2]);
    return scale_fraction(scale, low > 0 ? low : high < 0 ? high : 0);
}

double position_factor(const struct plot *plot, const struct cell *cell, enum channel channel) {
    return channel == CH_X ? (cell->x1 - cell->x0) / plot->ref_width
                           : (cell->y1 - cell->y0) / plot->ref_height;
}

double position_pixel(
    const struct plot *plot, const struct cell *cell, enum channel channel, const struct tree *value) {
    double from = channel == CH_X ? cell->x0 : cell->y0, to = channel == CH_X ? cell->x1 : cell->y1;
    return tree_is(value, TREE_TEXT) ? to
                                     : from + tree_number(value, 0) * position_factor(plot, cell, channel);
}

struct scalar position_value(
    const struct unit *unit, const struct encoding *encoding, size_t row, bool is_discrete) {
    if (encoding->datum) {
        double time = time_of_parts(encoding->datum);
        struct scalar value = isnan(time) ? scalar_of_tree(encoding->datum) : scalar_of_time(time);
        bool is_date = encoding->type == TYPE_TEMPORAL && value.kind == SCALAR_TEXT;
        return is_date ? scalar_of_time(time_parse(value.text)) : value;
    }
    return table_at(&unit->table, is_discrete && encoding->bin ? encoding->range : encoding->column, row);
}

bool position_band(
    const struct plot *plot, const struct unit *unit, enum channel channel, size_t row, double out[2]) {
    const struct scale *scale = &plot->scales[channel];
    const struct encoding *encoding = &unit->encodings[channel];
    enum channel offset_channel = channel == CH_X ? CH_XOFFSET : CH_YOFFSET;
    const struct encoding *offset = &unit->encodings[offset_channel];
    const struct scale *inner = &plot->scales[offset_channel];
    out[0] = 0;
    out[1] = 1;
    if (encoding->def) {
        size_t index = scale_index(scale, position_value(unit, encoding, row, true));
        if (index == SIZE_MAX) {
            return false;
        }
        out[0] = scale_start(scale, index);
        out[1] = out[0] + scale_band(scale);
    }
    if (offset->def && !offset->value && inner->is_used) {
        double span = out[1] - out[0];
        if (scale_is_discrete(inner)) {
            size_t at = scale_index(inner, position_value(unit, offset, row, true));
            if (at == SIZE_MAX) {
                return false;
            }
            double start = out[0] + scale_start(inner, at) * span;
            out[1] = start + scale_band(inner) * span;
            out[0] = start;
        } else {
            double place = scale_fraction(inner, scalar_number(position_value(unit, offset, row, false)));
            out[0] = out[1] = out[0] + place * span;
        }
    }
    return true;
}

double position_shift(
    const struct plot *plot, const struct unit *unit, const struct cell *cell, enum channel channel) {
    const char *name = channel == CH_X ? "xOffset" : "yOffset";
    const struct encoding *offset = &unit->encodings[channel == CH_X ? CH_XOFFSET : CH_YOFFSET];
    return (tree_number(tree_member(unit->def, name), 0) + tree_number(offset->value, 0)) *
           position_factor(plot, cell, channel);
}

double position_of(const struct plot *plot, const struct unit *unit, const struct cell *cell,
    enum channel channel, size_t row) {
    enum channel axis = channel == CH_X2 ? CH_X : channel == CH_Y2 ? CH_Y : channel;
    const struct encoding *encoding = &unit->encodings[channel];
    const struct scale *scale = &plot->scales[axis];
    double shift = position_shift(plot, unit, cell, axis), band[2];
    if (encoding->value) {
        return position_pixel(plot, cell, axis, encoding->value) + shift;
    }
    enum channel offset = axis == CH_X ? CH_XOFFSET : CH_YOFFSET;
    if (!encoding->def && !plot->scales[offset].is_used) {
        return pixel_of(plot, cell, axis, 0.5) + shift;
    }
    if (!encoding->def || scale_is_discrete(scale)) {
        bool found = position_band(plot, unit, axis, row, band);
        return found ? pixel_of(plot, cell, axis, (band[0] + band[1]) / 2) + shift : (double)NAN;
    }
    double number = scalar_number(position_value(unit, encoding, row, false));
    if (unit->stack != STACK_NONE && unit->stack_channel == axis && encoding->end != TABLE_NONE) {
        number = scalar_number(table_at(&unit->table, encoding->end, row));
    } else if (encoding->bin && encoding->end != TABLE_NONE) {
        number = (number + scalar_number(table_at(&unit->table, encoding->end, row))) / 2;
    }
    return pixel_of(plot, cell, axis, scale_fraction(scale, number)) + shift;
}
