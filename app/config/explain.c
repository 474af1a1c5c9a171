#include "config/explain.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

#include "base/parser_lock.h"
#include "config/tree.h"

#define LONGEST_KEY 1024
#define LONGEST_VALUE 100 // bytes of a value on a line of its own; the rest is not shown

// An address with a user name and password is at fault, and may be here all the same; a proxy's may have
// them. What is shown of them is "***", whoever they belong to (RFC 3986, section 3.2).
static void mask_address(char *text) {
    char *scheme = strstr(text, "://");
    char *host = scheme ? scheme + 3 : text;
    char *end = host + strcspn(host, "/?#\\");
    char *at = NULL;
    for (char *c = host; scheme && c < end; c++) {
        at = *c == '@' ? c : at;
    }
    if (at && at - host >= 3) {
        memcpy(host, "***", 3);
        memmove(host + 3, at, strlen(at) + 1);
    } else if (at) {
        memset(host, '*', (size_t)(at - host));
    }
}

// Recursion is as deep as json_syntax_check allowed.
static void mask_tree(cJSON *node) {
    cJSON *child;
    if (cJSON_IsString(node)) {
        mask_address(node->valuestring);
    }
    cJSON_ArrayForEach(child, node) {
        mask_tree(child);
    }
}

// A copy of a value without what nobody may read. The caller deletes it.
static cJSON *masked(const cJSON *node) {
    parser_lock();
    cJSON *copy = cJSON_Duplicate(node, true);
    parser_unlock();
    if (!copy) {
        abort();
    }
    mask_tree(copy);
    return copy;
}

// On one line, cut.
static void add_value(struct strbuf *out, const cJSON *whole) {
    cJSON *node = masked(whole);
    struct strbuf text;
    struct json_writer json;
    strbuf_init(&text, LIMIT_CONFIG_FILE);
    json_begin(&json, &text);
    tree_write(&json, NULL, node);
    size_t count = 0;
    bool was_blank = false;
    for (const char *at = strbuf_text(&text); *at && count < LONGEST_VALUE; at++) {
        bool is_blank = *at == ' ' || *at == '\n';
        if (!is_blank || !was_blank) {
            strbuf_add_byte(out, is_blank ? ' ' : *at);
            count++;
        }
        was_blank = is_blank;
    }
    strbuf_add_text(out, count == LONGEST_VALUE ? "…" : "");
    strbuf_finish(&text);
    cJSON_Delete(node);
}

static void add_origin(struct strbuf *out, const struct document *document, const cJSON *node) {
    size_t line, column;
    const struct document_layer *layer = document_origin(document, node, &line, &column);
    if (layer && layer->label) {
        bool is_built_in = strcmp(layer->label, "built-in") == 0;
        strbuf_add_text(out, layer->label);
        if (!is_built_in) {
            strbuf_printf(out, " (%s:%zu:%zu)", document_name(layer->document), line, column);
        }
    }
}

static void explain_node(
    const struct document *document, const cJSON *node, struct strbuf *key, struct strbuf *out) {
    const size_t length = key->len;
    const cJSON *child;
    size_t place = 0;
    bool is_list = cJSON_IsArray(node);
    if (!node->child || !(is_list || cJSON_IsObject(node))) {
        strbuf_printf(out, "%s = ", strbuf_text(key));
        add_value(out, node);
        strbuf_add_text(out, "    ");
        add_origin(out, document, node);
        strbuf_add_byte(out, '\n');
        return;
    }
    cJSON_ArrayForEach(child, node) {
        if (is_list) {
            strbuf_printf(key, "[%zu]", place++);
        } else if (!tree_is_comment(child->string)) {
            strbuf_printf(key, "%s%s", length ? "." : "", child->string);
        }
        if (is_list || !tree_is_comment(child->string)) {
            explain_node(document, child, key, out);
        }
        pointer_cut(key, length);
    }
}

void explain_all(const struct layers *layers, struct strbuf *out) {
    const struct document *document = layers_merged(layers);
    struct strbuf key;
    strbuf_init(&key, LONGEST_KEY);
    if (document_root(document)->child) {
        explain_node(document, document_root(document), &key, out);
    }
    strbuf_finish(&key);
}

// "sources[0].url" → "/sources/0/url"
static void add_pointer(struct strbuf *pointer, const char *key) {
    strbuf_add_byte(pointer, '/');
    for (; *key; key++) {
        if (*key == '.' || *key == '[') {
            strbuf_add_byte(pointer, '/');
        } else if (*key != ']') {
            strbuf_add_byte(pointer, *key);
        }
    }
}

bool explain_one(const struct layers *layers, const char *key, struct strbuf *out) {
    struct strbuf pointer;
    bool is_said = false;
    strbuf_init(&pointer, LONGEST_KEY);
    for (size_t i = 0; i < layers_count(layers); i++) {
        const struct document_layer *layer = layers_at(layers, i);
        strbuf_clear(&pointer);
        strbuf_add_text(&pointer, layer->prefix);
        add_pointer(&pointer, key);
        const cJSON *node = document_at(layer->document, strbuf_text(&pointer));
        if (node) {
            size_t line, column;
            document_place(layer->document, node, &line, &column);
            strbuf_printf(
                out, "%s (%s:%zu:%zu): ", layer->label, document_name(layer->document), line, column);
            add_value(out, node);
            strbuf_add_byte(out, '\n');
            is_said = true;
        }
    }
    strbuf_clear(&pointer);
    add_pointer(&pointer, key);
    const cJSON *node = document_at(layers_merged(layers), strbuf_text(&pointer));
    if (is_said && node) {
        strbuf_add_text(out, "in effect: ");
        add_value(out, node);
        strbuf_add_byte(out, '\n');
    }
    strbuf_finish(&pointer);
    return is_said;
}

void explain_json(const struct layers *layers, struct strbuf *out) {
    struct json_writer json;
    json_begin(&json, out);
    cJSON *whole = masked(document_root(layers_merged(layers)));
    tree_write(&json, NULL, whole);
    cJSON_Delete(whole);
}
