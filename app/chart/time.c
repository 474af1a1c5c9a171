#include "chart/time.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/time.h"

static const char *const month_names[] = {"January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December"};

static bool take_int(const char **at, int most, int *out) {
    int value = 0, digits = 0;
    for (; digits < most && isdigit((unsigned char)**at); digits++, (*at)++) {
        value = value * 10 + (**at - '0');
    }
    *out = value;
    return digits > 0;
}

// 1 to 12 of a name or its first three letters; 0 if it is none.
static int take_month(const char **at) {
    size_t len = 0;
    while (isalpha((unsigned char)(*at)[len])) {
        len++;
    }
    for (int i = 0; len >= 3 && i < 12; i++) {
        if (strncasecmp(month_names[i], *at, len) == 0) {
            *at += len;
            return i + 1;
        }
    }
    return 0;
}

static double ms_of(struct civil civil, int ms) {
    if (civil.year < -9999 || civil.year > 99999) {
        return (double)NAN;
    }
    return (double)(civil_to_millis(civil) + ms);
}

// ":05", ".250", "PM", "Z", "GMT", "+03:00" after the hour.
static bool take_clock(const char **at, struct civil *civil, int *ms, double *shift) {
    int value;
    if (**at == ':') {
        ++*at;
        if (!take_int(at, 2, &civil->minute)) {
            return false;
        }
    }
    if (**at == ':') {
        ++*at;
        if (!take_int(at, 2, &civil->second)) {
            return false;
        }
    }
    if (**at == '.') {
        ++*at;
        const char *start = *at;
        if (!take_int(at, 9, &value)) {
            return false;
        }
        *ms = (int)(value * pow(10, 3 - (double)(*at - start)));
    }
    *at += strspn(*at, " ");
    if (strncasecmp(*at, "AM", 2) == 0 || strncasecmp(*at, "PM", 2) == 0) {
        civil->hour = civil->hour % 12 + (tolower((unsigned char)**at) == 'p' ? 12 : 0);
        *at += 2;
    }
    *at += strspn(*at, " ");
    *at += **at == 'Z' ? 1 : strncmp(*at, "GMT", 3) == 0 || strncmp(*at, "UTC", 3) == 0 ? 3 : 0;
    if (**at == '+' || **at == '-') {
        int sign = *(*at)++ == '-' ? -1 : 1, hours = 0, minutes = 0;
        take_int(at, 2, &hours);
        *at += **at == ':';
        take_int(at, 2, &minutes);
        *shift = sign * (hours * 60.0 + minutes) * 60000.0;
    }
    return **at == '\0' && civil->hour <= 24 && civil->minute < 60 && civil->second < 61;
}

static bool take_date(const char **at, struct civil *civil) {
    int a, b;
    const char *start = *at;
    *at += **at == '-' || **at == '+';
    if (take_int(at, 6, &a)) {
        char separator = **at;
        bool is_year = *at - start >= 4;
        if (separator == '-' || separator == '/') {
            ++*at;
            int month = take_month(at);
            if (!month && !take_int(at, 2, &month)) {
                return false;
            }
            b = month;
            *civil = is_year ? (struct civil){.year = a, .month = b, .day = 1}
                             : (struct civil){.month = a, .day = b};
            if (**at == separator) {
                ++*at;
                return take_int(at, is_year ? 2 : 4, is_year ? &civil->day : &civil->year);
            }
            return is_year;
        }
        *at += strspn(*at, " ");
        civil->month = take_month(at);
        if (!civil->month) { // a year alone
            *civil = (struct civil){.year = a, .month = 1, .day = 1};
            return is_year && *start != '-';
        }
        civil->day = a;
        *at += strspn(*at, " ,");
        return take_int(at, 4, &civil->year);
    }
    civil->month = take_month(at);
    *at += strspn(*at, " .");
    bool has_day = civil->month && take_int(at, 4, &civil->day);
    *at += strspn(*at, " ,");
    if (has_day && civil->day > 31) { // "March 2020"
        civil->year = civil->day;
        civil->day = 1;
        return true;
    }
    return has_day && take_int(at, 4, &civil->year);
}

