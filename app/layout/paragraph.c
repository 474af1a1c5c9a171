#include "layout/paragraph.h"

#include <string.h>

#include "layout/leading.h"
#include "layout/typesetting.h"

#define ELLIPSIS "\xE2\x80\xA6"

// Wider than this, in em, a column has enough words in a line to set it well without parting any.
#define NARROW 24

double env_scale(const struct layout_env *env) {
    return (env->width < env->height ? env->width : env->height) / 1080.0;
}

// Soft hyphens are only seen where a line ends at one.
static const char *visible_text(struct typesetting *set, size_t start, size_t len, bool hyphen) {
    char *out = arena_alloc(&set->scratch, len + 2);
    size_t used = 0;
    for (size_t i = start; i < start + len; i++) {
        if (memcmp(set->text + i, SOFT_HYPHEN, 2) == 0) {
            i++;
        } else {
            out[used++] = set->text[i] == '\n' || set->text[i] == '\t' ? ' ' : set->text[i];
        }
    }
    if (hyphen) {
        out[used++] = '-';
    }
    out[used] = '\0';
    return out;
}

static void line_add_text(
    struct typesetting *set, const char *text, size_t span, struct piece *pieces, size_t *count, int *x) {
    struct run runs[MOST_RUNS];
    size_t run_count = typesetting_runs(set, text, strlen(text), runs);
    for (size_t i = 0; i < run_count; i++) {
        const struct type *type = &set->types[span];
        struct piece piece = {
            .text = arena_text_n(set->arena, text + runs[i].start, runs[i].len),
            .role = set->spans[span].role,
            .type = *type,
            .rtl = runs[i].rtl,
            .script = runs[i].script,
            .x = *x,
            .width = set->env->measure->width(set->env->measure->context, type, text, runs[i]),
        };
        pieces[(*count)++] = piece;
        *x += piece.width;
    }
}

// The segments of one span on a line.
struct stretch {
    size_t span, start, len; // bytes of the text
    bool last;
};

static size_t find_stretches(const struct typesetting *set, size_t from, size_t to, struct stretch *out) {
    size_t count = 0;
    for (size_t i = from; i < to; i++) {
        const struct segment *segment = &set->segments.items[i];
        if (count == 0 || out[count - 1].span != segment->span) {
            out[count++] = (struct stretch){segment->span, segment->start, 0, false};
        }
        struct stretch *stretch = &out[count - 1];
        stretch->len = segment->start - stretch->start + (i + 1 == to ? segment->ink : segment->len);
    }
    out[count - 1].last = true;
    return count;
}

// A comma before an ellipsis says the same twice.
static size_t without_dangling(const char *text, size_t len) {
    while (len && strchr(" ,;:-", text[len - 1])) {
        len--;
    }
    return len;
}

static const char *stretch_text(struct typesetting *set, const struct stretch *stretch, const char *tail) {
    if (!stretch->last || !*tail) {
        bool hyphen = stretch->last && ends_with(set->text + stretch->start, stretch->len, SOFT_HYPHEN);
        return visible_text(set, stretch->start, stretch->len, hyphen);
    }
    const char *text = visible_text(set, stretch->start, stretch->len, false);
    size_t len = without_dangling(text, strlen(text));
    return arena_printf(&set->scratch, "%.*s%s", (int)len, text, tail);
}

// The pieces of segments [from, to), and `tail` (an ellipsis) after them.
static struct text_line make_line(struct typesetting *set, size_t from, size_t to, const char *tail) {
    struct piece pieces[MOST_SPANS * MOST_RUNS];
    struct stretch stretches[MOST_SPANS];
    size_t count = 0, stretch_count = find_stretches(set, from, to, stretches);
    int x = 0;
    for (size_t i = 0; i < stretch_count; i++) {
        // What is read first stands where the paragraph's direction begins.
        size_t at = set->direction == DIRECTION_RTL ? stretch_count - 1 - i : i;
        const char *text = stretch_text(set, &stretches[at], tail);
        line_add_text(set, text, stretches[at].span, pieces, &count, &x);
    }
    struct piece *kept = arena_array(set->arena, count ? count : 1, sizeof *kept);
    memcpy(kept, pieces, count * sizeof *pieces);
    const struct segment *last = &set->segments.items[to - 1];
    return (struct text_line){kept, count, x, last->start + last->len};
}

