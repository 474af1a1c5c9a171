#ifndef BROADSIDE_RENDER_KEYS_H
#define BROADSIDE_RENDER_KEYS_H

#include "base/hash.h"

// Numbers in keys of caches.

static inline uint64_t hash_u64(uint64_t hash, uint64_t value) {
    return hash_bytes(hash, &value, sizeof value);
}

static inline uint64_t hash_pair(uint64_t hash, int a, int b) {
    return hash_u64(hash, (uint64_t)(uint32_t)a << 32 | (uint32_t)b);
}

#endif
