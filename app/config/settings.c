#include "config/settings.h"

#include <assert.h>
#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "config/setting_value.h"
#include "config/tree.h"

#define LONGEST_POINTER 1024 // the rest of a longer one is not shown

struct reading {
    struct document *document; // NULL: a fallback of the table, where a fault is our own mistake
    struct arena *arena;
    struct strbuf pointer;
};

static void *at_offset(void *base, size_t offset) {
    return (char *)base + offset;
}

static bool faulty(
    struct reading *reading, const cJSON *node, const char *message, const struct setting *setting) {
    if (!reading->document) {
        abort(); // a fallback that its own row does not allow
    }
    struct strbuf allowed;
    strbuf_init(&allowed, LIMIT_REASON);
    if (setting) {
        strbuf_add_text(&allowed, " (allowed: ");
        setting_allowed(setting, &allowed);
        strbuf_add_text(&allowed, ")");
    }
    document_fault_at(
        reading->document, node, strbuf_text(&reading->pointer), "%s%s", message, strbuf_text(&allowed));
    strbuf_finish(&allowed);
    return false;
}

static bool faulty_kind(struct reading *reading, const cJSON *node, const struct setting *setting) {
    struct reason wrong;
    reason_set(&wrong, ERROR_INPUT, "found %s", json_kind(node));
    return faulty(reading, node, wrong.text, setting);
}

static bool faulty_count(
    struct reading *reading, const cJSON *node, size_t count, const struct setting *setting) {
    struct reason wrong;
    reason_set(&wrong, ERROR_INPUT, "%zu of them", count);
    return faulty(reading, node, wrong.text, setting);
}

static const struct setting *find_field(const struct setting *fields, const char *key, size_t *index) {
    for (*index = 0; fields[*index].key; ++*index) {
        const struct setting *field = &fields[*index];
        if (field->type != SETTING_PLACE && strcmp(field->key, key) == 0) {
            return field;
        }
    }
    return NULL;
}

static void unknown_key(struct reading *reading, const struct setting *fields, const cJSON *node) {
    const char *keys[SETTINGS_MOST]; // read_object has looked
    size_t count = 0;
    struct strbuf message;
    char shown[QUOTED];
    for (const struct setting *field = fields; field->key; field++) {
        if (field->type != SETTING_PLACE) {
            keys[count++] = field->key;
        }
    }
    strbuf_init(&message, LIMIT_REASON - 1);
    strbuf_printf(&message, "unknown key %s", quoted(node->string, shown));
    const char *near = nearest_word(node->string, keys, count);
    if (near) {
        strbuf_printf(&message, " (did you mean \"%s\"?)", near);
    } else {
        for (size_t i = 0; i < count; i++) {
            strbuf_printf(&message, "%s%s", i ? ", " : " (allowed: ", keys[i]);
        }
        strbuf_add_text(&message, count ? ")" : "");
    }
    faulty(reading, node, strbuf_text(&message), NULL);
    strbuf_finish(&message);
}

static void set_defaults(const struct setting *fields, struct arena *arena, void *base);
static bool read_any(struct reading *reading, const struct setting *setting, const cJSON *node, void *base);

static bool read_member(struct reading *reading, const struct setting *field, const cJSON *node, void *base) {
    if (!read_any(reading, field, node, base)) {
        return false;
    }
    if (field->present_offset) {
        const bool present = true;
        memcpy(at_offset(base, field->present_offset), &present, sizeof present);
    }
    return true;
}

static size_t setting_count(const struct setting *fields) {
    size_t count = 0;
    while (fields[count].key) {
        count++;
    }
    return count;
}

// False if the object is of no use: something required is missing or at fault.
static bool read_object(
    struct reading *reading, const struct setting *fields, const cJSON *node, void *base) {
    bool usable = true;
    bool seen[SETTINGS_MOST] = {false};
    assert(setting_count(fields) <= SETTINGS_MOST);
    const size_t length = reading->pointer.len;
    const cJSON *child;
    cJSON_ArrayForEach(child, node) {
        size_t index;
        const struct setting *field = find_field(fields, child->string, &index);
        if (!field &&
            (tree_is_comment(child->string) || (length == 0 && strcmp(child->string, "$schema") == 0))) {
            continue;
        }
        pointer_push(&reading->pointer, child->string);
        if (!field) {
            unknown_key(reading, fields, child);
        } else if (seen[index]) {
            faulty(reading, child, "the same key a second time in one object", NULL);
        } else {
            bool good = read_member(reading, field, child, base);
            usable = usable && (good || !field->required);
            seen[index] = true;
        }
        pointer_cut(&reading->pointer, length);
    }
    for (size_t i = 0; fields[i].key; i++) {
        if (fields[i].required && !seen[i]) {
            struct reason wrong;
            reason_set(&wrong, ERROR_INPUT, "\"%s\" is missing", fields[i].key);
            usable = faulty(reading, node, wrong.text, NULL);
        }
    }
    return usable;
}

