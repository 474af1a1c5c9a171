#ifndef BROADSIDE_DECODE_DAY_H
#define BROADSIDE_DECODE_DAY_H

#include <stdbool.h>

#include "base/strbuf.h"
#include "base/time.h"
#include "base/zone.h"

// A day of the Gregorian calendar in some zone, as addresses spell it: %Y %y %m %-m %d %-d %j %F, %s (Unix
// time of its beginning), %%.

struct day {
    struct civil civil; // only the date counts
    int of_year;        // 1 to 366
    millis begins;      // Unix time
    millis ends;        // likewise: when the next one begins
};

// The day that is so many days after the one that it is at `now` (Unix time) in the zone.
struct day day_from(millis now, const struct zone *zone, int32_t offset, int days);

void day_write(struct strbuf *out, const char *pattern, const struct day *day);
// Whether the pattern has only known directives, and at least one; else `*wrong` is the unknown one, or "".
bool day_pattern_is_valid(const char *pattern, const char **wrong);

#endif
