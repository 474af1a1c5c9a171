#ifndef BROADSIDE_BASE_TIME_H
#define BROADSIDE_BASE_TIME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Time is a number of milliseconds in this one type. What it counts from is said where it is declared.
typedef int64_t millis;

#define MILLIS_NEVER INT64_MAX
#define MILLIS_NONE INT64_MIN // no such moment is known
#define SECOND ((millis)1000)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

// The time of one turn of a loop, read once and passed by value into every pure room.
// `steady` never jumps and drives motion, page turns and schedules; `wall` may be set at any moment and is
// only ever shown to people.
struct instant {
    millis steady; // since an arbitrary start
    millis wall;   // since 1970-01-01T00:00:00Z (Unix time)
};

static inline millis millis_earlier(millis a, millis b) {
    return a < b ? a : b;
}

// When a wall time comes, as far as can be told at `now`: steady. MILLIS_NEVER stays so.
static inline millis instant_steady(struct instant now, millis wall) {
    return wall == MILLIS_NEVER ? wall : now.steady + wall - now.wall;
}

// A moment as a source wrote it: the instant, and the offset of the place it was written in.
struct moment {
    millis utc;     // Unix time; MILLIS_NONE: absent
    int32_t offset; // seconds east of UTC
};

#define MOMENT_NONE ((struct moment){MILLIS_NONE, 0})

static inline bool moment_is_known(struct moment moment) {
    return moment.utc != MILLIS_NONE;
}

// A date and time of day in the proleptic Gregorian calendar (ISO 8601), without a zone.
struct civil {
    int year;
    int month;   // 1 to 12
    int day;     // 1 to 31
    int hour;    // 0 to 23
    int minute;  // 0 to 59
    int second;  // 0 to 59
    int weekday; // 0 Sunday to 6 Saturday; ignored by civil_to_millis
};

// Calendar arithmetic after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (days_from_civil).
millis civil_to_millis(struct civil civil); // read as UTC; fields out of range carry over
struct civil civil_from_millis(millis utc);

// RFC 3339 as this program writes it: 2026-11-24T14:05:00+03:00, whole seconds; "" for an absent moment.
#define MOMENT_TEXT 32
const char *moment_format(struct moment moment, char out[MOMENT_TEXT]);

// RFC 3339 as a person types it on a command line: date and time with an offset or Z. Strict; no
// misspellings.
bool moment_parse(const char *text, struct moment *out);

#endif
