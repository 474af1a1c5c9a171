#include "kiosk/studio.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "config/layers.h"
#include "config/secrets.h"
#include "config/times.h"
#include "kiosk/assets.h"
#include "kiosk/logo_file.h"
#include "kiosk/theme_file.h"
#include "kiosk/translation.h"
#include "kiosk/words_file.h"

static void log_faults(struct studio *studio, const struct strbuf *faults) {
    const char *line = strbuf_text(faults);
    while (*line) {
        size_t len = strcspn(line, "\n");
        if (len) {
            log_warning("%.*s", (int)len, line);
            studio->faults++;
        }
        line += len + (line[len] == '\n');
    }
}

static void read_config(struct studio *studio, const struct studio_wish *wish) {
    struct strbuf faults;
    strbuf_init(&faults, LIMIT_STRING);
    if (wish->layers) {
        config_read_layers(wish->layers, false, &studio->config, &faults);
        log_faults(studio, &faults);
        strbuf_finish(&faults);
        return;
    }
    char *path = wish->config ? NULL : assets_path("demo", "config.json");
    config_read(wish->config ? wish->config : path, &studio->config, &faults);
    log_faults(studio, &faults);
    strbuf_finish(&faults);
    free(path);
}

// The screen's own color in place of the theme's accent.
static void take_brand(const struct studio *studio, struct theme *theme) {
    unsigned brand = studio->config->kiosk.brand;
    if (studio->config->kiosk.has_brand) {
        uint32_t accent = theme_take_brand(theme, brand);
        if (accent != brand) {
            log_warning("kiosk.brand: #%06x could not be seen or read in theme \"%s\", #%06x is shown "
                        "(needed: a contrast of 3 with the ground, and of %.15g with text on it)",
                brand, theme->name, accent, theme->contrast);
        }
    }
}

static void read_theme(struct studio *studio, const char *name, struct theme *theme) {
    struct strbuf faults;
    strbuf_init(&faults, LIMIT_STRING);
    char *path = assets_named("themes", name);
    theme_read(path, &studio->arena, theme, &faults);
    log_faults(studio, &faults);
    take_brand(studio, theme);
    free(path);
    strbuf_finish(&faults);
}

static void read_secrets(struct studio *studio) {
    struct strbuf faults;
    struct secrets secrets;
    strbuf_init(&faults, LIMIT_STRING);
    secrets_read(studio->config->secrets, &studio->arena, &secrets, &faults);
    log_faults(studio, &faults);
    strbuf_finish(&faults);
    struct source_secret *items = arena_array(&studio->arena, secrets.count + 1, sizeof *items);
    for (size_t i = 0; i < secrets.count; i++) {
        const struct secret *secret = &secrets.items[i];
        items[i] = (struct source_secret){secret->name, secret->value, secret->host};
    }
    studio->secrets = (struct source_secrets){items, secrets.count, studio->config->secrets};
}

static void read_themes(struct studio *studio, const char *wanted) {
    const struct config *config = studio->config;
    const struct config_place *place = config_sun_place(config);
    studio->follows_sun = !wanted && config->kiosk.day_theme && place;
    read_theme(studio, wanted ? wanted : config->kiosk.theme, &studio->theme);
    if (studio->follows_sun) {
        read_theme(studio, config->kiosk.day_theme, &studio->day_theme);
        studio->place = (struct sun_place){place->latitude, place->longitude};
    }
}

bool studio_dress(struct studio *studio, millis wall) {
    if (!studio->follows_sun || (wall >= studio->dressed_from && wall < studio->dressed_until)) {
        return false;
    }
    bool is_known = times_is_trusted(wall);
    bool is_day = is_known && sun_is_up(studio->place, wall);
    const struct theme *theme = is_day ? &studio->day_theme : &studio->theme;
    bool is_other = theme != studio->env.theme;
    studio->dressed_from = wall;
    studio->dressed_until = is_known ? sun_next_change(studio->place, wall) : wall + MINUTE;
    studio->env.theme = theme;
    return is_other;
}

