#ifndef BROADSIDE_LAYOUT_GRID_H
#define BROADSIDE_LAYOUT_GRID_H

#include <stdbool.h>

#include "base/rect.h"

// The fixed places of a page in pixels (screen.md, "Grid and sizes"). Sizes are given at a shorter side of
// 1080 and scale with it; a wider or taller screen gets a wider or taller body.
//
// Pages are laid out from left to right whatever the language. Where it is written from right to left, what
// puts ops on a sheet mirrors their places (grid_place), and nothing else knows about it.
struct grid {
    double scale;
    int width, height;
    bool portrait;
    bool mirrored;        // the screen shows the page from right to left
    int margin;           // left and right, title-safe
    struct rect masthead; // logo, section strip, clock
    struct rect body;     // between masthead and progress line, margins taken off
    struct rect main;     // the body left of the rail
    struct rect rail;     // currency and clocks; portrait: a strip above the ticker
    struct rect progress; // the page-progress line
    struct rect ticker;   // the whole strip, its top line included; empty without a ticker
};

struct grid grid_make(int width, int height, bool has_ticker);

// A length at 1080 in pixels, rounded.
int grid_px(const struct grid *grid, double units);

// Where a box of the page is on the screen. Its own inverse: also where a box of the screen is on the page.
struct rect grid_place(const struct grid *grid, struct rect box);

#endif
