#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/time.h"
#include "chart/time.h"

// Vega-Lite's time units (docs, timeUnit). Units without a year are placed in 2012, as Vega does.

static const struct part {
    const char *name;
    enum time_part part;
} parts[] = {
    // the longer name first where one begins another
    {"year", TIME_YEAR},
    {"quarter", TIME_QUARTER},
    {"month", TIME_MONTH},
    {"week", TIME_WEEK},
    {"dayofyear", TIME_DAYOFYEAR},
    {"date", TIME_DATE},
    {"day", TIME_DAY},
    {"hours", TIME_HOURS},
    {"minutes", TIME_MINUTES},
    {"seconds", TIME_SECONDS},
    {"milliseconds", TIME_MILLISECONDS},
};

#define PART_COUNT (sizeof parts / sizeof *parts)

bool time_unit_of_name(const char *name, struct time_unit *out) {
    *out = (struct time_unit){.step = 1};
    if (strncmp(name, "binned", 6) == 0) {
        out->binned = true;
        name += 6;
    }
    name += strncmp(name, "utc", 3) == 0 ? 3 : 0;
    while (*name) {
        size_t i = 0;
        while (i < PART_COUNT && strncmp(name, parts[i].name, strlen(parts[i].name)) != 0) {
            i++;
        }
        if (i == PART_COUNT) {
            return false;
        }
        out->parts |= (unsigned)parts[i].part;
        name += strlen(parts[i].name);
    }
    return out->parts != 0;
}

bool time_unit_read(const struct tree *tree, struct time_unit *out) {
    const char *name = tree_text(tree_is(tree, TREE_OBJECT) ? tree_member(tree, "unit") : tree, NULL);
    if (!name || !time_unit_of_name(name, out)) {
        return false;
    }
    double step = tree_number(tree_member(tree, "step"), 1);
    out->step = step >= 1 && step <= 10000 ? (int)step : 1;
    return true;
}

static enum time_part smallest(unsigned mask) {
    enum time_part part = TIME_YEAR;
    for (size_t i = 0; i < PART_COUNT; i++) {
        if (mask & (unsigned)parts[i].part) {
            part = parts[i].part;
        }
    }
    return part;
}

static int day_of_year(struct civil civil) {
    struct civil first = {.year = civil.year, .month = 1, .day = 1};
    struct civil day = {.year = civil.year, .month = civil.month, .day = civil.day};
    return (int)((civil_to_millis(day) - civil_to_millis(first)) / DAY);
}

// The week of a year, from Sundays on, as the day of the same week in another year (vega-time, weekday).
static int day_of_week(struct civil from, int year) {
    struct civil first =
        civil_from_millis(civil_to_millis((struct civil){.year = year, .month = 1, .day = 1}));
    int week = (day_of_year(from) + 7 - from.weekday) / 7;
    return week * 7 - (first.weekday + 6) % 7;
}

double time_unit_floor(const struct time_unit *unit, double ms) {
    if (!(fabs(ms) < 8.64e15) || unit->binned) { // the range of ECMAScript's Date
        return ms;
    }
    struct civil from = civil_from_millis((millis)floor(ms));
    int milli = (int)(floor(ms) - (double)civil_to_millis(from));
    struct civil to = {.year = 2012, .month = 1, .day = 1};
    unsigned mask = unit->parts;
    int step = unit->step;
    to.year = mask & TIME_YEAR ? from.year : to.year;
    to.month = mask & TIME_MONTH ? from.month : mask & TIME_QUARTER ? (from.month - 1) / 3 * 3 + 1 : to.month;
    to.day = mask & TIME_DATE        ? from.day
             : mask & TIME_DAYOFYEAR ? day_of_year(from) + 1
             : mask & TIME_WEEK      ? day_of_week(from, to.year) + (mask & TIME_DAY ? from.weekday : 0)
             : mask & TIME_DAY       ? from.weekday + 1
                                     : to.day;
    to.hour = mask & TIME_HOURS ? from.hour : 0;
    to.minute = mask & TIME_MINUTES ? from.minute : 0;
    to.second = mask & TIME_SECONDS ? from.second : 0;
    switch (smallest(mask)) { // the step counts from the unit's own zero
    case TIME_YEAR: to.year -= to.year % step; break;
    case TIME_MONTH: to.month -= (to.month - 1) % step; break;
    case TIME_DATE: to.day -= (to.day - 1) % step; break;
    case TIME_HOURS: to.hour -= to.hour % step; break;
    case TIME_MINUTES: to.minute -= to.minute % step; break;
    case TIME_SECONDS: to.second -= to.second % step; break;
    default: break;
    }
    return (double)civil_to_millis(to) + (mask & TIME_MILLISECONDS ? milli - milli % step : 0);
}

