#ifndef BROADSIDE_DECODE_CHART_H
#define BROADSIDE_DECODE_CHART_H

#include <cjson/cJSON.h>

#include "base/error.h"
#include "model/chart_spec.h"

// A chart's JSON as plain data for rooms that may not see cJSON.

// `name` is copied. The arena, whose ceiling bounds the answer, holds the result.
enum error chart_spec_read(const char *text, size_t len, const char *name, struct arena *arena,
    struct chart_spec *out, struct reason *reason);

// The same of a part of a document that is parsed already; NULL when the arena is full.
const struct tree *chart_tree(const cJSON *json, struct arena *arena);

#endif
