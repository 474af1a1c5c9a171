#include "fetch/http_date.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define BLANK " \t,"
#define DIGITS "0123456789"
#define LONGEST_WORD 9 // Wednesday

static const char months[][4] = {
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
static const char weekdays[][4] = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
static const char zones[][4] = {"gmt", "utc", "z"};

// What was read so far; a day or month of 0 and a year or hour of -1 were not.
struct reading {
    struct civil civil;
    millis offset; // east of UTC
};

static int number(const char *digits, size_t len) {
    int sum = 0;
    for (size_t i = 0; i < len; i++) {
        sum = sum * 10 + (digits[i] - '0');
    }
    return sum;
}

// The place of the name that `word` begins with, from 1; 0: none. Weekdays and months may be written out.
static int name_of(const char *word, size_t len, const char names[][4], size_t count) {
    for (size_t i = 0; i < count; i++) {
        size_t size = strlen(names[i]);
        if (len >= size && (len == size || size == 3) && strncasecmp(word, names[i], size) == 0) {
            return (int)i + 1;
        }
    }
    return 0;
}

static bool read_word(const char *word, size_t len, struct reading *reading) {
    int month = name_of(word, len, months, COUNT(months));
    if (month && !reading->civil.month) {
        reading->civil.month = month;
        return true;
    }
    return len <= LONGEST_WORD &&
           (name_of(word, len, weekdays, COUNT(weekdays)) || name_of(word, len, zones, COUNT(zones)));
}

// 08:49:37
static bool read_clock(const char *text, size_t len, struct reading *reading) {
    if (len != 8 || text[5] != ':' || strspn(text, DIGITS) != 2 || strspn(text + 3, DIGITS) != 2 ||
        strspn(text + 6, DIGITS) != 2 || reading->civil.hour >= 0) {
        return false;
    }
    reading->civil.hour = number(text, 2);
    reading->civil.minute = number(text + 3, 2);
    reading->civil.second = number(text + 6, 2);
    return reading->civil.hour < 24 && reading->civil.minute < 60 && reading->civil.second <= 60;
}

// A day, then a year.
static bool read_number(const char *digits, size_t len, struct reading *reading) {
    int value = len <= 4 ? number(digits, len) : 0;
    if (len <= 2 && !reading->civil.day) {
        reading->civil.day = value;
        return value >= 1 && value <= 31;
    }
    if ((len != 2 && len != 4) || reading->civil.year >= 0) {
        return false;
    }
    reading->civil.year = value + (len == 4 ? 0 : value < 70 ? 2000 : 1900);
    return true;
}

// +0300
static bool read_offset(const char *text, size_t len, struct reading *reading) {
    if (len != 5 || strspn(text + 1, DIGITS) != 4 || reading->civil.hour < 0) {
        return false;
    }
    millis offset = number(text + 1, 2) * HOUR + number(text + 3, 2) * MINUTE;
    reading->offset = *text == '-' ? -offset : offset;
    return true;
}

// The next part of the text, which is `len` bytes long.
static bool read_part(const char *part, size_t len, struct reading *reading) {
    size_t digits = strspn(part, DIGITS);
    if (digits == len) {
        return read_number(part, len, reading);
    }
    if (digits) {
        return read_clock(part, len, reading);
    }
    return *part == '+' || *part == '-' ? read_offset(part, len, reading) : read_word(part, len, reading);
}

// RFC 850 writes 06-Nov-94: before the time a hyphen parts as a blank does; after it one is a sign.
static const char *gaps(const struct reading *reading) {
    return reading->civil.hour < 0 ? BLANK "-" : BLANK;
}

millis http_date(const char *text) {
    struct reading reading = {.civil = {.year = -1, .hour = -1}};
    while (*(text += strspn(text, gaps(&reading)))) {
        size_t len = strcspn(text, gaps(&reading));
        if (!read_part(text, len, &reading)) {
            return MILLIS_NONE;
        }
        text += len;
    }
    struct civil civil = reading.civil;
    if (!civil.day || !civil.month || civil.year < 1601 || civil.hour < 0) {
        return MILLIS_NONE;
    }
    civil.hour = civil.minute = civil.second = 0;
    millis day = civil_to_millis(civil);
    if (civil_from_millis(day).month != civil.month) { // the 31st of February
        return MILLIS_NONE;
    }
    return civil_to_millis(reading.civil) - reading.offset;
}