double time_unit_next(const struct time_unit *unit, double start) {
    if (!(fabs(start) < 8.64e15)) {
        return start;
    }
    struct civil civil = civil_from_millis((millis)floor(start));
    int step = unit->step;
    switch (smallest(unit->parts)) {
    case TIME_YEAR: civil.year += step; break;
    case TIME_QUARTER: civil.month += 3 * step; break;
    case TIME_MONTH: civil.month += step; break;
    case TIME_WEEK: return start + 7.0 * DAY * step;
    case TIME_DATE:
    case TIME_DAY:
    case TIME_DAYOFYEAR: return start + (double)DAY * step;
    case TIME_HOURS: return start + (double)HOUR * step;
    case TIME_MINUTES: return start + (double)MINUTE * step;
    case TIME_SECONDS: return start + (double)SECOND * step;
    case TIME_MILLISECONDS: return start + step;
    }
    civil.year += (civil.month - 1) / 12;
    civil.month = (civil.month - 1) % 12 + 1;
    return (double)civil_to_millis(civil);
}

void time_unit_title(const struct time_unit *unit, char *out, size_t room) {
    size_t at = 0;
    out[0] = '\0';
    for (size_t i = 0; i < PART_COUNT && at < room; i++) {
        if (unit->parts & (unsigned)parts[i].part) {
            at += (size_t)snprintf(out + at, room - at, "%s%s", at ? "-" : "", parts[i].name);
        }
    }
}

// Vega's timeUnitSpecifier: the longest run of units with a form of its own, then the rest.
void time_unit_specifier(const struct time_unit *unit, char *out, size_t room) {
    static const struct {
        unsigned parts;
        const char *specifier;
    } forms[] = {
        {TIME_YEAR | TIME_MONTH | TIME_DATE, "%b %d, %Y "},
        {TIME_YEAR | TIME_MONTH, "%b %Y "},
        {TIME_HOURS | TIME_MINUTES | TIME_SECONDS | TIME_MILLISECONDS, "%H:%M:%S.%L "},
        {TIME_HOURS | TIME_MINUTES | TIME_SECONDS, "%H:%M:%S "},
        {TIME_HOURS | TIME_MINUTES, "%H:%M "},
        {TIME_YEAR, "%Y "},
        {TIME_QUARTER, "Q%q "},
        {TIME_MONTH, "%b "},
        {TIME_DATE, "%d "},
        {TIME_WEEK, "W%U "},
        {TIME_DAY, "%a "},
        {TIME_DAYOFYEAR, "%j "},
        {TIME_HOURS, "%H:00 "},
        {TIME_MINUTES, "00:%M "},
        {TIME_SECONDS, ":%S "},
        {TIME_MILLISECONDS, ".%L "},
    };
    unsigned left = unit->parts;
    size_t at = 0;
    out[0] = '\0';
    for (size_t i = 0; i < sizeof forms / sizeof *forms && at < room; i++) {
        if ((left & forms[i].parts) == forms[i].parts) {
            at += (size_t)snprintf(out + at, room - at, "%s", forms[i].specifier);
            left &= ~forms[i].parts;
        }
    }
    if (at > 0 && at < room && out[at - 1] == ' ') {
        out[at - 1] = '\0';
    }
}

