#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "model/identity.h"
#include "model/keys.h"
#include "model/versions.h"

// versions_group: which versions are the same piece of news. Versions with the same identity are. Beyond
// that, those that share an address, then those that share headline and day, unless that would make one of
// two that a source tells apart: then what they share (an address of the whole site, a headline of every
// morning) says nothing. The shared keys are looked at in the order of their text, so that neither the order
// of the sources nor that of their answers matters.

struct grouping {
    struct version *versions;
    size_t count;
    struct identity *identities;
    size_t *parents;   // of every version: one of the same group; its own of a group's root
    uint64_t *sources; // of every root: a bit for each source in the group, `words` of them
    size_t words;
    uint64_t *gathered; // `words` of them
    struct arena *arena;
};

static size_t root_of(const struct grouping *grouping, size_t at) {
    size_t *parents = grouping->parents;
    while (parents[at] != at) {
        parents[at] = parents[parents[at]];
        at = parents[at];
    }
    return at;
}

static uint64_t *sources_of(const struct grouping *grouping, size_t root) {
    return grouping->sources + root * grouping->words;
}

static void join(struct grouping *grouping, size_t a, size_t b) {
    a = root_of(grouping, a);
    b = root_of(grouping, b);
    if (a == b) {
        return;
    }
    grouping->parents[b] = a;
    for (size_t i = 0; i < grouping->words; i++) {
        sources_of(grouping, a)[i] |= sources_of(grouping, b)[i];
    }
}

static void open_grouping(struct grouping *grouping, size_t source_count) {
    struct arena *arena = grouping->arena;
    size_t count = grouping->count;
    grouping->words = (source_count + 63) / 64;
    grouping->identities = arena_array(arena, count, sizeof *grouping->identities);
    grouping->parents = arena_array(arena, count, sizeof *grouping->parents);
    grouping->sources = arena_array(arena, count * grouping->words, sizeof *grouping->sources);
    grouping->gathered = arena_array(arena, grouping->words, sizeof *grouping->gathered);
    for (size_t i = 0; i < count; i++) {
        const struct version *version = &grouping->versions[i];
        grouping->identities[i] = identity_of(version->story, version->published, arena);
        grouping->parents[i] = i;
        sources_of(grouping, i)[version->source / 64] = UINT64_C(1) << (version->source % 64);
    }
}

static void join_by_identity(struct grouping *grouping) {
    struct keys keys;
    keys_init(&keys, grouping->count, grouping->arena);
    for (size_t i = 0; i < grouping->count; i++) {
        const struct identity *identity = &grouping->identities[i];
        const char *key = identity->keys[identity_first(identity)];
        if (key) {
            join(grouping, keys_add(&keys, key, i), i);
        }
    }
}

// All versions with one key.
struct bucket {
    const char *key;
    size_t first; // the others by `next`
    size_t count;
};

static int compare_buckets(const void *left, const void *right) {
    return strcmp(((const struct bucket *)left)->key, ((const struct bucket *)right)->key);
}

// Those keys that several versions have. Answers how many.
static size_t find_buckets(
    const struct grouping *grouping, enum identity_kind kind, struct bucket *buckets, size_t *next) {
    struct keys keys;
    size_t count = 0, shared = 0;
    keys_init(&keys, grouping->count, grouping->arena);
    for (size_t i = 0; i < grouping->count; i++) {
        const char *key = grouping->identities[i].keys[kind];
        size_t at = key ? keys_add(&keys, key, count) : KEYS_NONE;
        if (at == KEYS_NONE) {
            continue;
        }
        if (at == count) {
            buckets[count++] = (struct bucket){key, KEYS_NONE, 0};
        }
        next[i] = buckets[at].first;
        buckets[at].first = i;
        buckets[at].count++;
    }
    for (size_t i = 0; i < count; i++) {
        if (buckets[i].count > 1) {
            buckets[shared++] = buckets[i];
        }
    }
    return shared;
}

