#include <string.h>

#include "chart/domain.h"

// Which type a scale is of: what the spec says, or by mark and channel (Vega-Lite docs, scale: type).

bool unit_is_banded(const struct unit *unit) {
    return unit->mark == MARK_BAR || unit->mark == MARK_RECT || unit->mark == MARK_RULE ||
           unit->mark == MARK_TICK;
}

static bool has_band_size(const struct unit *unit, enum channel channel) {
    const struct tree *size = tree_member(unit->def, channel == CH_X ? "width" : "height");
    return tree_member(size, "band") != NULL;
}

static enum scale_type default_type(
    const struct unit *unit, enum channel channel, const struct encoding *encoding) {
    bool is_polar = channel == CH_THETA || channel == CH_RADIUS;
    bool is_listed = channel == CH_SHAPE || channel == CH_DASH;
    if (encoding_is_discrete(encoding)) {
        if (channel_is_color(channel) || is_listed) {
            return SCALE_ORDINAL;
        }
        bool has_offset = (channel == CH_X && encoding_has_scale(&unit->encodings[CH_XOFFSET])) ||
                          (channel == CH_Y && encoding_has_scale(&unit->encodings[CH_YOFFSET]));
        bool is_banded =
            tree_member(encoding_member(encoding, "axis"), "tickBand") || has_band_size(unit, channel);
        bool is_band = (channel_is_position(channel) || channel_is_offset(channel)) &&
                       (unit_is_banded(unit) || has_offset || is_banded);
        return is_band || (is_polar && unit->mark == MARK_ARC) ? SCALE_BAND : SCALE_POINT;
    }
    if (is_listed) {
        return SCALE_ORDINAL;
    }
    if (encoding->type == TYPE_TEMPORAL) {
        return channel_is_color(channel) && encoding->unit.parts && !(encoding->unit.parts & TIME_YEAR)
                   ? SCALE_ORDINAL
                   : SCALE_TIME;
    }
    return channel_is_color(channel) && encoding->bin ? SCALE_BIN_ORDINAL : SCALE_LINEAR;
}

static bool type_of_name(const char *name, enum scale_type *out) {
    for (int i = SCALE_LINEAR; i < SCALE_NONE; i++) {
        if (strcmp(scale_type_name((enum scale_type)i), name) == 0) {
            *out = (enum scale_type)i;
            return true;
        }
    }
    return false;
}

enum error scale_choose_type(struct plot *plot, const struct unit *unit, struct scale *scale) {
    const struct tree *def = encoding_member(scale->lead, "scale"), *type = tree_member(def, "type");
    scale->def = def;
    scale->type = default_type(unit, scale->channel, scale->lead);
    if (tree_is(def, TREE_NULL)) {
        scale->type = SCALE_NONE;
    } else if (type && (!tree_is(type, TREE_TEXT) || !type_of_name(type->text, &scale->type))) {
        return plot_refuse(plot, type, "outside the subset: the scale %s", tree_text(type, "?"));
    }
    const struct tree *range = tree_member(def, "range"), *low = tree_member(def, "rangeMin"),
                      *high = tree_member(def, "rangeMax");
    bool is_polar = scale->channel == CH_THETA || scale->channel == CH_RADIUS;
    if (range && (channel_is_position(scale->channel) || channel_is_offset(scale->channel) || is_polar)) {
        return plot_refuse(plot, range, "outside the subset: the range of an axis");
    }
    if ((low || high) && scale->channel != CH_RADIUS) {
        return plot_refuse(plot, low ? low : high, "outside the subset: the ends of a range");
    }
    bool is_place =
        channel_is_position(scale->channel) || scale->channel == CH_THETA || scale->channel == CH_RADIUS;
    if (is_place && (scale->type >= SCALE_ORDINAL)) {
        return plot_refuse(plot, type ? type : def, "a scale of this type gives no place on an axis");
    }
    bool is_banded = scale->type == SCALE_BAND || scale->type == SCALE_POINT || scale->type == SCALE_ORDINAL;
    if (!is_banded && scale->type != SCALE_NONE && encoding_is_discrete(scale->lead) && !scale->lead->datum &&
        scale->channel != CH_THETA && scale->channel != CH_RADIUS) {
        return plot_refuse(plot, type ? type : def, "a %s scale for names", scale_type_name(scale->type));
    }
    return ERROR_NONE;
}

// Bars and lines over the same names: the bars' bands (Vega-Lite docs, resolve).
enum error scale_merge_types(struct plot *plot, struct scale *scale) {
    const struct encoding *encoding;
    for (size_t i = 0; scale_visit(plot, scale->channel, &i, &encoding); i++) {
        struct scale other = {.channel = scale->channel, .lead = encoding};
        enum error error = scale_choose_type(plot, &plot->units[i], &other);
        if (error) {
            return error;
        }
        bool is_named = scale->type == SCALE_BAND || scale->type == SCALE_POINT;
        bool other_named = other.type == SCALE_BAND || other.type == SCALE_POINT;
        if (is_named && other.type == SCALE_BAND) {
            scale->type = SCALE_BAND;
        } else if (is_named != other_named && channel_is_position(scale->channel) && !encoding->datum) {
            return plot_refuse(plot, encoding->def, "the layers' scales do not go together");
        }
        scale->def = scale->def ? scale->def : other.def;
    }
    return ERROR_NONE;
}
