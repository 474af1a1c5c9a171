#include <math.h>
#include <string.h>

#include "chart/legend.h"

// Legends put onto the drawing: a symbol and a name for each entry, or a strip of colour.

static int add_legend(struct plot *plot, const struct legend *legend) {
    struct drawing_legend *out = &plot->drawing->legends[plot->drawing->legend_count];
    *out = (struct drawing_legend){.kind = legend->kind};
    for (size_t i = 0; i < legend->scale_count && i < 5; i++) {
        const struct scale *scale = legend->scales[i];
        const char *name = channel_name(scale->channel);
        bool is_line = scale->lead_unit->mark == MARK_LINE ||
                       strcmp(scale->lead_unit->mark_name, "point") == 0 ||
                       scale->lead_unit->mark == MARK_RULE;
        out->channels[i] = scale->channel == CH_COLOR ? (is_line ? "stroke" : "fill") : name;
        out->scales[i] = name;
    }
    return (int)plot->drawing->legend_count++;
}

static double symbol_size(const struct plot *plot, const struct scale *scale, struct scalar value) {
    return fmax(4, size_in(scale, value) * plot->scale * plot->scale);
}

// How wide the widest symbol of sizes is; 0 where there are none.
static double widest_symbol(const struct plot *plot, const struct legend *legend) {
    double widest = 0;
    for (size_t i = 0; i < legend->scale_count; i++) {
        bool is_size =
            legend->scales[i]->channel == CH_SIZE && legend->scales[i]->lead_unit->mark == MARK_POINT;
        for (size_t j = 0; is_size && j < legend->count; j++) {
            widest = fmax(widest, 1.13 * sqrt(symbol_size(plot, legend->scales[i], legend->values[j])));
        }
    }
    return widest;
}

// The symbol of one entry, as the marks show it.
static void put_symbol(struct plot *plot, const struct legend *legend, size_t entry, double x, double y,
    double room, int number) {
    const struct chart_style *style = &plot->form->style;
    const struct unit *unit = legend->scales[0]->lead_unit;
    const char *inside = tree_text(tree_member(tree_member(unit->def, "point"), "fill"), NULL);
    bool is_line = (unit->mark == MARK_LINE && !inside) || unit->mark == MARK_RULE;
    bool is_box = unit->mark == MARK_BAR || unit->mark == MARK_AREA || unit->mark == MARK_RECT ||
                  unit->mark == MARK_ARC;
    struct drawing_item *item = drawing_add(plot->drawing, DRAWING_LEGEND_SYMBOL,
        is_line  ? DRAWING_RULE
        : is_box ? DRAWING_RECT
                 : DRAWING_SYMBOL);
    bool is_hollow = unit->mark == MARK_POINT && !unit_is_filled(plot, unit);
    uint32_t color = style->palette[0];
    double width = is_hollow ? mark_number(plot, unit, "strokeWidth", 2) * plot->scale : 0;
    item->legend = number;
    item->size = room * room * 0.7;
    item->shape = strcmp(unit->mark_name, "square") == 0 ? "square" : "circle";
    for (size_t i = 0; i < legend->scale_count; i++) {
        const struct scale *scale = legend->scales[i];
        struct scalar value = legend->values[entry];
        switch (scale->channel) {
        case CH_COLOR:
        case CH_FILL:
        case CH_STROKE: color = paint_readable(plot, scale_color(scale, value, color)); break;
        case CH_SIZE: item->size = symbol_size(plot, scale, value); break;
        case CH_OPACITY:
        case CH_FILLOPACITY:
        case CH_STROKEOPACITY: item->alpha = scale_number(scale, value, LEAST_OPACITY, MOST_OPACITY); break;
        case CH_SHAPE: item->shape = shape_in(plot, scale, value); break;
        case CH_DASH: dash_in(plot, scale, value, item->dash); break;
        case CH_WIDTH: width = scale_number(scale, value, 1, 4) * plot->scale; break;
        default: break;
        }
    }
    item->has_fill = !is_line && !is_hollow;
    item->has_stroke = is_line || is_hollow || inside;
    item->fill = item->stroke = color;
    item->width = is_hollow           ? width
                  : width > 0         ? fmax(style->text * 0.17, width)
                  : is_line || inside ? fmax(3, style->text * 0.2)
                                      : 1;
    if (inside) { // a line with hollow points
        spec_color(plot, inside, &item->fill);
    }
    item->at[0] = x + room / 2;
    item->at[1] = y;
    item->box[0] = x;
    item->box[2] = x + room;
    item->box[1] = is_line ? y : y - room * 0.36;
    item->box[3] = is_line ? y : y + room * 0.36;
    item->corner = is_box ? room * 0.12 : 0;
}

