#include "model/batch.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

struct batch *batch_create(void) {
    struct batch *batch = calloc(1, sizeof *batch);
    if (!batch) {
        abort();
    }
    arena_init(&batch->arena, LIMIT_BATCH_HEAP);
    return batch;
}

void batch_destroy(struct batch *batch) {
    if (batch) {
        arena_finish(&batch->arena);
        free(batch);
    }
}

size_t batch_count(const struct batch *batch) {
    return batch->story_count + batch->infographic_count + batch->fixing_count + batch->gallery_count +
           batch->alert_count + batch->event_count + batch->sponsor_count + (batch->weather ? 1 : 0) +
           (batch->table ? 1 : 0);
}

// A list of records: where it is in a batch, how large one is, how many there may be.
#define LIST(records, number, most)                                                                          \
    {                                                                                                        \
        offsetof(struct batch, records), offsetof(struct batch, number),                                     \
            sizeof *((struct batch *)0)->records, most                                                       \
    }

static const struct list {
    size_t items, count, size, most;
} lists[] = {
    LIST(stories, story_count, LIMIT_RECORDS),
    LIST(infographics, infographic_count, LIMIT_RECORDS),
    LIST(fixings, fixing_count, (size_t)LIMIT_RATE_HISTORY *LIMIT_PAIRS),
    LIST(galleries, gallery_count, LIMIT_RECORDS),
    LIST(alerts, alert_count, LIMIT_RECORDS),
    LIST(events, event_count, LIMIT_RECORDS),
    LIST(sponsors, sponsor_count, LIMIT_RECORDS),
};

static size_t list_count(const struct batch *batch, const struct list *list) {
    size_t count;
    memcpy(&count, (const char *)batch + list->count, sizeof count);
    return count;
}

static const char *list_items(const struct batch *batch, const struct list *list) {
    const char *items;
    memcpy(&items, (const char *)batch + list->items, sizeof items);
    return items;
}

static void join_list(
    struct batch *whole, struct batch *const *pages, size_t count, const struct list *list) {
    size_t given = 0, taken = 0;
    for (size_t i = 0; i < count; i++) {
        given += list_count(pages[i], list);
    }
    size_t most = given < list->most ? given : list->most;
    char *items = arena_array(&whole->arena, most + 1, list->size);
    for (size_t i = 0; i < count && taken < most; i++) {
        size_t some = list_count(pages[i], list);
        some = some < most - taken ? some : most - taken;
        if (some) {
            memcpy(items + taken * list->size, list_items(pages[i], list), some * list->size);
        }
        taken += some;
    }
    memcpy((char *)whole + list->items, &items, sizeof items);
    memcpy((char *)whole + list->count, &taken, sizeof taken);
    whole->beyond += given - taken;
}

struct batch *batch_join(struct batch *const *pages, size_t count) {
    struct batch *whole = batch_create();
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        join_list(whole, pages, count, &lists[i]);
    }
    for (size_t i = 0; i < count; i++) {
        whole->title = whole->title ? whole->title : pages[i]->title;
        whole->table = whole->table ? whole->table : pages[i]->table;
        whole->weather = whole->weather ? whole->weather : pages[i]->weather;
        whole->skipped += pages[i]->skipped;
        whole->beyond += pages[i]->beyond;
    }
    return whole;
}
