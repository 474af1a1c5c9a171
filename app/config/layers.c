#include "config/layers.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "config/config_table.h"
#include "config/forms.h"

#define MOST_LAYERS (4 + LIMIT_GROUPS + LIMIT_TIMES)
#define LONGEST_POINTER 1024

// What only the device's own file says, and what is no setting but the form of a remote file.
static const char *const own[] = {
    "/kiosk/id", "/kiosk/groups", "/cache", "/secrets", "/status", "/remote", "/screen/renderer"};
static const char *const form[] = {"/serial", "/groups", "/devices"};
#define OWN (sizeof own / sizeof *own)
#define FORM (sizeof form / sizeof *form)

struct layers {
    struct arena arena;
    const char *path;
    const struct enclosures *enclosed;
    struct strbuf *faults;
    struct document *built_in, *device, *remote;
    struct strbuf defaults; // the text of `built_in`
    struct document_layer list[MOST_LAYERS];
    size_t count;
    const char *kept[OWN + FORM + 1 + LIMIT_KEPT]; // from every layer above the device's
    size_t kept_count;
    struct document *whole; // without rules
    struct document *merged;
};

static void push(struct layers *layers, struct document *document, const cJSON *patch, const char *prefix,
    const char *label) {
    if (patch && cJSON_IsObject(patch) && layers->count < MOST_LAYERS) {
        bool is_above = document == layers->remote;
        layers->list[layers->count++] = (struct document_layer){
            .document = document,
            .patch = patch,
            .prefix = arena_text(&layers->arena, prefix),
            .label = arena_text(&layers->arena, label),
            .kept = layers->kept,
            .kept_count = is_above ? layers->kept_count : 0,
        };
    }
}

// "kiosk.theme" → "/kiosk/theme"
static const char *pointer_of(struct arena *arena, const char *key) {
    char *pointer = arena_printf(arena, "/%s", key);
    for (char *at = pointer; *at; at++) {
        *at = *at == '.' ? '/' : *at;
    }
    return pointer;
}

static void list_kept(struct layers *layers) {
    for (size_t i = 0; i < OWN; i++) {
        layers->kept[layers->kept_count++] = own[i];
    }
    for (size_t i = 0; i < FORM; i++) {
        layers->kept[layers->kept_count++] = form[i];
    }
    const cJSON *keep = document_at(layers->device, "/remote/keep"), *child;
    size_t most = layers->kept_count + LIMIT_KEPT;
    cJSON_ArrayForEach(child, keep) {
        if (cJSON_IsString(child) && layers->kept_count < most) {
            layers->kept[layers->kept_count++] = pointer_of(&layers->arena, child->valuestring);
        }
    }
}

// What a patch says of a value that it may not touch, or of an object on the way that it would replace.
static const cJSON *touched(const cJSON *patch, const char *pointer) {
    while (patch && cJSON_IsObject(patch) && *pointer) {
        size_t len = strcspn(pointer + 1, "/");
        const cJSON *child = patch->child;
        while (child && (strncmp(child->string, pointer + 1, len) != 0 || child->string[len])) {
            child = child->next;
        }
        patch = child;
        pointer += len + 1;
    }
    return patch;
}

static void check_own(struct document *document, const cJSON *patch, const char *prefix,
    const char *const *pointers, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const cJSON *node = touched(patch, pointers[i]);
        if (node) {
            struct strbuf pointer;
            strbuf_init(&pointer, LONGEST_POINTER);
            strbuf_printf(&pointer, "%s%s", prefix, pointers[i]);
            document_fault_at(
                document, node, strbuf_text(&pointer), "this cannot be set here: it is the device's own");
            strbuf_finish(&pointer);
        }
    }
}

// Whoever has the server must not be able to show the files of every screen's machine.
static void check_files(struct document *document, const cJSON *patch, const char *prefix) {
    const cJSON *sources = cJSON_GetObjectItemCaseSensitive(patch, "sources"), *source;
    int place = 0;
    cJSON_ArrayForEach(source, sources) {
        const cJSON *url = cJSON_GetObjectItemCaseSensitive(source, "url");
        if (cJSON_IsString(url) && strncasecmp(url->valuestring, "file:", 5) == 0) {
            char pointer[256];
            snprintf(pointer, sizeof pointer, "%s/sources/%d/url", prefix, place);
            document_fault_at(document, url, pointer,
                "a file of this machine cannot be named from afar (allowed: http://… or https://…)");
        }
        place++;
    }
}

