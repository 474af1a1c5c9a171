#ifndef BROADSIDE_LAYOUT_MONEY_H
#define BROADSIDE_LAYOUT_MONEY_H

#include "layout/sheet.h"
#include "model/rate.h"

// How rates are written, the same in the widget and on the page.

// Decimals that say enough and no more: about five significant figures.
int rate_decimals(double value);
// Units of a currency that is worth little, so that its rate reads well: 100 yen, 1 000 tenge; 1 for most.
int rate_units(double value);
// Up, down or neither, as the theme has it.
uint32_t change_color(const struct sheet *sheet, double change);
// The same of all that is known of a rate, for the line through it: a month may rise and its last day fall.
uint32_t trend_color(const struct sheet *sheet, const struct rate *rate);
// "ECB fixing · 23 Nov", with what is known; in the sheet's arena, NULL if nothing is.
const char *fixing_text(struct sheet *sheet, const struct rate *rate);
// The rows of a converter in `box` for one rate: fixed amounts of the base and what they are worth.
// What it takes of `room` pixels: rows are as high as that allows, but no higher than looks well.
int converter_height(const struct sheet *sheet, int room);
void converter_draw(struct sheet *sheet, struct rect box, const struct rate *rate);

// A figure at its spot, in a smaller role than the spot's where it would be wider than spot->width; returns
// its width.
int figure_draw(struct sheet *sheet, const struct spot *spot, const char *text);

#endif
