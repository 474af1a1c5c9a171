#include "kiosk/vault.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"
#include "config/settings.h"

#define STATE "state.json"

// The state as it lies on disk, over which the table of settings reads.
struct stored {
    const char *good, *candidate;
    double good_serial, candidate_serial;
    int before, attempts, starts;
    const char *const *refused;
    size_t refused_count;
};

static bool is_hash(const char *text) {
    size_t len = strlen(text);
    return (len == 0 || len == CONTENT_HASH - 1) && strspn(text, "0123456789abcdef") == len;
}

static const struct setting_form form_hash = {
    .noun = "hash", .allowed = "64 hexadecimal digits", .fits = is_hash};
static const struct setting hash_element = {.type = SETTING_TEXT, .form = &form_hash};

#define HASH(name, member)                                                                                   \
    {                                                                                                        \
        .key = (name), .type = SETTING_TEXT, .offset = offsetof(struct stored, member), .fallback = "\"\"",  \
        .form = &form_hash                                                                                   \
    }
static const struct setting table[] = {
    HASH("good", good),
    HASH("candidate", candidate),
    {.key = "good_serial",
        .type = SETTING_NUMBER,
        .offset = offsetof(struct stored, good_serial),
        .least = 0,
        .most = 9e15},
    {.key = "candidate_serial",
        .type = SETTING_NUMBER,
        .offset = offsetof(struct stored, candidate_serial),
        .least = 0,
        .most = 9e15},
    {.key = "before",
        .type = SETTING_INT,
        .offset = offsetof(struct stored, before),
        .least = 0,
        .most = 1e6},
    {.key = "attempts",
        .type = SETTING_INT,
        .offset = offsetof(struct stored, attempts),
        .least = 0,
        .most = 1e6},
    {.key = "starts",
        .type = SETTING_INT,
        .offset = offsetof(struct stored, starts),
        .least = 0,
        .most = 1e6},
    {.key = "refused",
        .type = SETTING_LIST,
        .offset = offsetof(struct stored, refused),
        .count_offset = offsetof(struct stored, refused_count),
        .most = TRIAL_REFUSED,
        .element = &hash_element,
        .element_size = sizeof(const char *)},
    {0},
};

void vault_open(struct vault *vault, const char *cache) {
    *vault = (struct vault){0};
    struct reason reason;
    if (cache) {
        vault->folder = file_join(cache, "remote");
        if (file_make_folder(vault->folder, &reason)) {
            log_error("%s; remote files are forgotten at the end", reason.text);
            vault_close(vault);
        }
    }
}

void vault_close(struct vault *vault) {
    free(vault->folder);
    vault->folder = NULL;
}

static void restore(const struct stored *stored, struct trial *out) {
    snprintf(out->good, sizeof out->good, "%s", stored->good);
    snprintf(out->candidate, sizeof out->candidate, "%s", stored->candidate);
    out->good_serial = (int64_t)stored->good_serial;
    out->candidate_serial = (int64_t)stored->candidate_serial;
    out->before = stored->before;
    out->attempts = stored->attempts;
    out->starts = stored->starts;
    for (size_t i = stored->refused_count; i-- > 0;) {
        trial_refuse(out, stored->refused[i]);
    }
}

void vault_read_state(const struct vault *vault, struct trial *out) {
    *out = (struct trial){0};
    if (!vault->folder) {
        return;
    }
    char *path = file_join(vault->folder, STATE), *text = NULL;
    size_t len;
    struct reason reason;
    enum error error = file_read(path, LIMIT_CONFIG_FILE, &text, &len, &reason);
    if (!error) {
        struct arena arena;
        struct strbuf faults;
        struct stored stored = {0};
        arena_init(&arena, 0);
        strbuf_init(&faults, LIMIT_STRING);
        if (settings_read(table, path, text, len, &arena, &stored, &faults)) {
            log_warning("%s: not as it was written: starting afresh", path);
        } else {
            restore(&stored, out);
        }
        strbuf_finish(&faults);
        arena_finish(&arena);
    } else if (error != ERROR_MISSING) {
        log_warning("%s", reason.text);
    }
    free(text);
    free(path);
}

static bool write_file(const struct vault *vault, const char *name, const char *bytes, size_t len) {
    char *path = file_join(vault->folder, name);
    struct reason reason;
    bool is_written = file_write(path, bytes, len, &reason) == ERROR_NONE;
    if (!is_written) {
        log_error("%s", reason.text);
    }
    free(path);
    return is_written;
}

void vault_write_state(const struct vault *vault, const struct trial *trial) {
    if (!vault->folder) {
        return;
    }
    const char *refused[TRIAL_REFUSED];
    for (size_t i = 0; i < trial->refused_count; i++) {
        refused[i] = trial->refused[i];
    }
    const struct stored stored = {
        .good = trial->good,
        .candidate = trial->candidate,
        .good_serial = (double)trial->good_serial,
        .candidate_serial = (double)trial->candidate_serial,
        .before = trial->before,
        .attempts = trial->attempts,
        .starts = trial->starts,
        .refused = refused,
        .refused_count = trial->refused_count,
    };
    struct strbuf text;
    strbuf_init(&text, LIMIT_STRING);
    settings_write_json(table, &stored, &text);
    write_file(vault, STATE, strbuf_text(&text), text.len);
    strbuf_finish(&text);
}

static const char *file_name(const char *hash, char out[CONTENT_HASH + 8]) {
    snprintf(out, CONTENT_HASH + 8, "%s.json", hash);
    return out;
}