double time_parse(const char *text) {
    struct civil civil = {.day = 1};
    int ms = 0;
    double shift = 0;
    const char *at = text + strspn(text, " ");
    size_t word = strspn(at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    const char *ahead = at;
    if (word >= 3 && !take_month(&ahead)) { // a weekday
        at += word + strspn(at + word, " ,");
    }
    if (!take_date(&at, &civil) || civil.month < 1 || civil.month > 12 || civil.day < 1 || civil.day > 31) {
        return (double)NAN;
    }
    at += *at == 'T' ? 1 : strspn(at, " ,");
    if (*at && (!take_int(&at, 2, &civil.hour) || !take_clock(&at, &civil, &ms, &shift))) {
        return (double)NAN;
    }
    return ms_of(civil, ms) - shift;
}

static bool take_directive(char directive, const char **at, struct civil *civil, int *ms) {
    int value = 0;
    switch (directive) {
    case 'Y': return take_int(at, 4, &civil->year);
    case 'm': return take_int(at, 2, &civil->month);
    case 'd':
    case 'e': *at += strspn(*at, " "); return take_int(at, 2, &civil->day);
    case 'H':
    case 'I': return take_int(at, 2, &civil->hour);
    case 'M': return take_int(at, 2, &civil->minute);
    case 'S': return take_int(at, 2, &civil->second);
    case 'L': return take_int(at, 3, ms);
    case 'y':
        if (!take_int(at, 2, &value)) {
            return false;
        }
        civil->year = value + (value < 69 ? 2000 : 1900);
        return true;
    case 'b':
    case 'B': civil->month = take_month(at); return civil->month > 0;
    case 'p':
        civil->hour = civil->hour % 12 + (tolower((unsigned char)**at) == 'p' ? 12 : 0);
        *at += strnlen(*at, 2);
        return true;
    case 'j': civil->month = 1; return take_int(at, 3, &civil->day);
    case 'Z': *at += **at == 'Z'; return true;
    case '%': return *(*at)++ == '%';
    default: return false;
    }
}

double time_parse_by(const char *text, const char *specifier) {
    struct civil civil = {.year = 1900, .month = 1, .day = 1};
    int ms = 0;
    for (; *specifier; specifier++) {
        if (*specifier == '%' && specifier[1]) {
            specifier++;
            specifier += (*specifier == '-' || *specifier == '_' || *specifier == '0') && specifier[1];
            if (!take_directive(*specifier, &text, &civil, &ms)) {
                return (double)NAN;
            }
        } else if (*specifier == ' ') {
            text += strspn(text, " ");
        } else if (*text++ != *specifier) {
            return (double)NAN;
        }
    }
    return *text ? (double)NAN : ms_of(civil, ms);
}

double time_of_parts(const struct tree *parts) {
    if (!tree_is(parts, TREE_OBJECT)) {
        return (double)NAN;
    }
    const struct tree *month = tree_member(parts, "month"), *quarter = tree_member(parts, "quarter");
    const struct tree *day = tree_member(parts, "day");
    // Vega-Lite's base for what is left out: 2012, whose first day is a Sunday.
    struct civil civil = {.year = (int)tree_number(tree_member(parts, "year"), 2012), .month = 1};
    const char *name = tree_text(month, NULL);
    civil.month = name ? take_month(&name) : (int)tree_number(month, 1);
    if (quarter) {
        civil.month = (int)tree_number(quarter, 1) * 3 - 2;
    }
    civil.day = (int)tree_number(tree_member(parts, "date"), day ? tree_number(day, 0) + 1 : 1);
    civil.hour = (int)tree_number(tree_member(parts, "hours"), 0);
    civil.minute = (int)tree_number(tree_member(parts, "minutes"), 0);
    civil.second = (int)tree_number(tree_member(parts, "seconds"), 0);
    return ms_of(civil, (int)tree_number(tree_member(parts, "milliseconds"), 0));
}
