#ifndef BROADSIDE_KIOSK_TOUCH_H
#define BROADSIDE_KIOSK_TOUCH_H

#include <stdbool.h>

#include "platform/platform.h"

// What a touch at event->x, event->y of an output of width × height pixels means on a page that is turned
// clockwise by `rotate` degrees and may be mirrored: the third of the page where it begins goes back, the
// rest goes on.
enum platform_key touch_key(
    const struct platform_event *event, int width, int height, int rotate, bool mirrored);

#endif
