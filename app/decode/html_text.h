#ifndef BROADSIDE_DECODE_HTML_TEXT_H
#define BROADSIDE_DECODE_HTML_TEXT_H

#include <stddef.h>

#include "decode/fold.h"

// Markup to plain text. Character references are decoded once, tags dropped, comments and `script` and
// `style` dropped with their content, white space folded. Nothing is believed about the markup: unclosed
// tags, a stray "<" and text without any tag are all fine, in one pass over the bytes.

// One line; a block element or line break is a blank. Added to `out`.
void html_line(const char *html, size_t len, struct strbuf *out);

// A paragraph for each block of text. A newline is a blank.
void html_paragraphs(const char *html, size_t len, struct paragraph_sink sink);

#endif
