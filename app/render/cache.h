#ifndef BROADSIDE_RENDER_CACHE_H
#define BROADSIDE_RENDER_CACHE_H

#include <stddef.h>
#include <stdint.h>

// Things that cost time to make, kept up to a budget of bytes: the one not used for longest goes first.

struct cache;

struct cache_stats {
    size_t budget;       // bytes
    size_t bytes, count; // held now
    size_t peak;         // bytes, the most ever held
    uint64_t hits, misses;
    uint64_t evictions; // left for want of room; what an era forgot does not count
};

// `destroy` is called with every value that leaves. The caller owns the cache.
struct cache *cache_create(size_t budget, void (*destroy)(void *value));
void cache_destroy(struct cache *cache); // accepts NULL

// The value of `key`, NULL if it is not there. Borrowed until the next cache_add or cache_clear.
void *cache_find(struct cache *cache, uint64_t key);
// Takes `value` (not NULL), whose key is not in the cache. It stays at least until the next cache_add,
// even if it is larger than the budget.
void cache_add(struct cache *cache, uint64_t key, void *value, size_t bytes);
void cache_clear(struct cache *cache);
// Begins another era: what was used neither in the one that ends nor added in it leaves.
void cache_turn(struct cache *cache);

const struct cache_stats *cache_stats(const struct cache *cache); // borrowed

#endif
