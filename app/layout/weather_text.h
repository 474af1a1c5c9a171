#ifndef BROADSIDE_LAYOUT_WEATHER_TEXT_H
#define BROADSIDE_LAYOUT_WEATHER_TEXT_H

#include "layout/sheet.h"
#include "model/weather.h"

// How weather is written, the same in the masthead, in the widget and on the city's page. Texts in the
// sheet's arena; NULL where nothing is known.

// "−3°": whole degrees with a minus sign.
const char *degrees_text(struct sheet *sheet, double degrees);
// "Mostly clear"; NULL for SKY_UNKNOWN.
const char *sky_text(const struct words *words, enum sky sky);
// "H 19° L 11°" of the day at `wall`, if the forecast has it.
const char *high_low_text(struct sheet *sheet, const struct weather *weather, millis wall);
const char *wind_text(struct sheet *sheet, const struct weather *weather);

// Is it still the weather of now? What is older than a few hours is not shown as such.
bool weather_is_fresh(const struct weather *weather, millis wall);
// The forecast's day at `wall` in its own place, or NULL; the days after it follow in the array.
const struct weather_day *weather_today(const struct weather *weather, millis wall);
// Is it night by the clock there?
bool zone_is_night(const struct zone *zone, millis wall);

#endif
