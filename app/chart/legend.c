#include <math.h>
#include <string.h>

#include "chart/legend.h"
#include "chart/ticks.h"

// Legends stand above the plot, in the order of the data. Channels that show the same field share one.

static const enum channel legend_channels[LEGEND_CHANNELS] = {CH_COLOR, CH_FILL, CH_STROKE, CH_SHAPE, CH_SIZE,
    CH_OPACITY, CH_FILLOPACITY, CH_STROKEOPACITY, CH_DASH, CH_WIDTH};

static bool has_legend(const struct plot *plot, enum channel channel) {
    const struct scale *scale = &plot->scales[channel];
    if (!scale->is_used || scale->type == SCALE_NONE || scale->lead->datum) {
        return false;
    }
    for (size_t i = 0; i < plot->unit_count; i++) {
        const struct encoding *encoding = &plot->units[i].encodings[channel];
        if (encoding->def && tree_is(encoding_member(encoding, "legend"), TREE_NULL)) {
            return false;
        }
    }
    // a heading of the axis says the same
    return true;
}

static bool same_text(const char *a, const char *b) {
    return (!a && !b) || (a && b && strcmp(a, b) == 0);
}

static bool is_same(const struct encoding *a, const struct encoding *b) {
    return same_text(a->field, b->field) && same_text(a->aggregate, b->aggregate) && a->type == b->type &&
           !a->bin == !b->bin && a->unit.parts == b->unit.parts;
}

static const struct tree *legend_member(const struct scale *scale, const char *name) {
    return tree_member(encoding_member(scale->lead, "legend"), name);
}

static const char *legend_title(const struct plot *plot, const struct scale *scale) {
    const struct tree *title = legend_member(scale, "title");
    title = title ? title : encoding_member(scale->lead, "title");
    return title ? title_words(plot, title) : encoding_title(plot, scale->lead);
}

static void add_entry(struct legend *legend, struct scalar value, const char *label) {
    if (legend->count < MOST_ENTRIES) {
        legend->values[legend->count] = value;
        legend->labels[legend->count++] = label;
    }
}

// The one value that a scale of numbers shows, or the one class of bins.
static bool is_single(const struct scale *scale) {
    bool has_domain =
        scale_is_continuous(scale) || scale->type == SCALE_QUANTIZE || scale->type == SCALE_QUANTILE;
    return has_domain ? !(scale->domain[0] < scale->domain[2] || scale->domain[0] > scale->domain[2])
                      : scale->type == SCALE_BIN_ORDINAL && scale->break_count == 0;
}

static void single_entry(struct plot *plot, struct legend *legend, const struct scale *scale) {
    const char *format = tree_text(legend_member(scale, "format"), NULL), *label;
    bool is_time = scale->type == SCALE_TIME || scale->type == SCALE_UTC;
    struct scalar low = is_time ? scalar_of_time(scale->domain[0]) : scalar_of_number(scale->domain[0]),
                  high = scalar_of_number(scale->domain[2]);
    label = plot_text(plot, scale->lead, format, low);
    if (scale->type == SCALE_BIN_ORDINAL) {
        label = arena_printf(plot->arena, "%s \u2013 %s", label, plot_text(plot, scale->lead, format, high));
    }
    add_entry(legend, low, label);
}

// Quantiles of values most of which are one lie upon each other: no value is between them.
static bool is_empty_class(const struct scale *scale, size_t i) {
    bool is_first = i == 0, is_last = i == scale->break_count;
    double from = is_first ? scale->domain[0] : scale->breaks[i - 1];
    return scale->type == SCALE_QUANTILE && !is_last && !(scale->breaks[i] > from);
}

static void class_entries(struct plot *plot, struct legend *legend, const struct scale *scale) {
    char low[64], high[64];
    bool whole = true;
    for (size_t i = 0; i < scale->break_count; i++) {
        whole = whole && fabs(scale->breaks[i] - round(scale->breaks[i])) < 1e-9;
    }
    const char *format = tree_text(legend_member(scale, "format"), scale->type == SCALE_QUANTILE ? ".1f"
                                                                   : whole                       ? "d"
                                                                                                 : "");
    for (size_t i = 0; i <= scale->break_count; i++) {
        double from = i > 0 ? scale->breaks[i - 1] : 0, to = i < scale->break_count ? scale->breaks[i] : 0;
        if (is_empty_class(scale, i)) {
            continue;
        }
        plot_number(plot, from, format, low, sizeof low);
        plot_number(plot, to, format, high, sizeof high);
        const char *label = i == 0                    ? arena_printf(plot->arena, "< %s", high)
                            : i == scale->break_count ? arena_printf(plot->arena, "\u2265 %s", low)
                                                      : arena_printf(plot->arena, "%s \u2013 %s", low, high);
        double inside = i == 0 ? to - fabs(to) * 1e-6 - 1e-9 : from;
        add_entry(legend, scalar_of_number(inside),
            scale->type == SCALE_BIN_ORDINAL ? (i ? arena_text(plot->arena, low) : "") : label);
    }
}

