#ifndef BROADSIDE_CONFIG_SECRETS_H
#define BROADSIDE_CONFIG_SECRETS_H

#include "base/arena.h"
#include "base/error.h"
#include "base/strbuf.h"

// Keys and tokens of services, in a file of their own that only its owner may read:
//
//   {"guardian": "KEY", "nyt": {"value": "KEY", "host": "api.nytimes.com"}}
//
// No message ever has a value in it.

struct secret {
    const char *name;
    const char *value;
    const char *host; // the only one it may be sent to; NULL: that of the profile that asks for it
};

struct secrets {
    const struct secret *items;
    size_t count;
};

// Everything is in the arena. A file that is not there holds no secrets. Faults go to `faults`, a line each
// (may be none of a secret's own: it is left out, and the others are good); a file that somebody else may
// read is ERROR_REFUSED, and none of it is used.
enum error secrets_read(const char *path, struct arena *arena, struct secrets *out, struct strbuf *faults);

#endif
