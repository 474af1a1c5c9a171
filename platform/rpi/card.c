#include "platform/rpi/card.h"

#include <drm_mode.h>
#include <fcntl.h>
#include <limits.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <xf86drmMode.h>

#include "platform/rpi/connectors.h"

int card_open(const char *devices, int number) {
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/dri/card%d", devices, number);
    return open(path, O_RDWR | O_CLOEXEC);
}

static drmModeRes *resources_of(int card) {
    return card >= 0 ? drmModeGetResources(card) : NULL;
}

void card_probe(int card) {
    drmModeRes *resources = resources_of(card);
    for (int i = 0; resources && i < resources->count_connectors; i++) {
        drmModeFreeConnector(drmModeGetConnector(card, resources->connectors[i]));
    }
    drmModeFreeResources(resources);
}

static bool set_dpms(int card, uint32_t connector, bool on) {
    drmModeConnector *found = drmModeGetConnectorCurrent(card, connector);
    bool is_set = false;
    for (int i = 0; found && i < found->count_props; i++) {
        drmModePropertyRes *property = drmModeGetProperty(card, found->props[i]);
        if (property && strcmp(property->name, "DPMS") == 0) {
            uint64_t value = on ? DRM_MODE_DPMS_ON : DRM_MODE_DPMS_OFF;
            is_set = drmModeConnectorSetProperty(card, connector, property->prop_id, value) == 0;
        }
        drmModeFreeProperty(property);
    }
    drmModeFreeConnector(found);
    return is_set;
}

bool card_set_output(int card, bool on) {
    bool is_set = false;
    drmModeRes *resources = resources_of(card);
    for (int i = 0; resources && i < resources->count_connectors; i++) {
        is_set = set_dpms(card, resources->connectors[i], on) || is_set;
    }
    drmModeFreeResources(resources);
    return is_set;
}

static bool is_called(const drmModeConnector *connector, const char *name) {
    char own[CONNECTOR_NAME];
    const char *type = drmModeGetConnectorTypeName(connector->connector_type);
    snprintf(own, sizeof own, "%s-%u", type ? type : "", (unsigned)connector->connector_type_id);
    return strcmp(own, name) == 0;
}

int card_display(int card, const char *name) {
    int displays = 0, found = -1;
    drmModeRes *resources = resources_of(card);
    for (int i = 0; resources && found < 0 && i < resources->count_connectors; i++) {
        drmModeConnector *connector = drmModeGetConnectorCurrent(card, resources->connectors[i]);
        if (connector && connector->connection == DRM_MODE_CONNECTED && connector->count_modes) {
            found = is_called(connector, name) ? displays : -1;
            displays++;
        }
        drmModeFreeConnector(connector);
    }
    drmModeFreeResources(resources);
    return found < 0 ? 0 : found;
}
