#ifndef BROADSIDE_KIOSK_PLACE_PARAMS_H
#define BROADSIDE_KIOSK_PLACE_PARAMS_H

#include "config/config.h"

#define PLACE_PARAMS 2 // latitude and longitude

// The parameters that a source gives its profile: its own, and those that its place has and it does not name
// itself. In the arena where they are more than its own.
const struct config_param *place_params(
    const struct config *config, const struct config_source *source, struct arena *arena, size_t *count);

#endif