// A patch of the remote file, or of a rule in it.
static void check_patch(
    struct layers *layers, const cJSON *patch, const char *prefix, bool is_root, bool is_local) {
    check_own(layers->remote, patch, prefix, own, OWN);
    if (!is_root) {
        check_own(layers->remote, patch, prefix, form, FORM);
    }
    if (!is_local) {
        check_files(layers->remote, patch, prefix);
    }
}

// Whether there are entries of this kind ("/groups"), in an object.
static bool has_entries(struct layers *layers, const char *kind) {
    const cJSON *entries = document_at(layers->remote, kind);
    if (entries && !cJSON_IsObject(entries)) {
        document_fault_at(layers->remote, entries, kind,
            "this is no object (allowed: an object with an entry for each of them)");
    }
    return cJSON_IsObject(entries);
}

static void check_serial(struct layers *layers) {
    const cJSON *serial = document_at(layers->remote, "/serial");
    if (serial && (!cJSON_IsNumber(serial) || serial->valuedouble < 0 || serial->valuedouble > 9e15 ||
                      serial->valuedouble != (double)(int64_t)serial->valuedouble)) {
        document_fault_at(
            layers->remote, serial, "/serial", "this is no serial (allowed: a whole number that only grows)");
    }
}

static const char *kiosk_id(const struct layers *layers) {
    const cJSON *id = document_at(layers->device, "/kiosk/id");
    return cJSON_IsString(id) && form_id.fits(id->valuestring) ? id->valuestring : "broadside";
}

// "/groups/lobby" → "groups.lobby"
static const char *label_of(struct arena *arena, const char *pointer) {
    char *label = arena_printf(arena, "remote file, %s", pointer + 1);
    char *slash = strchr(label, '/');
    *slash = '.';
    return label;
}

static void push_entry(struct layers *layers, const char *pointer, bool is_local) {
    const cJSON *entry = document_at(layers->remote, pointer);
    if (cJSON_IsObject(entry)) {
        check_patch(layers, entry, pointer, false, is_local);
        push(layers, layers->remote, entry, pointer, label_of(&layers->arena, pointer));
    } else if (entry) {
        document_fault_at(layers->remote, entry, pointer,
            "this is no object (allowed: an object with settings as at the top of the file)");
    }
}

static void push_named(struct layers *layers, const char *kind, const char *name, bool is_local) {
    struct strbuf pointer;
    strbuf_init(&pointer, LONGEST_POINTER);
    strbuf_add_text(&pointer, kind);
    pointer_push(&pointer, name);
    push_entry(layers, strbuf_text(&pointer), is_local);
    strbuf_finish(&pointer);
}

// Those for this screen.
static void push_own_entries(struct layers *layers, bool has_groups, bool has_devices, bool is_local) {
    const cJSON *group;
    size_t count = 0;
    cJSON_ArrayForEach(group, document_at(layers->device, "/kiosk/groups")) {
        if (has_groups && cJSON_IsString(group) && count++ < LIMIT_GROUPS) {
            push_named(layers, "/groups", group->valuestring, is_local);
        }
    }
    if (has_devices) {
        push_named(layers, "/devices", kiosk_id(layers), is_local);
    }
}

static void push_remote(struct layers *layers, const struct layers_wish *wish) {
    const cJSON *root = document_root(layers->remote);
    bool is_local = wish->remote_is_local;
    if (!cJSON_IsObject(root)) {
        if (root) {
            document_fault_at(layers->remote, root, "", "this is no object (allowed: an object)");
        }
        return;
    }
    check_serial(layers);
    check_patch(layers, root, "", true, is_local);
    push(layers, layers->remote, root, "", "remote file");
    bool has_groups = has_entries(layers, "/groups"), has_devices = has_entries(layers, "/devices");
    if (wish->entry) {
        push_entry(layers, wish->entry, is_local);
    } else {
        push_own_entries(layers, has_groups, has_devices, is_local);
    }
}

// A rule cannot move the ground that it stands on.
static void check_rule(struct layers *layers, const cJSON *set, const char *pointer) {
    static const char *const fixed[] = {"/times"};
    check_own(layers->whole, set, pointer, own, OWN);
    check_own(layers->whole, set, pointer, fixed, 1);
}

