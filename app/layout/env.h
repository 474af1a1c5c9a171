#ifndef BROADSIDE_LAYOUT_ENV_H
#define BROADSIDE_LAYOUT_ENV_H

#include <stdbool.h>

#include "base/time.h"
#include "base/zone.h"
#include "layout/grid.h"
#include "layout/measure.h"
#include "layout/theme.h"
#include "layout/words.h"
#include "model/picture.h"
#include "text/breaks.h"
#include "text/locale.h"

// Everything that decides how an edition looks apart from the edition itself and the moment. What it
// names is borrowed, and unchanging while a deck made with it lives.

struct env_section {
    const char *name;
    const char *label; // short form for tags; NULL: the name
    bool has_color;
    uint32_t color; // 0xRRGGBB
};

struct env_city {
    const char *name;
    const struct zone *zone;
};

struct layout_env {
    const struct theme *theme;
    const struct measure *measure;
    const struct locale *locale;
    struct breaker *breaker; // has state, but answers the same to the same question
    const struct words *words;
    const char *note;           // above all pages: why this is not what was wanted; NULL: it is
    const char *title;          // the masthead
    const struct picture *logo; // instead of it; NULL: none
    const struct zone *zone;
    int width, height; // pixels
    const struct env_section *sections;
    size_t section_count;
    const char *base; // ISO 4217
    const char *const *pairs;
    size_t pair_count;
    const int *amounts;
    size_t amount_count;
    const struct env_city *cities;
    size_t city_count;
    bool has_ticker;
    bool has_motion; // pages may fade, pictures may move
};

// Seconds east of UTC in the kiosk's zone, and its local time (Unix time plus offset) for the locale's
// formats.
millis env_local(const struct layout_env *env, millis utc);
// The places of its pages, mirrored if the kiosk's language is written from right to left.
struct grid env_grid(const struct layout_env *env, bool has_ticker);
// The section's entry; NULL if it is not configured.
const struct env_section *env_section(const struct layout_env *env, const char *name);

#endif
