#ifndef BROADSIDE_CONFIG_CONFIG_H
#define BROADSIDE_CONFIG_CONFIG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/strbuf.h"
#include "base/time.h"

// The configuration as plain values, read from one JSON file by way of the settings table (settings.c). Every
// member has a default, so `{}` is a valid file. This room does not know who uses a setting.

struct config_param {
    const char *name;
    const char *value; // numbers and true/false as their JSON text
    bool is_secret;    // `value` is the name of a secret
};

// Which stories are meant: of a section, with a word.
struct config_topic {
    const char *const *sections;
    size_t section_count;
    const char *const *words;
    size_t word_count;
};

struct config_source {
    size_t place; // in the file's list: elements at fault are left out
    const char *id;
    const char *title;   // NULL: the answer's own
    const char *profile; // a name of assets/profiles, or a path ending in .json (made relative to the
                         // working folder here)
    const char *url; // NULL: the profile's own. `file:` relative to the configuration is made absolute here
    const struct config_param *params;
    size_t param_count;
    millis every; // 0: the profile's own
    millis keep;  // how long its records are shown without an answer; 0: for ever
    const char *section;
    const char *const *lists;
    size_t list_count;
    const char *of_place; // from "place": the name of one of `places`; NULL
    struct config_topic include, exclude;
    millis max_age; // of its stories; 0: any
    int most;       // from "max": stories of an answer; 0: all
};

struct config_section {
    size_t place;
    const char *name;
    const char *label; // a short form for tags; NULL: the name
    bool has_color;
    unsigned color; // 0xRRGGBB
};

struct config_page {
    size_t place;
    const char *page; // a kind of page: "top-stories", "story", "feed", …
    const char *from; // a list
    const char *section;
    int count;               // stories or infographics at most; 0: the kind's default
    int pages;               // pages at most; 0: as many as it takes, up to the kind's own bound
    millis dwell;            // from "seconds"; 0: as long as it takes to read
    const char *hours;       // "06:00..10:00" (times.h); NULL: all day
    const char *const *days; // "mon", …; none: every day
    size_t day_count;
};

struct config_place {
    size_t place;
    const char *name;
    const char *timezone;             // NULL: the kiosk's
    bool has_latitude, has_longitude; // both or none
    double latitude, longitude;       // degrees, north and east
};

// When `set` of a rule is laid over the configuration (times.h).
struct config_rule {
    size_t place;
    const char *from, *to;   // "22:00"; both NULL: whole days
    const char *const *days; // "mon", …; none: every day
    size_t day_count;
    const char *const *dates; // none: every date
    size_t date_count;
};

// A file that is elsewhere: what a setting names by an address.
struct config_enclosure {
    const char *pointer; // of the setting
    const char *url;
    const char *path; // where it lies on this machine; NULL: it has not been fetched
    bool is_picture;
};

struct config {
    struct arena arena; // holds everything below
    const char *path;   // of the file; NULL for the defaults
    const char *folder; // of the file: what it names is relative to it
    struct {
        const char *id, *title, *language, *timezone;
        const char *theme;     // a name of assets/themes, or a path as for a profile
        const char *day_theme; // the same, while the sun is up at `place`; NULL: `theme` is for day and night
        const char *place;     // the name of one of `places`; NULL: the first that has a latitude
        bool has_brand;
        unsigned brand;      // 0xRRGGBB: the accent of every theme
        const char *words;   // a name of assets/locale, or a path: over the language's own; NULL: none
        const char *logo;    // the path of a picture, relative to the working folder; NULL: the title is set
        int rotate;          // 0, 90, 180, 270
        const char *contact; // into the User-Agent: an address the services may write to; NULL
        const char
            *at; // RFC 3339: the moment at which the kiosk starts its clock; NULL: the machine's. For demos
    } kiosk;
    const char *const *groups; // of the kiosk: entries of the remote file that are for it
    size_t group_count;
    const char *cache; // a folder, relative to the working folder; NULL: none
    struct {
        const char *proxy; // NULL: what the environment says
        const char *ca;    // a file of certificates, relative to the working folder; NULL: the system's
    } network;
    const char *secrets; // a file (secrets.h), likewise
    const char *status;  // a file that says how the kiosk is, likewise; NULL: none
    struct {
        const char *url; // with {id} and {group} filled in, and a file: address absolute; NULL: none
        millis every;
        const char *public_key;  // NULL: no signature is wanted
        millis trial;            // how long a new file is on trial
        const char *const *keep; // settings that no remote file changes here
        size_t keep_count;
    } remote;
    bool screen_on;              // false: a black picture
    bool screen_motion;          // pages may fade, pictures may move
    int screen_brightness;       // percent
    int screen_tallest;          // lines of the display's mode at most; 0: the display's own
    const char *screen_renderer; // "auto", "gpu" or "software"
    const struct config_rule *rules;
    size_t rule_count;
    const struct config_source *sources;
    size_t source_count;
    const struct config_section *sections;
    size_t section_count;
    const struct config_page *rundown; // never empty: a default rundown stands in
    size_t rundown_count;
    struct {
        bool on;
        int speed; // pixels a second at a screen height of 1080
        const char *const *lists;
        size_t list_count;
    } ticker;
    struct {
        const char *base;
        const char *const *pairs; // quote currencies of the widget and the rates page
        size_t pair_count;
        const int *amounts; // of the converter
        size_t amount_count;
    } currency;
    const struct config_place *places;
    size_t place_count;
    struct config_enclosure *enclosures; // each address once
    size_t enclosure_count;
};

// Reads a file, or with `path` NULL the defaults. Always fills *out: a value at fault keeps its default (see
// settings_read) and is a line in `faults`: "FILE:LINE:COLUMN: POINTER: what is wrong (allowed: …)". The
// result is ERROR_NONE only without faults; a file that cannot be read is "FILE: why". The caller owns *out.
enum error config_read(const char *path, struct config **out, struct strbuf *faults);
// The same from memory; `path` is only a name.
enum error config_read_text(
    const char *path, const char *text, size_t len, struct config **out, struct strbuf *faults);
void config_destroy(struct config *config); // accepts NULL

// The place at which the sun decides between day and night; NULL if none is known.
const struct config_place *config_sun_place(const struct config *config);

// The JSON Schema of the configuration (draft 2020-12), generated from the table;
// assets/schema/config.schema.json is a copy that a test compares.
void config_write_schema(struct strbuf *out);
// The settings as a Markdown table; docs/configuration.md has a copy that a test compares.
void config_write_table(struct strbuf *out);
// The settings for the manual page; docs/man/broadside-config.5 has a copy that a test compares.
void config_write_manual(struct strbuf *out);

#endif
