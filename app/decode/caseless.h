#ifndef BROADSIDE_DECODE_CASELESS_H
#define BROADSIDE_DECODE_CASELESS_H

#include "base/strbuf.h"

// Text as it is compared: without case, accents, widths and punctuation, in any script. Texts that a reader
// would call the same have one form, and whether words are in a text is strstr of the one form in the other.
//
// A form is the words with a blank before and after each: " gas transit deal ". Where a script puts no blanks
// between words (Han, kana, Thai and its neighbours: UAX #14 breaks lines within them), every character is a
// word, so that any part of the text is found in it.
//
// Case, widths and what is not seen: NFKC_Casefold (Unicode 15, section 3.13, D143 and R5). Accents: the
// nonspacing marks of NFD that belong to no script, to Greek, Hebrew or Arabic; those of other scripts are
// vowels, and those of kana make other syllables. A breve over a Cyrillic letter stays: й is not и. A
// dotless ı is i, and Arabic's tatweel goes.

// Adds the form of the first LIMIT_CASELESS bytes of `text` (UTF-8, NUL-terminated); nothing if it has no
// letter or digit.
void caseless_add(const char *text, struct strbuf *out);

// The same of words to be looked for: a word that ends in "*" stands for all that begin so, " gas".
void caseless_add_pattern(const char *words, struct strbuf *out);

#endif