// The rules of all layers together, and those that are on as further layers.
static void push_rules(struct layers *layers, const struct layers_wish *wish) {
    const cJSON *rule;
    uint32_t place = 0;
    cJSON_ArrayForEach(rule, document_at(layers->whole, "/times")) {
        const cJSON *set = cJSON_GetObjectItemCaseSensitive(rule, "set");
        char pointer[64];
        size_t line, column;
        snprintf(pointer, sizeof pointer, "/times/%u/set", (unsigned)place);
        const struct document_layer *from = set ? document_origin(layers->whole, set, &line, &column) : NULL;
        if (from) {
            check_rule(layers, set, pointer);
            if (from->document == layers->remote && !wish->remote_is_local) {
                check_files(layers->remote, set, pointer);
            }
        }
        if (from && place < LIMIT_TIMES && (wish->on >> place & 1)) {
            char *prefix = arena_printf(&layers->arena, "%s%s", from->prefix, pointer);
            push(layers, from->document, set, prefix,
                arena_printf(&layers->arena, "times[%u] of the %s", (unsigned)place, from->label));
        }
        place++;
    }
}

static void push_built_in(struct layers *layers) {
    strbuf_init(&layers->defaults, LIMIT_CONFIG_FILE);
    settings_write_defaults(config_table, &layers->defaults);
    document_create(
        "built-in", strbuf_text(&layers->defaults), layers->defaults.len, layers->faults, &layers->built_in);
    push(layers, layers->built_in, document_root(layers->built_in), "", "built-in");
}

enum error layers_create(const struct layers_wish *wish, struct strbuf *faults, struct layers **out) {
    struct layers *layers = calloc(1, sizeof *layers);
    if (!layers) {
        abort();
    }
    *out = layers;
    layers->path = wish->path;
    layers->enclosed = wish->enclosed;
    layers->faults = faults;
    arena_init(&layers->arena, 0); // bounded by the number and the names of layers
    enum error error =
        document_create(wish->path ? wish->path : "defaults", wish->text, wish->len, faults, &layers->device);
    list_kept(layers);
    if (wish->shows_defaults) {
        push_built_in(layers);
    }
    push(layers, layers->device, document_root(layers->device), "", "device file");
    if (wish->remote_text) {
        enum error fault =
            document_create(wish->remote_name, wish->remote_text, wish->remote_len, faults, &layers->remote);
        push_remote(layers, wish);
        error = error ? error : fault;
    }
    layers->whole = document_merge(layers->list, layers->count, faults);
    push_rules(layers, wish);
    size_t remote_faults = layers->remote ? document_faults(layers->remote) : 0;
    if (!error && (remote_faults || document_faults(layers->whole))) {
        error = ERROR_INPUT;
    }
    layers->merged = document_merge(layers->list, layers->count, faults);
    return error;
}

void layers_destroy(struct layers *layers) {
    if (layers) {
        document_destroy(layers->merged);
        document_destroy(layers->whole);
        document_destroy(layers->remote);
        document_destroy(layers->device);
        document_destroy(layers->built_in);
        strbuf_finish(&layers->defaults);
        arena_finish(&layers->arena);
        free(layers);
    }
}

// A file that is one value alone is read as it is: its reader says best what is wrong.
struct document *layers_document(const struct layers *layers) {
    bool is_alone = layers->count == 0 || (layers->count == 1 && !layers->remote && !layers->built_in);
    return is_alone ? layers->device : layers->merged;
}

const struct document *layers_merged(const struct layers *layers) {
    return layers->merged;
}

const char *layers_path(const struct layers *layers) {
    return layers->path;
}

bool layers_have_remote(const struct layers *layers) {
    return layers->remote != NULL;
}

const struct enclosures *layers_enclosed(const struct layers *layers) {
    return layers->enclosed;
}

size_t layers_count(const struct layers *layers) {
    return layers->count;
}

const struct document_layer *layers_at(const struct layers *layers, size_t index) {
    return &layers->list[index];
}

int64_t layers_serial(const char *text, size_t len) {
    struct strbuf faults;
    struct document *document;
    strbuf_init(&faults, LIMIT_REASON);
    document_create("serial", text, len, &faults, &document);
    const cJSON *serial = document_at(document, "/serial");
    bool is_one = cJSON_IsNumber(serial) && serial->valuedouble >= 0 && serial->valuedouble <= 9e15;
    int64_t value = is_one ? (int64_t)serial->valuedouble : 0;
    document_destroy(document);
    strbuf_finish(&faults);
    return value;
}
