#include "config/paths.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/file.h"
#include "base/strbuf.h"

const char *path_from(const char *folder, const char *path, struct arena *arena) {
    char *joined = file_join(strcmp(folder, ".") == 0 ? "" : folder, path);
    const char *copy = arena_text(arena, joined);
    free(joined);
    return copy;
}

const char *path_or_name(const char *folder, const char *name, struct arena *arena) {
    size_t len = strlen(name);
    bool is_file = len > 5 && strcmp(name + len - 5, ".json") == 0;
    return is_file ? path_from(folder, name, arena) : name;
}

// The caller frees it. Where the folder does not exist, it is taken by its words.
static char *absolute(const char *folder) {
    char *real = realpath(folder, NULL);
    if (real) {
        return real;
    }
    char *here = getcwd(NULL, 0);
    char *joined = file_join(here ? here : "/", folder);
    free(here);
    return joined;
}

// A path as it may stand in an address. The words of an address are percent-encoded already.
static void add_encoded(struct strbuf *out, const char *path, bool is_address) {
    static const char plain[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/";
    for (; *path; path++) {
        if (strchr(plain, *path) || (is_address && strchr("%?#", *path))) {
            strbuf_add_byte(out, *path);
        } else {
            strbuf_printf(out, "%%%02X", (unsigned char)*path);
        }
    }
}

// RFC 3986, section 5.2.4, for paths that begin with "/"; in place.
static void remove_dots(char *path) {
    char *out = path;
    for (char *at = path; *at;) {
        size_t len = strcspn(at + 1, "/");
        bool is_last = !at[1 + len];
        bool up = len == 2 && strncmp(at, "/..", 3) == 0;
        bool same = len == 1 && at[1] == '.';
        if (up) {
            while (out > path && *--out != '/') {
            }
        }
        if (!up && !same) {
            memmove(out, at, len + 1);
            out += len + 1;
        } else if (is_last) {
            *out++ = '/';
        }
        at += len + 1;
    }
    *out = '\0';
}

const char *address_from(const char *folder, const char *address, struct arena *arena) {
    if (strncasecmp(address, "file:", 5) != 0) {
        return address;
    }
    const char *path = address + 5;
    struct strbuf out;
    strbuf_init(&out, (size_t)4 * LIMIT_STRING);
    if (strncmp(path, "//", 2) == 0) {
        path += 2;
    } else if (path[0] != '/') {
        char *root = absolute(folder);
        add_encoded(&out, strcmp(root, "/") == 0 ? "" : root, false);
        strbuf_add_byte(&out, '/');
        free(root);
    }
    add_encoded(&out, path, true);
    remove_dots(out.data);
    const char *whole = arena_printf(arena, "file://%s", out.data);
    strbuf_finish(&out);
    return whole;
}
