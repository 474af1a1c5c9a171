#include "config/setting_value.h"

#include <cjson/cJSON.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/json_writer.h"
#include "base/nearest.h"
#include "base/time.h"
#include "base/utf8.h"

static bool wrong_value(struct reason *wrong, const char *text, const char *what) {
    char shown[QUOTED];
    reason_set(wrong, ERROR_INPUT, "%s is %s", quoted(text, shown), what);
    return false;
}

static bool in_bounds(const struct setting *setting, double value) {
    return !setting_is_bounded(setting) || (value >= setting->least && value <= setting->most);
}

static bool out_of_range(double value, struct reason *wrong) {
    reason_set(wrong, ERROR_INPUT, "%.15g is out of range", value);
    return false;
}

static bool read_bool(
    const struct setting *setting, const cJSON *node, struct arena *arena, void *at, struct reason *wrong) {
    (void)setting, (void)arena, (void)wrong;
    bool value = cJSON_IsTrue(node);
    memcpy(at, &value, sizeof value);
    return true;
}

const char *number_text(struct arena *arena, double number) {
    struct strbuf text;
    struct json_writer writer;
    strbuf_init(&text, 64);
    json_begin(&writer, &text);
    json_number(&writer, NULL, number);
    const char *copy = arena_text(arena, strbuf_text(&text));
    strbuf_finish(&text);
    return copy;
}

static bool is_one_of(const char *const *words, long number) {
    for (; *words; words++) {
        if (strtol(*words, NULL, 10) == number) {
            return true;
        }
    }
    return false;
}

static bool read_int(
    const struct setting *setting, const cJSON *node, struct arena *arena, void *at, struct reason *wrong) {
    (void)arena;
    double number = node->valuedouble;
    if (number != floor(number)) {
        reason_set(wrong, ERROR_INPUT, "%.15g is no whole number", number);
        return false;
    }
    if (number < INT_MIN || number > INT_MAX || !in_bounds(setting, number)) {
        return out_of_range(number, wrong);
    }
    int value = (int)number;
    if (setting->words && !is_one_of(setting->words, value)) {
        reason_set(wrong, ERROR_INPUT, "%d is none of those allowed", value);
        return false;
    }
    memcpy(at, &value, sizeof value);
    return true;
}

static bool read_number(
    const struct setting *setting, const cJSON *node, struct arena *arena, void *at, struct reason *wrong) {
    (void)arena;
    double value = node->valuedouble;
    if (!isfinite(value) || !in_bounds(setting, value)) { // 1e999 is JSON, and infinite
        return out_of_range(value, wrong);
    }
    memcpy(at, &value, sizeof value);
    return true;
}

static bool has_control(const char *text) {
    for (; *text; text++) {
        if ((unsigned char)*text < 0x20 || *text == 0x7F) {
            return true;
        }
    }
    return false;
}

static bool read_text(
    const struct setting *setting, const cJSON *node, struct arena *arena, void *at, struct reason *wrong) {
    const char *text = node->valuestring;
    if (has_control(text)) {
        return wrong_value(wrong, text, "not one line: it has a control character");
    }
    size_t count = utf8_count(text);
    if (strlen(text) > LIMIT_STRING || !in_bounds(setting, (double)count)) {
        reason_set(wrong, ERROR_INPUT, count ? "%zu characters" : "empty text", count);
        return false;
    }
    if (setting->form && !setting->form->fits(text)) {
        char shown[QUOTED];
        reason_set(wrong, ERROR_INPUT, "%s is no %s",
            setting->form->is_private || strstr(text, "://") ? "this" : quoted(text, shown),
            setting->form->noun);
        return false;
    }
    const char *copy = arena_text(arena, text);
    memcpy(at, &copy, sizeof copy);
    return true;
}

// The index in `words`, or false with the nearest one in the message.
static bool find_word(const char *const *words, const char *text, int *index, struct reason *wrong) {
    size_t count = 0;
    for (; words[count]; count++) {
        if (strcmp(words[count], text) == 0) {
            *index = (int)count;
            return true;
        }
    }
    char shown[QUOTED];
    const char *near = nearest_word(text, words, count);
    if (near) {
        reason_set(wrong, ERROR_INPUT, "unknown word %s (did you mean \"%s\"?)", quoted(text, shown), near);
    } else {
        reason_set(wrong, ERROR_INPUT, "unknown word %s", quoted(text, shown));
    }
    return false;
}

