#include <math.h>

#include "chart/plot.h"

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

static double factor(const struct plot *plot, const struct cell *cell, enum channel channel) {
    return channel == CH_X ? (cell->x1 - cell->x0) / plot->ref_width
                           : (cell->y1 - cell->y0) / plot->ref_height;
}

// {"value": 12} counts pixels of the spec from the left or top; "width" and "height" are the far ends.
static double value_pixel(
    const struct plot *plot, const struct cell *cell, enum channel channel, const struct tree *value) {
    double from = channel == CH_X ? cell->x0 : cell->y0, to = channel == CH_X ? cell->x1 : cell->y1;
    return tree_is(value, TREE_TEXT) ? to : from + tree_number(value, 0) * factor(plot, cell, channel);
}

static struct scalar value_of(
    const struct unit *unit, const struct encoding *encoding, size_t row, bool is_discrete) {
    if (encoding->datum) {
        double time = time_of_parts(encoding->datum);
        struct scalar value = isnan(time) ? scalar_of_tree(encoding->datum) : scalar_of_time(time);
        bool is_date = encoding->type == TYPE_TEMPORAL && value.kind == SCALAR_TEXT;
        return is_date ? scalar_of_time(time_parse(value.text)) : value;
    }
    return table_at(&unit->table, is_discrete && encoding->bin ? encoding->range : encoding->column, row);
}

// The part of a name's band that an offset channel leaves, as fractions of the axis.
static bool band_of(
    const struct plot *plot, const struct unit *unit, enum channel channel, size_t row, double out[2]) {
    const struct scale *scale = &plot->scales[channel];
    const struct encoding *encoding = &unit->encodings[channel];
    enum channel offset_channel = channel == CH_X ? CH_XOFFSET : CH_YOFFSET;
    const struct encoding *offset = &unit->encodings[offset_channel];
    const struct scale *inner = &plot->scales[offset_channel];
    out[0] = 0;
    out[1] = 1;
    if (encoding->def) {
        size_t index = scale_index(scale, value_of(unit, encoding, row, true));
        if (index == SIZE_MAX) {
            return false;
        }
        out[0] = scale_start(scale, index);
        out[1] = out[0] + scale_band(scale);
    }
    if (offset->def && !offset->value && inner->is_used) {
        double span = out[1] - out[0];
        if (scale_is_discrete(inner)) {
            size_t at = scale_index(inner, value_of(unit, offset, row, true));
            if (at == SIZE_MAX) {
                return false;
            }
            double start = out[0] + scale_start(inner, at) * span;
            out[1] = start + scale_band(inner) * span;
            out[0] = start;
        } else {
            double place = scale_fraction(inner, scalar_number(value_of(unit, offset, row, false)));
            out[0] = out[1] = out[0] + place * span;
        }
    }
    return true;
}

static double mark_shift(
    const struct plot *plot, const struct unit *unit, const struct cell *cell, enum channel channel) {
    const char *name = channel == CH_X ? "xOffset" : "yOffset";
    const struct encoding *offset = &unit->encodings[channel == CH_X ? CH_XOFFSET : CH_YOFFSET];
    return (tree_number(tree_member(unit->def, name), 0) + tree_number(offset->value, 0)) *
           factor(plot, cell, channel);
}

double position_of(const struct plot *plot, const struct unit *unit, const struct cell *cell,
    enum channel channel, size_t row) {
    enum channel axis = channel == CH_X2 ? CH_X : channel == CH_Y2 ? CH_Y : channel;
    const struct encoding *encoding = &unit->encodings[channel];
    const struct scale *scale = &plot->scales[axis];
    double shift = mark_shift(plot, unit, cell, axis), band[2];
    if (encoding->value) {
        return value_pixel(plot, cell, axis, encoding->value) + shift;
    }
    enum channel offset = axis == CH_X ? CH_XOFFSET : CH_YOFFSET;
    if (!encoding->def && !plot->scales[offset].is_used) {
        return pixel_of(plot, cell, axis, 0.5) + shift;
    }
    if (!encoding->def || scale_is_discrete(scale)) {
        bool found = band_of(plot, unit, axis, row, band);
        return found ? pixel_of(plot, cell, axis, (band[0] + band[1]) / 2) + shift : (double)NAN;
    }
    double number = scalar_number(value_of(unit, encoding, row, false));
    if (unit->stack != STACK_NONE && unit->stack_channel == axis && encoding->end != TABLE_NONE) {
        number = scalar_number(table_at(&unit->table, encoding->end, row));
    } else if (encoding->bin && encoding->end != TABLE_NONE) {
        number = (number + scalar_number(table_at(&unit->table, encoding->end, row))) / 2;
    }
    return pixel_of(plot, cell, axis, scale_fraction(scale, number)) + shift;
}

