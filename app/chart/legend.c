#include <math.h>
#include <string.h>

#include "chart/color.h"
#include "chart/plot.h"
#include "chart/ticks.h"

// Legends stand above the plot, in the order of the data. Channels that show the same field share one.

static const enum channel legend_channels[] = {CH_COLOR, CH_FILL, CH_STROKE, CH_SHAPE, CH_SIZE, CH_OPACITY,
    CH_FILLOPACITY, CH_STROKEOPACITY, CH_DASH, CH_WIDTH};

#define CHANNELS (sizeof legend_channels / sizeof *legend_channels)

struct legend {
    const struct scale *scales[CHANNELS];
    size_t scale_count;
    const char *kind, *title;
    struct scalar values[64];
    const char *labels[64];
    size_t count;
};

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
    return title ? tree_text(title, NULL) : encoding_title(plot, scale->lead);
}

static void add_entry(struct legend *legend, struct scalar value, const char *label) {
    if (legend->count < 64) {
        legend->values[legend->count] = value;
        legend->labels[legend->count++] = label;
    }
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

static void number_entries(struct plot *plot, struct legend *legend, const struct scale *scale) {
    double low = fmin(scale->domain[0], scale->domain[2]), high = fmax(scale->domain[0], scale->domain[2]),
           values[16];
    const char *format = tree_text(legend_member(scale, "format"), NULL);
    bool is_ramp = legend->kind[0] == 'g';
    size_t count = 0;
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
    legend->kind = scale->type == SCALE_BIN_ORDINAL         ? "discrete"
                   : is_color && scale_is_continuous(scale) ? "gradient"
                                                            : "symbol";
    legend->title = legend_title(plot, scale);
    for (size_t i = 0; i < legend->scale_count; i++) {
        if (legend_member(legend->scales[i], "title")) {
            legend->title = legend_title(plot, legend->scales[i]);
        }
    }
    const struct tree *values = legend_member(scale, "values");
    if (scale_is_discrete(scale)) {
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

static size_t collect(struct plot *plot, struct legend *legends) {
    size_t count = 0;
    for (size_t i = 0; i < CHANNELS; i++) {
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
    uint32_t color = style->palette[0];
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
        case CH_SIZE:
            item->size = fmin(
                room * room * 2, fmax(20, scale_number(scale, value, 9, 361) * plot->scale * plot->scale));
            break;
        case CH_OPACITY: item->alpha = scale_number(scale, value, 0.3, 0.9); break;
        case CH_SHAPE: {
            static const char *const shapes[] = {
                "circle", "square", "cross", "diamond", "triangle-up", "triangle-down"};
            item->shape = shapes[scale_index(scale, value) % 6];
            break;
        }
        case CH_DASH: {
            static const double dashes[][2] = {{0, 0}, {4, 2}, {2, 1}, {1, 1}, {1, 2}};
            size_t at = scale_index(scale, value) % 5;
            item->dash[0] = dashes[at][0] * plot->scale * 1.4;
            item->dash[1] = dashes[at][1] * plot->scale * 1.4;
            break;
        }
        default: break;
        }
    }
    item->has_fill = !is_line;
    item->has_stroke = is_line || inside;
    item->fill = item->stroke = color;
    item->width = is_line || inside ? fmax(3, style->text * 0.2) : 1;
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

static struct drawing_item *put_text(
    struct plot *plot, enum drawing_role role, const char *words, double x, double y, int number) {
    double size = plot->form->style.text;
    struct drawing_text text = {words, CHART_REGULAR, size, CHART_LEFT, x, y + size * 0.36, size * 1.15};
    struct drawing_item *item = text_put(plot, role, &text);
    item->legend = number;
    item->fill = role == DRAWING_LEGEND_LABEL ? plot->form->style.ink : plot->form->style.dim;
    return item;
}

static double put_entries(
    struct plot *plot, const struct legend *legend, double x0, double x, double y, double width, int number) {
    double size = plot->form->style.text,
           room = size * (legend->scales[0]->lead_unit->mark == MARK_LINE ? 1.3 : 0.85), line = size * 1.5;
    for (size_t i = 0; i < legend->count; i++) {
        double need = room + size * 0.35 + text_width(plot, CHART_REGULAR, size, legend->labels[i]);
        if (x + need > x0 + width && x > x0) {
            x = x0;
            y += line;
        }
        put_symbol(plot, legend, i, x, y, room, number);
        put_text(plot, DRAWING_LEGEND_LABEL, legend->labels[i], x + room + size * 0.35, y, number)->value =
            legend->values[i];
        x += need + size * 0.9;
    }
    return y + line;
}

// A strip of colour with its values below: steps for classes, a ramp else.
static double put_strip(
    struct plot *plot, const struct legend *legend, double x, double y, double width, int number) {
    const struct scale *scale = legend->scales[0];
    double size = plot->form->style.text, length = fmin(width, size * 14), height = size * 0.6;
    bool is_ramp = legend->kind[0] == 'g';
    size_t steps = is_ramp ? 32 : legend->count;
    double low = scale->domain[0], high = scale->domain[2];
    for (size_t i = 0; i < steps; i++) {
        struct drawing_item *item = drawing_add(plot->drawing, DRAWING_LEGEND_SYMBOL, DRAWING_RECT);
        struct scalar value = is_ramp ? scalar_of_number(low + (high - low) * (double)i / (double)(steps - 1))
                                      : legend->values[i];
        item->legend = number;
        item->box[0] = x + length * (double)i / (double)steps;
        item->box[2] = x + length * (double)(i + 1) / (double)steps;
        item->box[1] = y - height / 2;
        item->box[3] = y + height / 2;
        item->has_fill = true;
        item->fill = paint_readable(plot, scale_color(scale, value, plot->form->style.dim));
    }
    for (size_t i = 0; i < legend->count; i++) {
        double place = is_ramp && high > low ? (scalar_number(legend->values[i]) - low) / (high - low)
                                             : (double)i / (double)legend->count;
        struct drawing_item *item =
            put_text(plot, DRAWING_LEGEND_LABEL, legend->labels[i], 0, y + size * 1.05, number);
        double half = (item->box[2] - item->box[0]) / 2, at = fmax(x, x + length * place - half);
        item->text.x = item->box[0] = at;
        item->box[2] = at + 2 * half;
        item->at[0] = at + half;
        item->value = legend->values[i];
    }
    return y + size * 2.2;
}

double legends_draw(struct plot *plot, double x, double y, double width) {
    struct legend *legends = arena_array(plot->arena, CHANNELS, sizeof *legends);
    size_t count = collect(plot, legends);
    double size = plot->form->style.text;
    plot->drawing->legends = arena_array(plot->arena, CHANNELS + 1, sizeof *plot->drawing->legends);
    for (size_t i = 0; i < count; i++) {
        const struct legend *legend = &legends[i];
        bool is_strip = legend->kind[0] != 's';
        if (legend->count == 0) {
            continue;
        }
        int number = add_legend(plot, legend);
        double at = x;
        if (legend->title && legend->title[0]) {
            struct drawing_item *title =
                put_text(plot, DRAWING_LEGEND_TITLE, legend->title, x, y + size * 0.5, number);
            at = title->box[2] + size * 0.8;
        }
        y = is_strip ? put_strip(plot, legend, at, y + size * 0.5, width - (at - x), number) - size * 0.5
                     : put_entries(plot, legend, x, at, y + size * 0.5, width, number) - size * 0.5;
    }
    return count ? y + size * 0.35 : y;
}