static bool read_word(
    const struct setting *setting, const cJSON *node, struct arena *arena, void *at, struct reason *wrong) {
    (void)arena;
    int index;
    if (!find_word(setting->words, node->valuestring, &index, wrong)) {
        return false;
    }
    memcpy(at, &setting->words[index], sizeof setting->words[index]);
    return true;
}

static bool read_choice(
    const struct setting *setting, const cJSON *node, struct arena *arena, void *at, struct reason *wrong) {
    (void)arena;
    int index;
    if (!find_word(setting->words, node->valuestring, &index, wrong)) {
        return false;
    }
    memcpy(at, &index, sizeof index);
    return true;
}

// "90s", "5m", "1h", "2d" in seconds; negative: no duration.
static double duration_seconds(const char *text) {
    static const struct {
        char unit;
        double seconds;
    } units[] = {{'s', 1}, {'m', 60}, {'h', 3600}, {'d', 86400}};
    size_t digits = strspn(text, "0123456789");
    if (digits < 1 || digits > 9 || !text[digits] || text[digits + 1]) {
        return -1;
    }
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (units[i].unit == text[digits]) {
            return strtod(text, NULL) * units[i].seconds;
        }
    }
    return -1;
}

static bool read_duration(
    const struct setting *setting, const cJSON *node, struct arena *arena, void *at, struct reason *wrong) {
    (void)arena;
    bool is_text = cJSON_IsString(node);
    double seconds = is_text ? duration_seconds(node->valuestring) : node->valuedouble;
    if (is_text && seconds < 0) {
        return wrong_value(wrong, node->valuestring, "no duration");
    }
    if (!(seconds >= 0 && seconds <= 1e9) || !in_bounds(setting, seconds)) {
        if (is_text) {
            return wrong_value(wrong, node->valuestring, "out of range");
        }
        return out_of_range(seconds, wrong);
    }
    millis value = (millis)llround(seconds * (double)SECOND);
    memcpy(at, &value, sizeof value);
    return true;
}

static bool read_color(
    const struct setting *setting, const cJSON *node, struct arena *arena, void *at, struct reason *wrong) {
    (void)setting, (void)arena;
    const char *text = node->valuestring;
    if (text[0] != '#' || strspn(text + 1, "0123456789abcdefABCDEF") != 6 || text[7]) {
        return wrong_value(wrong, text, "no color");
    }
    unsigned value = (unsigned)strtoul(text + 1, NULL, 16);
    memcpy(at, &value, sizeof value);
    return true;
}

// Which JSON values a type takes, and how. Objects, lists and maps are settings.c's.
static const struct {
    int kinds; // of cJSON, or-ed
    bool (*read)(const struct setting *, const cJSON *, struct arena *, void *, struct reason *);
} types[] = {
    [SETTING_BOOL] = {cJSON_True | cJSON_False, read_bool},
    [SETTING_INT] = {cJSON_Number, read_int},
    [SETTING_NUMBER] = {cJSON_Number, read_number},
    [SETTING_TEXT] = {cJSON_String, read_text},
    [SETTING_WORD] = {cJSON_String, read_word},
    [SETTING_CHOICE] = {cJSON_String, read_choice},
    [SETTING_DURATION] = {cJSON_String | cJSON_Number, read_duration},
    [SETTING_COLOR] = {cJSON_String, read_color},
};

bool setting_value_read(const struct setting *setting, const struct cJSON *node, struct arena *arena,
    void *at, struct reason *wrong) {
    if (!(node->type & types[setting->type].kinds)) {
        reason_set(wrong, ERROR_INPUT, "found %s", json_kind(node));
        return false;
    }
    return types[setting->type].read(setting, node, arena, at, wrong);
}

const char *json_kind(const struct cJSON *node) {
    static const struct {
        int kind;
        const char *name;
    } kinds[] = {
        {cJSON_True, "true"},
        {cJSON_False, "false"},
        {cJSON_NULL, "null"},
        {cJSON_Number, "a number"},
        {cJSON_String, "text"},
        {cJSON_Array, "a list"},
        {cJSON_Object, "an object"},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (node->type & kinds[i].kind) {
            return kinds[i].name;
        }
    }
    return "nothing";
}
