#ifndef BROADSIDE_CONFIG_SETTING_VALUE_H
#define BROADSIDE_CONFIG_SETTING_VALUE_H

#include <stdbool.h>

#include "config/settings.h"

// Single values of the settings table: everything but objects, lists and maps. Private to this room.

struct cJSON;

// Converts `node` and writes it at `at`. False, with what is wrong in `wrong`, leaves *at alone.
bool setting_value_read(const struct setting *setting, const struct cJSON *node, struct arena *arena,
    void *at, struct reason *wrong);

// What is allowed, for people: "a whole number from 1 to 5".
void setting_allowed(const struct setting *setting, struct strbuf *out);

// "a list", "text", … for "found …".
const char *json_kind(const struct cJSON *node);

// A number as its JSON text: the shortest that reads back the same. In the arena.
const char *number_text(struct arena *arena, double number);

static inline bool setting_is_bounded(const struct setting *setting) {
    return setting->least != 0 || setting->most != 0;
}

#endif