static void thin(double out[2], double width) {
    double middle = (out[0] + out[1]) / 2;
    out[0] = middle - width / 2;
    out[1] = middle + width / 2;
}

// The width a mark asks for along an axis: by its size channel or property; negative if it asks for none.
static double asked_width(const struct plot *plot, const struct unit *unit, const struct cell *cell,
    enum channel channel, size_t row) {
    bool is_across = channel == (unit->is_horizontal ? CH_Y : CH_X);
    const struct encoding *size = &unit->encodings[CH_SIZE];
    const struct tree *side = tree_member(unit->def, channel == CH_X ? "width" : "height");
    double k = factor(plot, cell, channel);
    if (is_across && unit->mark == MARK_BAR && size->def) {
        double most = fmax(2, plot->scales[channel].is_used
                                  ? scale_step(&plot->scales[channel]) *
                                            (channel == CH_X ? plot->ref_width : plot->ref_height) -
                                        1
                                  : 19);
        return size->value ? tree_number(size->value, 5) * k
                           : scale_number(
                                 &plot->scales[CH_SIZE], table_at(&unit->table, size->column, row), 2, most) *
                                 k;
    }
    double fixed = tree_is(side, TREE_NUMBER) ? side->number : -1;
    if (fixed < 0 && is_across && unit->mark == MARK_BAR) {
        fixed = mark_number(plot, unit, "size", -1);
    }
    return fixed < 0 ? -1 : fixed * k;
}

static bool band_span(const struct plot *plot, const struct unit *unit, const struct cell *cell,
    enum channel channel, size_t row, double out[2]) {
    double band[2];
    if (!band_of(plot, unit, channel, row, band)) {
        return false;
    }
    const struct tree *share =
        tree_member(tree_member(unit->def, channel == CH_X ? "width" : "height"), "band");
    out[0] = pixel_of(plot, cell, channel, band[0]);
    out[1] = pixel_of(plot, cell, channel, band[1]);
    if (share) {
        thin(out, fabs(out[1] - out[0]) * fmin(1, fmax(0.01, tree_number(share, 1))));
    }
    double width = asked_width(plot, unit, cell, channel, row);
    if (width >= 0) {
        thin(out, width);
    }
    return true;
}

// A time unit's own span, or the part of it that "timeUnitBandSize" and "timeUnitBandPosition" say.
static void unit_span(const struct plot *plot, const struct unit *unit, enum channel channel, double out[2]) {
    const struct tree *own =
        tree_member(tree_member(unit->def, channel == CH_X ? "width" : "height"), "band");
    double share = tree_number(own, mark_number(plot, unit, "timeUnitBandSize", 1));
    double place = mark_number(plot, unit, "timeUnitBandPosition", 0.5), length = out[1] - out[0];
    double middle = out[0] + length * place;
    out[0] = middle - length * share / 2;
    out[1] = middle + length * share / 2;
}

// How long a unit is as Vega-Lite counts bars in it: as the one that begins with 2001 (a month has 31 days).
static double usual_length(const struct time_unit *unit) {
    const double begin = 978307200000.0;
    return time_unit_next(unit, time_unit_floor(unit, begin)) - time_unit_floor(unit, begin);
}

// Bars side by side within a time unit, with the padding that groups of bars have; as thick in February as in
// March.
static void offset_span(const struct plot *plot, const struct unit *unit, enum channel channel, size_t row,
    double whole, double out[2]) {
    enum channel offset = channel == CH_X ? CH_XOFFSET : CH_YOFFSET;
    const struct scale *inner = &plot->scales[offset];
    if (!unit->encodings[offset].def || !inner->is_used || !scale_is_discrete(inner)) {
        return;
    }
    size_t at = scale_index(inner, value_of(unit, &unit->encodings[offset], row, true));
    double start = out[0] + whole * 0.1;
    if (at != SIZE_MAX) {
        out[0] = start + whole * 0.8 * scale_start(inner, at);
        out[1] = out[0] + whole * 0.8 * scale_band(inner);
    }
}

