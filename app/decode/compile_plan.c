#include <string.h>

#include "decode/compiler.h"
#include "decode/record_kind.h"

#define MOST_PAGES 20

static const char *const top_keys[] = {"profile", "title", "documentation", "terms", "source_name", "request",
    "params", "ok", "error", "empty", "text", "records", "feed", "next", "pages", "$schema", "comment"};
static const char *const record_keys[] = {"each", "where", "require", "limit", "fields"};

static bool compile_flag(struct compiler *compiler, const cJSON *root, const char *key) {
    const struct path path = {NULL, key, 0};
    const cJSON *node = node_member(root, key);
    if (node && !cJSON_IsBool(node)) {
        compiler_fault(compiler, &path, "true or false was expected");
    }
    return cJSON_IsTrue(node);
}

static void compile_require(
    struct compiler *compiler, const struct path *path, const cJSON *node, struct record_plan *out) {
    if (!node) {
        return;
    }
    size_t *require = compiler_array(compiler, node_count(node), sizeof *require);
    const char **names = compiler_array(compiler, out->map.count, sizeof *names);
    for (size_t i = 0; i < out->map.count; i++) {
        names[i] = out->map.fields[i].name;
    }
    size_t index = 0;
    if (!cJSON_IsArray(node)) {
        compiler_fault(compiler, path, "a list of fields was expected");
        return;
    }
    for (const cJSON *child = node->child; child; child = child->next, index++) {
        struct path at = {path, NULL, index};
        const char *name = compiler_text(compiler, &at, child);
        size_t found = out->map.count;
        for (size_t i = 0; name && i < out->map.count; i++) {
            found = strcmp(names[i], name) == 0 ? i : found;
        }
        if (name && found == out->map.count) {
            compiler_unknown(compiler, &at, "field of this record", name, names, out->map.count);
        } else if (name) {
            require[out->require_count++] = found;
        }
    }
    out->require = require;
}

static void compile_record(
    struct compiler *compiler, const struct path *path, const cJSON *node, struct record_plan *out) {
    if (!compiler_keys(compiler, path, node, record_keys, sizeof record_keys / sizeof *record_keys)) {
        return;
    }
    struct path each = {path, "each", 0}, where = {path, "where", 0}, require = {path, "require", 0};
    struct path limit = {path, "limit", 0}, fields = {path, "fields", 0};
    if (node_member(node, "each")) {
        compile_source(compiler, &each, node_member(node, "each"), &out->each);
    } else {
        compiler_fault(compiler, path, "\"each\" is missing: where the records are");
    }
    if (node_member(node, "fields")) {
        compile_field_map(compiler, &fields, node_member(node, "fields"), &out->map);
    } else {
        compiler_fault(compiler, path, "\"fields\" is missing: what a record is made of");
    }
    compile_tests(compiler, &where, node_member(node, "where"), &out->where);
    compile_require(compiler, &require, node_member(node, "require"), out);
    out->limit = compiler_count(compiler, &limit, node_member(node, "limit"));
}

static void compile_records(struct compiler *compiler, const cJSON *node, struct plan *out) {
    struct path path = {NULL, "records", 0};
    if (!node) {
        return;
    }
    if (!cJSON_IsObject(node)) {
        compiler_fault(compiler, &path, "an object was expected: {\"story\": {…}}");
        return;
    }
    const char **names = compiler_array(compiler, record_kind_count, sizeof *names);
    for (size_t i = 0; i < record_kind_count; i++) {
        names[i] = record_kinds[i].name;
    }
    struct record_plan *records = compiler_array(compiler, node_count(node), sizeof *records);
    for (const cJSON *child = node->child; child; child = child->next) {
        struct path at = {&path, child->string, 0};
        const struct record_kind *kind = record_kind_find(child->string);
        if (!kind) {
            compiler_unknown(compiler, &at, "kind of record", child->string, names, record_kind_count);
            continue;
        }
        struct record_plan *record = &records[out->record_count++];
        record->kind = kind;
        compile_record(compiler, &at, child, record);
    }
    out->records = records;
}

static void compile_next(struct compiler *compiler, const cJSON *root, struct plan *out) {
    struct path next = {NULL, "next", 0}, pages = {NULL, "pages", 0};
    const cJSON *node = node_member(root, "next");
    if (cJSON_IsString(node) && strncmp(node->valuestring, "header:", 7) == 0) {
        out->next_is_link_header = strcmp(node->valuestring + 7, "Link") == 0;
        if (!out->next_is_link_header) {
            compiler_fault(compiler, &next, "no such header is understood (allowed: header:Link, a pointer)");
        }
    } else if (node) {
        struct expression *expression = compiler_array(compiler, 1, sizeof *expression);
        compile_expression(compiler, &next, node, expression);
        out->next = expression;
    }
    out->pages = compiler_count(compiler, &pages, node_member(root, "pages"));
    if (out->pages > MOST_PAGES) {
        compiler_fault(compiler, &pages, "at most %d pages", MOST_PAGES);
    }
    out->pages = out->pages ? out->pages : 1;
}

static const char *compile_header_text(struct compiler *compiler, const cJSON *root, const char *key) {
    struct path at = {NULL, key, 0};
    return compiler_text(compiler, &at, node_member(root, key));
}

void compile_plan(struct compiler *compiler, const cJSON *root, struct plan *out) {
    *out = (struct plan){0};
    compiler->plan = out;
    if (!compiler_keys(compiler, NULL, root, top_keys, sizeof top_keys / sizeof *top_keys)) {
        return;
    }
    out->name = compile_header_text(compiler, root, "profile");
    if (!node_member(root, "profile")) {
        compiler_fault(compiler, NULL, "\"profile\" is missing: the profile's name");
    }
    out->name = out->name ? out->name : "";
    out->title = compile_header_text(compiler, root, "title");
    out->documentation = compile_header_text(compiler, root, "documentation");
    out->terms = compile_header_text(compiler, root, "terms");
    out->may_be_empty = compile_flag(compiler, root, "empty");
    out->may_be_text = compile_flag(compiler, root, "text");
    out->source_name = compile_header_text(compiler, root, "source_name");
    struct path ok = {NULL, "ok", 0}, error = {NULL, "error", 0}, feed = {NULL, "feed", 0};
    compile_params(compiler, node_member(root, "params"), out);
    compile_request(compiler, node_member(root, "request"), out);
    compile_tests(compiler, &ok, node_member(root, "ok"), &out->ok);
    if (node_member(root, "error")) {
        struct expression *message = compiler_array(compiler, 1, sizeof *message);
        compile_expression(compiler, &error, node_member(root, "error"), message);
        out->error = message;
    }
    if (node_member(root, "feed")) {
        compile_field_map(compiler, &feed, node_member(root, "feed"), &out->feed);
    }
    compile_records(compiler, node_member(root, "records"), out);
    if (!node_member(root, "records") && !node_member(root, "feed")) {
        compiler_fault(compiler, NULL, "neither \"records\" nor \"feed\": the profile yields nothing");
    }
    compile_next(compiler, root, out);
    out->expression_count = compiler->expression_count;
}
