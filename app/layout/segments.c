#include <string.h>

#include "layout/typesetting.h"
#include "text/breaks.h"
#include "text/rules.h"

// Where lines may end, and how wide it is to there.

#define DOT "\xC2\xB7"

// What is seen of a text at a line's end: neither its blanks nor a dot that would part it from what follows.
static size_t seen_at_end(const char *text, size_t len) {
    size_t ink = ink_length(text, len);
    return ends_with(text, ink, " " DOT) ? ink_length(text, ink - strlen(DOT)) : ink;
}

static int hyphen_width(
    const struct typesetting *set, const struct type *type, const char *text, size_t ink) {
    return ends_with(text, ink, SOFT_HYPHEN) ? typesetting_width(set, type, "-", 1) : 0;
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
    segment.width = typesetting_width(set, type, text, segment.len);
    segment.end_width =
        segment.ink == segment.len ? segment.width : typesetting_width(set, type, text, segment.ink);
    segment.end_width += hyphen_width(set, type, text, segment.ink);
    segment.is_parted = ends_with(text, segment.ink, SOFT_HYPHEN);
    all->items[all->count++] = segment;
}

// Looks no further than about twice as far as it takes, so that a word of any length is cut in time that
// grows with its length.
size_t typesetting_fit(
    const struct typesetting *set, const struct type *type, const char *text, size_t len, int width) {
    struct breaker *breaker = set->env->breaker;
    size_t fits = breaks_next(breaker, text, len, 0), over = len + 1;
    while (fits + 1 < over) {
        size_t further = over > len ? fits * 2 + 4 : (fits + over) / 2; // 4: mostly a cluster more
        further = breaks_floor(breaker, text, len, further);
        if (further <= fits) { // the middle lies in the cluster after `fits`, if there is one
            further = fits < len ? breaks_next(breaker, text, len, fits) : len;
        }
        if (further >= over) {
            break;
        }
        if (typesetting_width(set, type, text, further) <= width) {
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
        size_t ink = ink_length(text, segment.len);
        size_t fits =
            ink ? typesetting_fit(set, type, text, ink, width - hyphen_width(set, type, text, ink)) : ink;
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

// Leaves out the breaks that the language does not want, but where what they hold together is wider than a
// line: then any break is better than a cut word. Returns how many are left.
static size_t keep_together(struct typesetting *set, struct text_break *breaks, size_t count, int width) {
    size_t kept = 0, start = 0;
    for (size_t i = 0; i < count; i++) {
        size_t next = i + 1 < count ? breaks[i + 1].end : 0;
        if (breaks[i].avoid && next > start) {
            const char *text = set->text + start;
            if (typesetting_width(set, &set->types[0], text, ink_length(text, next - start)) <= width) {
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
    rules_apply(typesetting_language(set, 0), set->text, set->len, breaks, count);
    if (set->keeps_words) {
        breaks_find_words(set->env->breaker, set->text, set->len, breaks, count);
    }
    return keep_together(set, breaks, count, width);
}

void typesetting_cut(struct typesetting *set, int width) {
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
