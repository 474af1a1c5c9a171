#include <string.h>

#include "chart/color.h"
#include "chart/domain.h"
#include "chart/plot.h"

// What usermeta.kiosk.highlight names stands out in one colour. Where colour says nothing else, all other
// marks are quiet. Where it tells names apart, the highlighted name has that colour and no other one like it;
// where it tells something else, the other marks give way to the ground.

static bool is_value(const struct tree *list, struct scalar value) {
    if (tree_is(list, TREE_ARRAY)) {
        for (size_t i = 0; i < list->count; i++) {
            if (is_value(&list->children[i], value)) {
                return true;
            }
        }
        return false;
    }
    char a[SCALAR_TEXT_ROOM], b[SCALAR_TEXT_ROOM];
    return list && strcmp(scalar_text(scalar_of_tree(list), a), scalar_text(value, b)) == 0;
}

bool highlight_has(const struct plot *plot, struct scalar value) {
    return is_value(tree_member(plot->kiosk, "highlight"), value);
}

static bool is_highlighted(const struct plot *plot, const struct unit *unit, size_t row) {
    for (int i = 0; i < CH_COUNT; i++) {
        const struct encoding *encoding = &unit->encodings[i];
        if (encoding->column != TABLE_NONE && encoding_is_discrete(encoding) && i != CH_ORDER &&
            highlight_has(plot, table_at(&unit->table, encoding->column, row))) {
            return true;
        }
    }
    return false;
}

uint32_t highlight_color(
    const struct plot *plot, const struct unit *unit, size_t row, bool has_color, uint32_t color) {
    const struct chart_style *style = &plot->form->style;
    if (!tree_member(plot->kiosk, "highlight") || unit->mark == MARK_TEXT || unit->mark == MARK_RULE ||
        plot->is_highlight_in_scale) {
        return color;
    }
    if (is_highlighted(plot, unit, row)) {
        return has_color ? color : style->highlight;
    }
    return has_color ? paint_readable(plot, color_mix(color, style->background, 0.55)) : style->quiet;
}

// Near enough to be taken for it from three metres.
static bool is_alike(uint32_t a, uint32_t b) {
    double sum = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
        double d = (double)(a >> shift & 0xff) - (double)(b >> shift & 0xff);
        sum += d * d;
    }
    return sum < 100.0 * 100.0;
}

static bool names_highlighted(const struct plot *plot, const struct scale *scale) {
    for (size_t i = 0; i < scale->count; i++) {
        if (highlight_has(plot, scale->values[i])) {
            return true;
        }
    }
    return false;
}

// The scale's colours anew: names at the ends of their lines need none to be told apart.
static void recolor(struct plot *plot, struct scale *scale) {
    const struct chart_style *style = &plot->form->style;
    uint32_t *colors = arena_array(plot->arena, scale->count, sizeof *colors);
    bool is_quiet = plot_wants_direct_labels(plot);
    size_t next = 0, most = scale->color_count;
    for (size_t i = 0; i < scale->count && most > 0; i++) {
        for (size_t k = 0; k < most && is_alike(scale->colors[next % most], style->highlight); k++) {
            next++;
        }
        bool is_high = highlight_has(plot, scale->values[i]);
        colors[i] = is_high ? style->highlight : is_quiet ? style->quiet : scale->colors[next++ % most];
    }
    scale->colors = colors;
    scale->color_count = scale->count;
}

void highlight_scales(struct plot *plot) {
    static const enum channel channels[] = {CH_COLOR, CH_FILL, CH_STROKE};
    for (size_t i = 0; i < sizeof channels / sizeof *channels; i++) {
        struct scale *scale = &plot->scales[channels[i]];
        bool tells_names = scale->is_used && scale_is_discrete(scale) && scale->type == SCALE_ORDINAL &&
                           scale->color_count > 0 && names_highlighted(plot, scale);
        if (!tells_names) {
            continue;
        }
        plot->is_highlight_in_scale = true;
        if (!tree_member(scale->def, "range")) { // else the spec has given each name its colour
            range_of_colors(plot, scale);        // as they were, if this has been done before
            recolor(plot, scale);
        }
    }
}
