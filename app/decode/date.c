#include "decode/date.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "decode/date_cursor.h"
#include "decode/date_pattern.h"
#include "decode/number.h"

// "[Europe/Moscow]" after a Java date, "(MSK)" after a mail's: a comment.
static void skip_comment(const char **at) {
    cursor_blanks(at);
    char end = **at == '[' ? ']' : **at == '(' ? ')' : '\0';
    const char *close = end ? strchr(*at, end) : NULL;
    if (close) {
        *at = close + 1;
        cursor_blanks(at);
    }
}

static bool read_zone_and_end(const char *at, struct date_fields *fields) {
    cursor_blanks(&at);
    fields->has_zone = cursor_zone(&at, &fields->zone);
    skip_comment(&at);
    return *at == '\0';
}

// hh:mm[:ss[.fff]] or hhmm[ss]
static bool read_time(const char **at, struct date_fields *fields) {
    struct civil *civil = &fields->civil;
    if (!cursor_number(at, 1, 2, &civil->hour)) {
        return false;
    }
    bool has_colons = cursor_character(at, ':');
    if (!cursor_number(at, 2, 2, &civil->minute)) {
        return false;
    }
    const char *seconds = *at;
    if ((!has_colons || cursor_character(&seconds, ':')) && cursor_number(&seconds, 2, 2, &civil->second)) {
        *at = seconds;
        cursor_fraction(at, &fields->milli);
    }
    return true;
}

static bool read_iso(const char *at, struct date_fields *fields) {
    struct civil *civil = &fields->civil;
    cursor_blanks(&at);
    if (!cursor_number(&at, 4, 4, &civil->year)) {
        return false;
    }
    bool has_dashes = cursor_any(&at, "-/.");
    if (!cursor_number(&at, has_dashes ? 1 : 2, 2, &civil->month)) {
        return false;
    }
    civil->day = 1;
    bool has_day = has_dashes ? cursor_any(&at, "-/.") : true;
    if (has_day && !cursor_number(&at, has_dashes ? 1 : 2, 2, &civil->day)) {
        return false;
    }
    if (!has_day || *at == '\0') {
        return read_zone_and_end(at, fields);
    }
    const char *time = at;
    bool has_t = cursor_any(&time, "t");
    cursor_blanks(&time);
    if (has_t || time > at) {
        const char *digits = time;
        if (read_time(&digits, fields)) {
            at = digits;
        } else if (has_t) {
            return false;
        }
    }
    return read_zone_and_end(at, fields);
}

// [Tue,] 24 Nov [20]26 [14:05[:09]] [+0300]; also Nov 24, 2026 and the C library's Tue Nov 24 14:05:09 2026.
static bool read_rfc822(const char *at, struct date_fields *fields) {
    struct civil *civil = &fields->civil;
    cursor_blanks(&at);
    if (cursor_weekday(&at)) {
        cursor_any(&at, ".");
        cursor_any(&at, ",");
        cursor_blanks(&at);
    }
    bool month_first = cursor_month(&at, &civil->month);
    cursor_blanks(&at);
    if (!cursor_number(&at, 1, 2, &civil->day)) {
        return false;
    }
    cursor_any(&at, ",-");
    cursor_blanks(&at);
    if (!month_first && !cursor_month(&at, &civil->month)) {
        return false;
    }
    cursor_any(&at, ".");
    cursor_any(&at, ",-");
    cursor_blanks(&at);
    const char *year = at;
    bool time_first = month_first && cursor_number(&year, 1, 2, &civil->year) && *year == ':';
    if (time_first && !read_time(&at, fields)) {
        return false;
    }
    cursor_blanks(&at);
    year = at;
    if (!cursor_number(&at, 2, 4, &civil->year) || at - year == 3) {
        return false;
    }
    if (at - year == 2) {
        civil->year += civil->year < 70 ? 2000 : 1900;
    }
    cursor_any(&at, ",");
    cursor_blanks(&at);
    const char *time = at;
    if (!time_first && read_time(&time, fields)) {
        at = time;
    }
    return read_zone_and_end(at, fields);
}

static bool read_unix_scaled(const char *text, double scale, struct date_fields *fields) {
    fields->has_unix = number_read(text, &fields->unix_seconds);
    fields->unix_seconds /= scale;
    return fields->has_unix;
}

static bool read_unix(const char *text, struct date_fields *fields) {
    return read_unix_scaled(text, 1.0, fields);
}

static bool read_unix_ms(const char *text, struct date_fields *fields) {
    return read_unix_scaled(text, 1000.0, fields);
}

static const struct {
    const char *name;
    bool (*read)(const char *text, struct date_fields *fields);
} formats[] = {
    {"iso", read_iso},
    {"rfc822", read_rfc822},
    {"unix", read_unix},
    {"unix-ms", read_unix_ms},
};

bool date_read(const char *text, const char *format, int32_t zone, struct moment *out) {
    // A pattern that names only a year or month means its first day.
    struct date_fields fields = {.civil = {.month = 1, .day = 1}, .hour12 = -1, .is_pm = -1};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (strcmp(format, formats[i].name) == 0) {
            return formats[i].read(text, &fields) && date_fields_moment(&fields, zone, out);
        }
    }
    return date_pattern_read(text, format, &fields) && date_fields_moment(&fields, zone, out);
}

bool date_format_is_known(const char *format, const char **wrong) {
    *wrong = format;
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (strcmp(format, formats[i].name) == 0) {
            return true;
        }
    }
    return date_pattern_is_valid(format, wrong);
}

const char *date_format(struct moment moment, char out[DATE_TEXT]) {
    char whole[MOMENT_TEXT];
    moment_format(moment, whole);
    int milli = (int)(moment.utc % SECOND);
    if (milli == 0) {
        snprintf(out, DATE_TEXT, "%s", whole);
    } else {
        snprintf(out, DATE_TEXT, "%.19s.%03d%s", whole, milli, whole + 19);
    }
    return out;
}
