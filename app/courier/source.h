#ifndef BROADSIDE_COURIER_SOURCE_H
#define BROADSIDE_COURIER_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/time.h"

// A source as the configuration describes it. Everything is borrowed from whoever made it; a courier copies
// what it is given.

struct source_param {
    const char *name;
    const char *value;
    bool is_secret; // `value` is the name of a secret
};

// What may stand in a request, and is never shown.
struct source_secret {
    const char *name;
    const char *value;
    const char *host; // the only one that may see it; NULL: that of the profile's address
};

struct source_secrets {
    const struct source_secret *items;
    size_t count;
    const char *file; // where they are from, for messages; may be NULL
};

// Which stories are meant: of a section, with a word. As a person writes them.
struct source_topic {
    const char *const *sections;
    size_t section_count;
    const char *const *words;
    size_t word_count;
};

struct source {
    const char *id;      // unique
    const char *name;    // shown to people; NULL: the profile's word, the answer's title or the id
    const char *profile; // the path of a profile file
    const char *url; // overrides the profile's; http:, https: or file: (absolute); NULL: the profile's own
    const struct source_param *params;
    size_t param_count;
    const struct source_secrets *secrets; // all that are known; NULL: none
    millis every;                         // interval; 0: what the profile says
    millis keep;                          // how long its records may be shown without an answer; 0: for ever
    const char *section;
    const char *const *lists;
    size_t list_count;
    const char *place; // what its weather is the weather of; NULL
    struct source_topic include, exclude;
    millis max_age; // of its stories; 0: any
    size_t most;    // stories of an answer; 0: all
};

#endif
