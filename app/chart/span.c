#include <math.h>

#include "chart/position.h"

// How far a mark of a row reaches along an axis, in pixels: a band or its part, a bin, a unit of time, from a
// value to zero (Vega-Lite docs, bar: band size and offset).

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
    double k = position_factor(plot, cell, channel);
    if (is_across && unit->mark == MARK_BAR && size->def) {
        const struct tree *value = condition_value(plot, unit, size, row);
        value = value ? value : size->value;
        if (value) {
            return tree_number(value, 5) * k;
        }
        if (encoding_has_scale(size)) {
            const struct scale *scale = &plot->scales[channel];
            double length = channel == CH_X ? plot->ref_width : plot->ref_height,
                   most = fmax(2, scale->is_used ? scale_step(scale) * length - 1 : 19);
            return scale_number(&plot->scales[CH_SIZE], table_at(&unit->table, size->column, row), 2, most) *
                   k;
        }
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
    if (!position_band(plot, unit, channel, row, band)) {
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
    size_t at = scale_index(inner, position_value(unit, &unit->encodings[offset], row, true));
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
    double k = position_factor(plot, cell, channel), ends[2];
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
    double shift = position_shift(plot, unit, cell, channel);
    double shift2 = tree_number(tree_member(unit->def, channel == CH_X ? "x2Offset" : "y2Offset"), 0) *
                    position_factor(plot, cell, channel);
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
        out[0] = position_pixel(plot, cell, channel, encoding->value);
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
