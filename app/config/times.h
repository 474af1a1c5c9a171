#ifndef BROADSIDE_CONFIG_TIMES_H
#define BROADSIDE_CONFIG_TIMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

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

// "22:00", "24:00"; "2026-12-24", "12-24", "12-24..01-06". Strict.
bool times_read_clock(const char *text, int *minutes);
bool times_read_dates(const char *text, struct time_dates *out);

// The first moment (Unix time) at which a clock on the wall of `zone` shows `civil` or later.
millis times_first_at(const struct zone *zone, struct civil civil);

bool time_rule_is_on(const struct time_rule *rule, const struct zone *zone, millis now);
// The first moment after `now` at which the answer may differ, MILLIS_NEVER if there is none within a year
// and a bit.
millis time_rule_next_change(const struct time_rule *rule, const struct zone *zone, millis now);

// A clock that was never set stands near 1970, one that lost its battery anywhere before this program was
// written: rules by time do not hold then.
bool times_is_trusted(millis now);

struct config;
// Which rules of a configuration are on at `now`, as bits, and when that may next differ.
uint32_t times_on(const struct config *config, const struct zone *zone, millis now, millis *next);

#endif