// Each value of its own, with as many decimals as tell them apart.
static void shade_entries(struct plot *plot, struct legend *legend, const struct scale *scale) {
    double gap = (double)INFINITY;
    for (size_t i = 1; i < scale->shade_count; i++) {
        gap = fmin(gap, scale->shades[i] - scale->shades[i - 1]);
    }
    bool is_whole = true;
    for (size_t i = 0; i < scale->shade_count; i++) {
        is_whole = is_whole && fabs(scale->shades[i] - round(scale->shades[i])) < 1e-9;
    }
    int decimals = is_whole ? 0 : number_precision_fixed(gap);
    const char *own = arena_printf(plot->arena, ",.%df", decimals < 9 ? decimals : 9);
    const char *format =
        tree_text(legend_member(scale, "format"), tree_text(tree_member(plot->config, "numberFormat"), own));
    for (size_t i = 0; i < scale->shade_count; i++) {
        struct scalar value = scalar_of_number(scale->shades[i]);
        add_entry(legend, value, plot_text(plot, scale->lead, format, value));
    }
}

static void number_entries(struct plot *plot, struct legend *legend, const struct scale *scale) {
    double low = fmin(scale->domain[0], scale->domain[2]), high = fmax(scale->domain[0], scale->domain[2]),
           values[16];
    const char *format = tree_text(legend_member(scale, "format"), NULL);
    bool is_ramp = legend->kind[0] == 'g';
    size_t count = 0;
    if (is_ramp && scale->shade_count > 0) {
        shade_entries(plot, legend, scale);
        return;
    }
    if (scale->lead->bin && !is_ramp) {
        const struct table *table = &scale->lead_unit->table;
        double step = table->rows ? scalar_number(table_at(table, scale->lead->end, 0)) -
                                        scalar_number(table_at(table, scale->lead->column, 0))
                                  : 0;
        for (double at = low; step > 0 && at < high - step / 2 && count < 16; at += step, count++) {
            const char *label = arena_printf(plot->arena, "%s \u2013 %s",
                plot_text(plot, scale->lead, format, scalar_of_number(at)),
                plot_text(plot, scale->lead, format, scalar_of_number(at + step)));
            add_entry(legend, scalar_of_number(at), label);
        }
        return;
    }
    for (double wish = is_ramp ? 3 : 4; wish >= 1 && count == 0; wish--) {
        count = ticks_between(low, high, wish, values, 16);
        count = count <= 5 ? count : 0;
    }
    bool is_time = scale->type == SCALE_TIME || scale->type == SCALE_UTC;
    if (is_ramp && (count < 2 || is_time)) {
        values[0] = low;
        values[1] = high;
        count = 2;
    }
    for (size_t i = 0; i < count; i++) {
        struct scalar value = is_time ? scalar_of_time(values[i]) : scalar_of_number(values[i]);
        add_entry(legend, value, plot_text(plot, scale->lead, format, value));
    }
}

static void fill_entries(struct plot *plot, struct legend *legend) {
    const struct scale *scale = legend->scales[0];
    for (size_t i = 1; i < legend->scale_count; i++) { // of several with classes, the one with the fewest
        bool is_fewer =
            legend->scales[i]->break_count > 0 && legend->scales[i]->break_count < scale->break_count;
        scale = is_fewer ? legend->scales[i] : scale;
    }
    bool is_color = channel_is_color(scale->channel);
    legend->kind = is_single(scale)                         ? "symbol"
                   : scale->type == SCALE_BIN_ORDINAL       ? "discrete"
                   : is_color && scale_is_continuous(scale) ? "gradient"
                                                            : "symbol";
    legend->title = legend_title(plot, scale);
    for (size_t i = 0; i < legend->scale_count; i++) {
        if (legend_member(legend->scales[i], "title")) {
            legend->title = legend_title(plot, legend->scales[i]);
        }
    }
    const struct tree *values = legend_member(scale, "values");
    if (is_single(scale)) {
        single_entry(plot, legend, scale);
    } else if (scale_is_discrete(scale)) {
        const char *format = tree_text(legend_member(scale, "format"), NULL);
        for (size_t i = 0; i < scale->count; i++) {
            bool is_wanted = !tree_is(values, TREE_ARRAY);
            for (size_t j = 0; !is_wanted && j < values->count; j++) {
                is_wanted = scalar_is_equal(scalar_of_tree(&values->children[j]), scale->values[i]);
            }
            if (is_wanted) {
                add_entry(legend, scale->values[i], plot_text(plot, scale->lead, format, scale->values[i]));
            }
        }
    } else if (scale_is_continuous(scale)) {
        number_entries(plot, legend, scale);
    } else {
        class_entries(plot, legend, scale);
    }
}

size_t legends_collect(struct plot *plot, struct legend *legends) {
    size_t count = 0;
    for (size_t i = 0; i < LEGEND_CHANNELS; i++) {
        const struct scale *scale = &plot->scales[legend_channels[i]];
        if (!has_legend(plot, legend_channels[i])) {
            continue;
        }
        size_t at = 0;
        while (at < count && !is_same(legends[at].scales[0]->lead, scale->lead)) {
            at++;
        }
        if (at == count) {
            memset(&legends[count++], 0, sizeof *legends);
        }
        legends[at].scales[legends[at].scale_count++] = scale;
    }
    for (size_t i = 0; i < count; i++) {
        fill_entries(plot, &legends[i]);
    }
    return count;
}
