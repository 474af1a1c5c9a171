#include <math.h>
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "chart/plot.h"
#include "text/breaks.h"

// Lines of text on a drawing.

#define ELLIPSIS "\u2026"

// What no screen has room for is not measured letter by letter either.
static const char *bounded(const struct plot *plot, const char *text) {
    size_t len = strlen(text);
    if (len <= LIMIT_CHART_LABEL) {
        return text;
    }
    size_t kept = breaks_floor(plot->form->breaker, text, len, LIMIT_CHART_LABEL);
    kept = kept > 0 ? kept : utf8_floor(text, len, LIMIT_CHART_LABEL); // no letter has so many accents
    return arena_printf(plot->arena, "%.*s" ELLIPSIS, (int)kept, text);
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

#define MOST_ENDS LIMIT_CHART_LABEL

// Where a line of the text may end: before these bytes. By the language's rules, or at blanks and hyphens.
static size_t line_ends(const struct plot *plot, const char *text, size_t out[MOST_ENDS]) {
    size_t len = strlen(text), count = 0;
    if (!plot->form->breaker) {
        for (size_t i = 1; i + 1 < len && count < MOST_ENDS; i++) {
            out[count] = i + 1;
            count += text[i] == ' ' || text[i] == '-';
        }
        return count;
    }
    struct text_break breaks[MOST_ENDS];
    size_t found = text_breaks(plot->form->breaker, text, len, breaks, MOST_ENDS);
    for (size_t i = 0; i < found && breaks[i].end < len; i++) {
        out[count] = breaks[i].end;
        count += !breaks[i].avoid;
    }
    return count;
}

// The first so many bytes, without the blanks at their end.
static const char *first_line(const struct plot *plot, const char *text, size_t len) {
    while (len > 0 && text[len - 1] == ' ') {
        len--;
    }
    return arena_text_n(plot->arena, text, len);
}

// On two lines so that the wider one is as narrow as can be; NULL if there is no place to break at.
static const char *split_at_best(
    const struct plot *plot, enum chart_face face, double size, const char *text) {
    const char *best = NULL;
    double least = (double)INFINITY;
    size_t ends[MOST_ENDS], count = line_ends(plot, text, ends);
    for (size_t i = 0; i < count; i++) {
        const char *two =
            arena_printf(plot->arena, "%s\n%s", first_line(plot, text, ends[i]), text + ends[i]);
        double width = text_width(plot, face, size, two);
        if (width < least) {
            least = width;
            best = two;
        }
    }
    return best;
}

const char *text_split(const struct plot *plot, enum chart_face face, double size, const char *text) {
    text = bounded(plot, text);
    const char *two = split_at_best(plot, face, size, text);
    return two ? two : text;
}

// As many letters as fit with an ellipsis after them, at least one.
static const char *cut(
    const struct plot *plot, enum chart_face face, double size, const char *text, double width) {
    struct breaker *breaker = plot->form->breaker;
    size_t len = strlen(text), least = len ? breaks_next(breaker, text, len, 0) : 0;
    const char *shorter = text;
    for (size_t kept = len; kept > least;) {
        kept = breaks_floor(breaker, text, len, kept - 1);
        shorter = arena_printf(plot->arena, "%s" ELLIPSIS, first_line(plot, text, kept));
        if (text_width(plot, face, size, shorter) <= width) {
            break;
        }
    }
    return shorter;
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
    size_t ends[MOST_ENDS], count = line_ends(plot, text, ends);
    if (count == 0) {
        return cut(plot, face, size, text, width);
    }
    const char *two = lines == 2 ? split_at_best(plot, face, size, text) : NULL;
    if (two && text_width(plot, face, size, two) <= width) {
        return two;
    }
    const char *line = NULL, *rest = text; // as much as fits on a line, then the rest
    for (size_t i = 0; i < count; i++) {
        const char *longer = first_line(plot, text, ends[i]);
        if (text_width(plot, face, size, longer) <= width) {
            line = longer;
            rest = text + ends[i];
        }
    }
    if (!line) { // not even its first word
        line = cut(plot, face, size, first_line(plot, text, ends[0]), width);
        rest = text + ends[0];
    }
    return arena_printf(plot->arena, "%s\n%s", line, text_wrap(plot, face, size, rest, width, lines - 1));
}