static void set_place(const struct setting *fields, void *element, size_t place) {
    for (const struct setting *field = fields; field && field->key; field++) {
        if (field->type == SETTING_PLACE) {
            memcpy(at_offset(element, field->offset), &place, sizeof place);
        }
    }
}

static bool read_element(
    struct reading *reading, const struct setting *list, const cJSON *node, void *element) {
    if (list->element) {
        return read_any(reading, list->element, node, element);
    }
    if (!cJSON_IsObject(node)) {
        struct setting object = {.type = SETTING_OBJECT};
        return faulty_kind(reading, node, &object);
    }
    set_defaults(list->fields, reading->arena, element);
    return read_object(reading, list->fields, node, element);
}

static bool in_length(const struct setting *setting, size_t count) {
    return !setting_is_bounded(setting) ||
           ((double)count >= setting->least && (double)count <= setting->most);
}

static void store_array(const struct setting *setting, void *base, void *array, size_t count) {
    memcpy(at_offset(base, setting->offset), &array, sizeof array);
    memcpy(at_offset(base, setting->count_offset), &count, sizeof count);
}

static bool read_list(struct reading *reading, const struct setting *list, const cJSON *node, void *base) {
    if (!cJSON_IsArray(node)) {
        return faulty_kind(reading, node, list);
    }
    const size_t length = reading->pointer.len;
    size_t given = (size_t)cJSON_GetArraySize(node);
    if (!in_length(list, given)) {
        return faulty_count(reading, node, given, list);
    }
    char *array = arena_array(reading->arena, given, list->element_size);
    size_t place = 0, count = 0;
    const cJSON *child;
    cJSON_ArrayForEach(child, node) {
        char *element = array + count * list->element_size;
        memset(element, 0, list->element_size); // the one before it may have been left out
        pointer_push_index(&reading->pointer, place);
        if (read_element(reading, list, child, element)) {
            set_place(list->fields, element, place);
            count++;
        }
        pointer_cut(&reading->pointer, length);
        place++;
    }
    if (count == 0 && given > 0) {
        return false; // all were at fault and said so: the default is better than nothing
    }
    store_array(list, base, array, count);
    return true;
}

static bool any_text(const char *text) {
    (void)text;
    return true;
}

#define PAIR_VALUES "text, a number, true, false or {\"secret\": its name}"

static const char *pair_text(struct reading *reading, const cJSON *node) {
    static const struct setting_form form = {.noun = "text", .allowed = PAIR_VALUES, .fits = any_text};
    static const struct setting text = {.type = SETTING_TEXT, .form = &form};
    const char *value = NULL;
    struct reason wrong;
    if (!setting_value_read(&text, node, reading->arena, &value, &wrong)) {
        faulty(reading, node, wrong.text, &text);
    }
    return value;
}

// The value is NULL where there was a fault.
static struct setting_pair read_pair(struct reading *reading, const cJSON *node) {
    const cJSON *secret = cJSON_GetObjectItemCaseSensitive(node, "secret");
    struct setting_pair pair = {.key = arena_text(reading->arena, node->string)};
    pair.is_secret = cJSON_IsObject(node) && cJSON_GetArraySize(node) == 1 && secret;
    if (cJSON_IsBool(node)) {
        pair.value = cJSON_IsTrue(node) ? "true" : "false";
    } else if (cJSON_IsNumber(node)) {
        pair.value = number_text(reading->arena, node->valuedouble);
    } else {
        pair.value = pair_text(reading, pair.is_secret ? secret : node);
    }
    return pair;
}

static bool has_key(const struct setting_pair *pairs, size_t count, const char *key) {
    for (size_t i = 0; i < count; i++) {
        if (strcmp(pairs[i].key, key) == 0) {
            return true;
        }
    }
    return false;
}

