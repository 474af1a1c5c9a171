#ifndef BROADSIDE_LAYOUT_TYPESETTING_H
#define BROADSIDE_LAYOUT_TYPESETTING_H

#include "layout/env.h"
#include "layout/fit.h"
#include "layout/paragraph.h"
#include "text/runs.h"

// A paragraph while it is set: its spans joined to one text, and that text cut into segments, the least that
// a line can be made of. Used by paragraph.c alone.

#define MOST_SPANS 4
#define MOST_RUNS 32 // of one line and span
#define SOFT_HYPHEN "\xC2\xAD"

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

// Borrows all; spans: 1 to MOST_SPANS. What lasts is allocated in `arena`.
void typesetting_init(struct typesetting *set, const struct layout_env *env, struct arena *arena,
    const struct span *spans, size_t span_count);
void typesetting_finish(struct typesetting *set);

// Joins the spans, with soft hyphens if `has_hyphens`, and finds their direction.
void typesetting_read(struct typesetting *set);
// Cuts the text, which is not empty, into the segments of lines of `width` pixels (segments.c).
void typesetting_cut(struct typesetting *set, int width);

const char *typesetting_language(const struct typesetting *set, size_t span);
// At most MOST_RUNS runs of a text; Han characters in the script of the language.
size_t typesetting_runs(
    const struct typesetting *set, const char *text, size_t len, struct run runs[MOST_RUNS]);
int typesetting_width(const struct typesetting *set, const struct type *type, const char *text, size_t len);
// Bytes of the longest prefix of whole grapheme clusters that fits, at least one (segments.c).
size_t typesetting_fit(
    const struct typesetting *set, const struct type *type, const char *text, size_t len, int width);

// Bytes without the blanks at the end.
size_t ink_length(const char *text, size_t len);
bool ends_with(const char *text, size_t len, const char *end);

#endif
