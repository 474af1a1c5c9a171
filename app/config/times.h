#ifndef BROADSIDE_CONFIG_TIMES_H
#define BROADSIDE_CONFIG_TIMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/time_rule.h"

// What the configuration says of times (base/time_rule.h).

// "22:00", "24:00"; "2026-12-24", "12-24", "12-24..01-06". Strict.
bool times_read_clock(const char *text, int *minutes);
bool times_read_dates(const char *text, struct time_dates *out);
// "06:00..10:00", "22:00..06:00": minutes after midnight. Strict.
bool times_read_hours(const char *text, int *from, int *to);

// A clock that was never set stands near 1970, one that lost its battery anywhere before this program was
// written: rules by time do not hold then.
bool times_is_trusted(millis now);

struct config;
struct config_page;
// When an entry of the rundown is in it; false: always.
bool times_of_page(const struct config_page *page, struct time_rule *out);
// Which rules of a configuration are on at `now`, as bits, and when that may next differ.
uint32_t times_on(const struct config *config, const struct zone *zone, millis now, millis *next);

#endif
