#ifndef BROADSIDE_LAYOUT_LEADING_H
#define BROADSIDE_LAYOUT_LEADING_H

#include "layout/theme.h"

// The line height of `text` in this type, pixels. Headlines are set tight for Latin letters; scripts that
// stack signs above and below theirs (Thai, Tamil, Devanagari, Arabic …) need more, or lines touch. NULL
// counts as "".
int leading_of(const struct type *type, const char *text);

#endif
