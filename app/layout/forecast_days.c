#include "layout/forecast.h"

#include <math.h>
#include <stdlib.h>

#include "base/zone.h"

// The days that a forecast tells of, also where its service tells of hours only.

#define ENOUGH                                                                                               \
    (15 * HOUR) // of a day from its first hour to its last: less may lack the warmest or the coldest
#define MIDDAY (13 * HOUR) // whose sky stands for the day's

struct tally {
    millis date; // days since 1970 by the clock of the place
    millis first, last;
    millis from_midday; // of the hour whose sky it has
    struct weather_day day;
};

struct tallies {
    struct tally tallies[FORECAST_DAYS + 1]; // the day at `wall` is one of them, and does not count
    size_t count;
};

// NULL when there are enough.
static struct tally *tally_of(struct tallies *tallies, millis date) {
    for (size_t i = 0; i < tallies->count; i++) {
        if (tallies->tallies[i].date == date) {
            return &tallies->tallies[i];
        }
    }
    if (tallies->count == FORECAST_DAYS + 1) {
        return NULL;
    }
    tallies->tallies[tallies->count] = (struct tally){.date = date,
        .first = MILLIS_NEVER,
        .last = MILLIS_NONE,
        .from_midday = DAY,
        .day = {.high = -(double)INFINITY, .low = (double)INFINITY, .rain = (double)NAN}};
    return &tallies->tallies[tallies->count++];
}

static void take_hour(struct tallies *tallies, const struct zone *zone, const struct weather_hour *hour) {
    millis utc = hour->time.utc, offset = zone_offset(zone, utc), local = utc + offset * SECOND;
    millis from_midday = llabs(local % DAY - MIDDAY);
    struct tally *tally = tally_of(tallies, local / DAY);
    if (!tally) {
        return;
    }
    tally->first = utc < tally->first ? utc : tally->first;
    tally->last = utc > tally->last ? utc : tally->last;
    tally->day.date = (struct moment){tally->date * DAY - offset * SECOND, (int32_t)offset};
    tally->day.high = fmax(tally->day.high, hour->temperature);
    tally->day.low = fmin(tally->day.low, hour->temperature);
    if (from_midday < tally->from_midday) {
        tally->from_midday = from_midday;
        tally->day.sky = hour->sky;
    }
}

static size_t days_of_hours(const struct forecast *forecast, struct weather_day *out) {
    const struct weather *weather = forecast->weather;
    struct tallies tallies = {.count = 0};
    size_t count = 0;
    for (size_t i = 0; i < weather->hour_count; i++) {
        const struct weather_hour *hour = &weather->hours[i];
        if (hour->time.utc > forecast->wall && isfinite(hour->temperature)) {
            take_hour(&tallies, forecast->zone, hour);
        }
    }
    for (size_t i = 0; i < tallies.count && count < FORECAST_DAYS; i++) {
        const struct tally *tally = &tallies.tallies[i];
        if (tally->day.date.utc > forecast->wall && tally->last - tally->first >= ENOUGH) {
            out[count++] = tally->day;
        }
    }
    return count;
}

size_t forecast_days(const struct forecast *forecast, struct weather_day out[FORECAST_DAYS]) {
    const struct weather *weather = forecast->weather;
    size_t count = 0;
    for (size_t i = 0; i < weather->day_count && count < FORECAST_DAYS; i++) {
        const struct weather_day *day = &weather->days[i];
        if (moment_is_known(day->date) && day->date.utc > forecast->wall && isfinite(day->high)) {
            out[count++] = *day;
        }
    }
    return weather->day_count ? count : days_of_hours(forecast, out);
}