char *vault_read_file(const struct vault *vault, const char *hash, size_t *len) {
    char name[CONTENT_HASH + 8], found[CONTENT_HASH], *text = NULL;
    if (!vault->folder || !*hash) {
        return NULL;
    }
    char *path = file_join(vault->folder, file_name(hash, name));
    struct reason reason;
    if (file_read(path, LIMIT_CONFIG_FILE, &text, len, &reason)) {
        log_warning("%s", reason.text);
        text = NULL;
    } else if (strcmp(content_hash(text, *len, found), hash) != 0) {
        log_warning("%s: not what it was", path);
        free(text);
        text = NULL;
    }
    free(path);
    return text;
}

bool vault_write_file(const struct vault *vault, const char *hash, const char *bytes, size_t len) {
    char name[CONTENT_HASH + 8];
    return vault->folder && write_file(vault, file_name(hash, name), bytes, len);
}

// What a remote file names: a line for each, "FILE ADDRESS". An address has no blanks.
static const char *index_name(const char *hash, char out[CONTENT_HASH + 8]) {
    snprintf(out, CONTENT_HASH + 8, "%s.names", hash);
    return out;
}

const char *vault_write_enclosure(
    const struct vault *vault, const char *bytes, size_t len, bool is_picture, struct arena *arena) {
    char hash[CONTENT_HASH], name[CONTENT_HASH + 8];
    snprintf(name, sizeof name, "%s%s", content_hash(bytes, len, hash), is_picture ? ".image" : ".json");
    if (!vault->folder || !write_file(vault, name, bytes, len)) {
        return NULL;
    }
    char *path = file_join(vault->folder, name);
    const char *kept = arena_text(arena, path);
    free(path);
    return kept;
}

bool vault_write_enclosures(
    const struct vault *vault, const char *hash, const struct enclosures *enclosures) {
    char name[CONTENT_HASH + 8];
    struct strbuf text;
    strbuf_init(&text, LIMIT_CONFIG_FILE);
    for (size_t i = 0; i < enclosures->count; i++) {
        const struct enclosure *item = &enclosures->items[i];
        strbuf_printf(&text, "%s %s\n", strrchr(item->path, '/') + 1, item->url);
    }
    bool is_written =
        vault->folder && write_file(vault, index_name(hash, name), strbuf_text(&text), text.len);
    strbuf_finish(&text);
    return is_written;
}

// Is the file there, with what was put into it?
static bool is_whole(const char *path, const char *name) {
    char *bytes = NULL, found[CONTENT_HASH];
    size_t len;
    struct reason reason;
    bool is_read = file_read(path, LIMIT_PICTURE_BODY, &bytes, &len, &reason) == ERROR_NONE;
    bool is_same = is_read && strncmp(content_hash(bytes, len, found), name, CONTENT_HASH - 1) == 0;
    if (!is_same) {
        log_warning("%s", is_read ? "a file that the remote file names is not what it was" : reason.text);
    }
    if (is_read) {
        free(bytes);
    }
    return is_same;
}

static bool is_enclosure_name(const char *name) {
    return strspn(name, "0123456789abcdef") == CONTENT_HASH - 1 &&
           (strcmp(name + CONTENT_HASH - 1, ".json") == 0 || strcmp(name + CONTENT_HASH - 1, ".image") == 0);
}

static char *read_index(const struct vault *vault, const char *hash) {
    char name[CONTENT_HASH + 8], *text = NULL;
    size_t len;
    struct reason reason;
    if (!vault->folder || !*hash) {
        return NULL;
    }
    char *path = file_join(vault->folder, index_name(hash, name));
    enum error error = file_read(path, LIMIT_CONFIG_FILE, &text, &len, &reason);
    if (error && error != ERROR_MISSING) {
        log_warning("%s", reason.text);
    }
    free(path);
    return error ? NULL : text;
}

void vault_read_enclosures(const struct vault *vault, const char *hash, struct enclosures *out) {
    char *text = read_index(vault, hash), *rest = NULL;
    *out = (struct enclosures){0};
    arena_init(&out->arena, 0);
    out->items = arena_array(&out->arena, LIMIT_ENCLOSURES, sizeof *out->items);
    for (char *line = text ? strtok_r(text, "\n", &rest) : NULL; line && out->count < LIMIT_ENCLOSURES;
         line = strtok_r(NULL, "\n", &rest)) {
        char *url = strchr(line, ' ');
        if (url) {
            *url++ = '\0';
            char *path = file_join(vault->folder, line);
            if (is_enclosure_name(line) && is_whole(path, line)) {
                out->items[out->count++] =
                    (struct enclosure){arena_text(&out->arena, url), arena_text(&out->arena, path)};
            }
            free(path);
        }
    }
    free(text);
}

// What a remote file needs: itself, the index of what it names, and that.
static bool needs(const char *hash, const char *index, const char *name) {
    char own[CONTENT_HASH + 8];
    size_t len = strlen(name);
    if (strcmp(name, file_name(hash, own)) == 0 || strcmp(name, index_name(hash, own)) == 0) {
        return true;
    }
    for (const char *line = index; line; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (strncmp(line, name, len) == 0 && line[len] == ' ') {
            return true;
        }
    }
    return false;
}

void vault_prune(const struct vault *vault, const struct trial *trial) {
    DIR *folder = vault->folder ? opendir(vault->folder) : NULL;
    char *good = read_index(vault, trial->good), *candidate = read_index(vault, trial->candidate);
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        const char *name = entry->d_name;
        if (name[0] != '.' && strcmp(name, STATE) != 0 && !needs(trial->good, good, name) &&
            !needs(trial->candidate, candidate, name)) {
            char *path = file_join(vault->folder, name);
            unlink(path);
            free(path);
        }
    }
    if (folder) {
        closedir(folder);
    }
    free(good);
    free(candidate);
}
