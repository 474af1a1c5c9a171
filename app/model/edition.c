#include "model/edition.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "model/edition_build.h"

// The count sits behind the edition so that nobody outside can touch it; `edition` is first so that the two
// share an address.
struct counted {
    struct edition edition;
    atomic_size_t references;
};

// Immutable for everybody else; the count and the last breath are ours.
static struct counted *counted_of(const struct edition *edition) {
    return (struct counted *)(uintptr_t)edition;
}

struct edition *edition_create(void) {
    struct counted *counted = calloc(1, sizeof *counted);
    if (!counted) {
        abort();
    }
    atomic_init(&counted->references, 1);
    arena_init(&counted->edition.arena, LIMIT_EDITION_HEAP);
    return &counted->edition;
}

struct edition *edition_ref(const struct edition *edition) {
    struct counted *counted = counted_of(edition);
    atomic_fetch_add_explicit(&counted->references, 1, memory_order_relaxed);
    return &counted->edition;
}

static void release(const struct picture *pictures, size_t count) {
    for (size_t i = 0; i < count; i++) {
        blob_unref(pictures[i].blob);
    }
}

static void release_pictures(const struct edition *edition) {
    for (size_t i = 0; i < edition->story_count; i++) {
        release(edition->stories[i].pictures, edition->stories[i].picture_count);
    }
    for (size_t i = 0; i < edition->gallery_count; i++) {
        release(edition->galleries[i].pictures, edition->galleries[i].picture_count);
    }
    for (size_t i = 0; i < edition->sponsor_count; i++) {
        release(edition->sponsors[i].picture, 1);
    }
    for (size_t i = 0; i < edition->infographic_count; i++) {
        if (edition->infographics[i].picture) {
            blob_unref(edition->infographics[i].picture->blob);
        }
    }
}

void edition_unref(const struct edition *edition) {
    if (!edition) {
        return;
    }
    struct counted *counted = counted_of(edition);
    if (atomic_fetch_sub_explicit(&counted->references, 1, memory_order_acq_rel) == 1) {
        release_pictures(edition);
        arena_finish(&counted->edition.arena);
        free(counted);
    }
}

bool edition_is_empty(const struct edition *edition) {
    return !edition->story_count && !edition->infographic_count && !edition->rate_count &&
           !edition->gallery_count && !edition->alert_count && !edition->event_count &&
           !edition->sponsor_count && !edition->weather_count;
}

const struct list *edition_list(const struct edition *edition, const char *name) {
    for (size_t i = 0; i < edition->list_count; i++) {
        if (strcmp(edition->lists[i].name, name) == 0) {
            return &edition->lists[i];
        }
    }
    return NULL;
}

const struct weather *edition_weather(const struct edition *edition, const char *place) {
    for (size_t i = 0; i < edition->weather_count; i++) {
        if (strcmp(edition->weather[i].place, place) == 0) {
            return &edition->weather[i];
        }
    }
    return NULL;
}
