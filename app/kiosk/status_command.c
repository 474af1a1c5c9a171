#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "config/config.h"
#include "kiosk/commands.h"
#include "kiosk/options.h"
#include "kiosk/status.h"

// What a running kiosk last wrote of itself, for a person.

// The file that a configuration names. The caller frees it; NULL if it names none.
static char *status_path(const char *config_path, struct reason *reason) {
    struct config *config;
    struct strbuf faults;
    strbuf_init(&faults, LIMIT_STRING); // `check` says them
    config_read(config_path, &config, &faults);
    char *path = config->status ? file_join("", config->status) : NULL;
    if (!path) {
        reason_set(reason, ERROR_MISSING, "%s: the setting \"status\" names no file", config_path);
    }
    config_destroy(config);
    strbuf_finish(&faults);
    return path;
}

static enum error print_status(const char *path, struct reason *reason) {
    char *text;
    size_t len;
    enum error error = file_read(path, LIMIT_CONFIG_FILE, &text, &len, reason);
    if (error) {
        return error;
    }
    struct arena arena;
    struct strbuf faults, out;
    struct status status = {0};
    arena_init(&arena, 0);
    strbuf_init(&faults, LIMIT_STRING);
    strbuf_init(&out, LIMIT_CONFIG_FILE);
    error = settings_read(status_table, path, text, len, &arena, &status, &faults);
    if (error) {
        reason_set(reason, error, "%s: not a status file: %s", path, strbuf_text(&faults));
    } else {
        status_print(&status, &out);
        fputs(strbuf_text(&out), stdout);
    }
    strbuf_finish(&out);
    strbuf_finish(&faults);
    arena_finish(&arena);
    free(text);
    return error;
}

int command_status(int argc, char **argv) {
    const char *config = NULL;
    const struct option table[] = {{"config", OPTION_TEXT, &config, NULL}, {NULL, OPTION_FLAG, NULL, NULL}};
    int at;
    if (!options_read(argc, argv, table, &at)) {
        return EXIT_USAGE;
    }
    if ((at < argc) == (config != NULL) || argc - at > 1) {
        fputs("broadside status: of which kiosk? (broadside status FILE, or --config FILE)\n", stderr);
        return EXIT_USAGE;
    }
    struct reason reason = {{0}};
    char *path = config ? status_path(config, &reason) : file_join("", argv[at]);
    enum error error = path ? print_status(path, &reason) : ERROR_MISSING;
    if (error) {
        fprintf(stderr, "broadside status: %s\n", reason.text);
    }
    free(path);
    return error ? EXIT_FAULT : EXIT_DONE;
}
