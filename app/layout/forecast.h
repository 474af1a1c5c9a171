#ifndef BROADSIDE_LAYOUT_FORECAST_H
#define BROADSIDE_LAYOUT_FORECAST_H

#include "layout/page.h"

// A forecast in panels: the next hours side by side, the next days as tiles or as rows.

struct forecast {
    const struct weather *weather;
    const struct zone *zone; // of the place, for night and day
    millis wall;
};

// Each draws as much as there is in `box` and answers false, having drawn nothing, if there is nothing.
bool forecast_hours(struct sheet *sheet, const struct forecast *forecast, struct rect box);
bool forecast_tiles(struct sheet *sheet, const struct forecast *forecast, struct rect box);
bool forecast_rows(struct sheet *sheet, const struct forecast *forecast, struct rect box);

#endif
