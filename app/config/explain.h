#ifndef BROADSIDE_CONFIG_EXPLAIN_H
#define BROADSIDE_CONFIG_EXPLAIN_H

#include "config/layers.h"

// The layers of a configuration for a person.

// Every value that is in effect, a line each: "ticker.speed = 120    remote file, groups.lobby
// (fleet.json:12:5)".
void explain_all(const struct layers *layers, struct strbuf *out);
// What each layer says of one setting ("ticker.speed", "sources[0].url", "ticker"), the lowest first. False
// if none says anything.
bool explain_one(const struct layers *layers, const char *key, struct strbuf *out);
// All in effect as one JSON file.
void explain_json(const struct layers *layers, struct strbuf *out);

#endif
