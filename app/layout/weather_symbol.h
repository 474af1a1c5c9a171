#ifndef BROADSIDE_LAYOUT_WEATHER_SYMBOL_H
#define BROADSIDE_LAYOUT_WEATHER_SYMBOL_H

#include "layout/sheet.h"
#include "model/weather.h"

// Draws the symbol of a sky in `box` (a square); nothing for SKY_UNKNOWN. At night the moon stands where the
// sun would. `on` is the ground, which parts shapes that overlap.
void weather_symbol(struct sheet *sheet, struct rect box, enum sky sky, bool is_night, enum color on);

#endif
