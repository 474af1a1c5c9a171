#include <ctype.h>
#include <string.h>

#include "decode/compiler.h"
#include "decode/record_kind.h"

#define MOST_PAGES 20

static const char *const top_keys[] = {"profile", "title", "documentation", "terms", "source_name", "request",
    "params", "ok", "error", "empty", "records", "feed", "next", "pages", "$schema", "comment"};
static const char *const request_keys[] = {"url", "method", "headers", "body", "every", "at_least"};
static const char *const record_keys[] = {"each", "where", "require", "limit", "fields"};
static const char *const methods[] = {"GET", "POST"};

static const cJSON *member(const cJSON *node, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(node, key);
}

// "90s", "10m", "1h", "1d"
static millis compile_duration(struct compiler *compiler, const struct path *path, const cJSON *node) {
    static const struct {
        char letter;
        millis unit;
    } units[] = {{'s', SECOND}, {'m', MINUTE}, {'h', HOUR}, {'d', DAY}};
    if (!node) {
        return 0;
    }
    const char *text = cJSON_IsString(node) ? node->valuestring : "";
    size_t digits = strspn(text, "0123456789");
    millis number = 0;
    for (size_t i = 0; i < digits && i < 6; i++) {
        number = number * 10 + (text[i] - '0');
    }
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (digits > 0 && digits <= 6 && number > 0 && text[digits] == units[i].letter && !text[digits + 1]) {
            return number * units[i].unit;
        }
    }
    compiler_fault(compiler, path, "a duration was expected, such as \"90s\", \"10m\", \"1h\" or \"1d\"");
    return 0;
}

static void compile_headers(
    struct compiler *compiler, const struct path *path, const cJSON *node, struct plan *out) {
    if (!node) {
        return;
    }
    if (!cJSON_IsObject(node)) {
        compiler_fault(compiler, path, "an object was expected: {\"Name\": \"value\"}");
        return;
    }
    struct header *headers = compiler_array(compiler, node_count(node), sizeof *headers);
    for (const cJSON *child = node->child; child; child = child->next) {
        struct path at = {path, child->string, 0};
        bool is_name = *child->string != '\0';
        for (const char *c = child->string; *c; c++) {
            is_name = is_name && (isalnum((unsigned char)*c) || *c == '-' || *c == '_');
        }
        const char *text = compiler_text(compiler, &at, child);
        if (!is_name || (text && strpbrk(text, "\r\n"))) {
            compiler_fault(compiler, &at, "no HTTP header has such a name or value");
        } else if (text) {
            struct header *header = &headers[out->header_count++];
            header->name = arena_text(compiler->arena, child->string);
            compile_template(compiler, &at, text, &header->value);
        }
    }
    out->headers = headers;
}

// Only parameters may stand in a request: there is no answer yet to point into.
static void check_request(
    struct compiler *compiler, const struct path *path, const struct template *template) {
    for (size_t i = 0; i < template->count; i++) {
        const struct reference *reference = template->parts[i].reference;
        if (reference && reference->start != FROM_PARAM) {
            compiler_fault(compiler, path, "{%.40s}: a request can only name parameters, such as {%%site}",
                reference->text);
        }
    }
}

static void compile_url(
    struct compiler *compiler, const struct path *path, const char *url, struct plan *out) {
    out->has_url = compile_template(compiler, path, url, &out->url);
    check_request(compiler, path, &out->url);
    bool is_http = strncmp(url, "https://", 8) == 0 || strncmp(url, "http://", 7) == 0;
    if (!is_http && strncmp(url, "{%", 2) != 0) {
        compiler_fault(compiler, path,
            "an address with https:// or http://, or one that begins with a parameter, was expected");
    }
}

// A body with only {%parameters} in it: JSON has braces of its own.
static void compile_json_body(
    struct compiler *compiler, const struct path *path, const char *text, struct template *out) {
    struct part *parts = compiler_array(compiler, strlen(text) + 1, sizeof *parts);
    size_t count = 0;
    for (const char *at = text; *at;) {
        const char *open = strstr(at, "{%");
        const char *close = open ? strchr(open, '}') : NULL;
        size_t plain = close ? (size_t)(open - at) : strlen(at);
        if (plain) {
            parts[count++].literal = arena_text_n(compiler->arena, at, plain);
        }
        at += plain;
        if (close) {
            struct reference *reference = compiler_array(compiler, 1, sizeof *reference);
            const char *name = arena_text_n(compiler->arena, open + 1, (size_t)(close - open) - 1);
            compile_reference_text(compiler, path, name, reference);
            parts[count++].reference = reference;
            at = close + 1;
        }
    }
    *out = (struct template){parts, count};
}

static void compile_body(
    struct compiler *compiler, const struct path *path, const cJSON *body, struct plan *out) {
    if (!body || cJSON_IsNull(body)) {
        return;
    }
    out->has_body = true;
    out->body_is_json = !cJSON_IsString(body);
    if (out->body_is_json) {
        char *text = cJSON_PrintUnformatted(body);
        compile_json_body(compiler, path, text ? text : "", &out->body);
        cJSON_free(text);
    } else {
        compile_template(compiler, path, body->valuestring, &out->body);
    }
    check_request(compiler, path, &out->body);
}

static bool compile_flag(struct compiler *compiler, const cJSON *root, const char *key) {
    const struct path path = {NULL, key, 0};
    const cJSON *node = member(root, key);
    if (node && !cJSON_IsBool(node)) {
        compiler_fault(compiler, &path, "true or false was expected");
    }
    return cJSON_IsTrue(node);
}

