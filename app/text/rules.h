#ifndef BROADSIDE_TEXT_RULES_H
#define BROADSIDE_TEXT_RULES_H

#include "text/breaks.h"

// What typesetters of a language do beyond UAX #14: a number stays with its unit, a French colon with its
// word, a Russian preposition of one letter with what follows. Sources rarely write the no-break spaces that
// would say so.

// Sets `avoid` of those of the breaks at which no line should end. `language` is BCP 47; NULL: only what
// holds for all.
void rules_apply(const char *language, const char *text, size_t len, struct text_break *breaks, size_t count);

#endif
