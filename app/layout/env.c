#include "layout/env.h"

#include <string.h>

millis env_local(const struct layout_env *env, millis utc) {
    return utc + zone_offset(env->zone, utc) * SECOND;
}

struct grid env_grid(const struct layout_env *env, bool has_ticker) {
    struct grid grid = grid_make(env->width, env->height, has_ticker);
    grid.mirrored = locale_is_rtl(env->locale);
    return grid;
}

const struct env_section *env_section(const struct layout_env *env, const char *name) {
    for (size_t i = 0; name && i < env->section_count; i++) {
        if (strcmp(env->sections[i].name, name) == 0) {
            return &env->sections[i];
        }
    }
    return NULL;
}
