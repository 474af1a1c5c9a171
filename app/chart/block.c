#include <math.h>
#include <string.h>

#include "chart/plot.h"

// A big number and a table: what Vega-Lite has no mark for. Both are drawn of the spec's own data, after its
// transforms, so that an editor can show the same data as a chart.

#define MOST_COLUMNS 6

static const char *const blocks[] = {"number", "table", "timeline"};

bool plot_has_block(const struct plot *plot) {
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
        if (tree_member(plot->kiosk, blocks[i])) {
            return true;
        }
    }
    return false;
}

enum error block_column(struct plot *plot, const struct tree *block, const char *member, size_t *out) {
    const struct tree *name = tree_member(block, member);
    const char *field = tree_text(name, NULL);
    struct table *table = &plot->units[0].raw;
    if (!field) {
        return plot_refuse(plot, name ? name : block, "\"%s\" must name a field of the data", member);
    }
    *out = table_field(table, field);
    for (size_t row = 0; row < table->rows; row++) {
        if (!scalar_is_missing(table_at(table, *out, row))) {
            return ERROR_NONE;
        }
    }
    return plot_refuse(plot, name, "no row of the data has the field \"%s\"", field);
}

// Of a text that is a date, a format of dates makes one.
const char *block_text(const struct plot *plot, struct scalar value, const char *format) {
    double time =
        value.kind == SCALAR_TEXT && format && strchr(format, '%') ? time_parse(value.text) : (double)NAN;
    value = isnan(time) ? value : scalar_of_time(time);
    const struct encoding encoding = {.type = value.kind == SCALAR_NUMBER ? TYPE_QUANTITATIVE : TYPE_NOMINAL};
    return scalar_is_missing(value) ? "\u2013" : plot_text(plot, &encoding, format, value);
}

struct drawing_item *block_line(struct plot *plot, double x0, double y0, double x1, double y1) {
    struct drawing_item *item = drawing_add(plot->drawing, DRAWING_AXIS_GRID, DRAWING_RULE);
    item->box[0] = x0;
    item->box[1] = y0;
    item->box[2] = x1;
    item->box[3] = y1;
    item->has_stroke = true;
    item->stroke = plot->form->style.line;
    item->alpha = 1;
    item->width = fmax(1, plot->form->style.text / 16);
    return item;
}

static enum error read_number(struct plot *plot, const struct tree *number, struct scalar *out) {
    const struct tree *value = tree_member(number, "value");
    size_t column = TABLE_NONE;
    if (value) {
        *out = scalar_of_tree(value);
        return scalar_is_missing(*out) ? plot_refuse(plot, value, "a big number needs a value") : ERROR_NONE;
    }
    enum error error = block_column(plot, number, "field", &column);
    if (!error) {
        *out = table_at(&plot->units[0].raw, column, 0);
        error = scalar_is_missing(*out) ? plot_refuse(plot, number, "the first row has no value here")
                                        : ERROR_NONE;
    }
    return error;
}

