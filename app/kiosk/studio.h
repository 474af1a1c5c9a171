#ifndef BROADSIDE_KIOSK_STUDIO_H
#define BROADSIDE_KIOSK_STUDIO_H

#include "config/config.h"
#include "courier/courier.h"
#include "layout/deck.h"
#include "render/fonts.h"

// Everything a configuration turns into before the first edition: theme, words, language, zones, fonts, the
// rundown, the sources. Owns all of it.
struct studio {
    struct config *config;
    struct arena arena; // of the translated tables
    struct theme theme;
    struct words words;
    struct locale *locale;
    struct breaker *breaker;
    struct zone *zone;
    struct zone **city_zones; // city_count of them
    struct env_city *cities;
    struct fonts *fonts;
    struct layout_env env;
    struct deck_form form;
    struct source *sources;
    size_t source_count;
    struct moment at; // the configuration's own start of the clock, or MOMENT_NONE
};

struct studio_wish {
    const char *config; // NULL: the bundled demo edition
    const char *theme;  // NULL: the configuration's
    int width, height;  // of the page, pixels
};

// Faults of configuration, theme and words are log_warning lines, and what is good of them is used. Fails
// only without any font. The caller owns *out.
enum error studio_create(const struct studio_wish *wish, struct studio **out, struct reason *reason);
void studio_destroy(struct studio *studio); // accepts NULL

// A courier for the studio's sources; `rest` says the other options. The caller owns it.
struct courier *studio_open_courier(const struct studio *studio, const struct courier_options *rest);

// Another size of the page.
void studio_resize(struct studio *studio, int width, int height);

#endif
