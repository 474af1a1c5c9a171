// The settings table as JSON Schema, draft 2020-12 (https://json-schema.org/draft/2020-12/schema).
#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

#include "base/json_writer.h"
#include "config/setting_value.h"
#include "config/tree.h"

#define MOST_SHARED 32

// Tables that were written once are referred to afterwards: the styles of a theme are all alike.
struct schema {
    struct json_writer json;
    struct strbuf pointer;
    struct {
        const struct setting *fields;
        char *pointer; // owned
    } shared[MOST_SHARED];
    size_t shared_count;
};

static void write_bounds(
    struct schema *schema, const struct setting *setting, const char *least, const char *most) {
    if (setting_is_bounded(setting)) {
        json_number(&schema->json, least, setting->least);
        json_number(&schema->json, most, setting->most);
    }
}

static void write_words(struct schema *schema, const struct setting *setting) {
    json_array(&schema->json, "enum");
    for (const char *const *word = setting->words; *word; word++) {
        if (setting->type == SETTING_INT) {
            json_int(&schema->json, NULL, strtol(*word, NULL, 10));
        } else {
            json_text(&schema->json, NULL, *word);
        }
    }
    json_end_array(&schema->json);
}

static void write_setting(struct schema *schema, const char *key, const struct setting *setting);

// Members, what is required, and comments; the braces are the caller's.
static void write_fields(struct schema *schema, const struct setting *fields, bool is_top) {
    struct json_writer *json = &schema->json;
    json_text(json, "type", "object");
    json_object(json, "properties");
    if (is_top) {
        json_object(json, "$schema");
        json_text(json, "type", "string");
        json_text(json, "description", "Where this schema is, for editors.");
        json_end_object(json);
    }
    bool has_required = false;
    for (const struct setting *field = fields; field->key; field++) {
        if (field->type != SETTING_PLACE) {
            size_t length = schema->pointer.len;
            strbuf_add_text(&schema->pointer, "/properties");
            pointer_push(&schema->pointer, field->key);
            write_setting(schema, field->key, field);
            pointer_cut(&schema->pointer, length);
        }
        has_required = has_required || field->required;
    }
    json_end_object(json);
    if (has_required) {
        json_array(json, "required");
        for (const struct setting *field = fields; field->key; field++) {
            if (field->required) {
                json_text(json, NULL, field->key);
            }
        }
        json_end_array(json);
    }
    json_object(json, "patternProperties");
    json_object(json, "^(//.*|comment)$");
    json_text(json, "description", "A comment.");
    json_end_object(json);
    json_end_object(json);
    json_bool(json, "additionalProperties", false);
}

static void write_bool(struct schema *schema, const struct setting *setting) {
    (void)setting;
    json_text(&schema->json, "type", "boolean");
}

static void write_int(struct schema *schema, const struct setting *setting) {
    json_text(&schema->json, "type", "integer");
    if (setting->words) {
        write_words(schema, setting);
    }
    write_bounds(schema, setting, "minimum", "maximum");
}

static void write_number(struct schema *schema, const struct setting *setting) {
    json_text(&schema->json, "type", "number");
    write_bounds(schema, setting, "minimum", "maximum");
}

static void write_text(struct schema *schema, const struct setting *setting) {
    json_text(&schema->json, "type", "string");
    if (setting->form && setting->form->pattern) {
        json_text(&schema->json, "pattern", setting->form->pattern);
    }
    write_bounds(schema, setting, "minLength", "maxLength");
}

static void write_duration(struct schema *schema, const struct setting *setting) {
    json_array(&schema->json, "type");
    json_text(&schema->json, NULL, "string");
    json_text(&schema->json, NULL, "number");
    json_end_array(&schema->json);
    json_text(&schema->json, "pattern", "^[0-9]{1,9}[smhd]$");
    write_bounds(schema, setting, "minimum", "maximum");
}

static void write_color(struct schema *schema, const struct setting *setting) {
    (void)setting;
    json_text(&schema->json, "type", "string");
    json_text(&schema->json, "pattern", "^#[0-9a-fA-F]{6}$");
    json_text(&schema->json, "format", "color");
}

