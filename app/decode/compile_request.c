#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "decode/compiler.h"

// `request`: how to ask.

static const char *const request_keys[] = {"url", "method", "headers", "body", "every", "at_least"};
static const char *const methods[] = {"GET", "POST"};

// What the exchange itself says or asks.
static const char *const reserved_headers[] = {"Accept-Encoding", "Connection", "Content-Length", "Expect",
    "Host", "If-Match", "If-Modified-Since", "If-None-Match", "Proxy-Authorization", "Range", "TE",
    "Transfer-Encoding", "Upgrade"};

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

static bool is_header_name(const char *name) {
    for (const char *c = name; *c; c++) {
        if (!isalnum((unsigned char)*c) && *c != '-' && *c != '_') {
            return false;
        }
    }
    return *name != '\0';
}

static bool is_reserved(const char *name) {
    for (size_t i = 0; i < sizeof reserved_headers / sizeof *reserved_headers; i++) {
        if (strcasecmp(name, reserved_headers[i]) == 0) {
            return true;
        }
    }
    return false;
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

// Whether it is one.
static bool compile_header(
    struct compiler *compiler, const struct path *path, const cJSON *node, struct header *out) {
    const char *text = compiler_text(compiler, path, node);
    if (!is_header_name(node->string) || (text && strpbrk(text, "\r\n"))) {
        compiler_fault(compiler, path, "no HTTP header has such a name or value");
    } else if (is_reserved(node->string)) {
        compiler_fault(compiler, path, "this header is not the profile's to say");
    } else if (text) {
        out->name = arena_text(compiler->arena, node->string);
        compile_template(compiler, path, text, &out->value);
        check_request(compiler, path, &out->value);
    }
    return out->name != NULL;
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
        out->header_count += compile_header(compiler, &at, child, &headers[out->header_count]);
    }
    out->headers = headers;
}

static void compile_url(
    struct compiler *compiler, const struct path *path, const char *url, struct plan *out) {
    out->address = url;
    out->has_url = compile_template(compiler, path, url, &out->url);
    check_request(compiler, path, &out->url);
    bool is_http = strncmp(url, "https://", 8) == 0 || strncmp(url, "http://", 7) == 0;
    if (!is_http && strncmp(url, "{%", 2) != 0) {
        compiler_fault(compiler, path,
            "an address with https:// or http://, or one that begins with a parameter, was expected");
    }
}

// Members and elements in their order. The profile's own depth bounds the recursion.
static void compile_json_body(
    struct compiler *compiler, const struct path *path, const cJSON *node, struct body *out) {
    out->name = arena_text(compiler->arena, node->string);
    if (cJSON_IsString(node)) {
        out->kind = BODY_TEXT;
        compile_body_text(compiler, path, node->valuestring, &out->text);
        check_request(compiler, path, &out->text);
        return;
    }
    out->kind = cJSON_IsObject(node) ? BODY_OBJECT : cJSON_IsArray(node) ? BODY_LIST : BODY_CONSTANT;
    if (out->kind == BODY_CONSTANT) {
        out->constant = compiler_constant(compiler, node);
    }
    struct body *parts = compiler_array(compiler, node_count(node), sizeof *parts);
    for (const cJSON *child = node->child; child; child = child->next) {
        struct path at = {path, child->string, out->count};
        compile_json_body(compiler, &at, child, &parts[out->count++]);
    }
    out->parts = parts;
}

static void compile_body(
    struct compiler *compiler, const struct path *path, const cJSON *body, struct plan *out) {
    if (!body || cJSON_IsNull(body)) {
        return;
    }
    out->has_body = true;
    out->body_is_json = !cJSON_IsString(body);
    if (out->body_is_json) {
        compile_json_body(compiler, path, body, &out->body);
        out->body.name = NULL;
    } else {
        compile_body_text(compiler, path, body->valuestring, &out->body_text);
        check_request(compiler, path, &out->body_text);
    }
    if (strcmp(out->method, "GET") == 0) {
        compiler_fault(compiler, path, "a body needs \"method\": \"POST\"");
    }
}

void compile_request(struct compiler *compiler, const cJSON *node, struct plan *out) {
    struct path path = {NULL, "request", 0};
    out->method = methods[0];
    if (!node ||
        !compiler_keys(compiler, &path, node, request_keys, sizeof request_keys / sizeof *request_keys)) {
        return;
    }
    struct path url = {&path, "url", 0}, method = {&path, "method", 0}, headers = {&path, "headers", 0};
    struct path body = {&path, "body", 0}, every = {&path, "every", 0}, at_least = {&path, "at_least", 0};
    compiler->is_in_request = true;
    const char *address = compiler_text(compiler, &url, node_member(node, "url"));
    if (address) {
        compile_url(compiler, &url, address, out);
    }
    const char *verb = compiler_text(compiler, &method, node_member(node, "method"));
    if (verb && strcmp(verb, "GET") != 0 && strcmp(verb, "POST") != 0) {
        compiler_unknown(compiler, &method, "method", verb, methods, 2);
    } else if (verb) {
        out->method = verb;
    }
    compile_headers(compiler, &headers, node_member(node, "headers"), out);
    compile_body(compiler, &body, node_member(node, "body"), out);
    compiler->is_in_request = false;
    out->has_next_param = compiler->has_next_param;
    out->every = compile_duration(compiler, &every, node_member(node, "every"));
    out->at_least = compile_duration(compiler, &at_least, node_member(node, "at_least"));
}
