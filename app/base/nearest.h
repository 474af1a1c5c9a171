#ifndef BROADSIDE_BASE_NEAREST_H
#define BROADSIDE_BASE_NEAREST_H

#include <stddef.h>

// "Did you mean …": the word of `words` that a person most likely meant by `word`, NULL when none is near.
// Distance is Damerau–Levenshtein (optimal string alignment: insert, delete, change, swap neighbours) without
// regard to ASCII case; it may be a third of the word's length, at least 1 and at most 2. The first of
// equally near words wins. Borrowed from `words`.
const char *nearest_word(const char *word, const char *const *words, size_t count);

#endif
