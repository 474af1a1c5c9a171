#ifndef BROADSIDE_BASE_POSIX_TZ_H
#define BROADSIDE_BASE_POSIX_TZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The yearly rule at the end of a zone file: a POSIX TZ value ("EST5EDT,M3.2.0,M11.1.0") with the extension
// of RFC 8536, section 3.3.1: the time of a change may be from -167 to 167 hours. Private to zone.c, apart
// for size.

// A day of the year and a time of that day.
struct posix_tz_date {
    char form; // 'M': month, week and weekday; 'J': day 1 to 365, never 29 February; 'n': day 0 to 365
    int month; // 1 to 12
    int week;  // 1 to 5; 5 is the last
    int day;   // weekday 0 to 6, or the day of the year
    int32_t wall_time; // seconds after midnight by the clock that ends with this change
};

struct posix_tz {
    int32_t standard; // seconds east of UTC
    int32_t summer;
    bool has_summer;
    struct posix_tz_date start; // of summer time
    struct posix_tz_date end;
};

// Strict: the whole text and nothing after it. Summer time without dates is refused; zone files always date
// it.
bool posix_tz_parse(const char *text, size_t len, struct posix_tz *out);

// Seconds east of UTC at `utc`, Unix time in seconds.
int32_t posix_tz_offset(const struct posix_tz *rule, int64_t utc);
// The first second after `utc` at which the offset changes; INT64_MAX if none.
int64_t posix_tz_next_change(const struct posix_tz *rule, int64_t utc);

#endif
