#ifndef BROADSIDE_DECODE_CHART_H
#define BROADSIDE_DECODE_CHART_H

#include <cjson/cJSON.h>

#include "base/error.h"
#include "decode/value.h"
#include "model/chart_spec.h"

// A chart's JSON as plain data for rooms that may not see cJSON.

// `name` is copied. The arena, whose ceiling bounds the answer, holds the result.
enum error chart_spec_read(const char *text, size_t len, const char *name, struct arena *arena,
    struct chart_spec *out, struct reason *reason);

// The same of a part of a document that is parsed already; NULL when the arena is full.
const struct tree *chart_tree(const cJSON *json, struct arena *arena);

// chart_data.c: what the "data" of a spec's views name instead of holding it, each once and no more than
// LIMIT_CHART_DATA; nobody has any rows of it yet. Relative addresses are resolved against `base` (NULL: they
// have none). False when the arena is full.
bool chart_spec_find_data(struct chart_spec *spec, const char *base, struct arena *arena);

// A file of rows: JSON, XML as JSON, or a text of lines. `name` is for messages.
enum error chart_rows_read(const char *text, size_t len, const char *name, struct arena *arena,
    const struct tree **out, struct reason *reason);
// Rows that a profile has made; NULL when the arena is full.
const struct tree *chart_rows_of_value(struct value value, struct arena *arena);

#endif
