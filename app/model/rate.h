#ifndef BROADSIDE_MODEL_RATE_H
#define BROADSIDE_MODEL_RATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/time.h"
#include "model/age.h"

// One fixing: one unit of `base` is worth `value` units of `quote` (ISO 4217 codes). value > 0 and finite.
struct fixing {
    const char *base;
    const char *quote;
    double value;
    struct moment date; // of the fixing, not of the fetch; MOMENT_NONE if the service names none
};

// A pair with its past: history[history_count - 1] is the value itself, older ones before it, one a date.
struct rate {
    const char *base;
    const char *quote;
    double value;
    double previous; // the fixing before; 0 if there is none
    struct moment date;
    const double *history;
    const struct moment *history_dates; // one for each of `history`; what crossing two pairs aligns by
    size_t history_count;
    const char *source_name; // "ECB", borrowed
    struct age age;
};

// Change since the previous fixing in quote units and as a fraction (0.01 is one per cent); 0 without a
// previous one.
double rate_change(const struct rate *rate);
double rate_change_ratio(const struct rate *rate);

#endif
