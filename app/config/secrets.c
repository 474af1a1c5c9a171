#include "config/secrets.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "config/document.h"
#include "config/tree.h"

#define LONGEST_VALUE 4096
#define LONGEST_HOST 253 // RFC 1035, 2.3.4
#define HOST_LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-"

// One line of visible characters: it will stand in an address or a header.
static bool is_value(const cJSON *node) {
    const char *text = cJSON_IsString(node) ? node->valuestring : "";
    size_t len = strlen(text);
    for (const char *at = text; *at; at++) {
        if ((unsigned char)*at < 0x20 || *at == 0x7F) {
            return false;
        }
    }
    return len > 0 && len <= LONGEST_VALUE;
}

static bool is_host(const cJSON *node) {
    const char *text = cJSON_IsString(node) ? node->valuestring : "";
    size_t len = strlen(text);
    return len > 0 && len <= LONGEST_HOST && strspn(text, HOST_LETTERS) == len;
}

// What is wrong with a secret; NULL: nothing.
static const char *fault_of(const cJSON *node) {
    if (cJSON_IsString(node)) {
        return is_value(node) ? NULL : "a secret is one line of text, of 1 to 4096 bytes";
    }
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(node, "value");
    const cJSON *host = cJSON_GetObjectItemCaseSensitive(node, "host");
    int known = (value != NULL) + (host != NULL);
    if (!cJSON_IsObject(node) || !value || cJSON_GetArraySize(node) != known) {
        return "a secret is text, or {\"value\": text, \"host\": name}";
    }
    if (host && !is_host(host)) {
        return "\"host\" is the name of a host, such as \"api.news.example\"";
    }
    return is_value(value) ? NULL : "\"value\" is one line of text, of 1 to 4096 bytes";
}

static struct secret secret_of(const cJSON *node, struct arena *arena) {
    const cJSON *value = cJSON_IsString(node) ? node : cJSON_GetObjectItemCaseSensitive(node, "value");
    const cJSON *host = cJSON_GetObjectItemCaseSensitive(node, "host");
    return (struct secret){
        .name = arena_text(arena, node->string),
        .value = arena_text(arena, value->valuestring),
        .host = host ? arena_text(arena, host->valuestring) : NULL,
    };
}

static void read_one(
    struct document *document, const cJSON *node, struct arena *arena, struct secret *items, size_t *count) {
    const char *fault = fault_of(node);
    for (size_t i = 0; !fault && i < *count; i++) {
        fault = strcmp(items[i].name, node->string) == 0 ? "the same name a second time" : NULL;
    }
    if (fault) {
        struct strbuf pointer;
        strbuf_init(&pointer, LIMIT_REASON);
        pointer_push(&pointer, node->string);
        document_fault_at(document, node, strbuf_text(&pointer), "%s", fault);
        strbuf_finish(&pointer);
    } else {
        items[(*count)++] = secret_of(node, arena);
    }
}

static enum error read_document(struct document *document, struct arena *arena, struct secrets *out) {
    const cJSON *root = document_root(document), *node;
    if (!cJSON_IsObject(root) || cJSON_GetArraySize(root) > LIMIT_SECRETS) {
        document_fault_at(document, root, "", "an object of at most %d secrets was expected", LIMIT_SECRETS);
        return ERROR_INPUT;
    }
    struct secret *items = arena_array(arena, LIMIT_SECRETS, sizeof *items);
    size_t count = 0;
    cJSON_ArrayForEach(node, root) {
        if (!tree_is_comment(node->string)) {
            read_one(document, node, arena, items, &count);
        }
    }
    *out = (struct secrets){items, count};
    return document_faults(document) ? ERROR_INPUT : ERROR_NONE;
}

enum error secrets_read(const char *path, struct arena *arena, struct secrets *out, struct strbuf *faults) {
    char *text;
    size_t len;
    struct reason reason;
    struct document *document;
    *out = (struct secrets){0};
    enum error error = file_read_private(path, LIMIT_CONFIG_FILE, &text, &len, &reason);
    if (error == ERROR_MISSING) {
        return ERROR_NONE;
    }
    if (error) {
        strbuf_printf(faults, "%s\n", reason.text);
        return error;
    }
    error = document_create(path, text, len, faults, &document);
    error = error ? error : read_document(document, arena, out);
    document_destroy(document);
    free(text);
    return error;
}
