#ifndef BROADSIDE_CHART_TIME_H
#define BROADSIDE_CHART_TIME_H

#include <stdbool.h>
#include <stddef.h>

#include "model/tree.h"
#include "text/locale.h"

// Moments in data, in milliseconds since 1970. A kiosk reads times without a zone as UTC, so that a chart is
// the same wherever it hangs.

// The forms that browsers' Date.parse knows and newsrooms write: ISO 8601, "Jan 1 2000", "10 Oct 2011
// 22:48:00", "2015/01/01 01:00:00", "12/31/1999", with an optional weekday. NaN if it is none of them.
double time_parse(const char *text);
// By a d3-time-format specifier (%Y %m %d %H %M %S %b %B %y %e %j %p %I %L %Z). NaN if it does not fit.
double time_parse_by(const char *text, const char *specifier);
// Writes by a d3-time-format specifier: in English (or without a locale) as d3 does; in another language with
// its names, its digits and, for a date with a name in it, its order ("%b %d, %Y": "24 нояб. 2026 г.").
void time_write(double ms, const char *specifier, const struct locale *locale, char *out, size_t room);

// Units of Vega-Lite's timeUnit as bits.
enum time_part {
    TIME_YEAR = 1 << 0,
    TIME_QUARTER = 1 << 1,
    TIME_MONTH = 1 << 2,
    TIME_WEEK = 1 << 3,
    TIME_DATE = 1 << 4,
    TIME_DAY = 1 << 5,
    TIME_DAYOFYEAR = 1 << 6,
    TIME_HOURS = 1 << 7,
    TIME_MINUTES = 1 << 8,
    TIME_SECONDS = 1 << 9,
    TIME_MILLISECONDS = 1 << 10,
};

struct time_unit {
    unsigned parts; // of enum time_part; 0: none
    int step;       // of the smallest part, >= 1
    bool binned;    // the data are at the starts of units already
};

// "yearmonth", "utchours", "binnedyearmonth", or {"unit", "step"}. False if there is no such unit.
bool time_unit_read(const struct tree *tree, struct time_unit *out);
bool time_unit_of_name(const char *name, struct time_unit *out);
// The start of the unit that a moment lies in, and of the next unit.
double time_unit_floor(const struct time_unit *unit, double ms);
double time_unit_next(const struct time_unit *unit, double start);
// "year-month", for the names of columns.
void time_unit_title(const struct time_unit *unit, char *out, size_t room);
// The specifier that labels such a unit.
void time_unit_specifier(const struct time_unit *unit, char *out, size_t room);

// A moment of {"year": 2006, "month": 1, …}; a month may be a name. NaN if it is no such object.
double time_of_parts(const struct tree *parts);

// Steps of a time axis: calendar units (after d3-time's tick intervals).
struct time_step {
    enum time_part part; // YEAR, MONTH, WEEK, DATE, HOURS, MINUTES, SECONDS, MILLISECONDS
    double step;
};
struct time_step time_step_for(double start, double stop, double count);
double time_step_floor(struct time_step step, double ms);
double time_step_next(struct time_step step, double ms); // of a floored moment
// The specifier a tick of its own reads best by: "%Y" at a new year, "%B" at a month, … (d3-scale, time).
const char *time_tick_specifier(double ms);

#endif
