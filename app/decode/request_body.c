#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/json_writer.h"
#include "decode/request.h"

// The body of a request. One that is JSON in the profile is JSON; one that is text is what its Content-Type
// says, and a form where nothing is said.

static const char json_type[] = "Content-Type: application/json";
static const char form_type[] = "Content-Type: application/x-www-form-urlencoded";

// A text that a body's JSON has in it.
static const char *add_to_json(struct strbuf *out, const struct filled *value) {
    for (const char *c = value->text; *c; c++) {
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

static const char *content_type(const struct profile_request *request) {
    for (size_t i = 0; i < request->header_count; i++) {
        if (strncasecmp(request->headers[i], "Content-Type:", 13) == 0) {
            return request->headers[i];
        }
    }
    return NULL;
}

static void add_header(struct profile_request *request, const char *line) {
    request->headers[request->header_count++] = line;
}

// The parameter that is all of a text, or NULL.
static const char *lone_param(const struct template *text) {
    return text->count == 1 && text->parts[0].reference ? text->parts[0].reference->param : NULL;
}

// RFC 8259, section 6, nearly: no sign and no leading point.
static bool is_json_number(const char *text, double *out) {
    char *end;
    bool is_plain = text[strspn(text, "-+0123456789.eE")] == '\0' && text[strspn(text, "-")] != '\0';
    *out = strtod(text, &end);
    return is_plain && *text != '+' && *text != '.' && end > text && !*end && isfinite(*out);
}

// A parameter that stands alone keeps its type, and without a value there is no such member.
static enum error write_param(
    const struct filling *filling, const struct body *body, const char *name, struct json_writer *writer) {
    struct filled value;
    double number;
    enum error error = request_value(filling, name, &value);
    if (!error && value.is_number && is_json_number(value.text, &number)) {
        json_number(writer, body->name, number);
    } else if (!error && *value.text) {
        json_text(writer, body->name, value.text);
    }
    return error;
}

static enum error write_text(
    const struct filling *filling, const struct body *body, struct json_writer *writer) {
    const char *param = lone_param(&body->text);
    if (param) {
        return write_param(filling, body, param, writer);
    }
    struct strbuf text;
    strbuf_init(&text, LIMIT_STRING);
    enum error error = request_text(filling, &body->text, request_add_as_is, &text);
    json_text(writer, body->name, strbuf_text(&text));
    strbuf_finish(&text);
    return error;
}

// As deep as the profile is, which is bounded.
static enum error write_json(
    const struct filling *filling, const struct body *body, struct json_writer *writer) {
    if (body->kind == BODY_TEXT) {
        return write_text(filling, body, writer);
    }
    if (body->kind == BODY_CONSTANT) {
        value_write(body->constant, writer, body->name);
        return ERROR_NONE;
    }
    bool is_object = body->kind == BODY_OBJECT;
    (is_object ? json_object : json_array)(writer, body->name);
    enum error error = ERROR_NONE;
    for (size_t i = 0; !error && i < body->count; i++) {
        error = write_json(filling, &body->parts[i], writer);
    }
    (is_object ? json_end_object : json_end_array)(writer);
    return error;
}

static request_adder adder_of(const char *type) {
    static const struct {
        const char *part;
        request_adder add;
    } adders[] = {{"x-www-form-urlencoded", request_add_encoded}, {"json", add_to_json}};
    for (size_t i = 0; i < sizeof adders / sizeof *adders; i++) {
        if (strstr(type, adders[i].part)) {
            return adders[i].add;
        }
    }
    return request_add_as_is;
}

static enum error write_body(const struct filling *filling, const char *type, struct strbuf *out) {
    const struct plan *plan = filling->plan;
    if (!plan->body_is_json) {
        return request_text(filling, &plan->body_text, adder_of(type), out);
    }
    struct json_writer writer;
    json_begin(&writer, out);
    return write_json(filling, &plan->body, &writer);
}

enum error request_body(const struct filling *filling) {
    const struct plan *plan = filling->plan;
    struct profile_request *request = filling->out;
    if (!plan->has_body) {
        return ERROR_NONE;
    }
    const char *type = content_type(request);
    if (!type) {
        type = plan->body_is_json ? json_type : form_type;
        add_header(request, type);
    }
    struct strbuf body;
    strbuf_init(&body, LIMIT_STRING);
    enum error error = write_body(filling, type, &body);
    if (!error && body.full) {
        error = reason_set(filling->reason, ERROR_LIMIT, "profile %s: the body is too long", plan->name);
    }
    request->body = arena_text(&request->arena, strbuf_text(&body));
    strbuf_finish(&body);
    return error;
}
