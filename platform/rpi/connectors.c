#include "platform/rpi/connectors.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static FILE *open_attribute(const char *folder, const char *entry, const char *name) {
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s/%s", folder, entry, name);
    return fopen(path, "re");
}

static bool read_line(FILE *file, char *line, int size) {
    if (!fgets(line, size, file)) {
        return false;
    }
    line[strcspn(line, "\n")] = '\0';
    return true;
}

static bool is_connected(const char *folder, const char *entry) {
    char line[32] = "";
    FILE *file = open_attribute(folder, entry, "status");
    if (!file) {
        return false;
    }
    bool is_read = read_line(file, line, sizeof line);
    fclose(file);
    return is_read && strcmp(line, "connected") == 0;
}

static void read_modes(const char *folder, const char *entry, struct connector *connector) {
    char line[64];
    FILE *file = open_attribute(folder, entry, "modes");
    if (!file) {
        return;
    }
    while (connector->mode_count < DISPLAY_MODES_MOST && read_line(file, line, sizeof line)) {
        connector->mode_count += display_mode_parse(line, &connector->modes[connector->mode_count]);
    }
    fclose(file);
}

static bool read_connector(const char *folder, const char *entry, struct connector *out) {
    int used = 0;
    *out = (struct connector){0};
    if (sscanf(entry, "card%3d-%n", &out->card, &used) != 1 || !used ||
        strlen(entry + used) >= sizeof out->name) {
        return false; // "card0" itself, "renderD128", "version"
    }
    snprintf(out->name, sizeof out->name, "%s", entry + used);
    out->is_connected = is_connected(folder, entry);
    read_modes(folder, entry, out);
    return true;
}

static int by_card_and_name(const void *a, const void *b) {
    const struct connector *one = a, *two = b;
    return one->card != two->card ? one->card - two->card : strcmp(one->name, two->name);
}

void connectors_read(const char *folder, struct connectors *out) {
    out->count = 0;
    DIR *directory = opendir(folder);
    if (!directory) {
        return;
    }
    const struct dirent *entry;
    while (out->count < CONNECTORS_MOST && (entry = readdir(directory))) {
        out->count += read_connector(folder, entry->d_name, &out->list[out->count]);
    }
    closedir(directory);
    qsort(out->list, out->count, sizeof *out->list, by_card_and_name);
}

const struct connector *connectors_display(const struct connectors *connectors) {
    for (size_t i = 0; i < connectors->count; i++) {
        const struct connector *connector = &connectors->list[i];
        if (connector->is_connected && connector->mode_count) {
            return connector;
        }
    }
    return NULL;
}

bool connector_is_same(const struct connector *a, const struct connector *b) {
    if (!a || !b) {
        return a == b;
    }
    return strcmp(a->name, b->name) == 0 && a->card == b->card && a->mode_count == b->mode_count &&
           memcmp(a->modes, b->modes, a->mode_count * sizeof *a->modes) == 0;
}
