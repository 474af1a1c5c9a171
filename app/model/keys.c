#include "model/keys.h"

#include <string.h>

#include "base/hash.h"

struct keys_entry {
    const char *key; // NULL: free
    uint64_t hash;
    size_t number;
};

void keys_init(struct keys *keys, size_t most, struct arena *arena) {
    size_t size = 16;
    while (size < most * 2) {
        size *= 2;
    }
    keys->entries = arena_array(arena, size, sizeof *keys->entries);
    keys->mask = size - 1;
}

// The entry of a key, or the free one where it belongs: at least half of the table is free.
static struct keys_entry *entry_of(const struct keys *keys, const char *key, uint64_t hash) {
    size_t at = (size_t)(hash ^ hash >> 32) & keys->mask;
    while (keys->entries[at].key &&
           (keys->entries[at].hash != hash || strcmp(keys->entries[at].key, key) != 0)) {
        at = (at + 1) & keys->mask;
    }
    return &keys->entries[at];
}

size_t keys_find(const struct keys *keys, const char *key) {
    const struct keys_entry *entry = entry_of(keys, key, hash_text(HASH_START, key));
    return entry->key ? entry->number : KEYS_NONE;
}

void keys_put(struct keys *keys, const char *key, size_t number) {
    uint64_t hash = hash_text(HASH_START, key);
    *entry_of(keys, key, hash) = (struct keys_entry){key, hash, number};
}

size_t keys_add(struct keys *keys, const char *key, size_t number) {
    uint64_t hash = hash_text(HASH_START, key);
    struct keys_entry *entry = entry_of(keys, key, hash);
    if (!entry->key) {
        *entry = (struct keys_entry){key, hash, number};
    }
    return entry->number;
}
