#ifndef BROADSIDE_DECODE_UNWRAP_H
#define BROADSIDE_DECODE_UNWRAP_H

#include <stddef.h>

// JSON as it is sent to scripts: as the argument of a call (JSONP: "callback({…});", with a comment before it
// as in "/*O_o*/"), or behind a line that keeps it from being run as one (")]}'"). Narrows *text and *len to
// the JSON; anything else is left as it is.
void unwrap_json(const char **text, size_t *len);

#endif
