#include "platform/rpi/hotplug.h"

#include <libudev.h>
#include <stdlib.h>

struct hotplug {
    struct udev *udev;
    struct udev_monitor *monitor;
};

void hotplug_destroy(struct hotplug *hotplug) {
    if (hotplug) {
        udev_monitor_unref(hotplug->monitor);
        udev_unref(hotplug->udev);
        free(hotplug);
    }
}

// "udev", not "kernel": the rules have been run by then, and the device may be opened.
struct hotplug *hotplug_create(void) {
    struct hotplug *hotplug = calloc(1, sizeof *hotplug);
    if (!hotplug) {
        abort();
    }
    hotplug->udev = udev_new();
    hotplug->monitor = hotplug->udev ? udev_monitor_new_from_netlink(hotplug->udev, "udev") : NULL;
    if (!hotplug->monitor ||
        udev_monitor_filter_add_match_subsystem_devtype(hotplug->monitor, "drm", NULL) < 0 ||
        udev_monitor_enable_receiving(hotplug->monitor) < 0) {
        hotplug_destroy(hotplug);
        return NULL;
    }
    return hotplug;
}

int hotplug_descriptor(const struct hotplug *hotplug) {
    return hotplug ? udev_monitor_get_fd(hotplug->monitor) : -1;
}

bool hotplug_take(struct hotplug *hotplug) {
    bool has_any = false;
    struct udev_device *device;
    while (hotplug && (device = udev_monitor_receive_device(hotplug->monitor))) {
        udev_device_unref(device);
        has_any = true;
    }
    return has_any;
}
