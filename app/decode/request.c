#include "decode/request.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static const char *value_of(
    const struct plan *plan, const struct profile_param *params, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++) {
        if (strcmp(params[i].name, name) == 0) {
            return params[i].value;
        }
    }
    for (size_t i = 0; i < plan->param_count; i++) {
        if (strcmp(plan->params[i].name, name) == 0) {
            return plan->params[i].value;
        }
    }
    return NULL;
}

// How the value of a parameter is added to what is there; an error says what is wrong with it.
typedef const char *(*adder)(struct strbuf *out, const char *value);

static enum error fill(const struct plan *plan, const struct template *template,
    const struct profile_param *params, size_t count, adder add, struct strbuf *out, struct reason *reason) {
    for (size_t i = 0; i < template->count; i++) {
        const struct part *part = &template->parts[i];
        if (part->literal) {
            strbuf_add_text(out, part->literal);
            continue;
        }
        const char *name = part->reference->param;
        const char *value = value_of(plan, params, count, name);
        if (!value) {
            return reason_set(
                reason, ERROR_INPUT, "profile %s: the parameter \"%s\" is missing", plan->name, name);
        }
        const char *problem = add(out, value);
        if (problem) {
            return reason_set(
                reason, ERROR_INPUT, "profile %s: the parameter \"%s\" %s", plan->name, name, problem);
        }
    }
    if (out->full) {
        return reason_set(reason, ERROR_LIMIT, "profile %s: the request is too long", plan->name);
    }
    return ERROR_NONE;
}

static const char *add_whole_address(struct strbuf *out, const char *value) {
    bool is_http = strncasecmp(value, "https://", 8) == 0 || strncasecmp(value, "http://", 7) == 0;
    for (const char *c = value; *c; c++) {
        if ((unsigned char)*c <= ' ' || *c == 0x7F) {
            return "has a blank or control character in it";
        }
    }
    size_t len = strlen(value);
    strbuf_add(
        out, value, len && value[len - 1] == '/' ? len - 1 : len); // "{%site}/feed" with or without a slash
    return is_http ? NULL : "must be an address with https:// or http://";
}

static const char *add_host(struct strbuf *out, const char *value) {
    strbuf_add_text(out, value);
    for (const char *c = value; *c; c++) {
        if (!isalnum((unsigned char)*c) && !strchr("-.:", *c)) {
            return "may only contain what a host name may";
        }
    }
    return NULL;
}

// Everything but the unreserved characters of RFC 3986, and "," and ":", which services like to see as they
// are.
static void add_encoded(struct strbuf *out, const char *value) {
    for (const char *c = value; *c; c++) {
        unsigned char byte = (unsigned char)*c;
        if (byte < 0x80 && (isalnum(byte) || strchr("-._~,:", byte))) {
            strbuf_add_byte(out, *c);
        } else {
            strbuf_printf(out, "%%%02X", byte);
        }
    }
}

// An optional parameter without a value takes its whole "name=" with it.
static void drop_pair(struct strbuf *out) {
    while (out->len && !strchr("?&", out->data[out->len - 1])) {
        out->len--;
    }
    out->data[out->len] = '\0';
}

static const char *add_to_url(struct strbuf *out, const char *value) {
    if (out->len && out->data[out->len - 1] == '=' && strchr(out->data, '?') && !*value) {
        drop_pair(out);
        return NULL;
    }
    const char *host = out->len ? strstr(strbuf_text(out), "://") : NULL;
    if (out->len == 0) {
        return add_whole_address(out, value);
    }
    if (host && !strpbrk(host + 3, "/?#")) {
        return add_host(out, value);
    }
    add_encoded(out, value);
    return NULL;
}

static const char *add_to_header(struct strbuf *out, const char *value) {
    strbuf_add_text(out, value);
    for (const char *c = value; *c; c++) {
        if ((unsigned char)*c < ' ' || *c == 0x7F) {
            return "has a control character in it";
        }
    }
    return NULL;
}

static const char *add_as_is(struct strbuf *out, const char *value) {
    strbuf_add_text(out, value);
    return NULL;
}

static const char *add_to_json(struct strbuf *out, const char *value) {
    for (const char *c = value; *c; c++) {
        if (*c == '"' || *c == '\\') {
            strbuf_add_byte(out, '\\');
            strbuf_add_byte(out, *c);
        } else if ((unsigned char)*c < ' ') {
            strbuf_printf(out, "\\u%04x", (unsigned)(unsigned char)*c);
        } else {
            strbuf_add_byte(out, *c);
        }
    }
    return NULL;
}

// Without the "&" that dropped pairs leave behind.
static bool add_tidied(struct strbuf *out, const char *url) {
    bool fits = true, in_query = false;
    char last = '\0';
    for (const char *c = url; *c; c++) {
        in_query = in_query || *c == '?';
        bool is_stray = in_query && *c == '&' && (last == '?' || last == '&');
        bool is_last = in_query && (*c == '&' || *c == '?') && c[strspn(c, "&?")] == '\0';
        if (!is_stray && !is_last) {
            fits = strbuf_add_byte(out, *c);
            last = *c;
        }
    }
    return fits;
}

enum error request_url(const struct plan *plan, const struct profile_param *params, size_t count,
    struct strbuf *out, struct reason *reason) {
    if (!plan->has_url) {
        return reason_set(reason, ERROR_INPUT, "profile %s names no address", plan->name);
    }
    struct strbuf url; // apart, so that "at the beginning" does not depend on what the caller has there
    strbuf_init(&url, out->ceiling);
    enum error error = fill(plan, &plan->url, params, count, add_to_url, &url, reason);
    if (!error && !add_tidied(out, strbuf_text(&url))) {
        error = reason_set(reason, ERROR_LIMIT, "profile %s: the address is too long", plan->name);
    }
    strbuf_finish(&url);
    return error;
}

enum error request_header(const struct plan *plan, const struct header *header,
    const struct profile_param *params, size_t count, struct strbuf *out, struct reason *reason) {
    strbuf_printf(out, "%s: ", header->name);
    return fill(plan, &header->value, params, count, add_to_header, out, reason);
}

enum error request_body(const struct plan *plan, const struct profile_param *params, size_t count,
    struct strbuf *out, struct reason *reason) {
    if (!plan->has_body) {
        return ERROR_NONE;
    }
    return fill(plan, &plan->body, params, count, plan->body_is_json ? add_to_json : add_as_is, out, reason);
}
