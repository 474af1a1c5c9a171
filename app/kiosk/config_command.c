#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/file.h"
#include "config/explain.h"
#include "config/times.h"
#include "kiosk/commands.h"
#include "kiosk/options.h"
#include "kiosk/vault.h"

// What a configuration comes to, layer upon layer.

struct config_options {
    const char *config, *remote, *setting;
    bool as_json;
};

static bool config_options_read(int argc, char **argv, struct config_options *options) {
    *options = (struct config_options){0};
    const struct option table[] = {
        {"config", OPTION_TEXT, &options->config, NULL},
        {"remote", OPTION_TEXT, &options->remote, NULL},
        {"explain", OPTION_TEXT, &options->setting, NULL},
        {"json", OPTION_FLAG, &options->as_json, NULL},
        {NULL, OPTION_FLAG, NULL, NULL},
    };
    int operands;
    if (!options_read(argc, argv, table, &operands)) {
        return false;
    }
    if (operands < argc || !options->config || (options->as_json && options->setting)) {
        fputs("broadside config: --config FILE, and --explain SETTING or --json at most\n", stderr);
        return false;
    }
    return true;
}

// The remote file that a kiosk with this configuration would start with. NULL: none.
static char *remembered(const struct layers_wish *wish, size_t *len) {
    struct config *device;
    struct strbuf faults;
    strbuf_init(&faults, LIMIT_STRING); // said when all layers are read
    config_read_text(wish->path, wish->text, wish->len, &device, &faults);
    char *text = NULL;
    if (device->remote.url && device->cache) {
        struct vault vault;
        struct trial trial;
        vault_open(&vault, device->cache);
        vault_read_state(&vault, &trial);
        text = vault_read_file(&vault, trial_file(&trial, RUNG_NORMAL), len);
        vault_close(&vault);
    }
    config_destroy(device);
    strbuf_finish(&faults);
    return text;
}

// The rules that are on now; faults are said when all layers are read.
static uint32_t rules_now(const struct layers_wish *wish) {
    struct config *config;
    struct zone *zone = NULL;
    struct strbuf faults;
    struct reason reason;
    millis change;
    strbuf_init(&faults, LIMIT_STRING);
    config_read_layers(wish, false, &config, &faults);
    uint32_t on = 0;
    if (!zone_create(config->kiosk.timezone, &zone, &reason)) {
        on = times_on(config, zone, clock_now().wall, &change);
    }
    zone_destroy(zone);
    config_destroy(config);
    strbuf_finish(&faults);
    return on;
}

static bool explain(const struct layers_wish *wish, const struct config_options *options) {
    struct strbuf faults, out;
    struct layers *layers;
    strbuf_init(&faults, LIMIT_CONFIG_FILE);
    strbuf_init(&out, LIMIT_CONFIG_FILE);
    bool is_good = layers_create(wish, &faults, &layers) == ERROR_NONE;
    if (options->as_json) {
        explain_json(layers, &out);
    } else if (!options->setting) {
        explain_all(layers, &out);
    } else if (!explain_one(layers, options->setting, &out)) {
        fprintf(stderr, "broadside config: no layer says anything of \"%s\"\n", options->setting);
        is_good = false;
    }
    fputs(strbuf_text(&faults), stderr);
    fputs(strbuf_text(&out), stdout);
    layers_destroy(layers);
    strbuf_finish(&out);
    strbuf_finish(&faults);
    return is_good;
}

static enum error read_layers(
    const struct config_options *options, struct layers_wish *wish, char **text, char **remote) {
    struct reason reason = {{0}};
    *wish =
        (struct layers_wish){.path = options->config, .remote_name = options->remote, .shows_defaults = true};
    enum error error = file_read(options->config, LIMIT_CONFIG_FILE, text, &wish->len, &reason);
    wish->text = *text;
    if (!error && options->remote) {
        error = file_read(options->remote, LIMIT_CONFIG_FILE, remote, &wish->remote_len, &reason);
    } else if (!error) {
        wish->remote_name = "remote file";
        *remote = remembered(wish, &wish->remote_len);
    }
    wish->remote_text = *remote;
    if (error) {
        fprintf(stderr, "broadside config: %s\n", reason.text);
    }
    return error;
}

int command_config(int argc, char **argv) {
    struct config_options options;
    struct layers_wish wish;
    char *text = NULL, *remote = NULL;
    if (!config_options_read(argc, argv, &options)) {
        return EXIT_USAGE;
    }
    bool is_good = !read_layers(&options, &wish, &text, &remote);
    if (is_good) {
        wish.on = rules_now(&wish);
        is_good = explain(&wish, &options);
    }
    free(remote);
    free(text);
    return is_good ? EXIT_DONE : EXIT_FAULT;
}
