#include "model/weather.h"

#include <string.h>

static const char *const names[SKY_COUNT] = {
    [SKY_UNKNOWN] = "unknown",
    [SKY_CLEAR] = "clear",
    [SKY_MOSTLY_CLEAR] = "mostly-clear",
    [SKY_PARTLY_CLOUDY] = "partly-cloudy",
    [SKY_CLOUDY] = "cloudy",
    [SKY_OVERCAST] = "overcast",
    [SKY_FOG] = "fog",
    [SKY_DRIZZLE] = "drizzle",
    [SKY_RAIN] = "rain",
    [SKY_SHOWERS] = "showers",
    [SKY_SLEET] = "sleet",
    [SKY_SNOW] = "snow",
    [SKY_THUNDER] = "thunder",
};

const char *sky_name(enum sky sky) {
    return names[sky];
}

enum sky sky_find(const char *name) {
    for (size_t i = 0; i < SKY_COUNT; i++) {
        if (strcmp(names[i], name) == 0) {
            return (enum sky)i;
        }
    }
    return SKY_UNKNOWN;
}
