#ifndef BROADSIDE_PLATFORM_RPI_BACKLIGHT_H
#define BROADSIDE_PLATFORM_RPI_BACKLIGHT_H

#include <stdbool.h>

// The light behind a panel (DSI), by sysfs (Documentation/ABI/stable/sysfs-class-backlight: `brightness`, 0
// to `max_brightness`). Televisions have none that a computer can set.

// Sets every light under `folder`, usually "/sys/class/backlight", to `percent` of its greatest, 0 to 100;
// more than 0 is never dark. False if there is none, or none may be written.
bool backlight_set(const char *folder, int percent);

#endif
