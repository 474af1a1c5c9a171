#include "kiosk/place_params.h"

#include <string.h>

static const struct config_place *place_of(const struct config *config, const struct config_source *source) {
    for (size_t i = 0; source->of_place && i < config->place_count; i++) {
        if (strcmp(config->places[i].name, source->of_place) == 0) {
            return &config->places[i];
        }
    }
    return NULL;
}

static bool has_param(const struct config_source *source, const char *name) {
    for (size_t i = 0; i < source->param_count; i++) {
        if (strcmp(source->params[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

// Four decimals are eleven metres.
static const char *degrees(struct arena *arena, double value) {
    return arena_printf(arena, "%.4f", value);
}

const struct config_param *place_params(
    const struct config *config, const struct config_source *source, struct arena *arena, size_t *count) {
    const struct config_place *place = place_of(config, source);
    bool has_position = place && place->has_latitude && place->has_longitude;
    const struct config_param known[PLACE_PARAMS] = {
        {"timezone", place && place->timezone ? place->timezone : config->kiosk.timezone, false},
        {"latitude", has_position ? degrees(arena, place->latitude) : NULL, false},
        {"longitude", has_position ? degrees(arena, place->longitude) : NULL, false},
    };
    struct config_param *params = arena_array(arena, source->param_count + PLACE_PARAMS, sizeof *params);
    if (source->param_count) {
        memcpy(params, source->params, source->param_count * sizeof *params);
    }
    *count = source->param_count;
    for (size_t i = 0; i < PLACE_PARAMS; i++) {
        if (known[i].value && !has_param(source, known[i].name)) {
            params[(*count)++] = known[i];
        }
    }
    return params;
}
