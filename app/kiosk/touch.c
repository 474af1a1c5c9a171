#include "kiosk/touch.h"

// How far along the page's width, 0 to 1.
static double along(const struct platform_event *event, int width, int height, int rotate) {
    double x = (event->x + 0.5) / width, y = (event->y + 0.5) / height;
    switch (rotate) {
    case 90: return y;
    case 180: return 1 - x;
    case 270: return 1 - y;
    default: return x;
    }
}

enum platform_key touch_key(
    const struct platform_event *event, int width, int height, int rotate, bool mirrored) {
    double at = along(event, width, height, rotate);
    return (mirrored ? 1 - at : at) < 1.0 / 3 ? PLATFORM_KEY_PREVIOUS : PLATFORM_KEY_NEXT;
}
