#ifndef BROADSIDE_BASE_ZONE_H
#define BROADSIDE_BASE_ZONE_H

#include "base/error.h"
#include "base/time.h"

// A time zone of the system's zone files (TZif, RFC 8536), because they are kept current by the distribution
// while ICU's own copy ages with the library. The C library's tzset() knows one zone a process; a kiosk shows
// several cities at once, so the file is read here: version 2 or later, with its footer rule (POSIX TZ) for
// the time after the last listed transition.

struct zone;

// `name` is an IANA name ("Europe/Moscow"); "" and "UTC" are UTC. Refuses absolute paths and "..".
// The caller owns the zone. On failure *out is NULL.
enum error zone_create(const char *name, struct zone **out, struct reason *reason);
// The same from the bytes of a zone file; `name` is only for messages and zone_name.
enum error zone_read(
    const char *name, const char *bytes, size_t len, struct zone **out, struct reason *reason);
void zone_destroy(struct zone *zone); // accepts NULL

// Seconds east of UTC at `utc` (Unix time).
int32_t zone_offset(const struct zone *zone, millis utc);
// The first moment after `utc` at which the offset changes; MILLIS_NEVER if none is foreseen.
millis zone_next_change(const struct zone *zone, millis utc);
const char *zone_name(const struct zone *zone); // borrowed

// The first moment (Unix time) at which a clock on the wall of `zone` shows `civil` or later.
millis zone_first_at(const struct zone *zone, struct civil civil);

#endif
