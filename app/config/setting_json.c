// What a table's struct holds, as the JSON that the table reads.
#include "base/json_writer.h"
#include "config/settings.h"

static void write_fields(struct json_writer *json, const struct setting *fields, const char *base);

static const char *text_at(const char *at) {
    return *(const char *const *)(const void *)at;
}

static void write_value(
    struct json_writer *json, const char *key, const struct setting *setting, const char *at);

static void write_list(struct json_writer *json, const struct setting *setting, const char *base) {
    size_t count = *(const size_t *)(const void *)(base + setting->count_offset);
    const char *element = text_at(base + setting->offset);
    json_array(json, setting->key);
    for (size_t i = 0; i < count; i++, element += setting->element_size) {
        if (setting->fields) {
            json_object(json, NULL);
            write_fields(json, setting->fields, element);
            json_end_object(json);
        } else {
            write_value(json, NULL, setting->element, element);
        }
    }
    json_end_array(json);
}

static void write_value(
    struct json_writer *json, const char *key, const struct setting *setting, const char *at) {
    switch (setting->type) {
    case SETTING_BOOL: json_bool(json, key, *(const bool *)at); break;
    case SETTING_INT: json_int(json, key, *(const int *)(const void *)at); break;
    case SETTING_NUMBER: json_number(json, key, *(const double *)(const void *)at); break;
    case SETTING_CHOICE: json_text(json, key, setting->words[*(const int *)(const void *)at]); break;
    case SETTING_TEXT:
    case SETTING_WORD:
        if (text_at(at)) {
            json_text(json, key, text_at(at));
        }
        break;
    default: break; // what no program writes
    }
}

static void write_fields(struct json_writer *json, const struct setting *fields, const char *base) {
    for (const struct setting *setting = fields; setting->key; setting++) {
        if (setting->type == SETTING_LIST) {
            write_list(json, setting, base);
        } else if (setting->type == SETTING_OBJECT) {
            json_object(json, setting->key);
            write_fields(json, setting->fields, base + setting->offset);
            json_end_object(json);
        } else {
            write_value(json, setting->key, setting, base + setting->offset);
        }
    }
}

void settings_write_json(const struct setting *fields, const void *base, struct strbuf *out) {
    struct json_writer json;
    json_begin(&json, out);
    json_object(&json, NULL);
    write_fields(&json, fields, base);
    json_end_object(&json);
}
