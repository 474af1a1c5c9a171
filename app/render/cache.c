#include "render/cache.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

// A hash table with chains through an array of entries, and a ring from the latest used to the longest
// unused. Entry 0 is the ring's anchor, so that no link is ever a special case; index 0 also ends a chain.

struct entry {
    uint64_t key;
    void *value;
    size_t bytes;
    uint32_t era;          // of the latest use
    uint32_t chain;        // next in the same bucket, or among the free ones
    uint32_t newer, older; // in the ring
};

struct cache {
    void (*destroy)(void *value);
    struct entry *entries;
    uint32_t *buckets; // as many as there are entries: a power of two
    uint32_t capacity, used, free;
    uint32_t era;
    struct cache_stats stats;
};

static void *array_of(uint32_t count, size_t size) {
    void *array = calloc(count, size);
    if (!array) {
        abort();
    }
    return array;
}

struct cache *cache_create(size_t budget, void (*destroy)(void *value)) {
    struct cache *cache = array_of(1, sizeof *cache);
    *cache = (struct cache){.destroy = destroy, .stats.budget = budget, .capacity = 64, .used = 1};
    cache->entries = array_of(cache->capacity, sizeof *cache->entries);
    cache->buckets = array_of(cache->capacity, sizeof *cache->buckets);
    return cache;
}

static uint32_t *bucket_of(struct cache *cache, uint64_t key) {
    return &cache->buckets[(key ^ key >> 32) & (cache->capacity - 1)];
}

static void unlink_from_ring(struct entry *entries, uint32_t at) {
    entries[entries[at].newer].older = entries[at].older;
    entries[entries[at].older].newer = entries[at].newer;
}

static void link_as_newest(struct entry *entries, uint32_t at) {
    entries[at].newer = 0;
    entries[at].older = entries[0].older;
    entries[entries[0].older].newer = at;
    entries[0].older = at;
}

static void remove_entry(struct cache *cache, uint32_t at) {
    uint32_t *link = bucket_of(cache, cache->entries[at].key);
    while (*link != at) {
        link = &cache->entries[*link].chain;
    }
    *link = cache->entries[at].chain;
    unlink_from_ring(cache->entries, at);
    cache->destroy(cache->entries[at].value);
    cache->stats.bytes -= cache->entries[at].bytes;
    cache->stats.count--;
    cache->entries[at].chain = cache->free;
    cache->free = at;
}

void cache_clear(struct cache *cache) {
    while (cache->entries[0].newer != 0) {
        remove_entry(cache, cache->entries[0].newer);
    }
}

void cache_destroy(struct cache *cache) {
    if (cache) {
        cache_clear(cache);
        free(cache->entries);
        free(cache->buckets);
        free(cache);
    }
}

static uint32_t find(struct cache *cache, uint64_t key) {
    uint32_t at = *bucket_of(cache, key);
    while (at != 0 && cache->entries[at].key != key) {
        at = cache->entries[at].chain;
    }
    return at;
}

void *cache_find(struct cache *cache, uint64_t key) {
    uint32_t at = find(cache, key);
    if (at == 0) {
        cache->stats.misses++;
        return NULL;
    }
    cache->stats.hits++;
    unlink_from_ring(cache->entries, at);
    link_as_newest(cache->entries, at);
    cache->entries[at].era = cache->era;
    return cache->entries[at].value;
}

static void grow(struct cache *cache) {
    uint32_t before = cache->capacity;
    cache->capacity *= 2;
    struct entry *entries = array_of(cache->capacity, sizeof *entries);
    memcpy(entries, cache->entries, before * sizeof *entries);
    free(cache->entries);
    free(cache->buckets);
    cache->entries = entries;
    cache->buckets = array_of(cache->capacity, sizeof *cache->buckets);
    for (uint32_t at = 1; at < cache->used; at++) { // it only grows when no entry is free
        uint32_t *bucket = bucket_of(cache, entries[at].key);
        entries[at].chain = *bucket;
        *bucket = at;
    }
}

static uint32_t take_entry(struct cache *cache) {
    uint32_t at = cache->free;
    if (at != 0) {
        cache->free = cache->entries[at].chain;
        return at;
    }
    if (cache->used == cache->capacity) {
        grow(cache);
    }
    return cache->used++;
}

void cache_add(struct cache *cache, uint64_t key, void *value, size_t bytes) {
    assert(value && find(cache, key) == 0);
    uint32_t at = take_entry(cache), *bucket = bucket_of(cache, key);
    struct entry *entry = &cache->entries[at];
    *entry = (struct entry){.key = key, .value = value, .bytes = bytes, .era = cache->era, .chain = *bucket};
    *bucket = at;
    link_as_newest(cache->entries, at);
    cache->stats.bytes += bytes;
    cache->stats.count++;
    while (cache->stats.bytes > cache->stats.budget && cache->entries[0].newer != at) {
        cache->stats.evictions++;
        remove_entry(cache, cache->entries[0].newer);
    }
    cache->stats.peak = cache->stats.bytes > cache->stats.peak ? cache->stats.bytes : cache->stats.peak;
}

void cache_turn(struct cache *cache) {
    uint32_t oldest = cache->entries[0].newer;
    while (oldest != 0 && cache->entries[oldest].era != cache->era) { // the ring is in the order of use
        remove_entry(cache, oldest);
        oldest = cache->entries[0].newer;
    }
    cache->era++;
}

const struct cache_stats *cache_stats(const struct cache *cache) {
    return &cache->stats;
}
