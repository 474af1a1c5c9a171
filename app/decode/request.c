#include "decode/request.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "decode/day.h"

#define NEXT "next" // the parameter that the next page is told by

static enum error wrong_param(const struct filling *filling, const char *name, const char *what) {
    return reason_set(filling->reason, ERROR_INPUT, "profile %s: the parameter \"%.64s\" %s",
        filling->plan->name, name, what);
}

static const struct profile_param *configured(const struct filling *filling, const char *name) {
    const struct profile_inputs *inputs = filling->inputs;
    for (size_t i = 0; i < inputs->param_count; i++) {
        if (strcmp(inputs->params[i].name, name) == 0) {
            return &inputs->params[i];
        }
    }
    return NULL;
}

static const struct param_default *by_default(const struct filling *filling, const char *name) {
    const struct plan *plan = filling->plan;
    for (size_t i = 0; i < plan->param_count; i++) {
        if (strcmp(plan->params[i].name, name) == 0) {
            return &plan->params[i];
        }
    }
    return NULL;
}

// The name of the zone in which the day begins; NULL: its offset says it.
static const char *zone_name_of(const struct filling *filling, const struct day_param *day) {
    if (!day->zone_param) {
        return day->zone;
    }
    const struct profile_param *param = configured(filling, day->zone_param);
    const struct param_default *own = by_default(filling, day->zone_param);
    if (param) {
        return param->is_secret ? "" : param->value;
    }
    return own && own->kind == PARAM_TEXT && own->value ? own->value : "";
}

// The caller destroys *zone, which may be NULL.
static enum error open_zone(const struct filling *filling, const struct day_param *day, struct zone **zone) {
    const char *name = zone_name_of(filling, day);
    *zone = NULL;
    if (name && (!*name || zone_create(name, zone, NULL))) {
        return wrong_param(filling, day->zone_param ? day->zone_param : name, "is no time zone");
    }
    return ERROR_NONE;
}

static enum error day_value(
    const struct filling *filling, const struct param_default *param, struct filled *out) {
    struct profile_request *request = filling->out;
    millis now = filling->inputs->now;
    struct zone *zone;
    if (now == MILLIS_NONE) {
        request->lacks_clock = true;
        return reason_set(filling->reason, ERROR_INPUT,
            "profile %s: the parameter \"%.64s\" is a day, and the clock is not set", filling->plan->name,
            param->name);
    }
    enum error error = open_zone(filling, &param->day, &zone);
    if (error) {
        return error;
    }
    struct day today = day_from(now, zone, param->day.offset, 0);
    struct day day = day_from(now, zone, param->day.offset, param->day.days);
    zone_destroy(zone);
    request->until = today.ends < request->until ? today.ends : request->until;
    struct strbuf text;
    strbuf_init(&text, sizeof out->day - 1);
    day_write(&text, param->value, &day);
    memcpy(out->day, strbuf_text(&text), text.len + 1);
    error = text.full ? wrong_param(filling, param->name, "is too long a date") : ERROR_NONE;
    strbuf_finish(&text);
    out->text = out->day;
    return error;
}

static enum error default_value(const struct filling *filling, const char *name, struct filled *out) {
    const struct param_default *param = by_default(filling, name);
    if (param && param->kind == PARAM_DAY) {
        return day_value(filling, param, out);
    }
    if (param && param->kind == PARAM_SECRET) {
        return request_secret(filling, name, param->value, out);
    }
    if (param && param->value) {
        *out = (struct filled){.text = param->value, .is_number = param->is_number};
        return ERROR_NONE;
    }
    if (strcmp(name, NEXT) == 0) { // the first page has nothing to say
        *out = (struct filled){.text = ""};
        return ERROR_NONE;
    }
    return wrong_param(filling, name, "is missing");
}

static enum error find_value(const struct filling *filling, const char *name, struct filled *out) {
    const struct profile_inputs *inputs = filling->inputs;
    const struct param_default *own = by_default(filling, name);
    bool is_number = own && own->is_number;
    *out = (struct filled){0};
    if (inputs->next && strcmp(name, NEXT) == 0) {
        *out = (struct filled){.text = inputs->next, .is_number = is_number || inputs->next_is_number};
        return ERROR_NONE;
    }
    const struct profile_param *param = configured(filling, name);
    if (param && param->is_secret) {
        return request_secret(filling, name, param->value, out);
    }
    if (param) {
        *out = (struct filled){.text = param->value, .is_number = is_number};
        return ERROR_NONE;
    }
    return default_value(filling, name, out);
}

enum error request_value(const struct filling *filling, const char *name, struct filled *out) {
    enum error error = find_value(filling, name, out);
    out->text = out->text ? out->text : "";
    return error;
}

