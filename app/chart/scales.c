#include <math.h>

#include "chart/domain.h"

// A scale for every channel: its type, its domain over all layers, its padding, its range (Vega-Lite docs,
// scale).

bool scale_visit(struct plot *plot, enum channel channel, size_t *unit, const struct encoding **encoding) {
    for (; *unit < plot->unit_count; ++*unit) {
        *encoding = &plot->units[*unit].encodings[channel];
        if ((*encoding)->def && !(*encoding)->value && encoding_has_scale(*encoding)) {
            return true;
        }
    }
    return false;
}

static double config_number(
    const struct plot *plot, const struct scale *scale, const char *own, const char *name, double otherwise) {
    const struct tree *def = tree_member(scale->def, own), *all = tree_member(scale->def, "padding");
    const struct tree *config = tree_member(tree_member(plot->config, "scale"), name);
    return tree_number(def, tree_number(all, tree_number(config, otherwise)));
}

static void band_padding(struct plot *plot, struct scale *scale) {
    const struct unit *unit = scale->lead_unit;
    bool is_inner = channel_is_offset(scale->channel);
    enum channel offset = scale->channel == CH_X ? CH_XOFFSET : CH_YOFFSET;
    bool is_nested = channel_is_position(scale->channel) && plot->scales[offset].is_used;
    bool is_polar = scale->channel == CH_THETA || scale->channel == CH_RADIUS;
    scale->align = tree_number(tree_member(scale->def, "align"), 0.5);
    if (scale->type == SCALE_POINT) {
        scale->outer = is_polar ? 0 : config_number(plot, scale, "paddingOuter", "pointPadding", 0.5);
        return;
    }
    double inner = is_inner || is_polar      ? 0
                   : is_nested               ? 0.2
                   : unit->mark == MARK_BAR  ? 0.1
                   : unit->mark == MARK_TICK ? 0.25
                                             : 0;
    scale->inner = fmin(1, fmax(0, config_number(plot, scale, "paddingInner", "bandPaddingInner", inner)));
    double outer = is_inner || is_polar ? 0 : is_nested ? 0.2 : scale->inner / 2;
    scale->outer = fmax(0, config_number(plot, scale, "paddingOuter", "bandPaddingOuter", outer));
}

static enum error build_one(struct plot *plot, enum channel channel) {
    struct scale *scale = &plot->scales[channel];
    enum error error = scale_merge_types(plot, scale);
    if (error) {
        return error;
    }
    const struct tree *exponent = tree_member(scale->def, "exponent");
    scale->exponent = tree_number(exponent, 1);
    scale->base = fmax(1.0001, tree_number(tree_member(scale->def, "base"), 10));
    scale->constant = fmax(1e-12, tree_number(tree_member(scale->def, "constant"), 1));
    scale->is_clamped = tree_is_true(tree_member(scale->def, "clamp"));
    bool is_descending = tree_is_text(encoding_member(scale->lead, "sort"), "descending");
    scale->is_reversed = tree_is_true(tree_member(scale->def, "reverse"));
    if (scale_is_continuous(scale)) {
        scale->is_reversed = scale->is_reversed != is_descending;
        error = domain_of_numbers(plot, scale);
    } else if (scale_is_discrete(scale)) {
        error = domain_of_names(plot, scale);
        band_padding(plot, scale);
    } else if (scale->type != SCALE_NONE) {
        error = domain_of_classes(plot, scale);
    }
    if (channel_is_color(channel)) {
        range_of_colors(plot, scale);
    } else {
        range_of_values(plot, scale);
    }
    return error;
}

enum error scales_build(struct plot *plot) {
    static const enum channel scaled[] = {CH_XOFFSET, CH_YOFFSET, CH_X, CH_Y, CH_COLOR, CH_FILL, CH_STROKE,
        CH_DASH, CH_WIDTH, CH_SIZE, CH_SHAPE, CH_OPACITY, CH_FILLOPACITY, CH_STROKEOPACITY, CH_THETA,
        CH_RADIUS};
    size_t count = sizeof scaled / sizeof *scaled;
    for (size_t i = 0; i < count; i++) {
        struct scale *scale = &plot->scales[scaled[i]];
        const struct encoding *encoding;
        size_t unit = 0;
        scale->channel = scaled[i];
        scale->is_used = scale_visit(plot, scaled[i], &unit, &encoding);
        if (scale->is_used) {
            scale->lead = encoding;
            scale->lead_unit = &plot->units[unit];
            enum error error = scale_choose_type(plot, scale->lead_unit, scale);
            if (error) {
                return error;
            }
        }
    }
    for (size_t i = 0; i < plot->unit_count; i++) {
        const struct unit *unit = &plot->units[i];
        for (int j = CH_XOFFSET; j <= CH_YOFFSET; j++) {
            bool is_solid = unit->mark == MARK_BAR || unit->mark == MARK_AREA || unit->mark == MARK_RECT;
            if (is_solid && unit->encodings[j].def && !unit->encodings[j].value && plot->scales[j].is_used &&
                scale_is_continuous(&plot->scales[j])) {
                return plot_refuse(plot, unit->encodings[j].def,
                    "outside the subset: a quantitative offset of bars and areas");
            }
        }
    }
    plot_size(plot); // the spec's own size needs the offsets' names, the domains need the size
    for (size_t i = 0; i < count; i++) {
        enum error error = plot->scales[scaled[i]].is_used ? build_one(plot, scaled[i]) : ERROR_NONE;
        if (error) {
            return error;
        }
    }
    plot_size(plot);
    return ERROR_NONE;
}
