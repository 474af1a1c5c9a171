#ifndef BROADSIDE_PLATFORM_RPI_DISPLAY_MODE_H
#define BROADSIDE_PLATFORM_RPI_DISPLAY_MODE_H

#include <stdbool.h>
#include <stddef.h>

// The modes of a display and which of them is shown.

#define DISPLAY_MODES_MOST 64

struct display_mode {
    int width, height; // pixels
    int refresh;       // Hz; 0: not said (sysfs does not)
};

// "1920x1080", as sysfs has it. False for anything else, and for interlaced modes ("1920x1080i"): text
// flickers there.
bool display_mode_parse(const char *text, struct display_mode *out);

// The mode to be shown of `count` modes, the display's own choice first: that one, or, where `tallest` is not
// 0 and the display's own is taller, the largest of the same shape (within 1 %) that is no taller, else the
// largest of any shape. Of the same size the rate nearest to 60 Hz. Where no mode is small enough it is the
// display's own. Returns its index; `count` is at least 1.
size_t display_mode_choose(const struct display_mode *modes, size_t count, int tallest);

#endif
