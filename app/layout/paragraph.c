#include "layout/paragraph.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "text/runs.h"

#define MOST_SEGMENTS 1024
#define MOST_RUNS 32
#define ELLIPSIS "\xE2\x80\xA6"
#define SOFT_HYPHEN "\xC2\xAD"

double env_scale(const struct layout_env *env) {
    return (env->width < env->height ? env->width : env->height) / 1080.0;
}

// What stands between two places where a line may end, within one span.
struct segment {
    size_t start, len; // bytes of the joined text, trailing blanks included
    size_t ink;        // bytes without the trailing blanks
    int width;         // with the trailing blanks
    int end_width;     // at a line's end: without blanks, with a hyphen where a soft hyphen breaks
    size_t span;
    bool may_end, must_end;
};

struct typesetting {
    const struct layout_env *env;
    struct arena *arena;
    const struct span *spans;
    size_t span_count;
    struct type types[4];
    const char *text; // the spans joined
    size_t len;
    size_t span_end[4];
    enum direction direction;
    struct segment *segments;
    size_t count;
};

static bool ends_with(const char *text, size_t len, const char *end) {
    size_t n = strlen(end);
    return len >= n && memcmp(text + len - n, end, n) == 0;
}

static int measured(const struct typesetting *set, const struct type *type, const char *text, size_t len) {
    struct run runs[MOST_RUNS];
    size_t count = text_runs(text, len, set->direction, runs, MOST_RUNS);
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

static void segment_add(struct typesetting *set, struct segment segment) {
    if (set->count >= MOST_SEGMENTS || segment.len == 0) {
        return;
    }
    const char *text = set->text + segment.start;
    const struct type *type = &set->types[segment.span];
    segment.ink = without_blanks(text, segment.len);
    segment.width = measured(set, type, text, segment.len);
    segment.end_width = segment.ink == segment.len ? segment.width : measured(set, type, text, segment.ink);
    if (ends_with(text, segment.ink, SOFT_HYPHEN)) {
        segment.end_width += measured(set, type, "-", 1);
    }
    set->segments[set->count++] = segment;
}

// A word that is wider than the line is cut where it fits, between characters.
static void segment_add_fitting(struct typesetting *set, struct segment segment, int width) {
    const struct type *type = &set->types[segment.span];
    while (segment.len > 1) {
        const char *text = set->text + segment.start;
        size_t ink = without_blanks(text, segment.len);
        if (measured(set, type, text, ink) <= width) {
            break;
        }
        size_t low = utf8_floor(text, segment.len, 1), high = ink;
        size_t used;
        utf8_next(text, segment.len, &used);
        low = low ? low : used;
        while (low < high) { // the longest prefix that fits, at least one character
            size_t middle = utf8_floor(text, segment.len, (low + high + 1) / 2);
            if (middle <= low) {
                break;
            }
            if (measured(set, type, text, middle) <= width) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        if (low >= segment.len) {
            break;
        }
        struct segment head = segment;
        head.len = low;
        head.may_end = true;
        head.must_end = false;
        segment_add(set, head);
        segment.start += low;
        segment.len -= low;
    }
    segment_add(set, segment);
}

static void join_spans(struct typesetting *set) {
    struct strbuf joined;
    strbuf_init(&joined, (size_t)LIMIT_STRING * 4);
    for (size_t i = 0; i < set->span_count; i++) {
        const char *text = set->spans[i].text ? set->spans[i].text : "";
        if (joined.len && *text) {
            strbuf_add_byte(&joined, ' ');
            set->span_end[i - 1] = joined.len; // the blank belongs to what stands before it
        }
        if (set->types[i].caps) {
            size_t size = strlen(text) * 3 + 1; // UTF-8 capitals are at most three times as long
            char *upper = arena_alloc(set->arena, size);
            text = locale_upper(set->env->locale, text, upper, size);
        }
        strbuf_add_text(&joined, text);
        set->span_end[i] = joined.len;
    }
    set->text = arena_text_n(set->arena, strbuf_text(&joined), joined.len);
    set->len = joined.len;
    strbuf_finish(&joined);
}

static void cut_segments(struct typesetting *set, int width) {
    struct text_break breaks[MOST_SEGMENTS];
    size_t break_count = text_breaks(set->env->breaker, set->text, set->len, breaks, MOST_SEGMENTS);
    set->segments = arena_array(set->arena, MOST_SEGMENTS, sizeof *set->segments);
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
            segment_add_fitting(set, segment, width);
            start = end;
        }
    }
    if (set->count) {
        set->segments[set->count - 1].may_end = true;
    }
}

