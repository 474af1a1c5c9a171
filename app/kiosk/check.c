#include "kiosk/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "config/config.h"
#include "config/document.h"
#include "decode/profile.h"
#include "kiosk/assets.h"
#include "kiosk/commands.h"
#include "kiosk/options.h"
#include "kiosk/theme_file.h"
#include "kiosk/words_file.h"

// A file in memory, and where what is found goes.
struct check {
    const char *path;
    char *text; // owned
    size_t len;
    struct strbuf *results;
};

static bool open_file(struct check *check, const char *path, struct strbuf *results, struct reason *reason) {
    *check = (struct check){.path = path, .results = results};
    return file_read(path, LIMIT_CONFIG_FILE, &check->text, &check->len, reason) == ERROR_NONE;
}

static enum error check_profile(struct check *check) {
    struct profile *profile;
    struct reason reason;
    enum error error =
        profile_create(check->path, check->text, check->len, &profile, check->results, &reason);
    profile_destroy(profile);
    return error;
}

static enum error check_theme(struct check *check) {
    struct arena arena;
    struct theme theme;
    arena_init(&arena, 0);
    enum error error = theme_read_text(check->path, check->text, check->len, &arena, &theme, check->results);
    arena_finish(&arena);
    return error;
}

static enum error check_words(struct check *check) {
    struct arena arena;
    struct words words;
    arena_init(&arena, 0);
    enum error error = words_read_text(check->path, check->text, check->len, &arena, &words, check->results);
    arena_finish(&arena);
    return error;
}

// What a profile wants to know of its source: its parameters, and not to be asked too often.
static void check_source(
    const struct config_source *source, const struct profile *profile, struct document *document) {
    char pointer[64];
    struct strbuf url;
    struct reason reason;
    struct profile_param params[LIMIT_PARAMS];
    for (size_t i = 0; i < source->param_count; i++) {
        params[i] = (struct profile_param){source->params[i].name, source->params[i].value};
    }
    strbuf_init(&url, LIMIT_STRING);
    if (!source->url && profile_url(profile, params, source->param_count, &url, &reason)) {
        snprintf(pointer, sizeof pointer, "/sources/%zu/params", source->place);
        document_fault(document, pointer, "%s", reason.text);
    }
    strbuf_finish(&url);
    millis at_least = profile_at_least(profile);
    if (source->every && source->every < at_least) {
        snprintf(pointer, sizeof pointer, "/sources/%zu/every", source->place);
        document_fault(document, pointer, "more often than the service allows (allowed: %lld s or more)",
            (long long)(at_least / SECOND));
    }
}

// A file that the configuration names. False with a fault at `pointer` if it cannot be read.
static bool open_named(struct check *named, const char *path, struct strbuf *results,
    struct document *document, const char *pointer) {
    struct reason reason;
    bool found = open_file(named, path, results, &reason);
    if (!found) {
        document_fault(document, pointer, "%s", reason.text);
    }
    return found;
}

static bool is_first_of_profile(const struct config *config, size_t at) {
    for (size_t i = 0; i < at; i++) {
        if (strcmp(config->sources[i].profile, config->sources[at].profile) == 0) {
            return false;
        }
    }
    return true;
}

// A profile is compiled anew for each source: it has no state, and a check is not in a hurry. Its own faults
// are said once.
static bool check_source_profile(
    struct check *check, const struct config *config, size_t at, struct document *document) {
    const struct config_source *source = &config->sources[at];
    struct check file;
    char pointer[64];
    snprintf(pointer, sizeof pointer, "/sources/%zu/profile", source->place);
    char *path = assets_named("profiles", source->profile);
    bool good = false;
    if (open_named(&file, path, check->results, document, pointer)) {
        struct profile *profile;
        struct reason reason;
        struct strbuf *faults = is_first_of_profile(config, at) ? check->results : NULL;
        good = profile_create(path, file.text, file.len, &profile, faults, &reason) == ERROR_NONE;
        if (good) {
            check_source(source, profile, document);
        }
        profile_destroy(profile);
        free(file.text);
    }
    free(path);
    return good;
}

static bool check_named_theme(struct check *check, const struct config *config, struct document *document) {
    struct check file;
    char *path = assets_named("themes", config->kiosk.theme);
    bool good = false;
    if (open_named(&file, path, check->results, document, "/kiosk/theme")) {
        good = check_theme(&file) == ERROR_NONE;
        free(file.text);
    }
    free(path);
    return good;
}

// The configuration by itself, then with what it names: the second document's faults are only those.
static enum error check_config(struct check *check) {
    struct config *config;
    struct document *document;
    enum error error = config_read_text(check->path, check->text, check->len, &config, check->results);
    bool good =
        document_create(check->path, check->text, check->len, check->results, &document) == ERROR_NONE;
    for (size_t i = 0; i < config->source_count; i++) {
        good = check_source_profile(check, config, i, document) && good;
    }
    good = check_named_theme(check, config, document) && good;
    good = good && document_faults(document) == 0;
    document_destroy(document);
    config_destroy(config);
    return error ? error : good ? ERROR_NONE : ERROR_INPUT;
}

static bool is_profile(const struct document *document) {
    return document_has(document, "/profile");
}

static bool is_anything(const struct document *document) {
    (void)document;
    return true;
}

static const struct {
    bool (*is)(const struct document *);
    enum error (*check)(struct check *);
} kinds[] = {
    {is_profile, check_profile},
    {theme_is_document, check_theme},
    {words_is_document, check_words},
    {is_anything, check_config},
};

bool check_file(const char *path, struct strbuf *results, struct strbuf *problems) {
    struct check check;
    struct reason reason;
    if (!open_file(&check, path, results, &reason)) {
        strbuf_printf(problems, "%s\n", reason.text);
        return false;
    }
    struct document *document;
    enum error error = document_create(path, check.text, check.len, results, &document);
    for (size_t i = 0; !error; i++) {
        if (kinds[i].is(document)) {
            error = kinds[i].check(&check);
            break;
        }
    }
    document_destroy(document);
    free(check.text);
    if (!error) {
        strbuf_printf(results, "%s: ok\n", path);
    }
    return !error;
}

int command_check(int argc, char **argv) {
    static const struct option none[] = {{0}};
    int at;
    if (!options_read(argc, argv, none, &at)) {
        return EXIT_USAGE;
    }
    if (at == argc) {
        fputs("broadside check: which files? (broadside check FILE...)\n", stderr);
        return EXIT_USAGE;
    }
    int status = EXIT_DONE;
    for (; at < argc; at++) {
        struct strbuf results, problems;
        strbuf_init(&results, LIMIT_CONFIG_FILE);
        strbuf_init(&problems, LIMIT_STRING);
        if (!check_file(argv[at], &results, &problems)) {
            status = EXIT_FAULT;
        }
        fputs(strbuf_text(&problems), stderr);
        fputs(strbuf_text(&results), stdout);
        strbuf_finish(&results);
        strbuf_finish(&problems);
    }
    return status;
}
