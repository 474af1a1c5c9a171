#include "decode/records_batch.h"

#include <string.h>

// Room for one more element of `size` bytes in an array of the batch that doubles; NULL when the batch is
// full.
static void *append(struct records_batch *records, void *array, size_t count, size_t *room, size_t size) {
    if (count < *room) {
        return array;
    }
    size_t more = *room ? *room * 2 : 16;
    void *larger = batch_memory(records, more * size);
    if (larger && count) {
        memcpy(larger, array, count * size);
    }
    *room = larger ? more : *room;
    return larger;
}

static bool take_story(struct records_batch *records, const struct record *record) {
    struct batch *batch = records->batch;
    struct story story;
    if (!story_from_record(records, record, &story)) {
        return false;
    }
    struct story *stories =
        append(records, batch->stories, batch->story_count, &records->story_room, sizeof story);
    if (stories) {
        batch->stories = stories;
        stories[batch->story_count++] = story;
    }
    return true;
}

static bool take_infographic(struct records_batch *records, const struct record *record) {
    struct batch *batch = records->batch;
    struct infographic infographic;
    if (!infographic_from_record(records, record, &infographic)) {
        return false;
    }
    struct infographic *infographics = append(records, batch->infographics, batch->infographic_count,
        &records->infographic_room, sizeof infographic);
    if (infographics) {
        batch->infographics = infographics;
        infographics[batch->infographic_count++] = infographic;
    }
    return true;
}

static void add_fixing(struct records_batch *records, struct fixing fixing) {
    struct batch *batch = records->batch;
    struct fixing *fixings =
        append(records, batch->fixings, batch->fixing_count, &records->fixing_room, sizeof fixing);
    if (fixings) {
        batch->fixings = fixings;
        fixings[batch->fixing_count++] = fixing;
    }
}

static bool take_fixing(struct records_batch *records, const struct record *record) {
    struct fixing fixing;
    if (!fixing_from_record(records, record, &fixing)) {
        return false;
    }
    struct fixing previous;
    if (previous_from_record(records, record, &previous)) {
        add_fixing(records, previous);
    }
    add_fixing(records, fixing);
    return true;
}

static bool take_none(struct records_batch *records, const struct record *record) {
    (void)records;
    (void)record;
    return true;
}

static bool (*const takers[])(struct records_batch *records, const struct record *record) = {
    [TARGET_NONE] = take_none,
    [TARGET_STORY] = take_story,
    [TARGET_INFOGRAPHIC] = take_infographic,
    [TARGET_FIXING] = take_fixing,
};

static void take_feed(void *context, const struct record *record) {
    struct records_batch *records = context;
    records->batch->title = display_text(records, record_value(record, "title"));
}

static void begin_kind(void *context, const struct record_kind *kind) {
    (void)context;
    (void)kind;
}

static enum error take_record(
    void *context, const struct record_kind *kind, const struct record *record, struct reason *reason) {
    struct records_batch *records = context;
    if (!takers[kind->target](records, record)) {
        records->batch->skipped++;
    }
    if (records->is_full) {
        return reason_set(reason, ERROR_LIMIT, "the records need more than %u MiB", LIMIT_BATCH_HEAP >> 20);
    }
    return ERROR_NONE;
}

static void end_kind(void *context, const struct record_kind *kind, size_t skipped, size_t beyond) {
    struct records_batch *records = context;
    (void)kind;
    records->batch->skipped += skipped;
    records->batch->beyond += beyond;
}

static void take_next(void *context, struct value next) {
    (void)context;
    (void)next;
}

struct record_sink records_batch_begin(
    struct records_batch *records, struct batch *batch, const struct answer *answer) {
    *records = (struct records_batch){.batch = batch, .url = answer->url, .fetched = answer->fetched};
    strbuf_init(&records->line, LIMIT_BODY);
    return (struct record_sink){records, take_feed, begin_kind, take_record, end_kind, take_next};
}

void records_batch_end(struct records_batch *records) {
    strbuf_finish(&records->line);
}