static void read_logo(struct studio *studio) {
    struct reason reason = {{0}};
    const char *path = studio->config->kiosk.logo;
    if (path && logo_read(path, &studio->logo, &reason)) {
        log_warning("%s; the title stands in the masthead", reason.text);
        studio->faults++;
    }
}

static void read_language(
    struct studio *studio, const char *language, struct words *out, struct strbuf *faults) {
    char base[64];
    snprintf(base, sizeof base, "%.*s", (int)strcspn(language, "-"), language);
    char *path = assets_named("locale", base);
    *out = *words_english();
    words_read(path, &studio->arena, out, faults);
    free(path);
}

static void read_words(struct studio *studio, const char *language) {
    struct strbuf faults;
    strbuf_init(&faults, LIMIT_STRING);
    const char *own = studio->config->kiosk.words;
    read_language(studio, language, &studio->words, &faults);
    if (own) {
        char *path = assets_named("locale", own);
        words_read(path, &studio->arena, &studio->words, &faults);
        free(path);
    }
    log_faults(studio, &faults);
    strbuf_finish(&faults);
}

// A wrong language of the configuration is no reason not to show the news; one of a command line is an error.
static enum error open_language(struct studio *studio, const struct studio_wish *wish, struct reason *out) {
    struct reason reason = {{0}};
    const char *language = wish->language ? wish->language : studio->config->kiosk.language;
    if (locale_create(language, &studio->locale, &reason) ||
        breaker_create(language, &studio->breaker, &reason)) {
        if (wish->language) {
            return reason_set(out, ERROR_INPUT, "%s", reason.text);
        }
        log_warning("%s; English is used", reason.text);
        locale_destroy(studio->locale);
        breaker_destroy(studio->breaker);
        language = "en";
        if (locale_create("en", &studio->locale, &reason) ||
            breaker_create("en", &studio->breaker, &reason)) {
            abort(); // ICU without English is not an ICU
        }
    }
    read_words(studio, language);
    return ERROR_NONE;
}

static struct zone *open_zone(const char *name) {
    struct zone *zone = NULL;
    struct reason reason = {{0}};
    if (name && zone_create(name, &zone, &reason)) {
        log_warning("time zone: %s; UTC is used", reason.text);
    }
    if (!zone && zone_create("UTC", &zone, &reason)) {
        abort(); // UTC needs no file
    }
    return zone;
}

static void open_cities(struct studio *studio) {
    const struct config *config = studio->config;
    studio->cities = arena_array(&studio->arena, config->place_count + 1, sizeof *studio->cities);
    studio->city_zones = arena_array(&studio->arena, config->place_count + 1, sizeof(struct zone *));
    for (size_t i = 0; i < config->place_count; i++) {
        const char *name = config->places[i].timezone;
        studio->city_zones[i] = open_zone(name ? name : config->kiosk.timezone);
        studio->cities[i] = (struct env_city){config->places[i].name, studio->city_zones[i]};
    }
}

// What every page says of an edition that stands in for another. NULL: nothing.
static const char *note_of(struct studio *studio, const struct studio_wish *wish) {
    struct strbuf faults; // a language without words has English ones
    struct words words;
    if (!wish->stands_in) {
        return NULL;
    }
    strbuf_init(&faults, LIMIT_STRING);
    read_language(studio, wish->stands_in, &words, &faults);
    strbuf_finish(&faults);
    return words.text[WORD_DEMONSTRATION];
}

