#include "model/identity.h"

#include <string.h>

#include "model/canonical.h"

// A headline shorter than this ("Live updates") may well stand over two different stories on one day.
#define TELLING_HEADLINE 24

// An id of this length or with a colon (URN, tag:, UUID) is meant to be unique in the world. A shorter one is
// the row of somebody's table, and another service has a row of the same number.
#define WORLDWIDE_ID 20

static bool is_text(const char *text) {
    return text && *text;
}

static const char *joined(struct arena *arena, const char *kind, const char *scope, const char *text) {
    size_t lens[] = {strlen(kind), strlen(scope), strlen(text)};
    char *key = arena_alloc(arena, lens[0] + lens[1] + lens[2] + 2), *out = key;
    memcpy(out, kind, lens[0]);
    out += lens[0];
    memcpy(out, scope, lens[1]);
    out += lens[1];
    *out++ = ' ';
    memcpy(out, text, lens[2] + 1);
    return key;
}

// RSS has permanent addresses for ids.
static bool is_address(const char *id) {
    return id && strstr(id, "://");
}

static const char *id_key(const struct story *story, const char *address, struct arena *arena) {
    // Decoding gives a story that has nothing better its headline for an id (decode/story_record.c).
    if (!is_text(story->id) || (story->headline && strcmp(story->id, story->headline) == 0)) {
        return NULL;
    }
    if (is_address(story->id)) {
        return joined(arena, "id", "", canonical_address(story->id, arena));
    }
    bool is_worldwide = strchr(story->id, ':') || strlen(story->id) >= WORLDWIDE_ID;
    if (is_worldwide || !address) {
        return joined(arena, "id", "", story->id);
    }
    return joined(arena, "id ", arena_text_n(arena, address, strcspn(address, "/?")), story->id);
}

// The number of the day in UTC, its last digit first: only ever compared.
static void day_text(struct moment published, char out[24]) {
    millis day = moment_is_known(published) ? published.utc / DAY : 0;
    do {
        *out++ = (char)('0' + day % 10);
        day /= 10;
    } while (day > 0);
    *out = '\0';
}

static const char *headline_key(
    const struct story *story, bool is_only, struct moment published, struct arena *arena) {
    if (!is_text(story->headline) || (!is_only && strlen(story->headline) < TELLING_HEADLINE)) {
        return NULL;
    }
    char day[24];
    day_text(published, day);
    const char *caseless = story->caseless.headline;
    return joined(arena, "headline ", day, caseless ? caseless : story->headline);
}

struct identity identity_of(const struct story *story, struct moment published, struct arena *arena) {
    const char *url = is_text(story->url) || !is_address(story->id) ? story->url : story->id;
    const char *address = is_text(url) ? canonical_address(url, arena) : NULL;
    struct identity identity = {{0}};
    identity.keys[IDENTITY_ID] = id_key(story, address, arena);
    identity.keys[IDENTITY_ADDRESS] = address ? joined(arena, "address", "", address) : NULL;
    bool is_only = !identity.keys[IDENTITY_ID] && !address;
    identity.keys[IDENTITY_HEADLINE] = headline_key(story, is_only, published, arena);
    return identity;
}

enum identity_kind identity_first(const struct identity *identity) {
    int kind = 0;
    while (kind < IDENTITY_KINDS - 1 && !identity->keys[kind]) {
        kind++;
    }
    return (enum identity_kind)kind;
}
