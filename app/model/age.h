#ifndef BROADSIDE_MODEL_AGE_H
#define BROADSIDE_MODEL_AGE_H

#include <stdbool.h>

#include "base/time.h"

// How old the data of a record is, as its source has it.
struct age {
    millis fetched; // Unix time of the answer that brought or confirmed it; 0: by a clock that was not set
    bool is_stale;  // that was longer ago than it should be: whoever shows it says so
};

// The age of two things that are shown as one: the earlier of those that are stale, else the earlier.
struct age age_of_both(struct age a, struct age b);
// The age of one thing that has two sources: the later of those that are not stale, else the later.
struct age age_of_either(struct age a, struct age b);

#endif
