#include "chart/plot.h"

// What stands above and below a chart that has no page to say it: finding, measure, source.

// What a chart says of itself; NULL where it says nothing.
struct head {
    const char *title, *subtitle, *source;
};

static struct head head_of(const struct plot *plot) {
    const struct tree *title = tree_member(plot->root, "title");
    return (struct head){
        title_words(plot, tree_is(title, TREE_OBJECT) ? tree_member(title, "text") : title),
        title_words(plot, tree_member(title, "subtitle")),
        title_words(plot, tree_member(plot->kiosk, "source")),
    };
}

struct drawing_item *line_put(struct plot *plot, enum drawing_role role, enum chart_face face, double size,
    const char *words, double x, double baseline) {
    struct drawing_text text = {words, face, size, CHART_LEFT, x, baseline, size * 1.15};
    return text_put(plot, role, &text);
}

static void put_lines(struct plot *plot, struct room *room) {
    struct head head = head_of(plot);
    const struct chart_style *style = &plot->form->style;
    double size = style->text, title = size * 1.75, width = room->x1 - room->x0;
    if (head.title) {
        const char *words = text_wrap(plot, CHART_TITLE_FACE, title, head.title, width, 3);
        struct drawing_item *item =
            line_put(plot, DRAWING_TITLE, CHART_TITLE_FACE, title, words, room->x0, room->y0 + title * 0.85);
        item->fill = style->ink;
        room->y0 = item->box[3] + size * 0.15;
    }
    if (head.subtitle) {
        const char *words = text_wrap(plot, CHART_REGULAR, size, head.subtitle, width, 3);
        struct drawing_item *item =
            line_put(plot, DRAWING_SUBTITLE, CHART_REGULAR, size, words, room->x0, room->y0 + size * 0.95);
        room->y0 = item->box[3] + size * 0.2;
    }
    if (head.source) {
        double small = plot->form->height > plot->form->width ? size : size * 0.87;
        const char *words = text_wrap(plot, CHART_REGULAR, small, head.source, width, 1);
        line_put(plot, DRAWING_SOURCE, CHART_REGULAR, small, words, room->x0, room->y1 - small * 0.2);
        room->y1 -= small * 1.9;
    }
    room->y0 += size * 0.55;
}

struct room head_put(struct plot *plot) {
    const struct chart_form *form = plot->form;
    struct room room = {form->x, form->y, form->x + form->width, form->y + form->height};
    if (form->has_head) {
        put_lines(plot, &room);
    }
    return room;
}