// Width of the line made of segments [from, to).
static int line_width(const struct segment *segments, size_t from, size_t to) {
    int width = 0;
    for (size_t i = from; i + 1 < to; i++) {
        width += segments[i].width;
    }
    return width + segments[to - 1].end_width;
}

// First fit: how many lines it takes at least, and where they end.
static size_t first_fit(const struct typesetting *set, int width, size_t *ends) {
    size_t lines = 0, start = 0, last_end = 0;
    int used = 0;
    for (size_t i = 0; i < set->count; i++) {
        const struct segment *segment = &set->segments[i];
        if (used + segment->end_width > width && last_end > start) {
            ends[lines++] = last_end;
            used = 0;
            for (size_t j = last_end; j < i; j++) {
                used += set->segments[j].width;
            }
            start = last_end;
        }
        used += segment->width;
        if (segment->may_end) {
            last_end = i + 1;
        }
        if (segment->must_end) {
            ends[lines++] = i + 1;
            start = i + 1;
            used = 0;
        }
    }
    if (start < set->count) {
        ends[lines++] = set->count;
    }
    return lines;
}

// How bad a line is: the square of what is empty, in thousandths of the width.
static double line_cost(int slack, int width) {
    double share = (double)slack / width;
    return share * share;
}

static double last_line_cost(int used, int width, enum paragraph_fit fit) {
    if (fit == FIT_BALANCED) {
        return line_cost(width - used, width);
    }
    return used * 4 < width ? 0.05 : 0; // a last line of one short word looks lost
}

// Total fit: among all ways to set the text in exactly `lines` lines, the least raggedness. Dynamic
// programming over (lines so far, segments so far); Knuth & Plass 1981 without stretch or hyphens' demerits.
static void total_fit(
    const struct typesetting *set, const struct paragraph_form *form, size_t lines, size_t *ends) {
    size_t n = set->count, stride = n + 1;
    double *cost = malloc((lines + 1) * stride * sizeof *cost);
    unsigned short *from = malloc((lines + 1) * stride * sizeof *from);
    if (!cost || !from) {
        abort();
    }
    for (size_t i = 0; i < (lines + 1) * stride; i++) {
        cost[i] = 1e30;
        from[i] = 0;
    }
    cost[0] = 0;
    for (size_t line = 0; line < lines; line++) {
        for (size_t start = line; start < n; start++) {
            double so_far = cost[line * stride + start];
            if (so_far >= 1e30) {
                continue;
            }
            int used = 0;
            for (size_t end = start + 1; end <= n; end++) {
                const struct segment *last = &set->segments[end - 1];
                int width = used + last->end_width;
                used += last->width;
                if (width > form->width && end > start + 1) {
                    break;
                }
                if (last->may_end) {
                    bool final = end == n;
                    double here = so_far + (final ? last_line_cost(width, form->width, form->fit)
                                                  : line_cost(form->width - width, form->width));
                    if (here < cost[(line + 1) * stride + end]) {
                        cost[(line + 1) * stride + end] = here;
                        from[(line + 1) * stride + end] = (unsigned short)start;
                    }
                }
                if (last->must_end) {
                    break;
                }
            }
        }
    }
    size_t end = n;
    if (cost[lines * stride + n] < 1e30) { // else first fit stands
        for (size_t line = lines; line > 0; line--) {
            ends[line - 1] = end;
            end = from[line * stride + end];
        }
    }
    free(cost);
    free(from);
}

