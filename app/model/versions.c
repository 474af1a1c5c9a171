#include "model/versions.h"

#include <string.h>

#include "model/keys.h"

// A number that belongs to more than one story of the same source, such as an address that all items share,
// tells nothing: it is kept as this.
#define AMBIGUOUS (KEYS_NONE - 1)

// A headline shorter than this ("Live updates") may well stand over two different stories on one day.
#define TELLING_HEADLINE 24

// An id of this length or with a colon (URI, URN, tag:, UUID) is meant to be unique in the world. A shorter
// one is the row of somebody's table, and another service has a row of the same number.
#define WORLDWIDE_ID 20

millis version_edited(const struct story *story, millis now) {
    struct moment date = moment_is_known(story->updated) ? story->updated : story->published;
    return date.utc > now ? now : date.utc;
}

millis version_published(const struct story *story, millis now) {
    struct moment date = moment_is_known(story->published) ? story->published : story->updated;
    return date.utc > now ? now : date.utc;
}

static bool is_text(const char *text) {
    return text && *text;
}

// An address without what does not make it another one: the scheme, "www.", a fragment, the last slash.
static char *bare_address(const char *url, struct arena *arena) {
    const char *start = strstr(url, "://");
    start = start ? start + 3 : url;
    start += strncmp(start, "www.", 4) == 0 ? 4 : 0;
    size_t len = strcspn(start, "#");
    len -= len && start[len - 1] == '/';
    return arena_text_n(arena, start, len);
}

static char *id_key(const struct story *story, const char *address, struct arena *arena) {
    if (!is_text(story->id)) {
        return NULL;
    }
    bool worldwide = strchr(story->id, ':') || strlen(story->id) >= WORLDWIDE_ID;
    int host = worldwide || !address ? 0 : (int)strcspn(address, "/");
    return arena_printf(arena, "id %.*s %s", host, host ? address : "", story->id);
}

static char *headline_key(const struct story *story, bool is_primary, millis now, struct arena *arena) {
    if (!story->headline || (!is_primary && strlen(story->headline) < TELLING_HEADLINE)) {
        return NULL;
    }
    millis date = version_published(story, now);
    return arena_printf(arena, "headline %lld %s", (long long)(date / DAY), story->headline);
}

enum { BY_ID, BY_ADDRESS, BY_HEADLINE, KEYS_OF_STORY };

struct grouping {
    struct versions *out;
    struct keys keys;
    struct arena *arena;
    millis now;
};

static void story_keys(
    const struct grouping *grouping, const struct story *story, char *keys[KEYS_OF_STORY]) {
    struct arena *arena = grouping->arena;
    char *address = is_text(story->url) ? bare_address(story->url, arena) : NULL;
    keys[BY_ID] = id_key(story, address, arena);
    keys[BY_ADDRESS] = address ? arena_printf(arena, "address %s", address) : NULL;
    bool only_headline = !keys[BY_ID] && !keys[BY_ADDRESS];
    keys[BY_HEADLINE] = headline_key(story, only_headline, grouping->now, arena);
}

// The group a story belongs to, or KEYS_NONE. The first key that the story has is its identity. The others
// join it only to stories of other sources: one source knows its own stories apart.
static size_t find_group(struct grouping *grouping, char *keys[KEYS_OF_STORY], size_t source) {
    bool is_identity = true;
    for (size_t i = 0; i < KEYS_OF_STORY; i++) {
        if (!keys[i]) {
            continue;
        }
        size_t found = keys_find(&grouping->keys, keys[i]);
        if (found < AMBIGUOUS) {
            if (is_identity || grouping->out->groups[found].last_source != source) {
                return found;
            }
            keys_put(&grouping->keys, keys[i], AMBIGUOUS);
        }
        is_identity = false;
    }
    return KEYS_NONE;
}

static bool is_newer(const struct version *a, const struct version *b, millis now) {
    millis edited_a = version_edited(a->story, now), edited_b = version_edited(b->story, now);
    if (edited_a != edited_b) {
        return edited_a > edited_b;
    }
    if (a->from->age.fetched != b->from->age.fetched) {
        return a->from->age.fetched > b->from->age.fetched;
    }
    return a->source < b->source;
}

static void add_version(struct story_group *group, struct version version, millis now) {
    size_t at = group->count;
    while (at && is_newer(&version, &group->versions[at - 1], now)) {
        at--;
    }
    group->last_source = version.source;
    if (at == VERSIONS_KEPT) {
        return;
    }
    size_t kept = group->count < VERSIONS_KEPT ? group->count : VERSIONS_KEPT - 1;
    memmove(&group->versions[at + 1], &group->versions[at], (kept - at) * sizeof version);
    group->versions[at] = version;
    group->count = kept + 1;
}

static size_t add_story(struct grouping *grouping, struct version version) {
    char *keys[KEYS_OF_STORY];
    story_keys(grouping, version.story, keys);
    size_t group = find_group(grouping, keys, version.source);
    if (group == KEYS_NONE) {
        group = grouping->out->group_count++;
    }
    add_version(&grouping->out->groups[group], version, grouping->now);
    for (size_t i = 0; i < KEYS_OF_STORY; i++) {
        if (keys[i] && keys_find(&grouping->keys, keys[i]) == KEYS_NONE) {
            keys_put(&grouping->keys, keys[i], group);
        }
    }
    return group;
}

// An embargoed version is as if it had not come yet: it does not take back what is public already.
static bool is_embargoed(const struct story *story, millis now) {
    return moment_is_known(story->embargo) && story->embargo.utc > now;
}

void versions_group(struct versions *versions, const struct contribution *contributions, size_t count,
    millis now, struct arena *arena) {
    size_t total = 0;
    for (size_t i = 0; i < count; i++) {
        total += contributions[i].batch ? contributions[i].batch->story_count : 0;
    }
    versions->groups = arena_array(arena, total, sizeof *versions->groups);
    versions->group_of = arena_array(arena, total, sizeof *versions->group_of);
    versions->group_count = 0;
    struct grouping grouping = {.out = versions, .arena = arena, .now = now};
    keys_init(&grouping.keys, total * KEYS_OF_STORY, arena);
    size_t *group_of = versions->group_of;
    for (size_t i = 0; i < count; i++) {
        const struct batch *batch = contributions[i].batch;
        for (size_t k = 0; batch && k < batch->story_count; k++) {
            const struct story *story = &batch->stories[k];
            struct version version = {story, &contributions[i], i};
            *group_of++ = is_embargoed(story, now) ? KEYS_NONE : add_story(&grouping, version);
        }
    }
}
