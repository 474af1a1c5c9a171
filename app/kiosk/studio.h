#ifndef BROADSIDE_KIOSK_STUDIO_H
#define BROADSIDE_KIOSK_STUDIO_H

#include "base/sun.h"
#include "config/config.h"
#include "courier/courier.h"
#include "layout/deck.h"
#include "render/fonts.h"

// Everything a configuration turns into before the first edition: theme, words, language, zones, fonts, the
// rundown, the sources. Owns all of it.
struct studio {
    struct config *config;
    struct arena arena; // of the translated tables
    struct theme theme, day_theme;
    bool follows_sun; // day_theme from sunrise to sunset at `place`
    struct sun_place place;
    millis dressed_from, dressed_until; // wall; env.theme is the right one between these
    struct picture logo;                // if its blob is not NULL
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
    struct source_secrets secrets; // that the sources may name
    struct moment at;              // the configuration's own start of the clock, or MOMENT_NONE
    size_t faults; // of configuration, theme and words: a screen goes on, a command line says so at its end
};

struct layers_wish;

struct studio_wish {
    const char *config;               // NULL: the bundled demo edition
    const struct layers_wish *layers; // instead: the layers of the configuration (config/layers.h)
    struct studio *forebear; // NULL, or a studio that gives up its fonts to this one and is soon destroyed
    const char *theme;       // NULL: the configuration's
    const char *language;    // likewise
    const char
        *stands_in;    // for what cannot be shown: every page says so, in this language; NULL: it does not
    int width, height; // of the page, pixels
};

// Faults of configuration, theme and words are log_warning lines, and what is good of them is used. Fails
// only without any font. The caller owns *out.
enum error studio_create(const struct studio_wish *wish, struct studio **out, struct reason *reason);
void studio_destroy(struct studio *studio); // accepts NULL

// What the configuration says to a courier: its sources, contact, proxy and certificates; the other options,
// and the network's where the configuration says nothing of it, are those of `rest`. Borrowed from the
// studio.
struct courier_options studio_courier_options(
    const struct studio *studio, const struct courier_options *rest);
// A courier for the studio's sources and `rest`. The caller owns it.
struct courier *studio_open_courier(const struct studio *studio, const struct courier_options *rest);

// The edition of one round over all sources as it stands at `wall` (Unix time): for commands that show one
// moment. What failed is logged and the rest is in it. The caller owns the reference; NULL if there is
// nothing.
const struct edition *studio_ask_once(const struct studio *studio, millis wall, millis timeout);

// Puts on the theme of a moment (Unix time): env.theme. True if it is another one than before.
bool studio_dress(struct studio *studio, millis wall);

// Another size of the page.
void studio_resize(struct studio *studio, int width, int height);

#endif
