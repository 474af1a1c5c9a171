#include "chart/color.h"
#include "chart/domain.h"

// What a scale's values become: colours, and whatever else a spec lists (Vega-Lite docs, scale: range).

#define MOST_COLORS 64
#define STOPS 7

// From little to much: away from the ground, in equal steps for the eye, also for the colour-blind. Any two
// places an eighth apart differ by at least 16 (CIE76), by 9 for those who see no red or no green.
static const uint32_t dark_ramp[STOPS] = {
    0x4a48b8, 0x3a66b8, 0x2e85b9, 0x3dadc2, 0x6ec7b2, 0xa7dc9c, 0xffffc0};
static const uint32_t light_ramp[STOPS] = {
    0xa8a030, 0x6e9c4a, 0x41916a, 0x29828a, 0x236794, 0x29448e, 0x100a40};
static const uint32_t diverging[] = {0x2a78b8, 0x8fbfe0, 0xe8e4dc, 0xf0b26a, 0xd5700a};

static const uint32_t *ramp_of(const struct plot *plot) {
    return chart_luminance(plot->form->style.background) < 0.18 ? dark_ramp : light_ramp;
}

static size_t listed_colors(struct plot *plot, const struct tree *range, uint32_t *out) {
    size_t count = 0;
    for (size_t i = 0; tree_is(range, TREE_ARRAY) && i < range->count && i < MOST_COLORS; i++) {
        const char *text = tree_text(&range->children[i], NULL);
        uint32_t color;
        if (text && spec_color(plot, text, &color)) {
            out[count++] = paint_readable(plot, color);
        }
    }
    return count;
}

// {"field": …}: a colour stands in each row.
static size_t colors_in_rows(struct plot *plot, const struct scale *scale, const char *field, uint32_t *out) {
    struct table *table = &plot->units[0].raw;
    if (!field || !scale->lead->field) {
        return 0;
    }
    size_t of = table_field(table, scale->lead->field), column = table_field(table, field);
    for (size_t i = 0; i < scale->count && i < MOST_COLORS; i++) {
        for (size_t row = 0; row < table->rows; row++) {
            struct scalar named = table_at(table, column, row);
            uint32_t color;
            if (scalar_is_equal(table_at(table, of, row), scale->values[i]) && named.kind == SCALAR_TEXT &&
                spec_color(plot, named.text, &color)) {
                out[i] = paint_readable(plot, color);
            }
        }
    }
    return scale->count < MOST_COLORS ? scale->count : MOST_COLORS;
}

// Names have the palette, past which the same hues come again, paler each time; an order shows as a ramp.
static void colors_of_names(struct plot *plot, struct scale *scale) {
    const struct chart_style *style = &plot->form->style;
    bool is_order = scale->lead->type == TYPE_ORDINAL && scale->count > 2;
    scale->color_count = is_order && scale->count > MOST_COLORS ? scale->count : MOST_COLORS;
    uint32_t *out = arena_array(plot->arena, scale->color_count, sizeof *out);
    scale->colors = out;
    for (size_t i = 0; i < scale->color_count; i++) {
        size_t round = i / style->palette_count;
        double fade = (double)round * 0.4;
        out[i] = color_mix(style->palette[i % style->palette_count], style->ink, fade > 0.8 ? 0.8 : fade);
        if (is_order && i < scale->count) {
            out[i] = color_ramp(ramp_of(plot), STOPS, (double)i / (double)(scale->count - 1));
        }
    }
}

void range_of_colors(struct plot *plot, struct scale *scale) {
    const struct tree *range = tree_member(scale->def, "range");
    uint32_t *colors = arena_array(plot->arena, MOST_COLORS, sizeof *colors);
    scale->colors = colors;
    scale->color_count = listed_colors(plot, range, colors);
    if (scale->color_count > 0) {
        scale->is_ramp = scale_is_continuous(scale);
        return;
    }
    scale->is_ramp = !scale_is_discrete(scale);
    scale->color_count = colors_in_rows(plot, scale, tree_text(tree_member(range, "field"), NULL), colors);
    if (scale->color_count > 0) {
        return;
    }
    if (!scale->is_ramp) {
        colors_of_names(plot, scale);
        return;
    }
    bool is_split = scale->has_mid || tree_is_text(range, "diverging");
    scale->colors = is_split ? diverging : ramp_of(plot);
    scale->color_count = is_split ? sizeof diverging / sizeof *diverging : STOPS;
    if (!is_split) {
        shades_find(plot, scale);
    }
}

void range_of_values(struct plot *plot, struct scale *scale) {
    const struct tree *range = tree_member(scale->def, "range");
    size_t count = tree_is(range, TREE_ARRAY) ? range->count : 0;
    struct scalar *ranges = arena_array(plot->arena, count + 1, sizeof *ranges);
    for (size_t i = 0; i < count; i++) {
        ranges[i] = scalar_of_tree(&range->children[i]);
    }
    scale->ranges = ranges;
    scale->range_count = count;
}
