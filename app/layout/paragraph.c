#include "layout/paragraph.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "layout/leading.h"
#include "text/hyphens.h"
#include "text/rules.h"
#include "text/runs.h"

#define MOST_SPANS 4
#define MOST_RUNS 32 // of one line and span
#define ELLIPSIS "\xE2\x80\xA6"
#define DOT "\xC2\xB7"
#define SOFT_HYPHEN "\xC2\xAD"

double env_scale(const struct layout_env *env) {
    return (env->width < env->height ? env->width : env->height) / 1080.0;
}

struct typesetting {
    const struct layout_env *env;
    struct arena *arena;  // of the result
    struct arena scratch; // of what is only needed to find it
    const struct span *spans;
    size_t span_count;
    struct type types[MOST_SPANS];
    const char *text; // the spans joined
    size_t len;
    size_t span_end[MOST_SPANS];
    enum direction direction;
    bool has_broken;  // a word was wider than a line
    bool has_hyphens; // words may be parted
    bool keeps_words; // lines end between words, if they can
    uint32_t han;     // the script of its Han characters
    struct segments segments;
};

static bool ends_with(const char *text, size_t len, const char *end) {
    size_t n = strlen(end);
    return len >= n && memcmp(text + len - n, end, n) == 0;
}

static size_t cut_runs(
    const struct typesetting *set, const char *text, size_t len, struct run runs[MOST_RUNS]) {
    size_t count = text_runs(text, len, set->direction, runs, MOST_RUNS);
    for (size_t i = 0; i < count; i++) {
        runs[i].script = runs[i].script == SCRIPT_HAN ? set->han : runs[i].script;
    }
    return count;
}

static int measured(const struct typesetting *set, const struct type *type, const char *text, size_t len) {
    struct run runs[MOST_RUNS];
    size_t count = cut_runs(set, text, len, runs);
    int width = 0;
    for (size_t i = 0; i < count; i++) {
        width += set->env->measure->width(set->env->measure->context, type, text, runs[i]);
    }
    return width;
}

static size_t without_blanks(const char *text, size_t len) {
    while (len && (text[len - 1] == ' ' || text[len - 1] == '\n' || text[len - 1] == '\t')) {
        len--;
    }
    return len;
}

// What is seen of a text at a line's end: neither its blanks nor a dot that would part it from what follows.
static size_t seen_at_end(const char *text, size_t len) {
    size_t ink = without_blanks(text, len);
    return ends_with(text, ink, " " DOT) ? without_blanks(text, ink - strlen(DOT)) : ink;
}

static int hyphen_width(
    const struct typesetting *set, const struct type *type, const char *text, size_t ink) {
    return ends_with(text, ink, SOFT_HYPHEN) ? measured(set, type, "-", 1) : 0;
}

static void segment_add(struct typesetting *set, struct segment segment) {
    if (segment.len == 0) {
        return;
    }
    struct segments *all = &set->segments;
    if (all->count == all->capacity) {
        size_t capacity = all->capacity ? all->capacity * 2 : 16;
        struct segment *items = arena_array(&set->scratch, capacity, sizeof *items);
        if (all->count) {
            memcpy(items, all->items, all->count * sizeof *items);
        }
        all->items = items;
        all->capacity = capacity;
    }
    const char *text = set->text + segment.start;
    const struct type *type = &set->types[segment.span];
    segment.ink = seen_at_end(text, segment.len);
    segment.width = measured(set, type, text, segment.len);
    segment.end_width = segment.ink == segment.len ? segment.width : measured(set, type, text, segment.ink);
    segment.end_width += hyphen_width(set, type, text, segment.ink);
    segment.is_parted = ends_with(text, segment.ink, SOFT_HYPHEN);
    all->items[all->count++] = segment;
}