// Soft hyphens are only seen where a line ends at one.
static const char *visible_text(struct typesetting *set, size_t start, size_t len, bool hyphen) {
    char *out = arena_alloc(set->arena, len + 2);
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
    size_t run_count = text_runs(text, strlen(text), set->direction, runs, MOST_RUNS);
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

// The pieces of segments [from, to), and `tail` (an ellipsis) after them.
static struct text_line make_line(struct typesetting *set, size_t from, size_t to, const char *tail) {
    struct piece pieces[4 * MOST_RUNS];
    size_t count = 0;
    int x = 0;
    for (size_t i = from; i < to;) {
        size_t span = set->segments[i].span, first = i;
        size_t len = 0;
        while (i < to && set->segments[i].span == span) {
            bool last = i + 1 == to;
            len = set->segments[i].start - set->segments[first].start +
                  (last ? set->segments[i].ink : set->segments[i].len);
            i++;
        }
        size_t start = set->segments[first].start;
        bool hyphen = i == to && !*tail && ends_with(set->text + start, len, SOFT_HYPHEN);
        const char *text = visible_text(set, start, len, hyphen);
        if (i == to && *tail) {
            text = arena_printf(set->arena, "%s%s", text, tail);
        }
        if (count + MOST_RUNS <= sizeof pieces / sizeof *pieces) {
            line_add_text(set, text, span, pieces, &count, &x);
        }
    }
    struct piece *kept = arena_array(set->arena, count ? count : 1, sizeof *kept);
    memcpy(kept, pieces, count * sizeof *pieces);
    return (struct text_line){kept, count, x};
}

// The last line under a cap: as many segments as fit with an ellipsis after them, at least one.
static struct text_line make_cut_line(struct typesetting *set, size_t from, int width) {
    size_t to = from;
    int room = width - measured(set, &set->types[set->segments[from].span], ELLIPSIS, strlen(ELLIPSIS));
    for (size_t end = from + 1; end <= set->count; end++) {
        if (line_width(set->segments, from, end) > room) {
            break;
        }
        if (set->segments[end - 1].may_end) {
            to = end;
        }
        if (set->segments[end - 1].must_end) {
            break;
        }
    }
    return make_line(set, from, to > from ? to : from + 1, ELLIPSIS);
}

static void typesetting_init(struct typesetting *set, const struct layout_env *env, struct arena *arena,
    const struct span *spans, size_t span_count) {
    assert(span_count >= 1 && span_count <= 4);
    *set = (struct typesetting){.env = env, .arena = arena, .spans = spans, .span_count = span_count};
    for (size_t i = 0; i < span_count; i++) {
        set->types[i] = theme_type(env->theme, spans[i].role, env_scale(env));
    }
    join_spans(set);
    set->direction = text_is_rtl(set->text, set->len) ? DIRECTION_RTL : DIRECTION_LTR;
}

struct paragraph paragraph_set(const struct layout_env *env, struct arena *arena, const struct span *spans,
    size_t span_count, const struct paragraph_form *form) {
    struct typesetting set;
    typesetting_init(&set, env, arena, spans, span_count);
    struct font_metrics metrics = env->measure->metrics(env->measure->context, &set.types[0]);
    struct paragraph paragraph = {
        .line_height = set.types[0].line_height,
        .ascent = metrics.ascent,
        .descent = metrics.descent,
        .rtl = set.direction == DIRECTION_RTL,
    };
    cut_segments(&set, form->width);
    if (set.count == 0 || without_blanks(set.text, set.len) == 0) {
        return paragraph;
    }
    size_t *ends = arena_array(arena, set.count + 1, sizeof *ends);
    size_t count = first_fit(&set, form->width, ends);
    paragraph.cut = form->max_lines > 0 && count > (size_t)form->max_lines;
    if (paragraph.cut) {
        count = (size_t)form->max_lines;
    } else if (count > 1) {
        total_fit(&set, form, count, ends);
    }
    struct text_line *lines = arena_array(arena, count, sizeof *lines);
    size_t start = 0;
    for (size_t i = 0; i < count; i++) {
        bool cut_here = paragraph.cut && i + 1 == count;
        lines[i] = cut_here ? make_cut_line(&set, start, form->width) : make_line(&set, start, ends[i], "");
        paragraph.width = lines[i].width > paragraph.width ? lines[i].width : paragraph.width;
        start = ends[i];
    }
    paragraph.lines = lines;
    paragraph.count = count;
    return paragraph;
}

struct text_line line_set(const struct layout_env *env, struct arena *arena, struct span span, int width) {
    if (width > 0) {
        struct paragraph paragraph =
            paragraph_set(env, arena, &span, 1, &(struct paragraph_form){.width = width, .max_lines = 1});
        return paragraph.count ? paragraph.lines[0] : (struct text_line){0};
    }
    struct typesetting set;
    typesetting_init(&set, env, arena, &span, 1);
    struct piece pieces[MOST_RUNS];
    size_t count = 0;
    int x = 0;
    line_add_text(&set, visible_text(&set, 0, set.len, false), 0, pieces, &count, &x);
    struct piece *kept = arena_array(arena, count ? count : 1, sizeof *kept);
    memcpy(kept, pieces, count * sizeof *pieces);
    return (struct text_line){kept, count, x};
}
