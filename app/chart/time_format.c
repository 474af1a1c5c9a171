#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/time.h"
#include "base/utf8.h"
#include "chart/number_format.h"
#include "chart/time.h"

// d3-time-format (docs, "locale.format"), and what other languages make of it.

static const char *const months[] = {"January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December"};
static const char *const days[] = {
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

static int day_of_year(struct civil civil) {
    struct civil first = {.year = civil.year, .month = 1, .day = 1};
    return (int)((civil_to_millis(civil) - civil_to_millis(first)) / DAY);
}

// The Thursday of a day's week says which year the week is of (ISO 8601).
static struct civil thursday_of(struct civil civil) {
    return civil_from_millis(civil_to_millis(civil) + (4 - (civil.weekday ? civil.weekday : 7)) * DAY);
}

static int number_of(char directive, struct civil civil, int ms) {
    switch (directive) {
    case 'd':
    case 'e': return civil.day;
    case 'f': return ms * 1000;
    case 'G': return thursday_of(civil).year;
    case 'g': return thursday_of(civil).year % 100;
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
    case 'V': return day_of_year(thursday_of(civil)) / 7 + 1;
    case 'w': return civil.weekday;
    case 'W': return (day_of_year(civil) + 7 - (civil.weekday + 6) % 7) / 7;
    case 'y': return civil.year % 100;
    case 'Y': return civil.year;
    default: return 0;
    }
}

static size_t write_directive(char directive, char pad, struct civil civil, int ms, char *out, size_t room) {
    static const char widths[] = "d2e2f6g2G4H2I2j3L3m2M2q1S2u1U2V2w1W2y2Y4";
    const char *width = strchr(widths, directive);
    int written = 0;
    if (directive == 'a' || directive == 'A') {
        written = snprintf(out, room, directive == 'a' ? "%.3s" : "%s", days[civil.weekday]);
    } else if (directive == 'b' || directive == 'B') {
        written = snprintf(out, room, directive == 'b' ? "%.3s" : "%s", months[civil.month - 1]);
    } else if (directive == 'p') {
        written = snprintf(out, room, "%s", civil.hour < 12 ? "AM" : "PM");
    } else if (directive == 'Q' || directive == 's') {
        double whole = (double)civil_to_millis(civil) + ms;
        written = snprintf(out, room, "%.0f", directive == 'Q' ? whole : floor(whole / 1000));
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

static void write_english(double ms, const char *specifier, char *out, size_t room) {
    size_t at = 0;
    out[0] = '\0';
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
        if (more) {
            write_english(ms, more, out + at, room - at);
            at += strlen(out + at);
        } else {
            at += write_directive(*specifier, pad, civil, milli, out + at, room - at);
        }
        at = at < room ? at : room - 1;
    }
}

#define QUARTER '\1' // "Q%q" is one piece; "%Q" is another thing

// What a directive is in a CLDR skeleton (UTS #35, part 4, "Date Field Symbol Table").
static const struct field {
    char directive;
    const char *skeleton;
    bool is_name;
} fields[] = {
    {'Y', "y", false},
    {'b', "MMM", true},
    {'B', "MMMM", true},
    {'d', "d", false},
    {'e', "d", false},
    {'a', "EEE", true},
    {'A', "EEEE", true},
    {QUARTER, "QQQ", true},
    {'H', "H", false},
    {'M', "mm", false},
    {'p', "a", true},
    {'x', "yMd", true},
    {'X', "Hmmss", true},
    {'c', "yMMMdHmmss", true},
};

static const struct field *field_of(char directive) {
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (fields[i].directive == directive) {
            return &fields[i];
        }
    }
    return NULL;
}

// The next piece of a specifier: a directive, QUARTER, or 0 and a character as it is.
static char next_piece(const char **specifier) {
    const char *at = *specifier;
    if (strncmp(at, "Q%q", 3) == 0) {
        *specifier = at + 3;
        return QUARTER;
    }
    if (*at != '%' || !at[1]) {
        *specifier = at + 1;
        return '\0';
    }
    at++;
    at += strchr("-_0", *at) && at[1];
    *specifier = at + 1;
    return *at;
}

// A date with a name in it is what every language orders and bends in its own way. Only one of figures, or
// with words of its own between them, is put together as it is written.
static bool skeleton_of(const char *specifier, char out[32]) {
    bool has_name = false;
    size_t len = 0;
    while (*specifier) {
        const char *start = specifier;
        char directive = next_piece(&specifier);
        const struct field *field = directive ? field_of(directive) : NULL;
        if (directive ? !field : !strchr(" ,./-:", *start)) {
            return false;
        }
        has_name = has_name || (field && field->is_name);
        size_t more = field ? strlen(field->skeleton) : 0;
        if (len + more >= 32) {
            return false;
        }
        memcpy(out + len, field ? field->skeleton : "", more);
        len += more;
    }
    out[len] = '\0';
    return has_name;
}

// A piece at a time: names of the language, figures as d3 has them but in the language's digits.
static void write_pieces(
    double ms, const char *specifier, const struct locale *locale, char *out, size_t room) {
    size_t at = 0;
    out[0] = '\0';
    while (*specifier && at + 1 < room) {
        char piece[32], plain[64], text[LOCALE_TEXT * 2];
        const char *start = specifier;
        char directive = next_piece(&specifier);
        const struct field *field = directive ? field_of(directive) : NULL;
        if (field && field->is_name) {
            locale_date_by(locale, field->skeleton, (millis)floor(ms), text);
        } else if (directive) {
            snprintf(piece, sizeof piece, "%.*s", (int)(specifier - start), start);
            write_english(ms, piece, plain, sizeof plain);
            number_localise(plain, locale, text, sizeof text);
        } else {
            snprintf(text, sizeof text, "%.*s", (int)(specifier - start), start);
        }
        at += (size_t)snprintf(out + at, room - at, "%s", text);
    }
}

void time_write(double ms, const char *specifier, const struct locale *locale, char *out, size_t room) {
    char skeleton[32], text[LOCALE_TEXT];
    out[0] = '\0';
    if (!(fabs(ms) < 8.64e15)) { // the range of ECMAScript's Date
        return;
    }
    if (locale_is_english(locale)) {
        write_english(ms, specifier, out, room);
    } else if (skeleton_of(specifier, skeleton)) {
        snprintf(out, room, "%s", locale_date_by(locale, skeleton, (millis)floor(ms), text));
    } else {
        write_pieces(ms, specifier, locale, out, room);
    }
    out[utf8_floor(out, strlen(out), strlen(out))] = '\0'; // where it was cut, at a character
}
