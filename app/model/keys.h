#ifndef BROADSIDE_MODEL_KEYS_H
#define BROADSIDE_MODEL_KEYS_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

// Text → number, for the length of one assembly. Private to the room.

#define KEYS_NONE SIZE_MAX

struct keys {
    struct keys_entry *entries;
    size_t mask; // entries − 1; a power of two less one
};

// Room for `most` different keys, in memory of `arena`.
void keys_init(struct keys *keys, size_t most, struct arena *arena);
// The number of a key, or KEYS_NONE.
size_t keys_find(const struct keys *keys, const char *key);
// Sets the number of a key. The text is borrowed.
void keys_put(struct keys *keys, const char *key, size_t number);
// The number of a key, which becomes `number` if it had none. The text is borrowed.
size_t keys_add(struct keys *keys, const char *key, size_t number);

#endif
