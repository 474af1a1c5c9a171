#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/time.h"
#include "chart/time.h"

// d3-time-format, English names (docs, "locale.format").

static const char *const months[] = {"January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December"};
static const char *const days[] = {
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

static int day_of_year(struct civil civil) {
    struct civil first = {.year = civil.year, .month = 1, .day = 1};
    return (int)((civil_to_millis(civil) - civil_to_millis(first)) / DAY);
}

static int number_of(char directive, struct civil civil, int ms) {
    switch (directive) {
    case 'd':
    case 'e': return civil.day;
    case 'H': return civil.hour;
    case 'I': return civil.hour % 12 ? civil.hour % 12 : 12;
    case 'j': return day_of_year(civil) + 1;
    case 'L': return ms;
    case 'm': return civil.month;
    case 'M': return civil.minute;
    case 'q': return (civil.month - 1) / 3 + 1;
    case 'S': return civil.second;
    case 'u': return civil.weekday ? civil.weekday : 7;
    case 'U': return (day_of_year(civil) + 7 - civil.weekday) / 7;
    case 'w': return civil.weekday;
    case 'W': return (day_of_year(civil) + 7 - (civil.weekday + 6) % 7) / 7;
    case 'y': return civil.year % 100;
    case 'Y': return civil.year;
    default: return 0;
    }
}

static size_t write_directive(char directive, char pad, struct civil civil, int ms, char *out, size_t room) {
    static const char widths[] = "d2e2H2I2j3L3m2M2q1S2u1U2w1W2y2Y4";
    const char *width = strchr(widths, directive);
    int written = 0;
    if (directive == 'a' || directive == 'A') {
        written = snprintf(out, room, directive == 'a' ? "%.3s" : "%s", days[civil.weekday]);
    } else if (directive == 'b' || directive == 'B') {
        written = snprintf(out, room, directive == 'b' ? "%.3s" : "%s", months[civil.month - 1]);
    } else if (directive == 'p') {
        written = snprintf(out, room, "%s", civil.hour < 12 ? "AM" : "PM");
    } else if (directive == 'Z') {
        written = snprintf(out, room, "+0000");
    } else if (width) {
        int places = width[1] - '0', number = number_of(directive, civil, ms);
        pad = pad ? pad : directive == 'e' ? '_' : '0';
        written = pad == '-'   ? snprintf(out, room, "%d", number)
                  : pad == '_' ? snprintf(out, room, "%*d", places, number)
                               : snprintf(out, room, "%0*d", places, number);
    } else {
        written = snprintf(out, room, "%c", directive);
    }
    return (size_t)(written < 0 ? 0 : written);
}

// What one directive stands for, spelt out.
static const char *compound(char directive) {
    switch (directive) {
    case 'c': return "%x, %X";
    case 'x': return "%-m/%-d/%Y";
    case 'X': return "%-I:%M:%S %p";
    case 'D': return "%m/%d/%y";
    case 'F': return "%Y-%m-%d";
    case 'T': return "%H:%M:%S";
    default: return NULL;
    }
}

void time_write(double ms, const char *specifier, char *out, size_t room) {
    size_t at = 0;
    out[0] = '\0';
    if (!(fabs(ms) < 8.64e15)) {
        return;
    }
    struct civil civil = civil_from_millis((millis)floor(ms));
    int milli = (int)(floor(ms) - (double)civil_to_millis(civil));
    for (; *specifier && at + 1 < room; specifier++) {
        if (*specifier != '%' || !specifier[1]) {
            out[at++] = *specifier;
            out[at] = '\0';
            continue;
        }
        specifier++;
        char pad = '\0';
        if (strchr("-_0", *specifier) && specifier[1]) {
            pad = *specifier++;
        }
        const char *more = compound(*specifier);
        if (more && strcmp(more, "%x, %X") != 0) {
            time_write(ms, more, out + at, room - at);
            at += strlen(out + at);
        } else {
            at += write_directive(*specifier, pad, civil, milli, out + at, room - at);
        }
        at = at < room ? at : room - 1;
    }
}
