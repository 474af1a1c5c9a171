#include "kiosk/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "config/fleet.h"
#include "config/layers.h"
#include "decode/profile.h"
#include "kiosk/chart_file.h"
#include "kiosk/check_config.h"
#include "kiosk/check_fleet.h"
#include "kiosk/commands.h"
#include "kiosk/options.h"
#include "kiosk/theme_file.h"
#include "kiosk/words_file.h"

static enum error check_profile(const char *path, const char *text, size_t len, struct strbuf *results) {
    struct profile *profile;
    struct reason reason;
    enum error error = profile_create(path, text, len, &profile, results, &reason);
    profile_destroy(profile);
    return error;
}

static enum error check_theme(const char *path, const char *text, size_t len, struct strbuf *results) {
    struct arena arena;
    struct theme theme;
    arena_init(&arena, 0);
    enum error error = theme_read_text(path, text, len, &arena, &theme, results);
    arena_finish(&arena);
    return error;
}

static enum error check_words(const char *path, const char *text, size_t len, struct strbuf *results) {
    struct arena arena;
    struct words words = *words_english();
    arena_init(&arena, 0);
    struct document *document;
    enum error error = words_read_text(path, text, len, &arena, &words, results);
    arena_finish(&arena);
    struct strbuf again; // what is wrong with the document has been said
    strbuf_init(&again, LIMIT_STRING);
    if (document_create(path, text, len, &again, &document) == ERROR_NONE) {
        words_report_missing(path, document, results);
    }
    document_destroy(document);
    strbuf_finish(&again);
    return error;
}

// As a screen would read it that has no file of its own and says nothing of itself.
static enum error check_remote(const char *path, const char *text, size_t len, struct strbuf *results) {
    const struct layers_wish wish = {
        .path = path,
        .text = "{}",
        .len = 2,
        .remote_name = path,
        .remote_text = text,
        .remote_len = len,
        .remote_is_local = true, // who knows
    };
    return check_fleet(&wish, results);
}

static bool is_profile(const struct document *document) {
    return document_has(document, "/profile");
}

static bool is_anything(const struct document *document) {
    (void)document;
    return true;
}

// The first that fits. A new kind of file is a line here.
static const struct {
    bool (*is)(const struct document *document);
    enum error (*check)(const char *path, const char *text, size_t len, struct strbuf *results);
} kinds[] = {
    {is_profile, check_profile},
    {theme_is_document, check_theme},
    {words_is_document, check_words},
    {chart_file_is, chart_file_check},
    {fleet_is_document, check_remote},
    {is_anything, check_config},
};

static enum error check_text(const char *path, const char *text, size_t len, struct strbuf *results) {
    struct document *document;
    enum error error = document_create(path, text, len, results, &document);
    if (!error) {
        size_t kind = 0;
        while (!kinds[kind].is(document)) {
            kind++;
        }
        error = kinds[kind].check(path, text, len, results);
    }
    document_destroy(document);
    return error;
}

static bool read_file(const char *path, char **text, size_t *len, struct strbuf *problems) {
    struct reason reason;
    enum error error = file_read(path, LIMIT_CONFIG_FILE, text, len, &reason);
    if (error) {
        strbuf_printf(problems, "%s\n", reason.text);
    }
    return !error;
}

static bool conclude(const char *path, enum error error, struct strbuf *results) {
    if (!error) {
        strbuf_printf(results, "%s: ok\n", path);
    }
    return !error;
}

bool check_file(const char *path, struct strbuf *results, struct strbuf *problems) {
    char *text;
    size_t len;
    if (!read_file(path, &text, &len, problems)) {
        return false;
    }
    enum error error = check_text(path, text, len, results);
    free(text);
    return conclude(path, error, results);
}

// Whether the remote file may name files of the machine is for the device's own file to say.
static bool is_local(const char *path, const char *text, size_t len) {
    struct config *config;
    struct strbuf faults;
    strbuf_init(&faults, LIMIT_STRING);
    config_read_text(path, text, len, &config, &faults);
    bool is_file = config->remote.url && strncmp(config->remote.url, "file:", 5) == 0;
    config_destroy(config);
    strbuf_finish(&faults);
    return is_file;
}

bool check_remote_file(
    const char *device, const char *path, struct strbuf *results, struct strbuf *problems) {
    char *text = NULL, *own = NULL;
    size_t len, own_len;
    bool is_good = read_file(device, &own, &own_len, problems) && read_file(path, &text, &len, problems);
    if (is_good) {
        const struct layers_wish wish = {
            .path = device,
            .text = own,
            .len = own_len,
            .remote_name = path,
            .remote_text = text,
            .remote_len = len,
            .remote_is_local = is_local(device, own, own_len),
        };
        is_good = conclude(path, check_fleet(&wish, results), results);
    }
    free(own);
    free(text);
    return is_good;
}

int command_check(int argc, char **argv) {
    const char *config = NULL;
    const struct option table[] = {{"config", OPTION_TEXT, &config, NULL}, {NULL, OPTION_FLAG, NULL, NULL}};
    int at;
    if (!options_read(argc, argv, table, &at)) {
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
        bool is_good = config ? check_remote_file(config, argv[at], &results, &problems)
                              : check_file(argv[at], &results, &problems);
        status = is_good ? status : EXIT_FAULT;
        fputs(strbuf_text(&problems), stderr);
        fputs(strbuf_text(&results), stdout);
        strbuf_finish(&results);
        strbuf_finish(&problems);
    }
    return status;
}