// The number as large as the room allows, its unit beside it, and below both what it counts.
static enum error draw_number(
    struct plot *plot, const struct tree *number, struct room room, bool stands_alone) {
    const struct chart_style *style = &plot->form->style;
    struct scalar value;
    enum error error = read_number(plot, number, &value);
    if (error) {
        return error;
    }
    const char *words = block_text(plot, value, tree_text(tree_member(number, "format"), NULL)),
               *unit = tree_text(tree_member(number, "unit"), ""),
               *label = tree_text(tree_member(number, "label"), "");
    double width = room.x1 - room.x0, size = fmin(style->text * 7, (room.y1 - room.y0) * 0.5), part = 0.3;
    double wanted = text_width(plot, CHART_BOLD, size, words);
    wanted += *unit ? text_width(plot, CHART_BOLD, size * part, unit) + size * 0.12 : 0;
    size *= fmin(1, width / fmax(1, wanted));
    const char *below = *label ? text_wrap(plot, CHART_REGULAR, style->text * 1.1, label, width, 3) : "";
    double label_height = *label ? size * 0.2 + style->text * (0.2 + 1.3 * (double)text_lines(below)) : 0;
    double spare = fmax(0, room.y1 - room.y0 - size * 0.76 - label_height);
    double baseline = room.y0 + size * 0.76 + (stands_alone ? spare * 0.4 : style->text * 0.4);
    if (size < style->text * 1.5) {
        return plot_refuse(plot, number, "the number is too long to be a big one");
    }
    struct drawing_item *item = line_put(plot, DRAWING_MARK, CHART_BOLD, size, words, room.x0, baseline);
    item->fill = style->highlight;
    double right = item->box[2];
    if (*unit) {
        line_put(plot, DRAWING_MARK, CHART_BOLD, size * part, unit, right + size * 0.12, baseline)->fill =
            style->ink;
    }
    if (*label) {
        struct drawing_text text = {below, CHART_REGULAR, style->text * 1.1, CHART_LEFT, room.x0,
            baseline + size * 0.2 + style->text * 1.1, style->text * 1.3};
        text_put(plot, DRAWING_MARK, &text)->fill = style->ink;
    }
    return ERROR_NONE;
}

struct table_column {
    size_t column;
    const char *title, *format;
    bool is_number;
    double width, x; // x: where its text is aligned to
};

static enum error read_columns(
    struct plot *plot, const struct tree *def, struct table_column *out, size_t *count) {
    const struct table *table = &plot->units[0].raw;
    const struct tree *list = tree_member(def, "columns");
    enum error error = ERROR_NONE;
    if (!tree_is(list, TREE_ARRAY) || list->count == 0 || list->count > MOST_COLUMNS) {
        return plot_refuse(plot, list ? list : def, "a table has 1 to %d \"columns\"", MOST_COLUMNS);
    }
    *count = list->count;
    for (size_t i = 0; !error && i < list->count; i++) {
        const struct tree *column = &list->children[i];
        out[i] = (struct table_column){.title = tree_text(tree_member(column, "title"), NULL),
            .format = tree_text(tree_member(column, "format"), NULL),
            .is_number = true};
        error = block_column(plot, column, "field", &out[i].column);
        for (size_t row = 0; !error && row < table->rows; row++) {
            enum scalar_kind kind = table_at(table, out[i].column, row).kind;
            out[i].is_number = out[i].is_number && (kind == SCALAR_NUMBER || kind == SCALAR_NULL);
        }
    }
    return error;
}

// As wide as their texts; the first takes what the others leave.
static enum error fit_columns(struct plot *plot, const struct tree *at, struct table_column *columns,
    size_t count, const struct room *room) {
    const struct table *table = &plot->units[0].raw;
    double size = plot->form->style.text, rest = room->x1 - room->x0, gap = size * 1.2;
    for (size_t i = 0; i < count; i++) {
        struct table_column *column = &columns[i];
        column->width = column->title ? text_width(plot, CHART_REGULAR, size, column->title) : 0;
        for (size_t row = 0; row < table->rows; row++) {
            const char *words = block_text(plot, table_at(table, column->column, row), column->format);
            column->width = fmax(column->width, text_width(plot, CHART_BOLD, size, words));
        }
        rest -= i ? column->width + gap : 0;
    }
    if (rest < size * 4) {
        return plot_refuse(plot, at, "the columns are too wide for the screen");
    }
    columns[0].width = rest;
    double x = room->x0;
    for (size_t i = 0; i < count; i++) {
        columns[i].is_number = columns[i].is_number || (i && i + 1 == count);
        columns[i].x = x + (columns[i].is_number ? columns[i].width : 0);
        x += columns[i].width + gap;
    }
    return ERROR_NONE;
}

