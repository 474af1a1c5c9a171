#ifndef BROADSIDE_BASE_SUN_H
#define BROADSIDE_BASE_SUN_H

#include <stdbool.h>

#include "base/time.h"

// Day and night at a place: a function of the moment and of where it is. After NOAA's "General Solar Position
// Calculations" (Global Monitoring Division, gml.noaa.gov/grad/solcalc/solareqns.PDF): within two minutes of
// the almanac between the polar circles, for centuries around now.

struct sun_place {
    double latitude, longitude; // degrees, north and east
};

// Is the upper edge of the sun above the horizon, refraction reckoned in (zenith angle below 90.833°)? There
// are places and days on which it is so all day, or never.
bool sun_is_up(struct sun_place place, millis utc);

// The first moment after `utc` at which that differs, to a second; `utc` plus a day if it does not until
// then.
millis sun_next_change(struct sun_place place, millis utc);

#endif