static bool measure_span(const struct plot *plot, const struct unit *unit, const struct cell *cell,
    enum channel channel, size_t row, double out[2]) {
    const struct encoding *encoding = &unit->encodings[channel];
    if (unit->stack != STACK_NONE && unit->stack_channel == channel) {
        double from = scalar_number(table_at(&unit->table, encoding->column, row));
        out[0] = pixel_of(plot, cell, channel, scale_fraction(&plot->scales[channel], from));
    } else {
        out[0] = pixel_of(plot, cell, channel, plot_zero(plot, channel));
    }
    out[1] = position_of(plot, unit, cell, channel, row);
    return true;
}

static bool dimension_span(const struct plot *plot, const struct unit *unit, const struct cell *cell,
    enum channel channel, size_t row, double out[2]) {
    const struct encoding *encoding = &unit->encodings[channel];
    const struct scale *scale = &plot->scales[channel];
    double k = factor(plot, cell, channel), ends[2];
    bool has_end = encoding->end != TABLE_NONE && (encoding->bin || encoding->unit.parts);
    if (has_end) {
        ends[0] = scalar_number(table_at(&unit->table, encoding->column, row));
        ends[1] = scalar_number(table_at(&unit->table, encoding->end, row));
        if (encoding->unit.parts) {
            double length = ends[1] - ends[0];
            unit_span(plot, unit, channel, ends);
            double whole = usual_length(&encoding->unit) * (ends[1] - ends[0]) / length;
            offset_span(plot, unit, channel, row, whole, ends);
        }
        for (int i = 0; i < 2; i++) {
            out[i] = pixel_of(plot, cell, channel, scale_fraction(scale, ends[i]));
        }
        double gap =
            unit->mark == MARK_BAR ? mark_number(plot, unit, "binSpacing", 1) * fmin(k, plot->scale) / 2 : 0;
        double width = fabs(out[1] - out[0]);
        thin(out, width > 3 * gap ? width - gap * 2 : width * 0.7);
    } else {
        out[0] = out[1] = position_of(plot, unit, cell, channel, row);
        thin(out, mark_number(plot, unit, "continuousBandSize", 5) * k);
    }
    double width = asked_width(plot, unit, cell, channel, row);
    if (width >= 0) {
        thin(out, width);
    }
    return true;
}

bool span_of(const struct plot *plot, const struct unit *unit, const struct cell *cell, enum channel channel,
    size_t row, double out[2]) {
    const struct encoding *encoding = &unit->encodings[channel];
    enum channel second = channel == CH_X ? CH_X2 : CH_Y2, offset = channel == CH_X ? CH_XOFFSET : CH_YOFFSET;
    bool has_end = encoding->end != TABLE_NONE && (encoding->bin || encoding->unit.parts);
    bool is_stacked = unit->stack != STACK_NONE && unit->stack_channel == channel;
    bool is_measure =
        unit->mark == MARK_BAR && channel == (unit->is_horizontal ? CH_X : CH_Y) && (!has_end || is_stacked);
    double shift = mark_shift(plot, unit, cell, channel);
    double shift2 = tree_number(tree_member(unit->def, channel == CH_X ? "x2Offset" : "y2Offset"), 0) *
                    factor(plot, cell, channel);
    bool found = true;
    if (unit->encodings[second].def) {
        out[0] = position_of(plot, unit, cell, channel, row) - shift;
        out[1] = position_of(plot, unit, cell, second, row) - shift;
        if (encoding->is_binned || encoding->bin) {
            thin(out, fmax(1, fabs(out[1] - out[0]) - plot->scale));
        }
    } else if (!encoding->def && !plot->scales[offset].is_used) {
        out[0] = pixel_of(plot, cell, channel, 0);
        out[1] = pixel_of(plot, cell, channel, 1);
        double width = asked_width(plot, unit, cell, channel, row);
        if (width >= 0) {
            thin(out, width);
        }
    } else if (!encoding->def || scale_is_discrete(&plot->scales[channel])) {
        found = band_span(plot, unit, cell, channel, row, out);
    } else if (encoding->value) {
        out[0] = value_pixel(plot, cell, channel, encoding->value);
        out[1] = pixel_of(plot, cell, channel, is_measure ? plot_zero(plot, channel) : 0);
    } else {
        found = is_measure || is_stacked ? measure_span(plot, unit, cell, channel, row, out)
                                         : dimension_span(plot, unit, cell, channel, row, out);
        out[1] -= is_measure ? shift : 0;
        if (has_end && found) { // the end of a unit is its x, its start is x2
            out[0] += shift2;
            out[1] += shift;
            return !isnan(out[0]) && !isnan(out[1]);
        }
    }
    out[0] += shift;
    out[1] += shift + shift2;
    return found && !isnan(out[0]) && !isnan(out[1]);
}