// Bytes of the longest prefix that fits, at least one character. Looks no further than about twice as far as
// it takes, so that a word of any length is cut in time that grows with its length.
static size_t fitting(
    const struct typesetting *set, const struct type *type, const char *text, size_t len, int width) {
    size_t fits, over = len + 1;
    utf8_next(text, len, &fits);
    while (fits + 1 < over) {
        size_t further = over > len ? fits * 2 + 4 : (fits + over) / 2; // 4: at least one character more
        further = further < len ? utf8_floor(text, len, further) : len;
        if (further <= fits) { // the middle lies in the character after `fits`
            size_t used;
            utf8_next(text + fits, len - fits, &used);
            further = fits + used;
        }
        if (further >= over) {
            break;
        }
        if (measured(set, type, text, further) <= width) {
            fits = further;
        } else {
            over = further;
        }
        if (fits == len) {
            break;
        }
    }
    return fits;
}

// Where a token of `fits` bytes that has room is best cut: after one of the signs that part an address or a
// file's name, if one stands in the further half, else right there.
static size_t sensible_cut(const char *text, size_t fits) {
    for (size_t at = fits; at > fits / 2; at--) {
        if (strchr("/._-?&=", text[at - 1])) {
            return at;
        }
    }
    return fits;
}

// A word that is wider than the line is cut where it fits.
static void segment_add_fitting(struct typesetting *set, struct segment segment, int width) {
    const struct type *type = &set->types[segment.span];
    for (;;) {
        const char *text = set->text + segment.start;
        size_t ink = without_blanks(text, segment.len);
        size_t fits = ink ? fitting(set, type, text, ink, width - hyphen_width(set, type, text, ink)) : ink;
        if (fits == ink) {
            break;
        }
        fits = sensible_cut(text, fits);
        set->has_broken = true;
        struct segment head = segment;
        head.len = fits;
        head.may_end = true;
        head.must_end = false;
        head.is_in_word = false;
        segment_add(set, head);
        segment.start += fits;
        segment.len -= fits;
    }
    segment_add(set, segment);
}

static const char *language_of(const struct typesetting *set, size_t span) {
    const char *language = set->spans[span].language;
    return language ? language : locale_language(set->env->locale);
}

static void join_spans(struct typesetting *set) {
    struct strbuf joined;
    strbuf_init(&joined, (size_t)LIMIT_STRING * 4);
    for (size_t i = 0; i < set->span_count; i++) {
        const char *text = set->spans[i].text ? set->spans[i].text : "";
        if (joined.len && *text) {
            strbuf_add_byte(&joined, ' ');
            for (size_t k = i; k > 0 && set->span_end[k - 1] + 1 == joined.len; k--) {
                set->span_end[k - 1] = joined.len; // the blank belongs to what stands before it
            }
        }
        if (set->types[i].caps) {
            size_t size = strlen(text) * 3 + 1; // UTF-8 capitals are at most three times as long
            char *upper = arena_alloc(&set->scratch, size);
            text = locale_upper(set->env->locale, text, upper, size);
        }
        if (set->has_hyphens) {
            const char *language = language_of(set, i);
            hyphens_soften(breaker_hyphens(set->env->breaker), language, text, strlen(text), &joined);
        } else {
            strbuf_add_text(&joined, text);
        }
        set->span_end[i] = joined.len;
    }
    set->text = arena_text_n(&set->scratch, strbuf_text(&joined), joined.len);
    set->len = joined.len;
    strbuf_finish(&joined);
}

// Leaves out the breaks that the language does not want, but where what they hold together is wider than a
// line: then any break is better than a cut word. Returns how many are left.
static size_t keep_together(struct typesetting *set, struct text_break *breaks, size_t count, int width) {
    size_t kept = 0, start = 0;
    for (size_t i = 0; i < count; i++) {
        size_t next = i + 1 < count ? breaks[i + 1].end : 0;
        if (breaks[i].avoid && next > start) {
            const char *text = set->text + start;
            if (measured(set, &set->types[0], text, without_blanks(text, next - start)) <= width) {
                continue;
            }
        }
        start = breaks[i].end;
        breaks[kept++] = breaks[i];
    }
    return kept;
}

