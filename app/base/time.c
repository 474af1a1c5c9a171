#include "base/time.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static millis floor_div(millis a, millis b) {
    return a / b - (a % b < 0);
}

static millis days_from_civil(millis year, millis month, millis day) {
    year += floor_div(month - 1, 12);
    month = (month - 1) - floor_div(month - 1, 12) * 12 + 1;
    year -= month <= 2;
    millis era = floor_div(year, 400);
    millis year_of_era = year - era * 400;
    millis day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5;
    millis day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468 + (day - 1);
}

millis civil_to_millis(struct civil civil) {
    return days_from_civil(civil.year, civil.month, civil.day) * DAY + civil.hour * HOUR +
           civil.minute * MINUTE + civil.second * SECOND;
}

struct civil civil_from_millis(millis utc) {
    millis days = floor_div(utc, DAY);
    millis rest = utc - days * DAY;
    millis z = days + 719468;
    millis era = floor_div(z, 146097);
    millis day_of_era = z - era * 146097;
    millis year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    millis day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    millis month = (5 * day_of_year + 2) / 153;
    struct civil civil = {
        .day = (int)(day_of_year - (153 * month + 2) / 5 + 1),
        .month = (int)(month < 10 ? month + 3 : month - 9),
        .hour = (int)(rest / HOUR),
        .minute = (int)(rest / MINUTE % 60),
        .second = (int)(rest / SECOND % 60),
        .weekday = (int)(((days + 4) % 7 + 7) % 7),
    };
    civil.year = (int)(year_of_era + era * 400 + (civil.month <= 2));
    return civil;
}

const char *moment_format(struct moment moment, char out[MOMENT_TEXT]) {
    if (!moment_is_known(moment)) {
        out[0] = '\0';
        return out;
    }
    struct civil at = civil_from_millis(moment.utc + moment.offset * SECOND);
    unsigned minutes = (unsigned)(moment.offset < 0 ? -moment.offset : moment.offset) / 60;
    // The masks promise the compiler what the calendar guarantees: the text fits.
    snprintf(out, MOMENT_TEXT, "%04u-%02u-%02uT%02u:%02u:%02u%c%02u:%02u", (unsigned)at.year % 10000,
        (unsigned)at.month % 100, (unsigned)at.day % 100, (unsigned)at.hour % 100, (unsigned)at.minute % 100,
        (unsigned)at.second % 100, moment.offset < 0 ? '-' : '+', minutes / 60 % 100, minutes % 60);
    return out;
}

// sscanf would let blanks and signs stand for digits.
static bool has_form(const char *text, const char *form) {
    for (; *form; text++, form++) {
        bool is_digit = *text >= '0' && *text <= '9';
        if (*form == 'd' ? !is_digit : *text != *form) {
            return false;
        }
    }
    return true;
}

bool moment_parse(const char *text, struct moment *out) {
    if (!has_form(text, "dddd-dd-ddTdd:dd:dd")) {
        return false;
    }
    struct civil at = {0};
    if (sscanf(text, "%4d-%2d-%2dT%2d:%2d:%2d", &at.year, &at.month, &at.day, &at.hour, &at.minute,
            &at.second) != 6) {
        return false;
    }
    bool in_range =
        at.month >= 1 && at.month <= 12 && at.day >= 1 && at.hour <= 23 && at.minute <= 59 && at.second <= 59;
    struct civil back = civil_from_millis(civil_to_millis(at));
    if (!in_range || back.day != at.day || back.month != at.month) {
        return false;
    }
    const char *zone = text + strlen("2026-11-24T14:05:00");
    int32_t offset = 0;
    if (strcmp(zone, "Z") != 0) {
        int hours, minutes;
        if ((zone[0] != '+' && zone[0] != '-') || !has_form(zone + 1, "dd:dd") || zone[6] ||
            sscanf(zone + 1, "%2d:%2d", &hours, &minutes) != 2 || hours > 23 || minutes > 59) {
            return false;
        }
        offset = (hours * 3600 + minutes * 60) * (zone[0] == '-' ? -1 : 1);
    }
    *out = (struct moment){civil_to_millis(at) - offset * SECOND, offset};
    return true;
}
