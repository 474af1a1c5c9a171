#ifndef BROADSIDE_COURIER_ASSIGNMENT_H
#define BROADSIDE_COURIER_ASSIGNMENT_H

#include <stdbool.h>

#include "base/arena.h"
#include "courier/courier.h"
#include "model/selection.h"

// The sources that a courier is to ask, and how, as a copy of its own: whoever assigned them may forget them
// at once. Private to the room.

struct assignment {
    struct arena arena;
    struct source *sources;
    struct selection *selections; // of each source: which of its stories are wanted
    size_t count;
    const char *contact, *proxy, *ca_file, *shelf; // each may be NULL
};

// What of `options` may change while a courier works.
struct assignment *assignment_create(const struct courier_options *options);
void assignment_destroy(struct assignment *assignment); // accepts NULL

// Equal, or both NULL.
bool text_is_same(const char *a, const char *b);
// Would both be asked the same question at the same address and read in the same way?
bool source_is_alike(const struct source *a, const struct source *b);
bool source_has_same_secrets(const struct source *a, const struct source *b);

#endif
