#ifndef BROADSIDE_BASE_ROFF_H
#define BROADSIDE_BASE_ROFF_H

#include "base/strbuf.h"

// Text for manual pages (man(7)): what would be read as a command is written so that it is shown instead.

// A backslash is \e, a hyphen \- (it can be copied as it is shown), and a "." or "'" that begins a line is
// shown. Text is added at the beginning of a line or after other text; a newline in it begins a new one.
void roff_add(struct strbuf *out, const char *text);

// A line with a macro and its one argument: roff_macro(out, "TP", NULL), roff_macro(out, "B", "--config
// FILE"). Ends the line before it, if that was not ended.
void roff_macro(struct strbuf *out, const char *name, const char *argument);

#endif
