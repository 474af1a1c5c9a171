#include "decode/compiler.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/json_position.h"
#include "base/nearest.h"
#include "decode/number.h"

static void path_write(const struct path *path, struct strbuf *out) {
    if (!path) {
        return;
    }
    path_write(path->up, out);
    strbuf_add_byte(out, '/');
    if (!path->key) {
        strbuf_printf(out, "%zu", path->index);
    }
    for (const char *at = path->key; at && *at; at++) {
        strbuf_add_text(out, *at == '~' ? "~0" : *at == '/' ? "~1" : (char[]){*at, '\0'});
    }
}

static void report(struct compiler *compiler, const struct path *path, const char *what) {
    struct strbuf pointer;
    strbuf_init(&pointer, 1024);
    path_write(path, &pointer);
    size_t line, column;
    json_position(compiler->text, compiler->len, strbuf_text(&pointer), &line, &column);
    const char *shown = pointer.len ? strbuf_text(&pointer) : "(document)";
    if (compiler->faults) {
        strbuf_printf(compiler->faults, "%s:%zu:%zu: %s: %s\n", compiler->file, line, column, shown, what);
    }
    if (compiler->fault_count++ == 0) {
        reason_set(
            compiler->reason, ERROR_INPUT, "%s:%zu:%zu: %s: %s", compiler->file, line, column, shown, what);
    }
    strbuf_finish(&pointer);
}

void compiler_fault(struct compiler *compiler, const struct path *path, const char *format, ...) {
    char what[LIMIT_REASON];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    report(compiler, path, what);
}

void compiler_unknown(struct compiler *compiler, const struct path *path, const char *what, const char *word,
    const char *const *allowed, size_t count) {
    struct strbuf text;
    strbuf_init(&text, LIMIT_REASON);
    strbuf_printf(&text, "\"%.40s\" is no %s (", word, what);
    const char *near = nearest_word(word, allowed, count);
    if (near) {
        strbuf_printf(&text, "did you mean \"%s\"? ", near);
    }
    strbuf_add_text(&text, "allowed: ");
    for (size_t i = 0; i < count; i++) {
        strbuf_printf(&text, "%s%s", i ? ", " : "", allowed[i]);
    }
    strbuf_add_byte(&text, ')');
    report(compiler, path, strbuf_text(&text));
    strbuf_finish(&text);
}

bool compiler_keys(struct compiler *compiler, const struct path *path, const cJSON *node,
    const char *const *allowed, size_t count) {
    if (!cJSON_IsObject(node)) {
        compiler_fault(compiler, path, "an object was expected");
        return false;
    }
    for (const cJSON *member = node->child; member; member = member->next) {
        bool found = false;
        for (size_t i = 0; i < count; i++) {
            found = found || strcmp(member->string, allowed[i]) == 0;
        }
        if (!found) {
            struct path at = {path, member->string, 0};
            compiler_unknown(compiler, &at, "member here", member->string, allowed, count);
        }
    }
    return true;
}

const char *compiler_text(struct compiler *compiler, const struct path *path, const cJSON *node) {
    if (!node) {
        return NULL;
    }
    if (!cJSON_IsString(node) || !*node->valuestring) {
        compiler_fault(compiler, path, "text was expected");
        return NULL;
    }
    return arena_text(compiler->arena, node->valuestring);
}

size_t compiler_count(struct compiler *compiler, const struct path *path, const cJSON *node) {
    if (!node) {
        return 0;
    }
    bool is_count = cJSON_IsNumber(node) && number_is_whole(node->valuedouble) && node->valuedouble >= 1.0 &&
                    node->valuedouble <= 1e9;
    if (!is_count) {
        compiler_fault(compiler, path, "a whole number from 1 was expected");
        return 0;
    }
    return (size_t)node->valuedouble;
}

void *compiler_array(struct compiler *compiler, size_t count, size_t size) {
    return arena_array(compiler->arena, count ? count : 1, size);
}

size_t node_count(const cJSON *node) {
    size_t count = 0;
    for (const cJSON *child = node ? node->child : NULL; child; child = child->next) {
        count++;
    }
    return count;
}

const cJSON *node_member(const cJSON *node, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(node, key);
}

struct value compiler_constant(struct compiler *compiler, const cJSON *node) {
    if (cJSON_IsString(node)) {
        return value_of_text(arena_text(compiler->arena, node->valuestring));
    }
    size_t count = node_count(node), at = 0;
    if (cJSON_IsArray(node) && count) {
        struct value *list = compiler_array(compiler, count, sizeof *list);
        for (const cJSON *child = node->child; child; child = child->next) {
            list[at++] = compiler_constant(compiler, child);
        }
        return (struct value){.kind = VALUE_LIST, .count = count, .as.list = list};
    }
    if (cJSON_IsObject(node) && count) {
        struct member *map = compiler_array(compiler, count, sizeof *map);
        for (const cJSON *child = node->child; child; child = child->next) {
            map[at++] = (struct member){
                arena_text(compiler->arena, child->string), compiler_constant(compiler, child)};
        }
        return (struct value){.kind = VALUE_MAP, .count = count, .as.map = map};
    }
    return value_of_node(node);
}
