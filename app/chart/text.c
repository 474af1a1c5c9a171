#include <math.h>
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "chart/plot.h"

// Lines of text on a drawing.

// What no screen has room for is not measured letter by letter either.
static const char *bounded(const struct plot *plot, const char *text) {
    size_t len = strlen(text), kept = utf8_floor(text, len, LIMIT_CHART_LABEL);
    return len <= LIMIT_CHART_LABEL ? text : arena_printf(plot->arena, "%.*s\u2026", (int)kept, text);
}

double text_width(const struct plot *plot, enum chart_face face, double size, const char *text) {
    const struct chart_measure *measure = &plot->form->measure;
    double widest = 0;
    char line[512];
    while (*text) {
        size_t len = strcspn(text, "\n"), kept = len < sizeof line ? len : sizeof line - 1;
        memcpy(line, text, kept);
        line[kept] = '\0';
        widest = fmax(widest, measure->width(measure->context, face, size, line));
        text += len + (text[len] == '\n');
    }
    return widest;
}

size_t text_lines(const char *text) {
    size_t lines = 1;
    for (; *text; text++) {
        lines += *text == '\n';
    }
    return lines;
}

struct drawing_item *text_put(struct plot *plot, enum drawing_role role, const struct drawing_text *text) {
    struct drawing_item *item = drawing_add(plot->drawing, role, DRAWING_TEXT);
    const char *words = bounded(plot, text->text);
    double width = text_width(plot, text->face, text->size, words);
    double left = text->align == CHART_LEFT ? 0 : text->align == CHART_CENTER ? width / 2 : width;
    item->text = *text;
    item->text.text = words;
    item->box[0] = text->x - left;
    item->box[1] = text->baseline - 0.76 * text->size;
    item->box[2] = item->box[0] + width;
    item->box[3] = text->baseline + (double)(text_lines(words) - 1) * text->leading + 0.2 * text->size;
    item->at[0] = text->x;
    item->at[1] = (item->box[1] + item->box[3]) / 2;
    item->has_fill = true;
    item->fill = plot->form->style.dim;
    return item;
}

// Breaks at blanks so that the wider line is as narrow as can be, at most `lines`; what is still too wide
// ends in an ellipsis.
static const char *split_at_best(
    const struct plot *plot, enum chart_face face, double size, const char *text) {
    const char *best = NULL;
    double least = (double)INFINITY;
    for (const char *at = text; *at; at++) {
        if (*at != ' ' && !(*at == '-' && at > text && at[1])) {
            continue;
        }
        char *copy = arena_text(plot->arena, text);
        if (*at == ' ') {
            copy[at - text] = '\n';
        } else {
            copy = arena_printf(plot->arena, "%.*s\n%s", (int)(at - text + 1), text, at + 1);
        }
        double width = text_width(plot, face, size, copy);
        if (width < least) {
            least = width;
            best = copy;
        }
    }
    return best;
}

const char *text_split(const struct plot *plot, enum chart_face face, double size, const char *text) {
    text = bounded(plot, text);
    const char *two = split_at_best(plot, face, size, text);
    return two ? two : text;
}

static const char *cut(
    const struct plot *plot, enum chart_face face, double size, const char *text, double width) {
    size_t len = strlen(text);
    char *copy = arena_alloc(plot->arena, len + 4);
    while (len > 1) {
        do {
            len--;
        } while (len > 1 && ((unsigned char)text[len] & 0xC0) == 0x80);
        memcpy(copy, text, len);
        memcpy(copy + len, "\u2026", sizeof "\u2026");
        if (text_width(plot, face, size, copy) <= width) {
            break;
        }
    }
    return copy;
}

const char *text_wrap(
    const struct plot *plot, enum chart_face face, double size, const char *text, double width, int lines) {
    text = bounded(plot, text);
    if (text_width(plot, face, size, text) <= width) {
        return text;
    }
    if (lines <= 1) {
        return cut(plot, face, size, text, width);
    }
    if (lines == 2) {
        const char *two = split_at_best(plot, face, size, text);
        if (!two) {
            return cut(plot, face, size, text, width);
        }
        size_t first = strcspn(two, "\n");
        const char *a = arena_text_n(plot->arena, two, first), *b = two + first + 1;
        a = text_width(plot, face, size, a) > width ? cut(plot, face, size, a, width) : a;
        b = text_width(plot, face, size, b) > width ? cut(plot, face, size, b, width) : b;
        return arena_printf(plot->arena, "%s\n%s", a, b);
    }
    const char *last = NULL; // as much as fits on a line, then the rest
    for (const char *at = text; *at; at++) {
        if (*at == ' ' &&
            text_width(plot, face, size, arena_text_n(plot->arena, text, (size_t)(at - text))) <= width) {
            last = at;
        }
    }
    if (!last) {
        return cut(plot, face, size, text, width);
    }
    return arena_printf(plot->arena, "%.*s\n%s", (int)(last - text), text,
        text_wrap(plot, face, size, last + 1, width, lines - 1));
}
