#include "layout/weather_text.h"

#include <math.h>

#define OLD (3 * HOUR)

const char *degrees_text(struct sheet *sheet, double degrees) {
    if (!isfinite(degrees)) {
        return NULL;
    }
    double whole = round(degrees);
    char text[LOCALE_TEXT];
    locale_number(sheet->env->locale, fabs(whole), 0, text);
    return arena_printf(sheet->arena, "%s%s\xC2\xB0", whole < 0 ? "\xE2\x88\x92" : "", text);
}

const char *sky_text(const struct words *words, enum sky sky) {
    return sky == SKY_UNKNOWN ? NULL : words->text[WORD_SKY_CLEAR + (sky - SKY_CLEAR)];
}

const struct weather_day *weather_today(const struct weather *weather, millis wall) {
    for (size_t i = 0; i < weather->day_count; i++) {
        struct moment date = weather->days[i].date;
        if (moment_is_known(date) && wall >= date.utc && wall < date.utc + DAY) {
            return &weather->days[i];
        }
    }
    return NULL;
}

const char *high_low_text(struct sheet *sheet, const struct weather *weather, millis wall) {
    const struct weather_day *day = weather_today(weather, wall);
    const char *high = day ? degrees_text(sheet, day->high) : NULL;
    const char *low = day ? degrees_text(sheet, day->low) : NULL;
    return high && low ? words_format(sheet->env->words, WORD_HIGH_LOW, sheet->arena, high, low) : NULL;
}

const char *wind_text(struct sheet *sheet, const struct weather *weather) {
    if (!isfinite(weather->wind)) {
        return NULL;
    }
    char number[LOCALE_TEXT];
    locale_number(sheet->env->locale, round(weather->wind), 0, number);
    return words_format(sheet->env->words, WORD_WIND, sheet->arena, number, NULL);
}

bool weather_is_fresh(const struct weather *weather, millis wall) {
    return wall - weather->age.fetched < OLD && isfinite(weather->temperature);
}

bool zone_is_night(const struct zone *zone, millis wall) {
    int hour = civil_from_millis(wall + zone_offset(zone, wall) * SECOND).hour;
    return hour < 6 || hour >= 21;
}
