#include "base/sun.h"

#include <math.h>

#define PI 3.14159265358979323846
#define RISEN 90.833 // degrees from the zenith: half the sun's disc, and refraction at the horizon

// Shorter than any day that is worth a change of theme: at polar circles the sun may be up for minutes.
#define STEP (10 * MINUTE)

static double radians(double degrees) {
    return degrees * PI / 180;
}

static bool is_leap(int year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

// How far the year has gone, as an angle; counted from noon of its first day.
static double year_angle(millis utc) {
    int year = civil_from_millis(utc).year;
    millis start = civil_to_millis((struct civil){.year = year, .month = 1, .day = 1});
    double days = (double)(utc - start) / (double)DAY - 0.5;
    return 2 * PI * days / (is_leap(year) ? 366 : 365);
}

// By how many minutes a sundial is ahead of a clock.
static double equation_of_time(double g) {
    return 229.18 *
           (0.000075 + 0.001868 * cos(g) - 0.032077 * sin(g) - 0.014615 * cos(2 * g) - 0.040849 * sin(2 * g));
}

static double declination(double g) {
    return 0.006918 - 0.399912 * cos(g) + 0.070257 * sin(g) - 0.006758 * cos(2 * g) + 0.000907 * sin(2 * g) -
           0.002697 * cos(3 * g) + 0.00148 * sin(3 * g);
}

bool sun_is_up(struct sun_place place, millis utc) {
    double g = year_angle(utc), tilt = declination(g), latitude = radians(place.latitude);
    double minutes = (double)((utc % DAY + DAY) % DAY) / (double)MINUTE;
    double solar = minutes + equation_of_time(g) + 4 * place.longitude; // true solar time
    double hour = radians(solar / 4 - 180);
    double height = sin(latitude) * sin(tilt) + cos(latitude) * cos(tilt) * cos(hour);
    return height > cos(radians(RISEN));
}

// The change lies in (from, to].
static millis narrowed(struct sun_place place, millis from, millis to) {
    bool before = sun_is_up(place, from);
    while (to - from > SECOND) {
        millis middle = from + (to - from) / 2;
        if (sun_is_up(place, middle) == before) {
            from = middle;
        } else {
            to = middle;
        }
    }
    return to;
}

millis sun_next_change(struct sun_place place, millis utc) {
    bool now = sun_is_up(place, utc);
    for (millis at = utc; at < utc + DAY; at += STEP) {
        if (sun_is_up(place, at + STEP) != now) {
            return narrowed(place, at, at + STEP);
        }
    }
    return utc + DAY;
}