static void translate(struct studio *studio, const struct studio_wish *wish) {
    const struct config *config = studio->config;
    studio->env = (struct layout_env){
        .theme = &studio->theme,
        .measure = fonts_measure(studio->fonts),
        .locale = studio->locale,
        .breaker = studio->breaker,
        .words = &studio->words,
        .note = note_of(studio, wish),
        .title = config->kiosk.title,
        .logo = studio->logo.blob ? &studio->logo : NULL,
        .zone = studio->zone,
        .width = wish->width,
        .height = wish->height,
        .base = config->currency.base,
        .pairs = config->currency.pairs,
        .pair_count = config->currency.pair_count,
        .amounts = config->currency.amounts,
        .amount_count = config->currency.amount_count,
        .cities = studio->cities,
        .city_count = config->place_count,
        .has_ticker = config->ticker.on && config->screen_on,
        .has_motion = config->screen_motion,
    };
    studio_translate(studio);
    studio->at = MOMENT_NONE;
    if (config->kiosk.at && !moment_parse(config->kiosk.at, &studio->at)) {
        studio->at = MOMENT_NONE;
    }
}

// Fonts are the same for every configuration, and their caches are warm.
static enum error open_fonts(struct studio *studio, const struct studio_wish *wish, struct reason *reason) {
    if (!wish->forebear) {
        return fonts_create(fonts_folder(), &studio->fonts, reason);
    }
    studio->fonts = wish->forebear->fonts;
    wish->forebear->fonts = NULL;
    return ERROR_NONE;
}

enum error studio_create(const struct studio_wish *wish, struct studio **out, struct reason *reason) {
    struct studio *studio = calloc(1, sizeof *studio);
    if (!studio) {
        abort();
    }
    *out = NULL;
    arena_init(&studio->arena, 0);
    read_config(studio, wish);
    read_secrets(studio);
    read_themes(studio, wish->theme);
    read_logo(studio);
    enum error error = open_fonts(studio, wish, reason);
    error = error ? error : open_language(studio, wish, reason);
    if (error) {
        studio_destroy(studio);
        return error;
    }
    studio->zone = open_zone(studio->config->kiosk.timezone);
    open_cities(studio);
    translate(studio, wish);
    *out = studio;
    return ERROR_NONE;
}

void studio_destroy(struct studio *studio) {
    if (!studio) {
        return;
    }
    for (size_t i = 0; studio->city_zones && i < studio->config->place_count; i++) {
        zone_destroy(studio->city_zones[i]);
    }
    blob_unref(studio->logo.blob);
    zone_destroy(studio->zone);
    locale_destroy(studio->locale);
    breaker_destroy(studio->breaker);
    fonts_destroy(studio->fonts);
    config_destroy(studio->config);
    arena_finish(&studio->arena);
    free(studio);
}

void studio_resize(struct studio *studio, int width, int height) {
    studio->env.width = width;
    studio->env.height = height;
}

struct courier_options studio_courier_options(
    const struct studio *studio, const struct courier_options *rest) {
    struct courier_options options = *rest;
    options.sources = studio->sources;
    options.source_count = studio->source_count;
    options.contact = studio->config->kiosk.contact;
    if (studio->config->network.proxy) {
        options.proxy = studio->config->network.proxy;
    }
    if (studio->config->network.ca) {
        options.ca_file = studio->config->network.ca;
    }
    return options;
}

struct courier *studio_open_courier(const struct studio *studio, const struct courier_options *rest) {
    struct courier_options options = studio_courier_options(studio, rest);
    return courier_create(&options);
}

// The machine's clock as if it had stood at another moment when the round began.
static struct instant shifted_now(void *shift) {
    struct instant now = clock_now();
    now.wall += *(const millis *)shift;
    return now;
}

const struct edition *studio_ask_once(const struct studio *studio, millis wall, millis timeout) {
    millis shift = wall - clock_now().wall;
    struct courier *courier =
        studio_open_courier(studio, &(struct courier_options){.now = shifted_now, .now_context = &shift});
    const struct survey_row *rows;
    size_t count;
    courier_survey(courier, timeout, &rows, &count);
    const struct edition *edition = courier_take(courier);
    courier_destroy(courier);
    return edition;
}
