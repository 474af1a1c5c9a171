#ifndef BROADSIDE_LAYOUT_CITY_WIDGET_H
#define BROADSIDE_LAYOUT_CITY_WIDGET_H

#include "layout/page.h"

// The city widget of the rail: a place, its time, its weather now.

// The weather of a city that may be shown as that of now; NULL if none is known or it is old.
const struct weather *city_weather(const struct desk *desk, const struct env_city *city);
bool city_any_weather(const struct desk *desk);
// What stands on the panel in `box` for one city; the panel itself is the caller's.
void city_slide(struct sheet *sheet, const struct desk *desk, struct rect box, const struct env_city *city);

// "Tokyo · 20:05" with the baseline at `baseline`, in `width`.
void city_title(struct sheet *sheet, const struct env_city *city, int x, int baseline, int width);
// "Moscow −3°" for the masthead; NULL without weather, and for one that is not that of now any more.
const char *city_brief(struct sheet *sheet, const struct desk *desk);

#endif
