#ifndef BROADSIDE_BASE_HASH_H
#define BROADSIDE_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

// FNV-1a, 64 bit (http://www.isthe.com/chongo/tech/comp/fnv/): for tables and identities inside one process
// or one cache folder, never against an adversary.
#define HASH_START UINT64_C(0xcbf29ce484222325)

static inline uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t len) {
    const unsigned char *byte = bytes;
    for (size_t i = 0; i < len; i++) {
        hash = (hash ^ byte[i]) * UINT64_C(0x100000001b3);
    }
    return hash;
}

// Text with its terminating NUL, so that ("ab","c") and ("a","bc") differ. NULL hashes like "".
static inline uint64_t hash_text(uint64_t hash, const char *text) {
    for (; text && *text; text++) {
        hash = (hash ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
    }
    return hash * UINT64_C(0x100000001b3);
}

#endif
