#ifndef BROADSIDE_BASE_JSON_POSITION_H
#define BROADSIDE_BASE_JSON_POSITION_H

#include <stdbool.h>
#include <stddef.h>

// Where in a JSON text something stands, for errors that a person can find in an editor. cJSON keeps no
// positions, so the text is scanned again when there is something to say; a second parser would be a second
// opinion.

// Line (from 1) and column (from 1, in characters) of a byte offset. Offsets past the end are the end.
void json_position_at(const char *text, size_t len, size_t offset, size_t *line, size_t *column);

// The place of what an RFC 6901 pointer names: a member's key, an element's first character, for "" the
// document's first. If the pointer leads nowhere, the deepest place on the way that exists, and the answer is
// false. Of equal keys the first is meant, as cJSON does. Tolerates broken JSON: it scans as far as it can.
bool json_position(const char *text, size_t len, const char *pointer, size_t *line, size_t *column);

// The same as a byte offset.
bool json_position_offset(const char *text, size_t len, const char *pointer, size_t *offset);

#endif
