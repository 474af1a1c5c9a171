#ifndef BROADSIDE_BASE_JSON_WRITER_H
#define BROADSIDE_BASE_JSON_WRITER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/strbuf.h"

// Writes JSON (RFC 8259) into a buffer, two blanks a level. The writer puts commas, line breaks and escapes;
// the caller keeps brackets balanced. A `key` is NULL inside an array and at the top.
struct json_writer {
    struct strbuf *out;
    int depth;
    bool has_member; // something was written at this depth: a comma is due
};

void json_begin(struct json_writer *writer, struct strbuf *out);
void json_object(struct json_writer *writer, const char *key);
void json_array(struct json_writer *writer, const char *key);
void json_end_object(struct json_writer *writer);
void json_end_array(struct json_writer *writer);
void json_text(struct json_writer *writer, const char *key, const char *text); // NULL writes null
void json_int(struct json_writer *writer, const char *key, int64_t value);
void json_number(struct json_writer *writer, const char *key,
    double value); // shortest that reads back the same; NaN and infinities are null
void json_bool(struct json_writer *writer, const char *key, bool value);
void json_null(struct json_writer *writer, const char *key);

#endif