// Which marks there are of an entry.
static struct shades_seen seen_of(const struct legend *legend, struct scalar value) {
    if (!legend->faded) {
        return (struct shades_seen){.full = true};
    }
    size_t at = scale_is_discrete(legend->faded) ? scale_index(legend->faded, value) : 0;
    return at == SIZE_MAX ? (struct shades_seen){.full = true} : legend->seen[at];
}

static void fade(const struct plot *plot, struct drawing_item *item, bool is_hollow) {
    item->stroke = highlight_pale(plot, item->stroke);
    item->fill = is_hollow ? item->fill : highlight_pale(plot, item->fill);
}

// An entry is as pale as its marks are; of one with highlighted marks and others, a half is.
static void fade_symbol(struct plot *plot, const struct legend *legend, size_t entry) {
    struct drawing_item *item = &plot->drawing->items[plot->drawing->count - 1];
    const struct shades_seen seen = seen_of(legend, legend->values[entry]);
    bool is_hollow = item->kind == DRAWING_SYMBOL && item->has_fill && item->has_stroke;
    if (!seen.pale) {
        return;
    }
    struct drawing_item full = *item;
    double middle = (full.box[0] + full.box[2]) / 2, quarter = (full.box[2] - full.box[0]) / 4;
    if (seen.full) {
        item = drawing_add(plot->drawing, full.role, full.kind);
        *item = full;
        item->box[0] = middle;
        item->at[0] += quarter;
        item->size /= 2;
        struct drawing_item *first = &plot->drawing->items[plot->drawing->count - 2];
        first->box[2] = middle;
        first->at[0] -= quarter;
        first->size /= 2;
        first->corner = item->corner = 0;
    }
    fade(plot, item, is_hollow);
}

static struct drawing_item *put_text(
    struct plot *plot, enum drawing_role role, const char *words, double x, double y, int number) {
    double size = plot->form->style.text;
    struct drawing_text text = {words, CHART_REGULAR, size, CHART_LEFT, x, y + size * 0.36, size * 1.15};
    struct drawing_item *item = text_put(plot, role, &text);
    item->legend = number;
    item->fill = role == DRAWING_LEGEND_LABEL ? plot->form->style.ink : plot->form->style.dim;
    return item;
}

static double line_of(const struct plot *plot, const struct legend *legend) {
    return fmax(plot->form->style.text * 1.5, widest_symbol(plot, legend) * 1.1);
}

static double put_entries(
    struct plot *plot, const struct legend *legend, double x0, double x, double y, double width, int number) {
    double size = plot->form->style.text, widest = widest_symbol(plot, legend),
           room = size * (legend->scales[0]->lead_unit->mark == MARK_LINE ? 1.3 : 0.85),
           line = line_of(plot, legend);
    y += (line - size * 1.5) / 2;
    for (size_t i = 0; i < legend->count; i++) {
        double space = fmax(room, widest),
               need = space + size * 0.35 + text_width(plot, CHART_REGULAR, size, legend->labels[i]);
        if (x + need > x0 + width && x > x0) {
            x = x0;
            y += line;
        }
        put_symbol(plot, legend, i, x + (space - room) / 2, y, room, number);
        fade_symbol(plot, legend, i);
        put_text(plot, DRAWING_LEGEND_LABEL, legend->labels[i], x + space + size * 0.35, y, number)->value =
            legend->values[i];
        x += need + size * 0.9;
    }
    return y + (line + size * 1.5) / 2;
}

static double widest_label(const struct plot *plot, const struct legend *legend) {
    double widest = 0;
    for (size_t i = 0; i < legend->count; i++) {
        widest = fmax(widest, text_width(plot, CHART_REGULAR, plot->form->style.text, legend->labels[i]));
    }
    return widest;
}

struct strip {
    const struct scale *scale;
    double x, y, length;
    bool is_ramp;  // one colour into the next; else a step for each entry
    bool has_gaps; // labels below the middle of their step, as far as there is room; else at its start
    int number;
};

static void put_color(
    struct plot *plot, const struct legend *legend, struct drawing_item *item, struct scalar value) {
    const struct shades_seen seen = seen_of(legend, value);
    const struct drawing_item whole = *item;
    if (seen.full && seen.pale) { // above as it is, below as most marks are
        item->box[3] = (item->box[1] + item->box[3]) / 2;
        item = drawing_add(plot->drawing, whole.role, whole.kind);
        *item = whole;
        item->box[1] = (whole.box[1] + whole.box[3]) / 2;
    }
    if (seen.pale) {
        fade(plot, item, false);
    }
}

