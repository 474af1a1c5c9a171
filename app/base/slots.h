#ifndef BROADSIDE_BASE_SLOTS_H
#define BROADSIDE_BASE_SLOTS_H

#include "base/arena.h"

// `text` with {0} replaced by `first` and {1} by `second`, in one pass: braces in these two are left alone.
// NULL counts as "". The result lives in the arena.
char *slots_fill(struct arena *arena, const char *text, const char *first, const char *second);

#endif
