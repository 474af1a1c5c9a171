#ifndef BROADSIDE_DECODE_DATE_CURSOR_H
#define BROADSIDE_DECODE_DATE_CURSOR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/time.h"

// The words and figures that all date formats share. A cursor moves over the text; a reading function answers
// false and leaves it where it was when the text is something else.

struct date_fields {
    struct civil civil;
    int milli;
    int day_of_year; // 0: not given
    int hour12;      // -1: not given
    int is_pm;       // -1: not given
    bool has_zone;
    int zone; // seconds east
    bool has_unix;
    double unix_seconds;
};

bool cursor_character(const char **at, char c);
// One of the letters of `any`, case folded.
bool cursor_any(const char **at, const char *any);
void cursor_blanks(const char **at);
// Between `least` and `most` digits.
bool cursor_number(const char **at, int least, int most, int *out);
// ".867" or ",867" as milliseconds; nothing there is zero.
void cursor_fraction(const char **at, int *milli);
// English names, three letters or whole, any case.
bool cursor_month(const char **at, int *month);
bool cursor_weekday(const char **at);
// "+03:00", "-0500", "+03", "Z", "UTC", "GMT", "EST", …
bool cursor_zone(const char **at, int *seconds);

// The moment of what was read; false for a day that is none and outside 1970 to 2100.
bool date_fields_moment(const struct date_fields *fields, int32_t zone, struct moment *out);

#endif