// The last line under a cap: as many segments as fit with an ellipsis after them; of the first, if it is too
// long by itself, as many characters.
static struct text_line make_cut_line(struct typesetting *set, size_t from, int width) {
    struct segment *segments = set->segments.items, *first = &segments[from];
    const struct type *type = &set->types[first->span];
    int room = width - typesetting_width(set, type, ELLIPSIS, strlen(ELLIPSIS)), used = 0;
    size_t to = from;
    for (size_t i = from; i < set->segments.count; i++) {
        const struct segment *segment = &segments[i];
        if (used +
                typesetting_width(set, &set->types[segment->span], set->text + segment->start, segment->ink) >
            room) {
            break;
        }
        used += segment->width;
        to = segment->may_end ? i + 1 : to;
        if (segment->must_end) {
            break;
        }
    }
    if (to == from) {
        if (first->ink) {
            first->ink = typesetting_fit(set, type, set->text + first->start, first->ink, room);
        }
        to = from + 1;
    }
    return make_line(set, from, to, ELLIPSIS);
}

static void make_lines(
    struct typesetting *set, const struct paragraph_form *form, struct paragraph *paragraph) {
    size_t *ends = arena_array(&set->scratch, set->segments.count, sizeof *ends);
    size_t count = first_fit(&set->segments, form->width, ends);
    paragraph->cut = form->max_lines > 0 && count > (size_t)form->max_lines;
    if (paragraph->cut) {
        count = (size_t)form->max_lines;
    } else if (count > 1) {
        count = total_fit(&set->segments, form->width, form->fit, &set->scratch, ends);
    }
    struct text_line *lines = arena_array(set->arena, count, sizeof *lines);
    size_t start = 0;
    for (size_t i = 0; i < count; i++) {
        bool cut_here = paragraph->cut && i + 1 == count;
        lines[i] = cut_here ? make_cut_line(set, start, form->width) : make_line(set, start, ends[i], "");
        paragraph->width = lines[i].width > paragraph->width ? lines[i].width : paragraph->width;
        start = ends[i];
    }
    paragraph->lines = lines;
    paragraph->count = count;
}

struct paragraph paragraph_set(const struct layout_env *env, struct arena *arena, const struct span *spans,
    size_t span_count, const struct paragraph_form *form) {
    struct typesetting set;
    typesetting_init(&set, env, arena, spans, span_count);
    set.keeps_words = form->fit == FIT_BALANCED;
    set.has_hyphens = form->fit == FIT_BODY && form->width < NARROW * set.types[0].size;
    typesetting_read(&set);
    struct font_metrics metrics = env->measure->metrics(env->measure->context, &set.types[0]);
    struct paragraph paragraph = {
        // Body text is loose enough for all scripts, and pages are cut into its lines.
        .line_height = form->fit == FIT_BODY ? set.types[0].line_height : leading_of(&set.types[0], set.text),
        .ascent = metrics.ascent,
        .descent = metrics.descent,
        .rtl = set.direction == DIRECTION_RTL,
    };
    if (ink_length(set.text, set.len)) {
        paragraph.text = form->fit == FIT_BODY ? arena_text_n(arena, set.text, set.len) : NULL;
        typesetting_cut(&set, form->width);
        make_lines(&set, form, &paragraph);
        paragraph.has_broken = set.has_broken;
    }
    typesetting_finish(&set);
    return paragraph;
}

struct text_line line_set(const struct layout_env *env, struct arena *arena, struct span span, int width) {
    struct typesetting set;
    typesetting_init(&set, env, arena, &span, 1);
    typesetting_read(&set);
    struct text_line line = {0};
    const char *text = visible_text(&set, 0, set.len, false);
    if (width <= 0 || typesetting_width(&set, &set.types[0], text, strlen(text)) <= width) {
        struct piece *pieces = arena_array(&set.scratch, MOST_RUNS, sizeof *pieces);
        line_add_text(&set, text, 0, pieces, &line.count, &line.width);
        struct piece *kept = arena_array(arena, line.count ? line.count : 1, sizeof *kept);
        memcpy(kept, pieces, line.count * sizeof *pieces);
        line.pieces = kept;
    } else {
        struct paragraph_form form = {.width = width, .max_lines = 1};
        struct paragraph paragraph = paragraph_set(env, arena, &span, 1, &form);
        line = paragraph.count ? paragraph.lines[0] : line;
    }
    typesetting_finish(&set);
    return line;
}
