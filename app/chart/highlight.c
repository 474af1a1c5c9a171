#include <string.h>

#include "chart/color.h"
#include "chart/domain.h"
#include "chart/plot.h"

// What usermeta.kiosk.highlight names stands out in one colour. Where colour says nothing else, all other
// marks are quiet. Where it tells names apart, the highlighted name has that colour and no other one like it;
// where it tells something else, the other marks give way to the ground.
//
// A condition that gives one colour to some marks and leaves the others grey, or as they are, says the same:
// its two colours become the highlight and the quiet one. Where both are colours, or there are several, they
// may mean something (green for up, red for down), and are the spec's own.

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

uint32_t highlight_pale(const struct plot *plot, uint32_t color) {
    return paint_readable(plot, color_mix(color, plot->form->style.background, 0.55));
}

// A mark whose colour is made to follow what is highlighted.
static bool is_followed(const struct plot *plot, const struct unit *unit) {
    return tree_member(plot->kiosk, "highlight") && unit->mark != MARK_TEXT && unit->mark != MARK_RULE &&
           !plot->is_highlight_in_scale;
}

uint32_t highlight_color(
    const struct plot *plot, const struct unit *unit, size_t row, bool has_color, uint32_t color) {
    if (!is_followed(plot, unit)) {
        return color;
    }
    if (is_highlighted(plot, unit, row)) {
        return has_color ? color : plot->form->style.highlight;
    }
    return has_color ? highlight_pale(plot, color) : plot->form->style.quiet;
}

void highlight_seen(const struct plot *plot, const struct scale *scale, struct shades_seen *out) {
    bool tells_names = scale_is_discrete(scale);
    size_t count = tells_names ? scale->count : 1;
    memset(out, 0, count * sizeof *out);
    for (size_t i = 0; i < plot->unit_count; i++) {
        const struct unit *unit = &plot->units[i];
        const struct encoding *encoding = &unit->encodings[scale->channel];
        bool is_used =
            encoding->column != TABLE_NONE && scale->channel == CH_COLOR && is_followed(plot, unit);
        for (size_t row = 0; is_used && row < unit->table.rows; row++) {
            bool is_bin = encoding->bin && tells_names;
            struct scalar value = table_at(&unit->table, is_bin ? encoding->range : encoding->column, row);
            size_t at = tells_names ? scale_index(scale, value) : 0;
            bool is_high = at < count && is_highlighted(plot, unit, row);
            if (at < count) {
                out[at].full = out[at].full || is_high;
                out[at].pale = out[at].pale || !is_high;
            }
        }
    }
    for (size_t i = 0; i < count; i++) { // no mark, or none that follows
        out[i].full = out[i].full || !out[i].pale;
    }
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

#define GREY 48 // between the strongest and the weakest of red, green and blue: below, a colour is none

static bool is_grey(uint32_t color) {
    int parts[3] = {(int)(color >> 16 & 0xff), (int)(color >> 8 & 0xff), (int)(color & 0xff)};
    int low = parts[0], high = parts[0];
    for (int i = 1; i < 3; i++) {
        low = parts[i] < low ? parts[i] : low;
        high = parts[i] > high ? parts[i] : high;
    }
    return high - low < GREY;
}

#define NO_CHOICE 0x4c78a8u // in which Vega-Lite has a mark of which nothing is said

// Its examples write "steelblue" for that.
static bool is_no_choice(uint32_t color) {
    return color == NO_CHOICE || color == 0x4682b4;
}

static bool color_in(const struct plot *plot, const struct tree *value, uint32_t *out) {
    const char *text = tree_text(value, NULL);
    return text && spec_color(plot, text, out);
}

// The one colour of all conditions; false if there are several, or none.
static bool condition_color(const struct plot *plot, const struct encoding *encoding, uint32_t *out) {
    const struct tree *condition = encoding_member(encoding, "condition");
    size_t count = tree_is(condition, TREE_ARRAY) ? condition->count : condition ? 1 : 0;
    for (size_t i = 0; i < count; i++) {
        const struct tree *one = tree_is(condition, TREE_ARRAY) ? &condition->children[i] : condition;
        uint32_t color;
        if (!color_in(plot, tree_member(one, "value"), &color) || (i > 0 && color != *out)) {
            return false;
        }
        *out = color;
    }
    return count > 0;
}

// The colour of all other marks; false if they have several, or none: no outline, say.
static bool other_color(
    const struct plot *plot, const struct unit *unit, enum channel channel, uint32_t *out) {
    const struct encoding *encoding = &unit->encodings[channel];
    const char *own = tree_text(mark_property(plot, unit, "color"), NULL);
    if (encoding->value || encoding_has_scale(encoding) || channel != CH_COLOR) {
        return color_in(plot, encoding->value, out);
    }
    *out = NO_CHOICE;
    return !own || spec_color(plot, own, out);
}

static enum single single_of(
    const struct plot *plot, const struct unit *unit, enum channel channel, uint32_t *high) {
    uint32_t some, rest;
    if (!condition_color(plot, &unit->encodings[channel], &some) ||
        !other_color(plot, unit, channel, &rest)) {
        return SINGLE_NONE;
    }
    bool is_quiet = is_grey(rest) || is_no_choice(rest);
    *high = is_quiet ? some : rest;
    // of two greys, and of a grey and what is no choice, it is the condition that says something
    bool is_else = is_grey(some) && !is_grey(rest);
    return is_else ? SINGLE_ELSE : is_quiet ? SINGLE_TEST : SINGLE_NONE;
}

// A layer that draws the marks; the colour of texts and rules is a matter of being read.
static bool has_marks(const struct unit *unit) {
    return unit->mark != MARK_TEXT && unit->mark != MARK_RULE;
}

// One highlight for all layers, or none.
void highlight_conditions(struct plot *plot) {
    static const enum channel channels[] = {CH_COLOR, CH_FILL, CH_STROKE};
    const size_t count = sizeof channels / sizeof *channels;
    bool is_overruled = tree_member(plot->kiosk, "highlight") != NULL, has_high = false, is_one = true;
    uint32_t high = 0, own;
    for (size_t i = 0; i < plot->unit_count * count; i++) {
        struct unit *unit = &plot->units[i / count];
        struct encoding *encoding = &unit->encodings[channels[i % count]];
        encoding->single =
            has_marks(unit) && encoding->def ? single_of(plot, unit, channels[i % count], &own) : SINGLE_NONE;
        if (encoding->single != SINGLE_NONE) {
            is_one = is_one && (!has_high || own == high);
            high = own;
            has_high = true;
        }
    }
    for (size_t i = 0; i < plot->unit_count * count; i++) {
        struct encoding *encoding = &plot->units[i / count].encodings[channels[i % count]];
        bool is_single = encoding->single != SINGLE_NONE;
        encoding->single = !is_single     ? SINGLE_NONE
                           : is_overruled ? SINGLE_OVERRULED
                           : is_one       ? encoding->single
                                          : SINGLE_NONE;
    }
}

bool highlight_single(const struct plot *plot, const struct encoding *encoding, bool holds, uint32_t *out) {
    const struct chart_style *style = &plot->form->style;
    if (encoding->single != SINGLE_TEST && encoding->single != SINGLE_ELSE) {
        return false;
    }
    *out = holds == (encoding->single == SINGLE_TEST) ? style->highlight : style->quiet;
    return true;
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
