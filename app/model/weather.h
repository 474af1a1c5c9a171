#ifndef BROADSIDE_MODEL_WEATHER_H
#define BROADSIDE_MODEL_WEATHER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/time.h"
#include "model/age.h"

// The weather of one place as one source tells it. Degrees Celsius, metres a second, millimetres; NAN where
// unknown.

enum sky {
    SKY_UNKNOWN,
    SKY_CLEAR,
    SKY_MOSTLY_CLEAR,
    SKY_PARTLY_CLOUDY,
    SKY_CLOUDY,
    SKY_OVERCAST,
    SKY_FOG,
    SKY_DRIZZLE,
    SKY_RAIN,
    SKY_SHOWERS,
    SKY_SLEET,
    SKY_SNOW,
    SKY_THUNDER,
    SKY_COUNT
};

// The word that profiles map a service's code to: "clear", "partly-cloudy", … Static.
const char *sky_name(enum sky sky);
// SKY_UNKNOWN for any other word.
enum sky sky_find(const char *name);

struct weather_hour {
    struct moment time;
    double temperature, wind, rain;
    enum sky sky;
};

struct weather_day {
    struct moment date; // local midnight, as the service has it
    double high, low, rain;
    enum sky sky; // SKY_UNKNOWN: the service tells none for the day
};

struct weather {
    const char *place; // the configuration's name of the place; never NULL in an edition
    double temperature, wind;
    enum sky sky;
    struct moment time; // of the observation; MOMENT_NONE if the service tells none
    const struct weather_hour *hours;
    size_t hour_count;
    const struct weather_day *days;
    size_t day_count;
    const char *source_name;
    struct age age;
};

#endif
