#include "config/config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/nearest.h"
#include "config/config_table.h"
#include "config/layers.h"
#include "config/paths.h"

// How many elements the file's list had can be asked of the document: is there one after the last?
static bool has_element(const struct document *document, const char *list, size_t index) {
    char pointer[64];
    snprintf(pointer, sizeof pointer, "/%s/%zu", list, index);
    return document_has(document, pointer);
}

static void check_ids(const struct config *config, struct document *document) {
    for (size_t i = 0; i < config->source_count; i++) {
        const struct config_source *source = &config->sources[i];
        for (size_t before = 0; before < i; before++) {
            if (strcmp(config->sources[before].id, source->id) == 0) {
                char pointer[64], shown[QUOTED];
                snprintf(pointer, sizeof pointer, "/sources/%zu/id", source->place);
                document_fault(document, pointer,
                    "%s is the id of source %zu already (allowed: an id of its own)",
                    quoted(source->id, shown), config->sources[before].place);
                break;
            }
        }
    }
}

static void check_sections(const struct config *config, struct document *document) {
    for (size_t i = 0; i < config->section_count; i++) {
        for (size_t before = 0; before < i; before++) {
            if (strcmp(config->sections[before].name, config->sections[i].name) == 0) {
                char pointer[64], shown[QUOTED];
                snprintf(pointer, sizeof pointer, "/sections/%zu/name", config->sections[i].place);
                document_fault(
                    document, pointer, "%s is a section already", quoted(config->sections[i].name, shown));
                break;
            }
        }
    }
}

// The lists that sources feed, each once.
struct lists {
    const char *names[LIMIT_SOURCES * LIMIT_LISTS];
    size_t count;
};

