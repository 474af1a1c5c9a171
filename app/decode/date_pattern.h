#ifndef BROADSIDE_DECODE_DATE_PATTERN_H
#define BROADSIDE_DECODE_DATE_PATTERN_H

#include <stdbool.h>

#include "decode/date_cursor.h"

// strptime patterns, read the same in every locale: %Y %y %m %d %e %j %H %I %M %S %f %p %b %B %h %a %A %z %Z
// %s %D %F %R %T %n %t %%. White space in a pattern fits any white space, also none.

// Whether `text` as a whole fits.
bool date_pattern_read(const char *text, const char *pattern, struct date_fields *fields);

// Whether the pattern has only known directives and names a year; else `*wrong` is the unknown one, or the
// end.
bool date_pattern_is_valid(const char *pattern, const char **wrong);

#endif
