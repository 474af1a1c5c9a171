#include "decode/date_cursor.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define MOST_HOURS 18 // of a zone's offset, either way

static const char *const months[] = {"january", "february", "march", "april", "may", "june", "july", "august",
    "september", "october", "november", "december"};
static const char *const weekdays[] = {
    "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};

// RFC 5322, section 4.3, and what feeds of Europe and Asia write.
static const struct {
    const char *name;
    int hours;
} zones[] = {
    {"UTC", 0},
    {"GMT", 0},
    {"UT", 0},
    {"Z", 0},
    {"EST", -5},
    {"EDT", -4},
    {"CST", -6},
    {"CDT", -5},
    {"MST", -7},
    {"MDT", -6},
    {"PST", -8},
    {"PDT", -7},
    {"WET", 0},
    {"WEST", 1},
    {"BST", 1},
    {"CET", 1},
    {"CEST", 2},
    {"MEZ", 1},
    {"MESZ", 2},
    {"EET", 2},
    {"EEST", 3},
    {"MSK", 3},
    {"JST", 9},
    {"KST", 9},
};

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool cursor_character(const char **at, char c) {
    if (**at != c) {
        return false;
    }
    ++*at;
    return true;
}

bool cursor_any(const char **at, const char *any) {
    char c = is_letter(**at) ? (char)(**at | 32) : **at;
    if (!c || !strchr(any, c)) {
        return false;
    }
    ++*at;
    return true;
}

void cursor_blanks(const char **at) {
    while (**at == ' ' || (**at >= '\t' && **at <= '\r')) {
        ++*at;
    }
}

bool cursor_number(const char **at, int least, int most, int *out) {
    int value = 0, count = 0;
    const char *from = *at;
    for (; count < most && is_digit(from[count]); count++) {
        value = value * 10 + (from[count] - '0');
    }
    if (count < least) {
        return false;
    }
    *at += count;
    *out = value;
    return true;
}

void cursor_fraction(const char **at, int *milli) {
    *milli = 0;
    if ((**at != '.' && **at != ',') || !is_digit((*at)[1])) {
        return;
    }
    int scale = 100;
    for (++*at; is_digit(**at); ++*at) {
        *milli += (**at - '0') * scale;
        scale /= 10;
    }
}

static bool cursor_name(const char **at, const char *const *names, int count, int *index) {
    size_t letters = 0;
    while (is_letter((*at)[letters])) {
        letters++;
    }
    for (int i = 0; letters >= 3 && i < count; i++) {
        if (letters <= strlen(names[i]) && strncasecmp(*at, names[i], letters) == 0) {
            *at += letters;
            *index = i;
            return true;
        }
    }
    return false;
}

bool cursor_month(const char **at, int *month) {
    int index;
    if (!cursor_name(at, months, 12, &index)) {
        return false;
    }
    *month = index + 1;
    return true;
}

bool cursor_weekday(const char **at) {
    int index;
    return cursor_name(at, weekdays, 7, &index);
}

static bool named_zone(const char **at, int *seconds) {
    size_t letters = 0;
    while (is_letter((*at)[letters])) {
        letters++;
    }
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
        if (letters == strlen(zones[i].name) && strncasecmp(*at, zones[i].name, letters) == 0) {
            *at += letters;
            *seconds = zones[i].hours * 3600;
            return true;
        }
    }
    if (letters != 1) {
        return false;
    }
    ++*at; // a military letter: RFC 5322 says to read all of them as UTC, since most are wrong
    *seconds = 0;
    return true;
}

// A name, and perhaps an offset from it: "UTC+3", and "MSK+4" as Russia counts.
static bool relative_zone(const char **at, int *seconds) {
    const char *end = *at;
    int rest;
    if (!named_zone(&end, seconds)) {
        return false;
    }
    bool goes_on = (*end == '+' || *end == '-') && is_digit(end[1]);
    if (goes_on && cursor_zone(&end, &rest)) {
        *seconds += rest;
    }
    if (abs(*seconds) > MOST_HOURS * 3600) {
        return false;
    }
    *at = end;
    return true;
}

bool cursor_zone(const char **at, int *seconds) {
    const char *from = *at;
    int sign = *from == '+' ? 1 : *from == '-' ? -1 : 0;
    if (strncmp(from, "\xE2\x88\x92", 3) == 0) { // the typographer's minus
        sign = -1;
        from += 2;
    }
    if (!sign) {
        return relative_zone(at, seconds);
    }
    from++;
    int hours, minutes = 0;
    if (!cursor_number(&from, 1, 2, &hours)) {
        return false;
    }
    const char *colon = from;
    if ((cursor_character(&colon, ':') || colon == from) && cursor_number(&colon, 2, 2, &minutes)) {
        from = colon;
    }
    if (hours > MOST_HOURS || minutes > 59) {
        return false;
    }
    *at = from;
    *seconds = sign * (hours * 3600 + minutes * 60);
    return true;
}

static bool time_is_valid(struct civil at) {
    bool is_midnight = at.hour == 24 && at.minute == 0 && at.second == 0;
    return (is_midnight || (at.hour >= 0 && at.hour <= 23)) && at.minute >= 0 && at.minute <= 59 &&
           at.second >= 0 && at.second <= 60; // 60: a leap second, which becomes the next minute's first
}

bool date_fields_moment(const struct date_fields *fields, int32_t zone, struct moment *out) {
    static const millis end = 4133980800 * SECOND; // 2101-01-01T00:00:00Z
    struct moment moment = {0, fields->has_zone ? fields->zone : zone};
    if (fields->has_unix) {
        double utc = fields->unix_seconds * 1000.0;
        if (!(utc >= 0.0 && utc < (double)end)) {
            return false;
        }
        moment = (struct moment){(millis)(utc + 0.5), 0};
    } else {
        struct civil at = fields->civil;
        if (fields->hour12 >= 0) {
            at.hour = fields->hour12 % 12 + (fields->is_pm == 1 ? 12 : 0);
        }
        if (fields->day_of_year) {
            at.month = 1;
            at.day = fields->day_of_year;
        }
        struct civil day = {.year = at.year, .month = at.month, .day = at.day};
        struct civil back = civil_from_millis(civil_to_millis(day));
        bool same_day =
            fields->day_of_year ? back.year == day.year : back.month == day.month && back.day == day.day;
        if (!time_is_valid(at) || !same_day) {
            return false;
        }
        moment.utc = civil_to_millis(at) + fields->milli - moment.offset * SECOND;
    }
    if (moment.utc < 0 || moment.utc >= end) {
        return false;
    }
    *out = moment;
    return true;
}
