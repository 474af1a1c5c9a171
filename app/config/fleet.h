#ifndef BROADSIDE_CONFIG_FLEET_H
#define BROADSIDE_CONFIG_FLEET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

// A remote file as one for many screens, each of which reads only its own entries of it (layers.h).

struct document;

// Whether it says what only a remote file says: a serial, groups or devices.
bool fleet_is_document(const struct document *document);

// The pointers of all its entries ("/groups/lobby", "/devices/lobby-3"), in the arena; none of a file that is
// no JSON.
const char **fleet_entries(const struct document *document, struct arena *arena, size_t *count);

#endif