// Steps of a time axis (d3-time, ticks: the interval whose length is nearest in ratio).
struct time_step time_step_for(double start, double stop, double count) {
    static const struct {
        enum time_part part;
        double step, ms;
    } steps[] = {
        {TIME_SECONDS, 1, 1e3},
        {TIME_SECONDS, 5, 5e3},
        {TIME_SECONDS, 15, 15e3},
        {TIME_SECONDS, 30, 30e3},
        {TIME_MINUTES, 1, 6e4},
        {TIME_MINUTES, 5, 3e5},
        {TIME_MINUTES, 15, 9e5},
        {TIME_MINUTES, 30, 18e5},
        {TIME_HOURS, 1, 36e5},
        {TIME_HOURS, 3, 108e5},
        {TIME_HOURS, 6, 216e5},
        {TIME_HOURS, 12, 432e5},
        {TIME_DATE, 1, 864e5},
        {TIME_DATE, 2, 1728e5},
        {TIME_WEEK, 1, 6048e5},
        {TIME_MONTH, 1, 2592e6},
        {TIME_MONTH, 3, 7776e6},
        {TIME_YEAR, 1, 31536e6},
    };
    size_t last = sizeof steps / sizeof *steps - 1;
    double target = fabs(stop - start) / count;
    size_t i = 0;
    while (i <= last && steps[i].ms <= target) {
        i++;
    }
    if (i > last) { // whole years, 1, 2 or 5 times a power of ten
        double years = target / steps[last].ms, power = pow(10, floor(log10(years)));
        double rest = years / power;
        return (struct time_step){TIME_YEAR, power * (rest >= sqrt(50)      ? 10
                                                         : rest >= sqrt(10) ? 5
                                                         : rest >= sqrt(2)  ? 2
                                                                            : 1)};
    }
    if (i == 0) {
        return (struct time_step){TIME_MILLISECONDS, fmax(1, pow(10, floor(log10(fmax(target, 1)))))};
    }
    i -= target / steps[i - 1].ms < steps[i].ms / target;
    return (struct time_step){steps[i].part, steps[i].step};
}

double time_step_floor(struct time_step step, double ms) {
    static const struct {
        enum time_part part;
        double ms;
    } fixed[] = {{TIME_MILLISECONDS, 1}, {TIME_SECONDS, 1e3}, {TIME_MINUTES, 6e4}, {TIME_HOURS, 36e5}};
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++) {
        if (step.part == fixed[i].part) {
            return floor(ms / (fixed[i].ms * step.step)) * fixed[i].ms * step.step;
        }
    }
    struct civil civil = civil_from_millis((millis)floor(ms)),
                 to = {.year = civil.year, .month = 1, .day = 1};
    int count = (int)step.step;
    switch (step.part) {
    case TIME_YEAR: to.year -= ((to.year % count) + count) % count; break;
    case TIME_MONTH: to.month = civil.month - (civil.month - 1) % count; break;
    case TIME_WEEK:
        to.month = civil.month;
        to.day = civil.day - civil.weekday;
        break;
    default: to.month = civil.month; to.day = civil.day - (civil.day - 1) % count;
    }
    return (double)civil_to_millis(to);
}

double time_step_next(struct time_step step, double ms) {
    struct time_unit unit = {.parts = (unsigned)step.part, .step = (int)step.step};
    double next = time_unit_next(&unit, ms);
    // every second day starts anew with a month
    return step.part == TIME_DATE && step.step > 1 ? time_step_floor(step, next + (double)HOUR) > ms
                                                         ? time_step_floor(step, next + (double)HOUR)
                                                         : next
                                                   : next;
}

const char *time_tick_specifier(double ms) {
    struct civil civil = civil_from_millis((millis)floor(ms));
    double rest = ms - (double)civil_to_millis(civil);
    return rest > 0           ? ".%L"
           : civil.second     ? ":%S"
           : civil.minute     ? "%H:%M"
           : civil.hour       ? "%H:%M"
           : civil.day != 1   ? "%b %d"
           : civil.month != 1 ? "%B"
                              : "%Y";
}
