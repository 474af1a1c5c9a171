#ifndef BROADSIDE_DECODE_FOLD_H
#define BROADSIDE_DECODE_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/strbuf.h"

// Text fit for a screen: runs of white space become one blank, none at the ends; C0 and C1 controls,
// byte-order marks inside the text, and the bidi embeddings and overrides (U+202A to U+202E) go. Soft
// hyphens, zero-width spaces and joiners, direction marks and isolates stay: the line breaker and the shaper
// need them.
struct fold {
    struct strbuf *out; // borrowed; what is there already stays
    size_t start;       // where in `out` this text began
    bool blank_due;
};

void fold_begin(struct fold *fold, struct strbuf *out);
void fold_character(struct fold *fold, uint32_t character);
// UTF-8; ill-formed bytes become U+FFFD.
void fold_text(struct fold *fold, const char *text, size_t len);
void fold_blank(struct fold *fold);
bool fold_is_empty(const struct fold *fold);

// Whether Unicode calls it white space (no-break spaces too).
bool is_blank(uint32_t character);

// Whether there is anything to see in it: more than marks without a letter, format characters and blanks
// (Unicode's general categories M, Cf and Z).
bool text_is_visible(const char *text, size_t len);

// Who receives the paragraphs of a text, in order. `text` is borrowed for the call and ends with NUL.
struct paragraph_sink {
    void *context;
    void (*take)(void *context, const char *text, size_t len);
};

#endif