static void put_cell(struct plot *plot, enum drawing_role role, const struct table_column *column,
    const char *words, double baseline, bool is_name) {
    double size = plot->form->style.text;
    enum chart_face face = is_name || role == DRAWING_HEADER ? CHART_REGULAR : CHART_BOLD;
    struct drawing_text text = {text_wrap(plot, face, size, words, column->width + 1, 1), face, size,
        column->is_number ? CHART_RIGHT : CHART_LEFT, column->x, baseline, size};
    struct drawing_item *item = text_put(plot, role, &text);
    item->fill = role == DRAWING_HEADER ? plot->form->style.dim : plot->form->style.ink;
}

static enum error draw_table(struct plot *plot, const struct tree *def, struct room room) {
    const struct table *table = &plot->units[0].raw;
    struct table_column columns[MOST_COLUMNS];
    size_t count = 0;
    double size = plot->form->style.text;
    enum error error = read_columns(plot, def, columns, &count);
    error = error ? error : fit_columns(plot, def, columns, count, &room);
    if (error) {
        return error;
    }
    bool has_titles = false;
    for (size_t i = 0; i < count; i++) {
        has_titles = has_titles || columns[i].title;
    }
    double lines = (double)table->rows + has_titles,
           height = fmin(size * 2.7, (room.y1 - room.y0) / fmax(1, lines));
    if (table->rows == 0 || height < size * 1.4) {
        return table->rows == 0 ? plot_refuse(plot, def, "a table without rows")
                                : plot_refuse(plot, def, "the table has %zu rows; there is room for %d",
                                      table->rows, (int)((room.y1 - room.y0) / (size * 1.4)) - has_titles);
    }
    double y = room.y0;
    for (size_t i = 0; has_titles && i < count; i++) {
        if (columns[i].title) {
            put_cell(plot, DRAWING_HEADER, &columns[i], columns[i].title, y + height * 0.64, false);
        }
    }
    y += has_titles ? height : 0;
    for (size_t row = 0; row < table->rows; row++, y += height) {
        if (row || has_titles) {
            block_line(plot, room.x0, y, room.x1, y);
        }
        bool is_lit = false;
        size_t first = plot->drawing->count;
        for (size_t i = 0; i < count; i++) {
            struct scalar value = table_at(table, columns[i].column, row);
            is_lit = is_lit || highlight_has(plot, value);
            put_cell(plot, DRAWING_MARK, &columns[i], block_text(plot, value, columns[i].format),
                y + height * 0.64, i == 0);
        }
        for (size_t i = first; is_lit && i < plot->drawing->count; i++) {
            plot->drawing->items[i].fill = plot->form->style.highlight;
        }
    }
    return ERROR_NONE;
}

enum error blocks_draw(struct plot *plot) {
    const struct tree *number = tree_member(plot->kiosk, "number"),
                      *table = tree_member(plot->kiosk, "table"),
                      *timeline = tree_member(plot->kiosk, "timeline");
    struct room room = head_put(plot), first = room, second = room;
    if (timeline && (number || table)) {
        return plot_refuse(plot, timeline, "a timeline stands alone");
    }
    if (timeline) {
        return timeline_draw(plot, timeline, room);
    }
    double width = room.x1 - room.x0, height = room.y1 - room.y0;
    if (number && table && width > height * 1.2) { // side by side, or one below the other
        first.x1 = room.x0 + width * 0.4;
        second.x0 = room.x0 + width * 0.46;
    } else if (number && table) {
        first.y1 = room.y0 + height * 0.36;
    }
    size_t before = plot->drawing->count;
    enum error error = number ? draw_number(plot, number, first, !table) : ERROR_NONE;
    for (size_t i = before; first.y1 < room.y1 && i < plot->drawing->count; i++) {
        second.y0 = fmax(second.y0, plot->drawing->items[i].box[3] + plot->form->style.text);
    }
    return error || !table ? error : draw_table(plot, table, second);
}
