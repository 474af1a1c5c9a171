#include "decode/value.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "decode/date.h"
#include "decode/number.h"

struct value value_of_text(const char *text) {
    return text && *text ? (struct value){.kind = VALUE_TEXT, .as.text = text} : VALUE_NOTHING;
}

struct value value_of_number(double number) {
    return isfinite(number) ? (struct value){.kind = VALUE_NUMBER, .as.number = number} : VALUE_NOTHING;
}

struct value value_of_node(const cJSON *node) {
    if (cJSON_IsString(node)) {
        return value_of_text(node->valuestring);
    }
    if (cJSON_IsNumber(node)) {
        return value_of_number(node->valuedouble);
    }
    if (cJSON_IsBool(node)) {
        return (struct value){.kind = VALUE_BOOL, .as.truth = cJSON_IsTrue(node)};
    }
    return node && node->child ? (struct value){.kind = VALUE_NODE, .as.node = node} : VALUE_NOTHING;
}

bool value_is_equal(struct value a, struct value b) {
    if (a.kind != b.kind) {
        return false;
    }
    switch (a.kind) {
    case VALUE_ABSENT: return true;
    case VALUE_BOOL: return a.as.truth == b.as.truth;
    case VALUE_NUMBER: return !(a.as.number < b.as.number) && !(a.as.number > b.as.number);
    case VALUE_TEXT: return strcmp(a.as.text, b.as.text) == 0;
    case VALUE_DATE: return a.as.date.utc == b.as.date.utc;
    case VALUE_LIST:
    case VALUE_MAP:
    case VALUE_NODE: break;
    }
    return false;
}

const char *value_text(struct value value, char room[VALUE_TEXT_ROOM]) {
    switch (value.kind) {
    case VALUE_TEXT: return value.as.text;
    case VALUE_NUMBER: return number_format(value.as.number, room);
    case VALUE_BOOL: return value.as.truth ? "true" : "false";
    case VALUE_DATE: return date_format(value.as.date, room);
    case VALUE_ABSENT:
    case VALUE_LIST:
    case VALUE_MAP:
    case VALUE_NODE: break;
    }
    return NULL;
}

bool value_number(struct value value, double *out) {
    if (value.kind == VALUE_NUMBER) {
        *out = value.as.number;
        return true;
    }
    return value.kind == VALUE_TEXT && number_read(value.as.text, out);
}

static void write_number(double number, struct json_writer *writer, const char *key) {
    if (number_is_whole(number)) {
        json_int(writer, key, (int64_t)number);
    } else {
        json_number(writer, key, number);
    }
}

// Nesting is that of the document, which LIMIT_JSON_DEPTH bounds.
static void write_node(const cJSON *node, struct json_writer *writer, const char *key) {
    if (cJSON_IsObject(node)) {
        json_object(writer, key);
        for (const cJSON *child = node->child; child; child = child->next) {
            write_node(child, writer, child->string);
        }
        json_end_object(writer);
    } else if (cJSON_IsArray(node)) {
        json_array(writer, key);
        for (const cJSON *child = node->child; child; child = child->next) {
            write_node(child, writer, NULL);
        }
        json_end_array(writer);
    } else if (cJSON_IsString(node)) {
        json_text(writer, key, node->valuestring);
    } else if (cJSON_IsNumber(node)) {
        write_number(node->valuedouble, writer, key);
    } else if (cJSON_IsBool(node)) {
        json_bool(writer, key, cJSON_IsTrue(node));
    } else {
        json_null(writer, key);
    }
}

void value_write(struct value value, struct json_writer *writer, const char *key) {
    char date[DATE_TEXT];
    switch (value.kind) {
    case VALUE_ABSENT: json_null(writer, key); break;
    case VALUE_BOOL: json_bool(writer, key, value.as.truth); break;
    case VALUE_NUMBER: write_number(value.as.number, writer, key); break;
    case VALUE_TEXT: json_text(writer, key, value.as.text); break;
    case VALUE_DATE: json_text(writer, key, date_format(value.as.date, date)); break;
    case VALUE_NODE: write_node(value.as.node, writer, key); break;
    case VALUE_LIST:
        json_array(writer, key);
        for (size_t i = 0; i < value.count; i++) {
            value_write(value.as.list[i], writer, NULL);
        }
        json_end_array(writer);
        break;
    case VALUE_MAP:
        json_object(writer, key);
        for (size_t i = 0; i < value.count; i++) {
            value_write(value.as.map[i].value, writer, value.as.map[i].name);
        }
        json_end_object(writer);
        break;
    }
}
