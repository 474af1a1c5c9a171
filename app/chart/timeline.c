#include <math.h>

#include "chart/plot.h"

// Steps in their order: a line with a dot for each, its moment on one side, name and words on the other. The
// steps stand evenly: it is a sequence, not a scale of time (bars over time are a Vega-Lite bar with x and
// x2).

#define MOST_STEPS 8

struct steps {
    size_t time, title, text; // columns; text may be TABLE_NONE
    const char *format;
    double size;
};

static void put_dot(struct plot *plot, double x, double y, double size, bool is_lit) {
    const struct chart_style *style = &plot->form->style;
    struct drawing_item *dot = drawing_add(plot->drawing, DRAWING_MARK, DRAWING_SYMBOL);
    double side = size * (is_lit ? 0.72 : 0.56);
    dot->at[0] = x;
    dot->at[1] = y;
    dot->size = side * side;
    dot->shape = "circle";
    dot->has_fill = true;
    dot->fill = paint_readable(plot, is_lit ? style->highlight : style->palette[0]);
    dot->alpha = 1;
}

// On two even lines where that is enough.
static const char *wrap(
    const struct plot *plot, enum chart_face face, double size, const char *words, double width, int lines) {
    if (lines >= 2 && text_width(plot, face, size, words) > width) {
        const char *two = text_split(plot, face, size, words);
        if (text_width(plot, face, size, two) <= width) {
            return two;
        }
    }
    return text_wrap(plot, face, size, words, width, lines);
}

// The name of a step and, in what is left of so many lines, its words; NULL for none.
struct step_words {
    const char *title, *text;
};

static struct step_words words_of(
    const struct plot *plot, const struct steps *steps, size_t row, double width, int lines) {
    const struct table *table = &plot->units[0].raw;
    const char *title = block_text(plot, table_at(table, steps->title, row), NULL);
    struct step_words words = {
        .title = wrap(plot, CHART_BOLD, steps->size, title, width, lines < 3 ? lines : 3)};
    struct scalar text = table_at(table, steps->text, row);
    int left = lines - (int)text_lines(words.title);
    if (!scalar_is_missing(text) && left > 0) {
        words.text = wrap(plot, CHART_REGULAR, steps->size, block_text(plot, text, NULL), width, left);
    }
    return words;
}

#define LEADING 1.22
#define GAP 0.15 // between name and words, of the size

static void put_words(
    struct plot *plot, const struct steps *steps, const struct step_words *words, double x, double baseline) {
    const struct chart_style *style = &plot->form->style;
    double size = steps->size, leading = size * LEADING;
    struct drawing_text title = {words->title, CHART_BOLD, size, CHART_LEFT, x, baseline, leading};
    text_put(plot, DRAWING_MARK, &title)->fill = style->ink;
    if (words->text) {
        double below = baseline + leading * (double)text_lines(words->title) + size * GAP;
        struct drawing_text text = {words->text, CHART_REGULAR, size, CHART_LEFT, x, below, leading};
        text_put(plot, DRAWING_MARK, &text)->fill = style->dim;
    }
}

static void put_time(
    struct plot *plot, const struct steps *steps, size_t row, double x, double baseline, bool is_lit) {
    const struct chart_style *style = &plot->form->style;
    const char *words = block_text(plot, table_at(&plot->units[0].raw, steps->time, row), steps->format);
    line_put(plot, DRAWING_AXIS_LABEL, CHART_BOLD, steps->size, words, x, baseline)->fill =
        is_lit ? style->highlight : style->ink;
}

// Of a step with its moment, from the top of that to the end of the words.
static double step_height(const struct steps *steps, const struct step_words *words) {
    size_t lines = 1 + text_lines(words->title) + (words->text ? text_lines(words->text) : 0);
    return steps->size * (LEADING * (double)lines + (words->text ? GAP : 0));
}

// Many steps stand above and below the line by turns, so that each has the width of two.
static void draw_across(struct plot *plot, const struct steps *steps, const struct room *room) {
    const struct table *table = &plot->units[0].raw;
    bool by_turns = table->rows > 4;
    double size = steps->size, leading = size * LEADING, height = room->y1 - room->y0, air = size * 0.8;
    double step = (room->x1 - room->x0) / ((double)table->rows + by_turns),
           width = step * (1 + by_turns) - size * 0.8;
    double y = room->y0 + (by_turns ? height / 2 : fmax(size, height * 0.2));
    double free = (by_turns ? height / 2 : room->y1 - y) - air - size * GAP;
    int lines = (int)fmax(1, free / leading - 1); // below the moment
    block_line(plot, room->x0, y, room->x1, y)->width = fmax(2, size / 8);
    for (size_t row = 0; row < table->rows; row++) {
        double x = room->x0 + step * (double)row;
        bool is_lit = highlight_has(plot, table_at(table, steps->title, row));
        struct step_words words = words_of(plot, steps, row, width, lines);
        double top = by_turns && row % 2 == 0 ? y - air - step_height(steps, &words) : y + air;
        put_dot(plot, x + size * 0.36, y, size, is_lit);
        put_time(plot, steps, row, x, top + size * 0.9, is_lit);
        put_words(plot, steps, &words, x, top + size * 0.9 + leading);
    }
}

static void draw_down(struct plot *plot, const struct steps *steps, const struct room *room) {
    const struct table *table = &plot->units[0].raw;
    double size = steps->size, step = (room->y1 - room->y0) / (double)table->rows, widest = 0;
    for (size_t row = 0; row < table->rows; row++) {
        const char *words = block_text(plot, table_at(table, steps->time, row), steps->format);
        widest = fmax(widest, text_width(plot, CHART_BOLD, size, words));
    }
    double line = room->x0 + widest + size, x = line + size;
    int lines = (int)fmax(2, step / (size * LEADING) - 0.6);
    block_line(plot, line, room->y0, line, room->y1)->width = fmax(2, size / 8);
    for (size_t row = 0; row < table->rows; row++) {
        double y = room->y0 + step * (double)row + size;
        bool is_lit = highlight_has(plot, table_at(table, steps->title, row));
        put_time(plot, steps, row, room->x0, y, is_lit);
        put_dot(plot, line, y - size * 0.36, size, is_lit);
        struct step_words words = words_of(plot, steps, row, room->x1 - x, lines);
        put_words(plot, steps, &words, x, y);
    }
}

enum error timeline_draw(struct plot *plot, const struct tree *timeline, struct room room) {
    const struct table *table = &plot->units[0].raw;
    struct steps steps = {.text = TABLE_NONE,
        .format = tree_text(tree_member(timeline, "format"), NULL),
        .size = plot->form->style.text};
    enum error error = block_column(plot, timeline, "time", &steps.time);
    error = error ? error : block_column(plot, timeline, "title", &steps.title);
    if (!error && tree_member(timeline, "text")) {
        error = block_column(plot, timeline, "text", &steps.text);
    }
    if (error) {
        return error;
    }
    if (table->rows == 0 || table->rows > MOST_STEPS) {
        return plot_refuse(plot, timeline, "a timeline has 1 to %d steps, not %zu", MOST_STEPS, table->rows);
    }
    double width = room.x1 - room.x0, height = room.y1 - room.y0;
    bool is_across = width > height * 1.2 && width / (double)table->rows > steps.size * 5;
    if (!is_across && height / (double)table->rows < steps.size * 2.6) {
        return plot_refuse(plot, timeline, "there is no room for %zu steps", table->rows);
    }
    (is_across ? draw_across : draw_down)(plot, &steps, &room);
    return ERROR_NONE;
}