enum error request_text(
    const struct filling *filling, const struct template *template, request_adder add, struct strbuf *out) {
    for (size_t i = 0; i < template->count; i++) {
        const struct part *part = &template->parts[i];
        if (part->literal) {
            strbuf_add_text(out, part->literal);
            continue;
        }
        struct filled value;
        const char *name = part->reference->param;
        enum error error = request_value(filling, name, &value);
        const char *problem = error ? NULL : add(out, &value);
        if (error || problem) {
            return error ? error : wrong_param(filling, name, problem);
        }
    }
    if (out->full) {
        return reason_set(
            filling->reason, ERROR_LIMIT, "profile %s: the request is too long", filling->plan->name);
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

const char *request_add_encoded(struct strbuf *out, const struct filled *value) {
    for (const char *c = value->text; *c; c++) {
        unsigned char byte = (unsigned char)*c;
        if (byte < 0x80 && (isalnum(byte) || strchr("-._~,:", byte))) {
            strbuf_add_byte(out, *c);
        } else {
            strbuf_printf(out, "%%%02X", byte);
        }
    }
    return NULL;
}

// An optional parameter without a value takes its whole "name=" with it.
static void drop_pair(struct strbuf *out) {
    while (out->len && !strchr("?&", out->data[out->len - 1])) {
        out->len--;
    }
    out->data[out->len] = '\0';
}

static const char *add_to_url(struct strbuf *out, const struct filled *value) {
    if (out->len && out->data[out->len - 1] == '=' && strchr(out->data, '?') && !*value->text) {
        drop_pair(out);
        return NULL;
    }
    const char *host = out->len ? strstr(strbuf_text(out), "://") : NULL;
    bool is_in_host = out->len == 0 || (host && !strpbrk(host + 3, "/?#"));
    if (is_in_host && value->is_secret) {
        return "is a secret: it can be no part of the host";
    }
    if (out->len == 0) {
        return add_whole_address(out, value->text);
    }
    return is_in_host ? add_host(out, value->text) : request_add_encoded(out, value);
}

static const char *add_to_header(struct strbuf *out, const struct filled *value) {
    strbuf_add_text(out, value->text);
    for (const char *c = value->text; *c; c++) {
        if ((unsigned char)*c < ' ' || *c == 0x7F) {
            return "has a control character in it";
        }
    }
    return NULL;
}

const char *request_add_as_is(struct strbuf *out, const struct filled *value) {
    strbuf_add_text(out, value->text);
    return NULL;
}

// Without the "&" that dropped pairs leave behind; in place.
static void tidy(char *url) {
    bool in_query = false;
    char last = '\0', *out = url;
    for (const char *c = url; *c; c++) {
        in_query = in_query || *c == '?';
        bool is_stray = in_query && *c == '&' && (last == '?' || last == '&');
        bool is_last = in_query && (*c == '&' || *c == '?') && c[strspn(c, "&?")] == '\0';
        if (!is_stray && !is_last) {
            last = *out++ = *c;
        }
    }
    *out = '\0';
}

// The address of a next page repeats what the first one had in it.
static void note_own_secrets(const struct filling *filling) {
    struct filling silent = *filling;
    struct strbuf url;
    silent.reason = NULL;
    strbuf_init(&url, LIMIT_STRING);
    request_text(&silent, &filling->plan->url, add_to_url, &url);
    strbuf_finish(&url);
}

static enum error fill_url(const struct filling *filling) {
    struct profile_request *request = filling->out;
    if (filling->inputs->url) {
        request->url = arena_text(&request->arena, filling->inputs->url);
        if (filling->inputs->next) {
            note_own_secrets(filling);
        }
        return ERROR_NONE;
    }
    if (!filling->plan->has_url) {
        return reason_set(filling->reason, ERROR_INPUT, "profile %s names no address", filling->plan->name);
    }
    struct strbuf url;
    strbuf_init(&url, LIMIT_STRING);
    enum error error = request_text(filling, &filling->plan->url, add_to_url, &url);
    char *text = arena_text(&request->arena, strbuf_text(&url));
    tidy(text);
    request->url = text;
    strbuf_finish(&url);
    return error;
}

static enum error fill_headers(const struct filling *filling) {
    struct profile_request *request = filling->out;
    const struct plan *plan = filling->plan;
    request->headers = arena_array(&request->arena, plan->header_count + 1, sizeof *request->headers);
    struct strbuf line;
    strbuf_init(&line, LIMIT_STRING);
    enum error error = ERROR_NONE;
    for (size_t i = 0; !error && i < plan->header_count; i++) {
        strbuf_clear(&line);
        strbuf_printf(&line, "%s: ", plan->headers[i].name);
        error = request_text(filling, &plan->headers[i].value, add_to_header, &line);
        request->headers[request->header_count++] = arena_text(&request->arena, strbuf_text(&line));
    }
    strbuf_finish(&line);
    return error;
}

enum error request_fill(const struct plan *plan, const struct profile_inputs *inputs,
    struct profile_request *out, struct reason *reason) {
    *out = (struct profile_request){.method = plan->method, .until = MILLIS_NEVER};
    arena_init(&out->arena, 0); // three texts and a few lines, each within LIMIT_STRING
    const struct filling filling = {plan, inputs, out, reason};
    enum error error = fill_url(&filling);
    error = error ? error : fill_headers(&filling);
    return error ? error : request_body(&filling);
}
