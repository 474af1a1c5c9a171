#ifndef BROADSIDE_PLATFORM_RPI_CONNECTORS_H
#define BROADSIDE_PLATFORM_RPI_CONNECTORS_H

#include <stdbool.h>
#include <stddef.h>

#include "platform/rpi/display_mode.h"

// What is plugged into the machine, as the kernel's sysfs tells (Documentation/gpu/drm-kms:
// /sys/class/drm/cardN-NAME with `status` and `modes`). Nothing is opened, so it can be read while somebody
// else draws.

#define CONNECTORS_MOST 16
#define CONNECTOR_NAME 32

struct connector {
    char name[CONNECTOR_NAME]; // "HDMI-A-1"
    int card;                  // of /dev/dri/cardN
    bool is_connected;
    struct display_mode modes[DISPLAY_MODES_MOST]; // what the display takes, its own choice first
    size_t mode_count;
};

struct connectors {
    struct connector list[CONNECTORS_MOST]; // by card, then by name
    size_t count;
};

// Reads FOLDER/card*-*, usually of "/sys/class/drm". What cannot be read is not connected; without the folder
// there are none.
void connectors_read(const char *folder, struct connectors *out);

// The first one that is connected and has modes: both, because a display that has just been plugged in has
// none for a moment. Of a machine with two, the lower card's. NULL: no display.
const struct connector *connectors_display(const struct connectors *connectors);

// Whether two readings speak of the same display in the same place: both NULL, or the same name, card and
// modes.
bool connector_is_same(const struct connector *a, const struct connector *b);

#endif
