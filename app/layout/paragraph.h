#ifndef BROADSIDE_LAYOUT_PARAGRAPH_H
#define BROADSIDE_LAYOUT_PARAGRAPH_H

#include <stdbool.h>

#include "base/arena.h"
#include "layout/env.h"
#include "layout/fit.h"

// Text set into lines: one or more spans of different type run on as one paragraph. Lines are chosen for the
// whole paragraph at once (total fit), with the fewest lines that are possible and among those the least
// raggedness.

struct span {
    const char *text; // UTF-8; capitals are applied here if the type asks for them
    enum role role;
    const char *language; // BCP 47, of a story; NULL: the kiosk's
};

struct paragraph_form {
    int width;     // pixels
    int max_lines; // the rest is cut at a word and marked by an ellipsis; 0: no cap
    enum paragraph_fit fit;
};

// One run of a line, ready to become a text op.
struct piece {
    const char *text; // NUL-terminated, in the arena
    enum role role;
    struct type type;
    bool rtl;
    uint32_t script;
    int x, width; // pixels from the line's left edge
};

struct text_line {
    const struct piece *pieces;
    size_t count;
    int width;
    size_t end; // bytes of the paragraph's text before the next line
};

struct paragraph {
    const struct text_line *lines;
    size_t count;
    int width;           // of the widest line
    int line_height;     // of the first span's type, as the text's scripts need it
    int ascent, descent; // of the first span's font
    bool rtl;
    bool cut;         // an ellipsis stands for the rest
    bool has_broken;  // a word is wider than the lines and goes on in the next one
    const char *text; // FIT_BODY: what was set, to set the rest of it elsewhere; else NULL
};

// Result in `arena`. Text without anything visible gives no lines.
struct paragraph paragraph_set(const struct layout_env *env, struct arena *arena, const struct span *spans,
    size_t span_count, const struct paragraph_form *form);

// One line, whatever its length: cut with an ellipsis to `width` if that is > 0.
struct text_line line_set(const struct layout_env *env, struct arena *arena, struct span span, int width);

// The shorter side of the screen over 1080.
double env_scale(const struct layout_env *env);

#endif
