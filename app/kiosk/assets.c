#include "kiosk/assets.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

// The build says where the source tree is, so that a program that was not installed finds its files.
#ifndef BROADSIDE_ASSETS_DIR
#define BROADSIDE_ASSETS_DIR "assets"
#endif
#ifndef BROADSIDE_FONTS_DIR
#define BROADSIDE_FONTS_DIR "fonts"
#endif

#define LONGEST_PATH 4096

static bool is_folder(const char *path) {
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

// "PREFIX/share/broadside/NAME" for a program in "PREFIX/bin"; "" if there is none.
static void find_installed(const char *name, char out[LONGEST_PATH]) {
    char program[LONGEST_PATH];
    ssize_t len = readlink("/proc/self/exe", program, sizeof program - 1);
    out[0] = '\0';
    if (len <= 0) {
        return;
    }
    program[len] = '\0';
    char *folder = file_folder(program);
    char *prefix = file_folder(folder);
    int used = snprintf(out, LONGEST_PATH, "%s/share/broadside/%s", prefix, name);
    if (used < 0 || used >= LONGEST_PATH || !is_folder(out)) {
        out[0] = '\0';
    }
    free(prefix);
    free(folder);
}

static const char *find_folder(const char *variable, const char *name, const char *tree, char *installed) {
    const char *told = getenv(variable);
    if (told && *told) {
        return told;
    }
    find_installed(name, installed);
    return *installed ? installed : tree;
}

const char *assets_folder(void) {
    static char installed[LONGEST_PATH];
    static const char *folder;
    if (!folder) {
        folder = find_folder("BROADSIDE_ASSETS", "assets", BROADSIDE_ASSETS_DIR, installed);
    }
    return folder;
}

const char *fonts_folder(void) {
    static char installed[LONGEST_PATH];
    static const char *folder;
    if (!folder) {
        folder = find_folder("BROADSIDE_FONTS", "fonts", BROADSIDE_FONTS_DIR, installed);
    }
    return folder;
}

char *assets_path(const char *kind, const char *name) {
    char *folder = file_join(assets_folder(), kind);
    char *path = file_join(folder, name);
    free(folder);
    return path;
}

static char *copied(const char *text) {
    char *copy = strdup(text);
    if (!copy) {
        abort();
    }
    return copy;
}

char *assets_named(const char *kind, const char *name) {
    size_t len = strlen(name);
    if (len > 5 && strcmp(name + len - 5, ".json") == 0) {
        return copied(name);
    }
    char file[256];
    snprintf(file, sizeof file, "%s.json", name);
    return assets_path(kind, file);
}