// Whether the groups of a bucket can be one without making one of what a source tells apart. `counted` is a
// mark of every root.
static bool may_join(
    const struct grouping *grouping, const struct bucket *bucket, const size_t *next, const char **counted) {
    memset(grouping->gathered, 0, grouping->words * sizeof *grouping->gathered);
    for (size_t i = bucket->first; i != KEYS_NONE; i = next[i]) {
        size_t root = root_of(grouping, i);
        for (size_t k = 0; counted[root] != bucket->key && k < grouping->words; k++) {
            if (grouping->gathered[k] & sources_of(grouping, root)[k]) {
                return false;
            }
            grouping->gathered[k] |= sources_of(grouping, root)[k];
        }
        counted[root] = bucket->key;
    }
    return true;
}

static void join_by(struct grouping *grouping, enum identity_kind kind) {
    struct bucket *buckets = arena_array(grouping->arena, grouping->count, sizeof *buckets);
    size_t *next = arena_array(grouping->arena, grouping->count, sizeof *next);
    const char **counted = arena_array(grouping->arena, grouping->count, sizeof *counted);
    size_t count = find_buckets(grouping, kind, buckets, next);
    qsort(buckets, count, sizeof *buckets, compare_buckets);
    for (size_t i = 0; i < count; i++) {
        if (may_join(grouping, &buckets[i], next, counted)) {
            for (size_t k = next[buckets[i].first]; k != KEYS_NONE; k = next[k]) {
                join(grouping, buckets[i].first, k);
            }
        }
    }
}

static millis edited(const struct version *version) {
    return moment_is_known(version->updated) ? version->updated.utc : version->published.utc;
}

// The newest first; of versions of the same time that of the latest answer, then as the answer and the
// configuration have it.
static int compare_versions(const void *left, const void *right) {
    const struct version *a = *(const struct version *const *)left;
    const struct version *b = *(const struct version *const *)right;
    if (edited(a) != edited(b)) {
        return edited(a) > edited(b) ? -1 : 1;
    }
    if (a->from->age.fetched != b->from->age.fetched) {
        return a->from->age.fetched > b->from->age.fetched ? -1 : 1;
    }
    if (a->place != b->place) {
        return a->place < b->place ? -1 : 1;
    }
    return a->source < b->source ? -1 : a->source > b->source;
}

static void number_groups(const struct grouping *grouping, struct versions *out) {
    size_t *numbers = arena_array(grouping->arena, grouping->count, sizeof *numbers);
    out->group_count = 0;
    for (size_t i = 0; i < grouping->count; i++) {
        size_t root = root_of(grouping, i);
        numbers[root] = numbers[root] ? numbers[root] : ++out->group_count;
        grouping->versions[i].group = numbers[root] - 1;
    }
}

// The versions group after group: counted, placed, and each group sorted.
static void sort_groups(const struct grouping *grouping, struct versions *out) {
    size_t *starts = arena_array(grouping->arena, out->group_count + 2, sizeof *starts);
    out->by_group = arena_array(grouping->arena, grouping->count, sizeof(struct version *));
    for (size_t i = 0; i < grouping->count; i++) {
        starts[grouping->versions[i].group + 2]++;
    }
    for (size_t i = 2; i < out->group_count + 2; i++) {
        starts[i] += starts[i - 1];
    }
    for (size_t i = 0; i < grouping->count; i++) { // moves each start to the next one
        out->by_group[starts[grouping->versions[i].group + 1]++] = &grouping->versions[i];
    }
    for (size_t i = 0; i < out->group_count; i++) {
        qsort(
            out->by_group + starts[i], starts[i + 1] - starts[i], sizeof(struct version *), compare_versions);
    }
    out->group_starts = starts;
}

void versions_group(struct versions *versions, size_t source_count, struct arena *arena) {
    struct grouping grouping = {.versions = versions->all, .count = versions->count, .arena = arena};
    open_grouping(&grouping, source_count);
    join_by_identity(&grouping);
    join_by(&grouping, IDENTITY_ADDRESS);
    join_by(&grouping, IDENTITY_HEADLINE);
    number_groups(&grouping, versions);
    sort_groups(&grouping, versions);
}
