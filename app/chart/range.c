#include "chart/color.h"
#include "chart/domain.h"

// What a scale's values become: colours, and whatever else a spec lists (Vega-Lite docs, scale: range).

// Okabe–Ito colours, ramps and what the spec itself asks for.
void range_of_colors(struct plot *plot, struct scale *scale) {
    static const uint32_t dark_ramp[] = {0x27486b, 0x3f7fb5, 0x6fc0f0, 0xdff1ff};
    static const uint32_t light_ramp[] = {0x9fc5e3, 0x5a9bd0, 0x1f66ad, 0x0a2f66};
    static const uint32_t diverging[] = {0x2a78b8, 0x8fbfe0, 0xe8e4dc, 0xf0b26a, 0xd5700a};
    const struct tree *range = tree_member(scale->def, "range");
    const struct chart_style *style = &plot->form->style;
    bool is_dark = chart_luminance(style->background) < 0.18;
    uint32_t *colors = arena_array(plot->arena, 64, sizeof *colors);
    scale->colors = colors;
    scale->is_ramp = !scale_is_discrete(scale);
    for (size_t i = 0; tree_is(range, TREE_ARRAY) && i < range->count && i < 64; i++) {
        const char *text = tree_text(&range->children[i], NULL);
        uint32_t color;
        if (text && spec_color(plot, text, &color)) {
            colors[scale->color_count++] = paint_readable(plot, color);
        }
    }
    if (scale->color_count > 0) {
        scale->is_ramp = scale_is_continuous(scale);
        return;
    }
    const char *field = tree_text(tree_member(range, "field"), NULL); // a colour in each row
    for (size_t i = 0; field && i < scale->count && i < 64; i++) {
        struct table *table = &plot->units[0].raw;
        size_t of = table_field(table, scale->lead->field), column = table_field(table, field);
        for (size_t row = 0; row < table->rows; row++) {
            struct scalar named = table_at(table, column, row);
            uint32_t color;
            if (scalar_is_equal(table_at(table, of, row), scale->values[i]) && named.kind == SCALAR_TEXT &&
                spec_color(plot, named.text, &color)) {
                colors[i] = paint_readable(plot, color);
            }
        }
        scale->color_count = scale->count;
    }
    if (scale->color_count > 0) {
        return;
    }
    if (!scale->is_ramp) {
        // past the palette the same hues come again, paler each time
        for (size_t i = 0; i < 64; i++) {
            uint32_t color = style->palette[i % style->palette_count];
            size_t round = i / style->palette_count;
            double fade = (double)round * 0.4;
            colors[i] = color_mix(color, style->ink, fade > 0.8 ? 0.8 : fade);
        }
        scale->color_count = 64;
        if (scale->lead->type == TYPE_ORDINAL && scale->count > 2) { // an order shows as a ramp
            for (size_t i = 0; i < scale->count && i < 64; i++) {
                colors[i] =
                    color_ramp(is_dark ? dark_ramp : light_ramp, 4, (double)i / (double)(scale->count - 1));
            }
        }
        return;
    }
    bool is_split = scale->has_mid || tree_is_text(range, "diverging");
    scale->colors = is_split ? diverging : is_dark ? dark_ramp : light_ramp;
    scale->color_count = is_split ? 5 : 4;
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
