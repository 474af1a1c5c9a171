#ifndef BROADSIDE_CONFIG_ENCLOSURES_H
#define BROADSIDE_CONFIG_ENCLOSURES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

// Files that a remote file names by their addresses: profiles, themes, words, a logo. Whoever fetches them
// says here where they lie now, and the reader of the configuration puts these paths in the place of the
// addresses.

struct enclosure {
    const char *url;
    const char *path; // where it lies on this machine
};

struct enclosures {
    struct arena arena; // holds everything below
    struct enclosure *items;
    size_t count;
};

// An address of something elsewhere: http: or https:.
bool enclosure_is_address(const char *text);
// The path; NULL if it is not among them, or if `enclosures` is NULL.
const char *enclosures_find(const struct enclosures *enclosures, const char *url);

#endif
