#include "platform/rpi/backlight.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>

static long read_number(const char *path) {
    long number = 0;
    FILE *file = fopen(path, "re");
    if (file) {
        if (fscanf(file, "%9ld", &number) != 1) {
            number = 0;
        }
        fclose(file);
    }
    return number;
}

static bool write_number(const char *path, long number) {
    FILE *file = fopen(path, "we");
    if (!file) {
        return false;
    }
    bool is_written = fprintf(file, "%ld", number) > 0;
    return fclose(file) == 0 && is_written;
}

static bool set_one(const char *folder, const char *name, int percent) {
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s/max_brightness", folder, name);
    long greatest = read_number(path);
    long level = greatest * percent / 100;
    if (greatest <= 0) {
        return false;
    }
    snprintf(path, sizeof path, "%s/%s/brightness", folder, name);
    return write_number(path, percent > 0 && level == 0 ? 1 : level);
}

bool backlight_set(const char *folder, int percent) {
    bool is_set = false;
    DIR *directory = opendir(folder);
    if (!directory) {
        return false;
    }
    const struct dirent *entry;
    while ((entry = readdir(directory))) {
        is_set = (entry->d_name[0] != '.' && set_one(folder, entry->d_name, percent)) || is_set;
    }
    closedir(directory);
    return is_set;
}
