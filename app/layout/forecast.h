#ifndef BROADSIDE_LAYOUT_FORECAST_H
#define BROADSIDE_LAYOUT_FORECAST_H

#include "layout/page.h"

// A forecast in panels: the next hours side by side, the next days as tiles or as rows.

struct forecast {
    const struct weather *weather;
    const struct zone *zone; // of the place: its hours are told by its clock
    millis wall;
};

#define FORECAST_DAYS 5 // shown at most

// The days after the one at `wall`, and how many: those that the service tells of. If it tells of hours only,
// the highest and the lowest of those, for days that they cover, with the sky of midday.
size_t forecast_days(const struct forecast *forecast, struct weather_day out[FORECAST_DAYS]);

// Each draws as much as there is in `box` and answers false, having drawn nothing, if there is nothing.
// Fewer hours in a narrow box.
bool forecast_hours(struct sheet *sheet, const struct forecast *forecast, struct rect box);
bool forecast_tiles(struct sheet *sheet, const struct forecast *forecast, struct rect box);
bool forecast_rows(struct sheet *sheet, const struct forecast *forecast, struct rect box);

#endif
