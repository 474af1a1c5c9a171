#ifndef BROADSIDE_BASE_TIME_RULE_H
#define BROADSIDE_BASE_TIME_RULE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/time.h"
#include "base/zone.h"

// Rules by time of day, day of the week and date, in one time zone. Pure: a rule, a zone and a moment in, an
// answer out.
//
// A rule begins on each day that it names at the first moment at which a clock on the wall there shows `from`
// or later, and ends at the first moment at which it shows `to` or later, of the same day, or of the next if
// `to` is not after `from`. So where the clocks go back a rule begins once and ends once, and where they go
// forward, what lies in the missing hour begins or ends after it, or does not take place.

struct time_date {
    int year; // 0: every year
    int month, day;
};

struct time_dates {
    struct time_date first, last; // both included; of every year: may span the new year
};

#define TIME_RULE_DATES 64
struct time_rule {
    int from, to;      // minutes after midnight, 0 to 1440
    unsigned weekdays; // bits, 0 is Sunday; none: every day
    struct time_dates dates[TIME_RULE_DATES];
    size_t date_count; // 0: every date
};

// -1, 0 or 1 as `a` is before, the same as or after `b`.
int time_date_compare(struct time_date a, struct time_date b);

bool time_rule_is_on(const struct time_rule *rule, const struct zone *zone, millis now);
// The first moment after `now` at which the answer may differ, MILLIS_NEVER if there is none within a year
// and a bit.
millis time_rule_next_change(const struct time_rule *rule, const struct zone *zone, millis now);

#endif