static void compile_request(struct compiler *compiler, const cJSON *node, struct plan *out) {
    struct path path = {NULL, "request", 0};
    out->method = methods[0];
    if (!node ||
        !compiler_keys(compiler, &path, node, request_keys, sizeof request_keys / sizeof *request_keys)) {
        return;
    }
    struct path url = {&path, "url", 0}, method = {&path, "method", 0}, headers = {&path, "headers", 0};
    struct path body = {&path, "body", 0}, every = {&path, "every", 0}, at_least = {&path, "at_least", 0};
    const char *address = compiler_text(compiler, &url, member(node, "url"));
    if (address) {
        compile_url(compiler, &url, address, out);
    }
    const char *verb = compiler_text(compiler, &method, member(node, "method"));
    if (verb && strcmp(verb, "GET") != 0 && strcmp(verb, "POST") != 0) {
        compiler_unknown(compiler, &method, "method", verb, methods, 2);
    } else if (verb) {
        out->method = verb;
    }
    compile_headers(compiler, &headers, member(node, "headers"), out);
    compile_body(compiler, &body, member(node, "body"), out);
    out->every = compile_duration(compiler, &every, member(node, "every"));
    out->at_least = compile_duration(compiler, &at_least, member(node, "at_least"));
}

static void compile_params(struct compiler *compiler, const cJSON *node, struct plan *out) {
    struct path path = {NULL, "params", 0};
    if (!node) {
        return;
    }
    if (!cJSON_IsObject(node) || node_count(node) > LIMIT_PARAMS) {
        compiler_fault(compiler, &path, "an object of at most %d parameters was expected", LIMIT_PARAMS);
        return;
    }
    struct param_default *params = compiler_array(compiler, node_count(node), sizeof *params);
    for (const cJSON *child = node->child; child; child = child->next) {
        struct path at = {&path, child->string, 0};
        char room[VALUE_TEXT_ROOM];
        const char *value = value_text(value_of_node(child), room);
        if (!value && !cJSON_IsNull(child) && !(cJSON_IsString(child) && !*child->valuestring)) {
            compiler_fault(compiler, &at, "text, a number or null (must be configured) was expected");
        }
        if (cJSON_IsString(child) && !*child->valuestring) {
            value = "";
        }
        params[out->param_count++] = (struct param_default){
            arena_text(compiler->arena, child->string), arena_text(compiler->arena, value)};
    }
    out->params = params;
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
    if (member(node, "each")) {
        compile_source(compiler, &each, member(node, "each"), &out->each);
    } else {
        compiler_fault(compiler, path, "\"each\" is missing: where the records are");
    }
    if (member(node, "fields")) {
        compile_field_map(compiler, &fields, member(node, "fields"), &out->map);
    } else {
        compiler_fault(compiler, path, "\"fields\" is missing: what a record is made of");
    }
    compile_tests(compiler, &where, member(node, "where"), &out->where);
    compile_require(compiler, &require, member(node, "require"), out);
    out->limit = compiler_count(compiler, &limit, member(node, "limit"));
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
    const cJSON *node = member(root, "next");
    if (cJSON_IsString(node) && strncmp(node->valuestring, "header:", 7) == 0) {
        out->next_is_link_header = strcmp(node->valuestring + 7, "Link") == 0;
        if (!out->next_is_link_header) {
            compiler_fault(compiler, &next, "no such header is understood (allowed: header:Link, a pointer)");
        }
    } else if (node) {
        out->has_next = compile_reference(compiler, &next, node, &out->next);
    }
    out->pages = compiler_count(compiler, &pages, member(root, "pages"));
    if (out->pages > MOST_PAGES) {
        compiler_fault(compiler, &pages, "at most %d pages", MOST_PAGES);
    }
    out->pages = out->pages ? out->pages : 1;
}

static const char *compile_header_text(struct compiler *compiler, const cJSON *root, const char *key) {
    struct path at = {NULL, key, 0};
    return compiler_text(compiler, &at, member(root, key));
}

void compile_plan(struct compiler *compiler, const cJSON *root, struct plan *out) {
    *out = (struct plan){0};
    if (!compiler_keys(compiler, NULL, root, top_keys, sizeof top_keys / sizeof *top_keys)) {
        return;
    }
    out->name = compile_header_text(compiler, root, "profile");
    if (!member(root, "profile")) {
        compiler_fault(compiler, NULL, "\"profile\" is missing: the profile's name");
    }
    out->name = out->name ? out->name : "";
    out->title = compile_header_text(compiler, root, "title");
    out->documentation = compile_header_text(compiler, root, "documentation");
    out->terms = compile_header_text(compiler, root, "terms");
    out->may_be_empty = compile_flag(compiler, root, "empty");
    out->source_name = compile_header_text(compiler, root, "source_name");
    struct path ok = {NULL, "ok", 0}, error = {NULL, "error", 0}, feed = {NULL, "feed", 0};
    compile_request(compiler, member(root, "request"), out);
    compile_params(compiler, member(root, "params"), out);
    compile_tests(compiler, &ok, member(root, "ok"), &out->ok);
    if (member(root, "error")) {
        struct expression *message = compiler_array(compiler, 1, sizeof *message);
        compile_expression(compiler, &error, member(root, "error"), message);
        out->error = message;
    }
    if (member(root, "feed")) {
        compile_field_map(compiler, &feed, member(root, "feed"), &out->feed);
    }
    compile_records(compiler, member(root, "records"), out);
    if (!member(root, "records") && !member(root, "feed")) {
        compiler_fault(compiler, NULL, "neither \"records\" nor \"feed\": the profile yields nothing");
    }
    compile_next(compiler, root, out);
    out->expression_count = compiler->expression_count;
}