static bool read_map(struct reading *reading, const struct setting *map, const cJSON *node, void *base) {
    if (!cJSON_IsObject(node)) {
        return faulty_kind(reading, node, map);
    }
    assert(map->most > 0); // or looking for a second of the same key is quadratic
    const size_t length = reading->pointer.len;
    size_t given = (size_t)cJSON_GetArraySize(node);
    if (!in_length(map, given)) {
        return faulty_count(reading, node, given, map);
    }
    struct setting_pair *pairs = arena_array(reading->arena, given, sizeof *pairs);
    size_t count = 0;
    const cJSON *child;
    cJSON_ArrayForEach(child, node) {
        if (strncmp(child->string, "//", 2) == 0) {
            continue;
        }
        pointer_push(&reading->pointer, child->string);
        if (has_key(pairs, count, child->string)) {
            faulty(reading, child, "the same key a second time in one object", NULL);
        } else {
            pairs[count] = read_pair(reading, child);
            count += pairs[count].value != NULL;
        }
        pointer_cut(&reading->pointer, length);
    }
    store_array(map, base, pairs, count);
    return true;
}

static bool read_inner(struct reading *reading, const struct setting *object, const cJSON *node, void *base) {
    if (!cJSON_IsObject(node)) {
        return faulty_kind(reading, node, object);
    }
    return read_object(reading, object->fields, node, at_offset(base, object->offset));
}

static bool read_single(
    struct reading *reading, const struct setting *setting, const cJSON *node, void *base) {
    struct reason wrong;
    return setting_value_read(setting, node, reading->arena, at_offset(base, setting->offset), &wrong) ||
           faulty(reading, node, wrong.text, setting);
}

// True if the value was good and is now where the table says.
static bool read_any(struct reading *reading, const struct setting *setting, const cJSON *node, void *base) {
    switch (setting->type) {
    case SETTING_OBJECT: return read_inner(reading, setting, node, base);
    case SETTING_LIST: return read_list(reading, setting, node, base);
    case SETTING_MAP: return read_map(reading, setting, node, base);
    case SETTING_PATCH: return cJSON_IsObject(node) || faulty_kind(reading, node, setting);
    default: return read_single(reading, setting, node, base);
    }
}

static void set_defaults(const struct setting *fields, struct arena *arena, void *base) {
    for (const struct setting *field = fields; field->key; field++) {
        if (field->type == SETTING_OBJECT) {
            set_defaults(field->fields, arena, at_offset(base, field->offset));
        }
        if (field->fallback) {
            struct reading reading = {.arena = arena};
            strbuf_init(&reading.pointer, LONGEST_POINTER);
            cJSON *value = tree_parse(field->fallback, strlen(field->fallback));
            if (!value || !read_any(&reading, field, value, base)) {
                abort();
            }
            cJSON_Delete(value);
            strbuf_finish(&reading.pointer);
        }
    }
}

enum error settings_read_document(
    const struct setting *fields, struct document *document, struct arena *arena, void *base) {
    set_defaults(fields, arena, base);
    const cJSON *root = document_root(document);
    if (!root) {
        return ERROR_INPUT;
    }
    struct reading reading = {.document = document, .arena = arena};
    strbuf_init(&reading.pointer, LONGEST_POINTER);
    if (cJSON_IsObject(root)) {
        read_object(&reading, fields, root, base);
    } else {
        struct setting object = {.type = SETTING_OBJECT};
        faulty_kind(&reading, root, &object);
    }
    strbuf_finish(&reading.pointer);
    return document_faults(document) ? ERROR_INPUT : ERROR_NONE;
}

enum error settings_read(const struct setting *fields, const char *name, const char *text, size_t len,
    struct arena *arena, void *base, struct strbuf *faults) {
    struct document *document;
    enum error unreadable = document_create(name, text, len, faults, &document);
    enum error error = settings_read_document(fields, document, arena, base);
    document_destroy(document);
    return unreadable ? unreadable : error;
}

void settings_write_defaults(const struct setting *fields, struct strbuf *out) {
    const char *between = "{";
    for (const struct setting *field = fields; field->key; field++) {
        if (field->type == SETTING_OBJECT || field->fallback) {
            strbuf_printf(out, "%s\"%s\": ", between, field->key);
            if (field->fallback) {
                strbuf_add_text(out, field->fallback);
            } else {
                settings_write_defaults(field->fields, out);
            }
            between = ",\n";
        }
    }
    strbuf_add_text(out, *between == '{' ? "{}" : "}");
}
