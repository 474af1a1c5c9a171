#include "base/json_writer.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void put_quoted(struct strbuf *out, const char *text) {
    strbuf_add_byte(out, '"');
    for (const char *at = text; *at; at++) {
        unsigned char byte = (unsigned char)*at;
        if (byte == '"' || byte == '\\') {
            strbuf_printf(out, "\\%c", byte);
        } else if (byte == '\n') {
            strbuf_add_text(out, "\\n");
        } else if (byte < 0x20 || byte == 0x7F) {
            strbuf_printf(out, "\\u%04x", byte);
        } else {
            strbuf_add_byte(out, *at);
        }
    }
    strbuf_add_byte(out, '"');
}

static void indent(struct json_writer *writer) {
    strbuf_printf(writer->out, "\n%*s", 2 * writer->depth, "");
}

static void start(struct json_writer *writer, const char *key) {
    if (writer->has_member) {
        strbuf_add_byte(writer->out, ',');
    }
    if (writer->depth) {
        indent(writer);
    }
    if (key) {
        put_quoted(writer->out, key);
        strbuf_add_text(writer->out, ": ");
    }
    writer->has_member = true;
}

static void open_bracket(struct json_writer *writer, const char *key, char bracket) {
    start(writer, key);
    strbuf_add_byte(writer->out, bracket);
    writer->depth++;
    writer->has_member = false;
}

static void close_bracket(struct json_writer *writer, char bracket) {
    writer->depth--;
    if (writer->has_member) {
        indent(writer);
    }
    strbuf_add_byte(writer->out, bracket);
    writer->has_member = true;
    if (writer->depth == 0) {
        strbuf_add_byte(writer->out, '\n');
    }
}

void json_begin(struct json_writer *writer, struct strbuf *out) {
    *writer = (struct json_writer){.out = out};
}

void json_object(struct json_writer *writer, const char *key) {
    open_bracket(writer, key, '{');
}

void json_array(struct json_writer *writer, const char *key) {
    open_bracket(writer, key, '[');
}

void json_end_object(struct json_writer *writer) {
    close_bracket(writer, '}');
}

void json_end_array(struct json_writer *writer) {
    close_bracket(writer, ']');
}

void json_text(struct json_writer *writer, const char *key, const char *text) {
    start(writer, key);
    if (text) {
        put_quoted(writer->out, text);
    } else {
        strbuf_add_text(writer->out, "null");
    }
}

void json_int(struct json_writer *writer, const char *key, int64_t value) {
    start(writer, key);
    strbuf_printf(writer->out, "%" PRId64, value);
}

void json_number(struct json_writer *writer, const char *key, double value) {
    start(writer, key);
    if (!isfinite(value)) {
        strbuf_add_text(writer->out, "null");
        return;
    }
    char text[40];
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, value);
        if (strtod(text, NULL) == value) {
            break;
        }
    }
    strbuf_add_text(writer->out, text);
}

void json_bool(struct json_writer *writer, const char *key, bool value) {
    start(writer, key);
    strbuf_add_text(writer->out, value ? "true" : "false");
}

void json_null(struct json_writer *writer, const char *key) {
    json_text(writer, key, NULL);
}