static bool has_list(const struct lists *lists, const char *name) {
    for (size_t i = 0; i < lists->count; i++) {
        if (strcmp(lists->names[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static void gather_lists(const struct config *config, struct lists *lists) {
    lists->count = 0;
    for (size_t i = 0; i < config->source_count; i++) {
        for (size_t k = 0; k < config->sources[i].list_count; k++) {
            if (!has_list(lists, config->sources[i].lists[k])) {
                lists->names[lists->count++] = config->sources[i].lists[k];
            }
        }
    }
}

static void check_list(
    const struct lists *lists, const char *name, struct document *document, const char *pointer) {
    if (has_list(lists, name)) {
        return;
    }
    struct strbuf allowed;
    char shown[QUOTED];
    strbuf_init(&allowed, 256);
    const char *near = nearest_word(name, lists->names, lists->count);
    if (near) {
        strbuf_printf(&allowed, " (did you mean \"%s\"?)", near);
    } else {
        for (size_t i = 0; i < lists->count; i++) {
            strbuf_printf(&allowed, "%s\"%s\"", i ? ", " : " (allowed: ", lists->names[i]);
        }
        strbuf_add_text(&allowed, lists->count ? ")" : "");
    }
    document_fault(
        document, pointer, "no source feeds the list %s%s", quoted(name, shown), strbuf_text(&allowed));
    strbuf_finish(&allowed);
}

// Only what the file says itself: the built-in rundown and ticker may name lists that nobody feeds. A source
// that was left out says enough; its lists are not missed as well.
static void check_lists(const struct config *config, struct document *document) {
    struct lists *lists = malloc(sizeof *lists);
    if (!lists) {
        abort();
    }
    gather_lists(config, lists);
    bool complete = !has_element(document, "sources", config->source_count);
    char pointer[64];
    for (size_t i = 0; complete && document_has(document, "/rundown") && i < config->rundown_count; i++) {
        snprintf(pointer, sizeof pointer, "/rundown/%zu/from", config->rundown[i].place);
        if (config->rundown[i].from && document_has(document, pointer)) {
            check_list(lists, config->rundown[i].from, document, pointer);
        }
    }
    for (size_t i = 0; complete && document_has(document, "/ticker/lists") && i < config->ticker.list_count;
         i++) {
        check_list(lists, config->ticker.lists[i], document, "/ticker/lists");
    }
    free(lists);
}

static void check_places(const struct config *config, struct document *document) {
    for (size_t i = 0; i < config->place_count; i++) {
        const struct config_place *place = &config->places[i];
        if (place->has_latitude != place->has_longitude) {
            char pointer[64];
            snprintf(pointer, sizeof pointer, "/places/%zu/%s", place->place,
                place->has_latitude ? "latitude" : "longitude");
            document_fault(document, pointer, "latitude and longitude come together or not at all");
        }
    }
}

static bool has_place(const struct config *config, const char *name) {
    for (size_t i = 0; i < config->place_count; i++) {
        if (strcmp(config->places[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

// A place that was left out says enough; it is not missed as well.
static void check_source_places(const struct config *config, struct document *document) {
    bool complete = !has_element(document, "places", config->place_count);
    for (size_t i = 0; complete && i < config->source_count; i++) {
        const struct config_source *source = &config->sources[i];
        if (source->of_place && !has_place(config, source->of_place)) {
            char pointer[64], shown[QUOTED];
            snprintf(pointer, sizeof pointer, "/sources/%zu/place", source->place);
            document_fault(document, pointer, "%s is none of the places (allowed: a name in \"places\")",
                quoted(source->of_place, shown));
        }
    }
}

const struct config_place *config_sun_place(const struct config *config) {
    for (size_t i = 0; i < config->place_count; i++) {
        const struct config_place *place = &config->places[i];
        bool is_meant = !config->kiosk.place || strcmp(place->name, config->kiosk.place) == 0;
        if (is_meant && place->has_latitude && place->has_longitude) {
            return place;
        }
    }
    return NULL;
}

static void check_kiosk_place(const struct config *config, struct document *document) {
    bool complete = !has_element(document, "places", config->place_count);
    char shown[QUOTED];
    if (complete && config->kiosk.place && !has_place(config, config->kiosk.place)) {
        document_fault(document, "/kiosk/place", "%s is none of the places (allowed: a name in \"places\")",
            quoted(config->kiosk.place, shown));
    } else if (complete && config->kiosk.day_theme && !config_sun_place(config)) {
        document_fault(document, "/kiosk/day_theme",
            "where the sun rises is not known (needed: latitude and longitude of a place)");
    }
}

// An address with {id} and {group} filled in.
static const char *fill_in(struct config *config, const char *url) {
    struct strbuf out;
    strbuf_init(&out, LIMIT_STRING);
    while (*url) {
        size_t plain = strcspn(url, "{");
        strbuf_add(&out, url, plain);
        url += plain;
        if (*url) {
            bool is_id = strncmp(url, "{id}", 4) == 0;
            strbuf_add_text(&out, is_id ? config->kiosk.id : config->group_count ? config->groups[0] : "");
            url = strchr(url, '}') + 1; // the form of the setting says that there is one
        }
    }
    const char *whole = arena_text(&config->arena, strbuf_text(&out));
    strbuf_finish(&out);
    return whole;
}

static void check_remote(const struct config *config, struct document *document) {
    if (config->remote.url && !config->cache) {
        document_fault(document, "/remote/url",
            "a remote file needs \"cache\" too, the folder where the last good one is kept");
    }
    if (config->remote.url && strstr(config->remote.url, "{group}") && !config->group_count) {
        document_fault(document, "/remote/url", "{group} stands for nothing: \"kiosk.groups\" is empty");
    }
}

// An address that was seen before is the same file.
static struct config_enclosure *enclosure_of(struct config *config, const char *url) {
    for (size_t i = 0; i < config->enclosure_count; i++) {
        if (strcmp(config->enclosures[i].url, url) == 0) {
            return &config->enclosures[i];
        }
    }
    struct config_enclosure *enclosure = &config->enclosures[config->enclosure_count++];
    enclosure->url = url;
    return enclosure;
}

// What a setting names: at an address, where it was put when it was fetched.
static const char *locate(
    struct config *config, const struct layers *layers, const char *value, const char *pointer) {
    bool is_picture = strcmp(pointer, "/kiosk/logo") == 0;
    if (!value) {
        return NULL;
    }
    if (!enclosure_is_address(value)) {
        return is_picture ? path_from(config->folder, value, &config->arena)
                          : path_or_name(config->folder, value, &config->arena);
    }
    struct config_enclosure *enclosure = enclosure_of(config, value);
    enclosure->pointer = arena_text(&config->arena, pointer);
    enclosure->path = arena_text(&config->arena, enclosures_find(layers_enclosed(layers), value));
    enclosure->is_picture = enclosure->is_picture || is_picture;
    if (enclosure->path || !layers_enclosed(layers)) {
        return enclosure->path ? enclosure->path : value;
    }
    // It was fetched once and is gone: the name of a file that is not there, since messages repeat no
    // addresses.
    return arena_printf(&config->arena, "lost file of %s%s", pointer, is_picture ? "" : ".json");
}

// What the file names, seen from where the program runs.
static void resolve(struct config *config, const struct layers *layers) {
    struct arena *arena = &config->arena;
    config->enclosures = arena_array(arena, config->source_count + 4, sizeof *config->enclosures);
    struct config_source *sources = arena_array(arena, config->source_count, sizeof *sources);
    if (config->source_count) {
        memcpy(sources, config->sources, config->source_count * sizeof *sources);
    }
    for (size_t i = 0; i < config->source_count; i++) {
        char pointer[64];
        snprintf(pointer, sizeof pointer, "/sources/%zu/profile", sources[i].place);
        sources[i].profile = locate(config, layers, sources[i].profile, pointer);
        if (sources[i].url) {
            sources[i].url = address_from(config->folder, sources[i].url, arena);
        }
    }
    config->sources = sources;
    config->kiosk.theme = locate(config, layers, config->kiosk.theme, "/kiosk/theme");
    config->kiosk.day_theme = locate(config, layers, config->kiosk.day_theme, "/kiosk/day_theme");
    config->kiosk.words = locate(config, layers, config->kiosk.words, "/kiosk/words");
    config->kiosk.logo = locate(config, layers, config->kiosk.logo, "/kiosk/logo");
    if (config->cache) {
        config->cache = path_from(config->folder, config->cache, arena);
    }
    if (config->network.ca) {
        config->network.ca = path_from(config->folder, config->network.ca, arena);
    }
    config->secrets = path_from(config->folder, config->secrets, arena);
    if (config->status) {
        config->status = path_from(config->folder, config->status, arena);
    }
    if (config->remote.url) {
        config->remote.url = address_from(config->folder, fill_in(config, config->remote.url), arena);
    }
}

// Nobody would fetch them for a device's file, and where would they be without a cache?
static void check_enclosures(
    const struct config *config, const struct layers *layers, struct document *document) {
    for (size_t i = 0; !layers_have_remote(layers) && i < config->enclosure_count; i++) {
        document_fault(document, config->enclosures[i].pointer,
            "an address counts in a remote file only (allowed here: a file of this machine)");
    }
    if (config->enclosure_count > LIMIT_ENCLOSURES) {
        document_fault(document, config->enclosures[LIMIT_ENCLOSURES].pointer,
            "too many files by address (allowed: %d)", LIMIT_ENCLOSURES);
    }
}

static struct config *config_create(const char *path) {
    struct config *config = calloc(1, sizeof *config);
    if (!config) {
        abort();
    }
    arena_init(&config->arena, 0); // bounded by LIMIT_CONFIG_FILE and the lengths in the table
    char *folder = path ? file_folder(path) : NULL;
    config->path = arena_text(&config->arena, path);
    config->folder = arena_text(&config->arena, folder ? folder : ".");
    free(folder);
    return config;
}

static void read_document(struct config *config, struct document *document) {
    settings_read_document(config_table, document, &config->arena, config);
    if (document_root(document)) {
        check_ids(config, document);
        check_sections(config, document);
        check_lists(config, document);
        check_places(config, document);
        check_source_places(config, document);
        check_kiosk_place(config, document);
        check_remote(config, document);
    }
}

enum error config_of_layers(const struct layers *layers, struct config **out) {
    struct document *document = layers_document(layers);
    struct config *config = config_create(layers_path(layers));
    size_t faults = document_faults(document);
    read_document(config, document);
    resolve(config, layers);
    check_enclosures(config, layers, document);
    *out = config;
    return document_faults(document) > faults || !document_root(document) ? ERROR_INPUT : ERROR_NONE;
}

// Each rule of `times` as if it alone were on: what it sets must be as good as the rest.
static enum error check_rules(
    const struct config *config, const struct layers_wish *wish, struct strbuf *faults) {
    enum error error = ERROR_NONE;
    for (size_t i = 0; i < config->rule_count; i++) {
        struct layers_wish one = *wish;
        struct config *with;
        one.on = UINT32_C(1) << config->rules[i].place;
        enum error fault = config_read_layers(&one, false, &with, faults);
        error = error ? error : fault;
        config_destroy(with);
    }
    return error;
}

enum error config_read_layers(
    const struct layers_wish *wish, bool checks_rules, struct config **out, struct strbuf *faults) {
    struct layers *layers;
    enum error error = layers_create(wish, faults, &layers);
    enum error fault = config_of_layers(layers, out);
    layers_destroy(layers);
    error = error ? error : fault;
    return !error && checks_rules ? check_rules(*out, wish, faults) : error;
}

enum error config_read_text(
    const char *path, const char *text, size_t len, struct config **out, struct strbuf *faults) {
    return config_read_layers(
        &(struct layers_wish){.path = path, .text = text, .len = len}, true, out, faults);
}

enum error config_read(const char *path, struct config **out, struct strbuf *faults) {
    char *text = NULL;
    size_t len = 0;
    struct reason reason;
    enum error error = path ? file_read(path, LIMIT_CONFIG_FILE, &text, &len, &reason) : ERROR_NONE;
    if (error) {
        strbuf_printf(faults, "%s\n", reason.text); // file_read names the file
    }
    bool is_read = text && !error;
    enum error fault = config_read_text(path, is_read ? text : "{}", is_read ? len : 2, out, faults);
    free(text);
    return error ? error : fault;
}

void config_destroy(struct config *config) {
    if (config) {
        arena_finish(&config->arena);
        free(config);
    }
}

void config_write_schema(struct strbuf *out) {
    settings_write_schema(
        config_table, "Broadside configuration", "https://broadside.example/schema/config.schema.json", out);
}

void config_write_table(struct strbuf *out) {
    settings_write_table(config_table, out);
}

void config_write_manual(struct strbuf *out) {
    settings_write_manual(config_table, out);
}
