#ifndef BROADSIDE_DECODE_DATE_H
#define BROADSIDE_DECODE_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/time.h"

// Dates as services write them. No locale and no clock: months and weekdays are English, as the formats say.

// `format` is "iso" (RFC 3339 and its usual misspellings: a blank for the T, no seconds, no colon in the
// offset, no offset, a date alone, "+03", "UTC"), "rfc822" (RFC 5322 and its: no weekday, two-digit years,
// zone names), "unix", "unix-ms", or a strptime pattern. `zone` is the offset in seconds east of a time that
// names none. The offset is kept; "unix" and "unix-ms" give UTC. False if the text does not fit as a whole,
// names no such day, or lies outside 1970 to 2100.
bool date_read(const char *text, const char *format, int32_t zone, struct moment *out);

// Whether `format` is one of the above; for a wrong strptime directive `*wrong` is where it stands.
bool date_format_is_known(const char *format, const char **wrong);

#define DATE_TEXT 40
// RFC 3339 with the offset, and milliseconds where there are any.
const char *date_format(struct moment moment, char out[DATE_TEXT]);

#endif
