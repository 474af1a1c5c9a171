#ifndef BROADSIDE_PLATFORM_RPI_HOTPLUG_H
#define BROADSIDE_PLATFORM_RPI_HOTPLUG_H

#include <stdbool.h>

// Word from the kernel that a graphics card or what is plugged into it has changed (udev(7), subsystem "drm";
// uevents with HOTPLUG=1). It says that there is something to look at, never what.

struct hotplug;

// NULL where the system has no udev: displays are then looked for by time alone. The caller owns it.
struct hotplug *hotplug_create(void);
void hotplug_destroy(struct hotplug *hotplug); // accepts NULL
// Readable when there is word; -1 for NULL.
int hotplug_descriptor(const struct hotplug *hotplug);
// Takes all word there is; true if there was any. False for NULL.
bool hotplug_take(struct hotplug *hotplug);

#endif
