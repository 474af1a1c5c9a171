#ifndef BROADSIDE_KIOSK_PLACE_PARAMS_H
#define BROADSIDE_KIOSK_PLACE_PARAMS_H

#include "config/config.h"

#define PLACE_PARAMS 3 // timezone, latitude, longitude

// The parameters that a source gives its profile: its own, and those that its place has and it does not name
// itself. Without a place the time zone is the kiosk's. In the arena.
const struct config_param *place_params(
    const struct config *config, const struct config_source *source, struct arena *arena, size_t *count);

#endif
