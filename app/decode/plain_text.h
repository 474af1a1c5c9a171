#ifndef BROADSIDE_DECODE_PLAIN_TEXT_H
#define BROADSIDE_DECODE_PLAIN_TEXT_H

#include <stddef.h>

#include "decode/fold.h"

// Text without markup, as news wires send it.

// A blank line ends a paragraph, a single newline is a blank.
void plain_paragraphs(const char *text, size_t len, struct paragraph_sink sink);

// One line, fit for display (fold.h). Added to `out`.
void plain_line(const char *text, size_t len, struct strbuf *out);

#endif