static void put_colors(struct plot *plot, const struct legend *legend, const struct strip *strip) {
    double height = plot->form->style.text * 0.6, low = strip->scale->domain[0],
           high = strip->scale->domain[2];
    size_t steps = strip->is_ramp ? 32 : legend->count;
    for (size_t i = 0; i < steps; i++) {
        struct drawing_item *item = drawing_add(plot->drawing, DRAWING_LEGEND_SYMBOL, DRAWING_RECT);
        struct scalar value = strip->is_ramp
                                  ? scalar_of_number(low + (high - low) * (double)i / (double)(steps - 1))
                                  : legend->values[i];
        item->legend = strip->number;
        item->box[0] = strip->x + strip->length * (double)i / (double)steps;
        item->box[2] = strip->x + strip->length * (double)(i + 1) / (double)steps;
        item->box[1] = strip->y - height / 2;
        item->box[3] = strip->y + height / 2;
        item->has_fill = true;
        item->fill = paint_readable(plot, scale_color(strip->scale, value, plot->form->style.dim));
        put_color(plot, legend, item, value);
    }
}

static void put_strip_label(
    struct plot *plot, const struct legend *legend, const struct strip *strip, size_t i) {
    double low = strip->scale->domain[0], high = strip->scale->domain[2], n = (double)legend->count;
    double place = strip->is_ramp && high > low ? (scalar_number(legend->values[i]) - low) / (high - low)
                   : strip->has_gaps            ? ((double)i + 0.5) / n
                                                : (double)i / n;
    struct drawing_item *item = put_text(plot, DRAWING_LEGEND_LABEL, legend->labels[i], 0,
        strip->y + plot->form->style.text * 1.05, strip->number);
    double half = (item->box[2] - item->box[0]) / 2,
           at = fmax(strip->x, strip->x + strip->length * place - half);
    item->text.x = item->box[0] = at;
    item->box[2] = at + 2 * half;
    item->at[0] = at + half;
    item->value = legend->values[i];
}

// A strip of colour with its values below: steps for classes and shades, a ramp else.
static double put_strip(
    struct plot *plot, const struct legend *legend, double x, double y, double width, int number) {
    double size = plot->form->style.text, widest = widest_label(plot, legend) + size * 0.5;
    bool is_shades = legend->scales[0]->shade_count > 0;
    struct strip strip = {.scale = legend->scales[0],
        .x = x,
        .y = y,
        .length = fmin(width, size * 14),
        .is_ramp = legend->kind[0] == 'g' && !is_shades,
        .has_gaps = is_shades,
        .number = number};
    strip.length = is_shades ? fmin(width, fmax(strip.length, widest * (double)legend->count)) : strip.length;
    put_colors(plot, legend, &strip);
    size_t stride = 1;
    while (is_shades && stride < legend->count &&
           widest > strip.length * (double)stride / (double)legend->count) {
        stride++;
    }
    for (size_t i = 0; i < legend->count; i += stride) {
        put_strip_label(plot, legend, &strip, i);
    }
    return y + size * 2.2;
}

// Whether marks are paler than the colours of its scale (highlight.c).
static void find_faded(struct plot *plot, struct legend *legend) {
    for (size_t i = 0; i < legend->scale_count; i++) {
        const struct scale *scale = legend->scales[i];
        if (scale->channel == CH_COLOR) {
            legend->faded = scale;
            legend->seen = arena_array(plot->arena, scale->count + 1, sizeof *legend->seen);
            highlight_seen(plot, scale, legend->seen);
        }
    }
}

double legends_draw(struct plot *plot, double x, double y, double width) {
    struct legend *legends = arena_array(plot->arena, LEGEND_CHANNELS, sizeof *legends);
    size_t count = legends_collect(plot, legends);
    double size = plot->form->style.text;
    plot->drawing->legends = arena_array(plot->arena, LEGEND_CHANNELS + 1, sizeof *plot->drawing->legends);
    for (size_t i = 0; i < count; i++) {
        struct legend *legend = &legends[i];
        bool is_strip = legend->kind[0] != 's';
        if (legend->count == 0) {
            continue;
        }
        int number = add_legend(plot, legend);
        find_faded(plot, legend);
        double at = x;
        if (legend->title && legend->title[0]) {
            double down = is_strip ? size * 0.5 : line_of(plot, legend) / 2 - size * 0.25;
            struct drawing_item *title =
                put_text(plot, DRAWING_LEGEND_TITLE, legend->title, x, y + down, number);
            at = title->box[2] + size * 0.8;
        }
        y = is_strip ? put_strip(plot, legend, at, y + size * 0.5, width - (at - x), number) - size * 0.5
                     : put_entries(plot, legend, x, at, y + size * 0.5, width, number) - size * 0.5;
    }
    return count ? y + size * 0.35 : y;
}
