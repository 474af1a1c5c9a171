#include "config/document.h"

#include <cjson/cJSON.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json_position.h"
#include "base/json_syntax.h"
#include "base/utf8.h"
#include "config/merge.h"
#include "config/tree.h"

struct document {
    const char *name;
    const char *text;
    size_t len;
    struct strbuf *faults;
    size_t fault_count;
    cJSON *root;                         // of a text
    struct merge *merge;                 // or of several
    const struct document_layer *layers; // NULL: a text
    size_t layer_count;
};

// One line about a place in `where`, the text itself or one of its layers. A name or value from the file must
// not break it into two, nor move a terminal's cursor.
static void add_line_of(struct document *document, const struct document *where, size_t offset,
    const char *prefix, const char *pointer, const char *message) {
    if (document->fault_count++ >= LIMIT_FAULTS) {
        if (document->fault_count == LIMIT_FAULTS + 1) {
            strbuf_printf(document->faults, "%s: more faults are not listed\n", document->name);
        }
        return;
    }
    size_t line, column;
    json_position_at(where->text, where->len, offset, &line, &column);
    size_t start = document->faults->len;
    size_t whole = utf8_floor(message, strlen(message), strlen(message)); // a long one was cut
    strbuf_printf(document->faults, "%s:%zu:%zu: %s%s%s%.*s", where->name, line, column, prefix, pointer,
        *prefix || *pointer ? ": " : "", (int)whole, message);
    for (size_t i = start; i < document->faults->len; i++) {
        unsigned char byte = (unsigned char)document->faults->data[i];
        if (byte < 0x20 || byte == 0x7F) {
            document->faults->data[i] = '?';
        }
    }
    strbuf_add_byte(document->faults, '\n');
}

static void add_line(struct document *document, size_t offset, const char *pointer, const char *message) {
    add_line_of(document, document, offset, "", pointer, message);
}

enum error document_create(
    const char *name, const char *text, size_t len, struct strbuf *faults, struct document **out) {
    struct document *document = calloc(1, sizeof *document);
    if (!document) {
        abort();
    }
    *document = (struct document){.name = name, .text = text, .len = len, .faults = faults};
    *out = document;
    if (len > LIMIT_CONFIG_FILE) {
        add_line(document, 0, "", "larger than 1 MiB, which no such file is");
        return ERROR_LIMIT;
    }
    struct json_syntax syntax;
    enum error error = json_syntax_check(text, len, &syntax);
    if (error) {
        add_line(document, syntax.offset, "", syntax.fault.text);
        return error;
    }
    document->root = tree_parse(text, len);
    if (!document->root) { // what passed the check parses, so it is memory or a difference of opinion
        add_line(document, 0, "", "cannot be read as JSON");
        return ERROR_INPUT;
    }
    return ERROR_NONE;
}

void document_destroy(struct document *document) {
    if (document) {
        cJSON_Delete(document->root);
        merge_destroy(document->merge);
        free(document);
    }
}

struct document *document_merge(const struct document_layer *layers, size_t count, struct strbuf *faults) {
    struct document *document = calloc(1, sizeof *document);
    if (!document) {
        abort();
    }
    *document = (struct document){
        .name = count ? layers[0].document->name : "nothing",
        .text = "",
        .faults = faults,
        .merge = merge_create(),
        .layers = layers,
        .layer_count = count,
    };
    for (size_t i = 0; i < count; i++) {
        merge_apply(document->merge, layers[i].patch, i, layers[i].kept, layers[i].kept_count);
    }
    return document;
}

const struct cJSON *document_root(const struct document *document) {
    return document->merge ? merge_root(document->merge) : document->root;
}

size_t document_faults(const struct document *document) {
    return document->fault_count;
}

// Is a token of a pointer, with its escapes, this name?
static bool token_is(const char *token, size_t len, const char *name) {
    for (size_t i = 0; i < len; i++, name++) {
        bool is_escape = token[i] == '~' && i + 1 < len;
        char c = !is_escape ? token[i] : token[++i] == '1' ? '/' : '~';
        if (c != *name) { // also at the end of the name
            return false;
        }
    }
    return !*name;
}

// The child that one token of a pointer names; NULL: there is none.
static const cJSON *child_of(const cJSON *node, const char *token, size_t len) {
    const cJSON *child = NULL;
    if (cJSON_IsArray(node)) {
        bool is_index = len > 0 && len < 9 && strspn(token, "0123456789") >= len;
        return is_index ? cJSON_GetArrayItem(node, (int)strtol(token, NULL, 10)) : NULL;
    }
    cJSON_ArrayForEach(child, node) {
        if (child->string && token_is(token, len, child->string)) {
            break;
        }
    }
    return child;
}