static size_t find_breaks(struct typesetting *set, int width, struct text_break *breaks) {
    size_t count = text_breaks(set->env->breaker, set->text, set->len, breaks, set->len + 1);
    rules_apply(language_of(set, 0), set->text, set->len, breaks, count);
    if (set->keeps_words) {
        breaks_find_words(set->env->breaker, set->text, set->len, breaks, count);
    }
    return keep_together(set, breaks, count, width);
}

static void cut_segments(struct typesetting *set, int width) {
    struct text_break *breaks = arena_array(&set->scratch, set->len + 1, sizeof *breaks);
    size_t break_count = find_breaks(set, width, breaks);
    size_t start = 0, span = 0;
    for (size_t i = 0; i < break_count; i++) {
        while (start < breaks[i].end) {
            while (set->span_end[span] <= start && span + 1 < set->span_count) {
                span++;
            }
            size_t end = breaks[i].end < set->span_end[span] ? breaks[i].end : set->span_end[span];
            bool at_break = end == breaks[i].end;
            struct segment segment = {.start = start, .len = end - start, .span = span, .may_end = at_break};
            segment.must_end = at_break && breaks[i].must;
            segment.is_in_word = at_break && breaks[i].in_word;
            segment_add_fitting(set, segment, width);
            start = end;
        }
    }
    if (set->segments.count) {
        set->segments.items[set->segments.count - 1].may_end = true;
    }
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
    size_t run_count = cut_runs(set, text, strlen(text), runs);
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
    int room = width - measured(set, type, ELLIPSIS, strlen(ELLIPSIS)), used = 0;
    size_t to = from;
    for (size_t i = from; i < set->segments.count; i++) {
        const struct segment *segment = &segments[i];
        if (used + measured(set, &set->types[segment->span], set->text + segment->start, segment->ink) >
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
            first->ink = fitting(set, type, set->text + first->start, first->ink, room);
        }
        to = from + 1;
    }
    return make_line(set, from, to, ELLIPSIS);
}

// Wider than this, in em, a column has enough words in a line to set it well without parting any.
#define NARROW 24

static void typesetting_init(struct typesetting *set, const struct layout_env *env, struct arena *arena,
    const struct span *spans, size_t span_count) {
    assert(span_count >= 1 && span_count <= MOST_SPANS);
    *set = (struct typesetting){.env = env, .arena = arena, .spans = spans, .span_count = span_count};
    arena_init(&set->scratch, 0);
    for (size_t i = 0; i < span_count; i++) {
        set->types[i] = theme_type(env->theme, spans[i].role, env_scale(env));
    }
}

static void read_spans(struct typesetting *set) {
    join_spans(set);
    set->direction = text_direction(language_of(set, 0), set->text, set->len);
    set->han = text_han(language_of(set, 0), set->text, set->len);
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
    read_spans(&set);
    struct font_metrics metrics = env->measure->metrics(env->measure->context, &set.types[0]);
    struct paragraph paragraph = {
        // Body text is loose enough for all scripts, and pages are cut into its lines.
        .line_height = form->fit == FIT_BODY ? set.types[0].line_height : leading_of(&set.types[0], set.text),
        .ascent = metrics.ascent,
        .descent = metrics.descent,
        .rtl = set.direction == DIRECTION_RTL,
    };
    if (without_blanks(set.text, set.len)) {
        paragraph.text = form->fit == FIT_BODY ? arena_text_n(arena, set.text, set.len) : NULL;
        cut_segments(&set, form->width);
        make_lines(&set, form, &paragraph);
        paragraph.has_broken = set.has_broken;
    }
    arena_finish(&set.scratch);
    return paragraph;
}

struct text_line line_set(const struct layout_env *env, struct arena *arena, struct span span, int width) {
    struct typesetting set;
    typesetting_init(&set, env, arena, &span, 1);
    read_spans(&set);
    struct text_line line = {0};
    const char *text = visible_text(&set, 0, set.len, false);
    if (width <= 0 || measured(&set, &set.types[0], text, strlen(text)) <= width) {
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
    arena_finish(&set.scratch);
    return line;
}
