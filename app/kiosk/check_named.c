#include "kiosk/check_named.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/nearest.h"
#include "config/config.h"
#include "config/document.h"
#include "config/layers.h"
#include "config/secrets.h"
#include "courier/secrecy.h"
#include "decode/profile.h"
#include "kiosk/assets.h"
#include "kiosk/logo_file.h"
#include "kiosk/place_params.h"
#include "kiosk/theme_file.h"
#include "kiosk/words_file.h"

#define MOST_NAMES 256
#define LONGEST_LIST 300 // bytes of a message that may go to names

// A file that the configuration names.
struct named {
    char *path;       // both owned
    const char *name; // for messages: what lies at an address is named by the setting
    char shown[80];
    char *text;
    size_t len;
};

static int by_text(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

// The names of a kind of assets in their order. The caller frees each.
static size_t list_names(const char *kind, char *names[MOST_NAMES]) {
    char *path = assets_path(kind, "");
    DIR *folder = opendir(path);
    size_t count = 0;
    for (struct dirent *entry; folder && count < MOST_NAMES && (entry = readdir(folder));) {
        size_t len = strlen(entry->d_name);
        if (len > 5 && strcmp(entry->d_name + len - 5, ".json") == 0) {
            char *name = strndup(entry->d_name, len - 5);
            if (!name) {
                abort();
            }
            names[count++] = name;
        }
    }
    if (folder) {
        closedir(folder);
    }
    free(path);
    qsort(names, count, sizeof *names, by_text);
    return count;
}

static void no_such_name(const char *kind, const char *name, struct document *document, const char *pointer) {
    char *names[MOST_NAMES];
    const char *known[MOST_NAMES];
    char shown[QUOTED];
    size_t count = list_names(kind, names);
    struct strbuf list;
    strbuf_init(&list, LONGEST_LIST);
    for (size_t i = 0; i < count; i++) {
        known[i] = names[i];
        strbuf_printf(&list, "\"%s\", ", names[i]);
    }
    const char *near = nearest_word(name, known, count);
    quoted(name, shown);
    if (near) {
        document_fault(document, pointer, "no %s is in assets/%s (did you mean \"%s\"?)", shown, kind, near);
    } else {
        document_fault(document, pointer, "no %s is in assets/%s (allowed: %s%sthe path of a .json file)",
            shown, kind, strbuf_text(&list), count ? "or " : "");
    }
    for (size_t i = 0; i < count; i++) {
        free(names[i]);
    }
    strbuf_finish(&list);
}

static void named_finish(struct named *named) {
    free(named->path);
    free(named->text);
}

// False, with a fault at `pointer`, if it cannot be read. Finish it in any case.
static bool named_open(
    struct named *named, const char *kind, const char *name, struct document *document, const char *pointer) {
    struct reason reason;
    *named = (struct named){.path = assets_named(kind, name)};
    named->name = named->path;
    const char *said = document_text(document, pointer);
    if (said && enclosure_is_address(said)) {
        snprintf(named->shown, sizeof named->shown, "file of %s", pointer);
        named->name = named->shown;
    }
    enum error error = file_read(named->path, LIMIT_CONFIG_FILE, &named->text, &named->len, &reason);
    if (error == ERROR_MISSING && strcmp(named->path, name) != 0) {
        no_such_name(kind, name, document, pointer);
    } else if (error) {
        document_fault(document, pointer, "%s", reason.text);
    }
    return !error;
}

// What a profile wants to know of its source, and where the secrets in it would go. An address that was at
// fault has been said.
static void check_request(const struct config *config, const struct config_source *source,
    const struct profile *profile, const struct secrets *secrets, struct document *document) {
    char pointer[64];
    struct reason reason;
    struct arena arena;
    arena_init(&arena, 0);
    size_t count;
    const struct config_param *known = place_params(config, source, &arena, &count);
    struct profile_param *params = arena_array(&arena, count + 1, sizeof *params);
    for (size_t i = 0; i < count; i++) {
        params[i] = (struct profile_param){known[i].name, known[i].value, known[i].is_secret};
    }
    struct profile_secret *keys = arena_array(&arena, secrets->count + 1, sizeof *keys);
    for (size_t i = 0; i < secrets->count; i++) {
        const struct secret *secret = &secrets->items[i];
        keys[i] = (struct profile_secret){secret->name, secret->value, secret->host};
    }
    const struct profile_inputs inputs = {
        .params = params,
        .param_count = count,
        .secrets = keys,
        .secret_count = secrets->count,
        .secret_file = config->secrets,
        .now = clock_now().wall,
        .url = source->url,
    };
    struct profile_request request;
    if (profile_request_init(&request, profile, &inputs, &reason) ||
        secrecy_check(profile, &inputs, source->url, &request, &reason)) {
        snprintf(pointer, sizeof pointer, "/sources/%zu", source->place);
        document_fault(document, pointer, "%s", reason.text);
    }
    profile_request_finish(&request);
    arena_finish(&arena);
}

static void check_source(const struct config *config, const struct config_source *source,
    const struct profile *profile, const struct secrets *secrets, struct document *document) {
    char pointer[64];
    snprintf(pointer, sizeof pointer, "/sources/%zu/url", source->place);
    bool has_fault = source->url == NULL && document_has(document, pointer);
    if (!has_fault) {
        check_request(config, source, profile, secrets, document);
    }
    millis at_least = profile_at_least(profile);
    if (source->every && source->every < at_least) {
        snprintf(pointer, sizeof pointer, "/sources/%zu/every", source->place);
        document_fault(document, pointer, "more often than the profile allows (allowed: %lld s or more)",
            (long long)(at_least / SECOND));
    }
}

struct known_profile {
    struct known_profile *next;
    const char *name;
    struct profile *profile; // NULL: it is none, as has been said
};

void known_profiles_init(struct known_profiles *known) {
    *known = (struct known_profiles){.first = NULL};
    arena_init(&known->arena, 0);
}

void known_profiles_finish(struct known_profiles *known) {
    for (struct known_profile *one = known->first; one; one = one->next) {
        profile_destroy(one->profile);
    }
    arena_finish(&known->arena);
}

// The profile of a source, borrowed; NULL, with a fault, if it is none. Its own faults are said once; that
// its file is missing, to each source.
static const struct profile *profile_of(struct known_profiles *known, const struct config_source *source,
    struct document *document, struct strbuf *results) {
    struct known_profile *one = known->first;
    while (one && strcmp(one->name, source->profile) != 0) {
        one = one->next;
    }
    if (one) {
        return one->profile;
    }
    struct named named;
    struct reason reason;
    char pointer[64];
    snprintf(pointer, sizeof pointer, "/sources/%zu/profile", source->place);
    if (named_open(&named, "profiles", source->profile, document, pointer)) {
        one = arena_alloc(&known->arena, sizeof *one);
        *one = (struct known_profile){known->first, arena_text(&known->arena, source->profile), NULL};
        known->first = one;
        if (profile_create(named.name, named.text, named.len, &one->profile, results, &reason)) {
            one->profile = NULL;
        }
    }
    named_finish(&named);
    return one ? one->profile : NULL;
}

static bool check_profile_of(const struct config *config, const struct config_source *source,
    struct known_profiles *known, const struct secrets *secrets, struct document *document,
    struct strbuf *results) {
    if (enclosure_is_address(source->profile)) {
        return true; // not here yet: it is looked at when it is
    }
    const struct profile *profile = profile_of(known, source, document, results);
    if (profile) {
        check_source(config, source, profile, secrets, document);
    }
    return profile != NULL;
}

static bool check_theme(
    const char *name, const char *pointer, struct document *document, struct strbuf *results) {
    struct named named;
    if (enclosure_is_address(name)) {
        return true;
    }
    bool good = named_open(&named, "themes", name, document, pointer);
    if (good) {
        struct arena arena;
        struct theme theme;
        arena_init(&arena, 0);
        good = !theme_read_text(named.name, named.text, named.len, &arena, &theme, results);
        arena_finish(&arena);
    }
    named_finish(&named);
    return good;
}

static bool check_themes(const struct config *config, struct document *document, struct strbuf *results) {
    bool good = check_theme(config->kiosk.theme, "/kiosk/theme", document, results);
    if (config->kiosk.day_theme) {
        good = check_theme(config->kiosk.day_theme, "/kiosk/day_theme", document, results) && good;
    }
    return good;
}

static bool check_words(const struct config *config, struct document *document, struct strbuf *results) {
    struct named named;
    if (!config->kiosk.words || enclosure_is_address(config->kiosk.words)) {
        return true;
    }
    bool good = named_open(&named, "locale", config->kiosk.words, document, "/kiosk/words");
    if (good) {
        struct arena arena;
        struct words words = *words_english();
        arena_init(&arena, 0);
        good = !words_read_text(named.name, named.text, named.len, &arena, &words, results);
        arena_finish(&arena);
    }
    named_finish(&named);
    return good;
}

static bool check_logo(const struct config *config, struct document *document) {
    struct picture logo = {0};
    struct reason reason = {{0}};
    if (!config->kiosk.logo || enclosure_is_address(config->kiosk.logo)) {
        return true;
    }
    bool good = !logo_read(config->kiosk.logo, &logo, &reason);
    if (!good) {
        document_fault(document, "/kiosk/logo", "%s", reason.text);
    }
    blob_unref(logo.blob);
    return good;
}

bool check_named(const struct layers_wish *wish, struct known_profiles *known, struct strbuf *results) {
    struct layers *layers;
    struct config *config;
    size_t said = results->len;
    layers_create(wish, results, &layers);
    config_of_layers(layers, &config);
    pointer_cut(results, said); // what is wrong with the settings is not asked here
    struct document *document = layers_document(layers);
    size_t faults = document_faults(document);
    struct arena arena;
    struct secrets secrets;
    arena_init(&arena, 0);
    bool good = !secrets_read(config->secrets, &arena, &secrets, results);
    for (size_t i = 0; i < config->source_count; i++) {
        good = check_profile_of(config, &config->sources[i], known, &secrets, document, results) && good;
    }
    arena_finish(&arena);
    good = check_themes(config, document, results) && good;
    good = check_words(config, document, results) && good;
    good = check_logo(config, document) && good;
    good = good && document_faults(document) == faults;
    config_destroy(config);
    layers_destroy(layers);
    return good;
}