// The deepest value on the way of a pointer; *whole says that it is the one the pointer names.
static const cJSON *follow(const struct document *document, const char *pointer, bool *whole) {
    const cJSON *node = document_root(document);
    while (node && *pointer == '/') {
        size_t len = strcspn(pointer + 1, "/");
        const cJSON *child = child_of(node, pointer + 1, len);
        if (!child) {
            break;
        }
        node = child;
        pointer += len + 1;
    }
    *whole = node && !*pointer;
    return node;
}

const struct cJSON *document_at(const struct document *document, const char *pointer) {
    bool whole;
    const cJSON *node = follow(document, pointer, &whole);
    return whole ? node : NULL;
}

const char *document_text(const struct document *document, const char *pointer) {
    const cJSON *node = document_at(document, pointer);
    return cJSON_IsString(node) ? node->valuestring : NULL;
}

bool document_has(const struct document *document, const char *pointer) {
    return document_at(document, pointer) != NULL;
}

// The number of `node` in a walk over the tree. Recursion is as deep as json_syntax_check allowed.
static bool count_until(const cJSON *tree, const cJSON *node, size_t *count) {
    if (tree == node) {
        return true;
    }
    ++*count;
    const cJSON *child;
    cJSON_ArrayForEach(child, tree) {
        if (count_until(child, node, count)) {
            return true;
        }
    }
    return false;
}

// Where a value stands in the text of a document that has one.
static size_t offset_of(const struct document *document, const cJSON *node) {
    size_t index = 0;
    bool found = document->root && node && count_until(document->root, node, &index);
    return found ? json_syntax_offset(document->text, document->len, index) : 0;
}

const char *document_name(const struct document *document) {
    return document->name;
}

void document_place(const struct document *document, const cJSON *node, size_t *line, size_t *column) {
    json_position_at(document->text, document->len, offset_of(document, node), line, column);
}

// The uppermost layer with this value of its own tree: a group's entry is also a part of the whole file.
static const struct document_layer *layer_of(const struct document *document, const cJSON *origin) {
    for (size_t i = document->layer_count; i-- > 0;) {
        size_t index = 0;
        if (count_until(document->layers[i].patch, origin, &index)) {
            return &document->layers[i];
        }
    }
    return NULL;
}

// The layer of a value of the merged tree, and the value of the layer's own tree that it stands for.
static const struct document_layer *trace(
    const struct document *document, const cJSON *node, const cJSON **origin) {
    size_t index;
    if (node && merge_origin(document->merge, node, origin, &index)) {
        return &document->layers[index];
    }
    *origin = node;
    return node ? layer_of(document, node) : NULL;
}

const struct document_layer *document_origin(
    const struct document *document, const struct cJSON *node, size_t *line, size_t *column) {
    const cJSON *origin;
    const struct document_layer *layer = trace(document, node, &origin);
    if (layer) {
        document_place(layer->document, origin, line, column);
    }
    return layer;
}

static void say(struct document *document, const cJSON *node, const char *pointer, const char *message) {
    if (document->fault_count > LIMIT_FAULTS) { // a file of nothing but faults costs no more than one of few
        document->fault_count++;
        return;
    }
    if (!document->merge) {
        add_line(document, offset_of(document, node), pointer, message);
        return;
    }
    const cJSON *origin;
    const struct document_layer *layer = trace(document, node, &origin);
    if (layer) {
        add_line_of(
            document, layer->document, offset_of(layer->document, origin), layer->prefix, pointer, message);
    } else if (document->layers) { // the whole
        add_line_of(document, document->layers[0].document, 0, "", pointer, message);
    }
}

void document_fault_at(
    struct document *document, const struct cJSON *node, const char *pointer, const char *format, ...) {
    char message[LIMIT_REASON];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    say(document, node, pointer, message);
}

void document_fault(struct document *document, const char *pointer, const char *format, ...) {
    char message[LIMIT_REASON];
    bool whole;
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    say(document, follow(document, pointer, &whole), pointer, message);
}

void pointer_push(struct strbuf *pointer, const char *token) {
    strbuf_add_byte(pointer, '/');
    for (; *token; token++) {
        if (*token == '~' || *token == '/') {
            strbuf_add_text(pointer, *token == '~' ? "~0" : "~1");
        } else {
            strbuf_add_byte(pointer, *token);
        }
    }
}

void pointer_push_index(struct strbuf *pointer, size_t index) {
    strbuf_printf(pointer, "/%zu", index);
}

void pointer_cut(struct strbuf *pointer, size_t len) {
    pointer->full = false;
    if (pointer->len > len) {
        pointer->len = len;
        pointer->data[len] = '\0';
    }
}

const char *quoted(const char *text, char out[QUOTED]) {
    const size_t most = 60;
    size_t len = strlen(text);
    size_t cut = len > most ? utf8_floor(text, len, most) : len;
    snprintf(out, QUOTED, "\"%.*s%s\"", (int)cut, text, cut < len ? "…" : "");
    return out;
}