static void write_object(struct schema *schema, const struct setting *setting) {
    struct strbuf *pointer = &schema->pointer;
    for (size_t i = 0; i < schema->shared_count; i++) {
        if (schema->shared[i].fields == setting->fields) {
            json_text(&schema->json, "$ref", schema->shared[i].pointer);
            return;
        }
    }
    if (schema->shared_count < MOST_SHARED) {
        char *copy = strdup(strbuf_text(pointer));
        if (!copy) {
            abort();
        }
        schema->shared[schema->shared_count].fields = setting->fields;
        schema->shared[schema->shared_count++].pointer = copy;
    }
    write_fields(schema, setting->fields, false);
}

static void write_list(struct schema *schema, const struct setting *setting) {
    json_text(&schema->json, "type", "array");
    write_bounds(schema, setting, "minItems", "maxItems");
    size_t length = schema->pointer.len;
    strbuf_add_text(&schema->pointer, "/items");
    const struct setting object = {.type = SETTING_OBJECT, .fields = setting->fields};
    write_setting(schema, "items", setting->element ? setting->element : &object);
    pointer_cut(&schema->pointer, length);
}

static void write_scalars(struct schema *schema) {
    json_object(&schema->json, NULL);
    json_array(&schema->json, "type");
    json_text(&schema->json, NULL, "string");
    json_text(&schema->json, NULL, "number");
    json_text(&schema->json, NULL, "boolean");
    json_end_array(&schema->json);
    json_end_object(&schema->json);
}

// {"secret": name}
static void write_secret(struct schema *schema) {
    json_object(&schema->json, NULL);
    json_text(&schema->json, "type", "object");
    json_array(&schema->json, "required");
    json_text(&schema->json, NULL, "secret");
    json_end_array(&schema->json);
    json_bool(&schema->json, "additionalProperties", false);
    json_object(&schema->json, "properties");
    json_object(&schema->json, "secret");
    json_text(&schema->json, "type", "string");
    json_end_object(&schema->json);
    json_end_object(&schema->json);
    json_end_object(&schema->json);
}

static void write_map(struct schema *schema, const struct setting *setting) {
    json_text(&schema->json, "type", "object");
    write_bounds(schema, setting, "minProperties", "maxProperties");
    json_object(&schema->json, "additionalProperties");
    json_array(&schema->json, "anyOf");
    write_scalars(schema);
    write_secret(schema);
    json_end_array(&schema->json);
    json_end_object(&schema->json);
}

// Nothing at the top is required, so a part of a file has the schema of the whole.
static void write_patch(struct schema *schema, const struct setting *setting) {
    (void)setting;
    json_text(&schema->json, "$ref", "#");
}

static void write_setting(struct schema *schema, const char *key, const struct setting *setting) {
    static void (*const types[])(struct schema *, const struct setting *) = {
        [SETTING_BOOL] = write_bool,
        [SETTING_INT] = write_int,
        [SETTING_NUMBER] = write_number,
        [SETTING_TEXT] = write_text,
        [SETTING_WORD] = write_words,
        [SETTING_CHOICE] = write_words,
        [SETTING_DURATION] = write_duration,
        [SETTING_COLOR] = write_color,
        [SETTING_OBJECT] = write_object,
        [SETTING_LIST] = write_list,
        [SETTING_MAP] = write_map,
        [SETTING_PATCH] = write_patch,
    };
    json_object(&schema->json, key);
    if (setting->help) {
        json_text(&schema->json, "description", setting->help);
    }
    types[setting->type](schema, setting);
    if (setting->fallback) {
        cJSON *fallback = tree_parse(setting->fallback, strlen(setting->fallback));
        tree_write(&schema->json, "default", fallback);
        cJSON_Delete(fallback);
    }
    json_end_object(&schema->json);
}

void settings_write_schema(
    const struct setting *fields, const char *title, const char *id, struct strbuf *out) {
    struct schema schema = {0};
    json_begin(&schema.json, out);
    strbuf_init(&schema.pointer, LIMIT_REASON);
    strbuf_add_byte(&schema.pointer, '#');
    json_object(&schema.json, NULL);
    json_text(&schema.json, "$schema", "https://json-schema.org/draft/2020-12/schema");
    json_text(&schema.json, "$id", id);
    json_text(&schema.json, "title", title);
    write_fields(&schema, fields, true);
    json_end_object(&schema.json);
    for (size_t i = 0; i < schema.shared_count; i++) {
        free(schema.shared[i].pointer);
    }
    strbuf_finish(&schema.pointer);
}
