#include "decode/records_batch.h"

#include <math.h>
#include <string.h>

// What the elements of a kind are, and who makes them.
static const struct maker {
    size_t size;
    bool (*make)(struct records_batch *records, const struct record *record, void *out);
} makers[TARGETS] = {
    [TARGET_STORY] = {sizeof(struct story), story_from_record},
    [TARGET_MOST_READ] = {sizeof(struct story), story_from_record},
    [TARGET_INFOGRAPHIC] = {sizeof(struct infographic), infographic_from_record},
    [TARGET_FIXING] = {sizeof(struct fixing), fixing_from_record},
    [TARGET_GALLERY] = {sizeof(struct gallery), gallery_from_record},
    [TARGET_ALERT] = {sizeof(struct alert), alert_from_record},
    [TARGET_HOUR] = {sizeof(struct weather_hour), hour_from_record},
    [TARGET_DAY] = {sizeof(struct weather_day), day_from_record},
    [TARGET_EVENT] = {sizeof(struct event), event_from_record},
    [TARGET_SPONSOR] = {sizeof(struct sponsor), sponsor_from_record},
    [TARGET_POINT] = {sizeof(struct point), point_from_record},
    [TARGET_TABLE] = {sizeof(const struct tree *), table_from_record},
};

union element {
    struct story story;
    struct infographic infographic;
    struct fixing fixing;
    struct gallery gallery;
    struct alert alert;
    struct weather_hour hour;
    struct weather_day day;
    struct event event;
    struct sponsor sponsor;
    struct point point;
    const struct tree *table;
};

// A place for one more element at `at`; what was there moves on. NULL when the batch is full.
static void *make_place(struct records_batch *records, enum record_target target, size_t at) {
    struct records_list *list = &records->lists[target];
    size_t size = makers[target].size;
    if (list->count == list->room) {
        size_t more = list->room ? list->room * 2 : 16;
        void *larger = batch_memory(records, more * size);
        if (!larger) {
            return NULL;
        }
        if (list->count) {
            memcpy(larger, list->items, list->count * size);
        }
        *list = (struct records_list){larger, list->count, more};
    }
    char *place = (char *)list->items + at * size;
    memmove(place + size, place, (list->count - at) * size);
    list->count++;
    return place;
}

// Where a story that is read so much belongs: one without a rank where it came.
static size_t rank_place(struct records_batch *records, const struct record *record) {
    size_t count = records->lists[TARGET_MOST_READ].count, at = count;
    double rank;
    if (!value_number(record_value(record, "rank"), &rank)) {
        rank = at ? records->ranks[at - 1] : 0.0;
    }
    while (at && records->ranks[at - 1] > rank) {
        at--;
    }
    if (count < LIMIT_RECORDS) {
        memmove(&records->ranks[at + 1], &records->ranks[at], (count - at) * sizeof rank);
        records->ranks[at] = rank;
    }
    return at;
}

static void add(struct records_batch *records, enum record_target target, size_t at, const void *element) {
    void *place = make_place(records, target, at);
    if (place) {
        memcpy(place, element, makers[target].size);
    }
}

static bool take(struct records_batch *records, enum record_target target, const struct record *record) {
    union element element;
    if (!makers[target].make(records, record, &element)) {
        return false;
    }
    struct fixing previous;
    if (target == TARGET_FIXING && previous_from_record(records, record, &previous)) {
        add(records, target, records->lists[target].count, &previous);
    }
    bool has_rank = target == TARGET_MOST_READ;
    size_t at = has_rank ? rank_place(records, record) : records->lists[target].count;
    add(records, target, at, &element);
    return true;
}

static void take_feed(void *context, const struct record *record) {
    struct records_batch *records = context;
    records->batch->title = display_text(records, record_value(record, "title"));
    records->has_weather = weather_from_feed(record, &records->weather);
    point_chart_from_feed(records, record);
}

static void begin_kind(void *context, const struct record_kind *kind) {
    (void)context;
    (void)kind;
}

static enum error take_record(
    void *context, const struct record_kind *kind, const struct record *record, struct reason *reason) {
    struct records_batch *records = context;
    if (kind->target != TARGET_NONE && !take(records, kind->target, record)) {
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
    struct records_batch *records = context;
    char room[VALUE_TEXT_ROOM];
    const char *text = next.kind == VALUE_TEXT || next.kind == VALUE_NUMBER ? value_text(next, room) : NULL;
    size_t size = text ? strlen(text) + 1 : 0;
    char *copy = text ? batch_memory(records, size) : NULL;
    if (copy) {
        memcpy(copy, text, size);
        records->batch->next = copy;
        records->batch->next_is_number = next.kind == VALUE_NUMBER;
    }
}

struct record_sink records_batch_begin(
    struct records_batch *records, struct batch *batch, const struct answer *answer) {
    *records = (struct records_batch){.batch = batch, .url = answer->url, .fetched = answer->fetched};
    records->weather = (struct weather){.temperature = (double)NAN, .wind = (double)NAN, .time = MOMENT_NONE};
    strbuf_init(&records->line, LIMIT_BODY);
    return (struct record_sink){records, take_feed, begin_kind, take_record, end_kind, take_next};
}

static void end_stories(struct records_batch *records) {
    const struct records_list *most_read = &records->lists[TARGET_MOST_READ];
    for (size_t i = 0; i < most_read->count && !records->is_full; i++) {
        add(records, TARGET_STORY, records->lists[TARGET_STORY].count,
            (const struct story *)most_read->items + i);
    }
    records->batch->stories = records->lists[TARGET_STORY].items;
    records->batch->story_count = records->lists[TARGET_STORY].count;
}

// Steps of a forecast are weather, too, where the document says nothing of now.
static void end_weather(struct records_batch *records) {
    const struct records_list *hours = &records->lists[TARGET_HOUR], *days = &records->lists[TARGET_DAY];
    if (!records->has_weather && !hours->count && !days->count) {
        return;
    }
    struct weather *weather = batch_memory(records, sizeof *weather);
    if (weather) {
        *weather = records->weather;
        weather->hours = hours->items;
        weather->hour_count = hours->count;
        weather->days = days->items;
        weather->day_count = days->count;
        weather->age.fetched = records->fetched;
    }
    records->batch->weather = weather;
}

// The points of a document are one infographic more.
static void end_points(struct records_batch *records) {
    size_t count = records->lists[TARGET_POINT].count;
    const struct point *points = records->lists[TARGET_POINT].items;
    struct infographic graphic;
    if (!count && records->chart.csv) {
        points = points_of_csv(records, &count);
    }
    if (point_chart_draft(records, points, count, &graphic)) {
        add(records, TARGET_INFOGRAPHIC, records->lists[TARGET_INFOGRAPHIC].count, &graphic);
    }
}

void records_batch_end(struct records_batch *records) {
    struct batch *batch = records->batch;
    const struct records_list *lists = records->lists;
    end_stories(records);
    end_weather(records);
    end_points(records);
    batch->infographics = lists[TARGET_INFOGRAPHIC].items;
    batch->infographic_count = lists[TARGET_INFOGRAPHIC].count;
    batch->fixings = lists[TARGET_FIXING].items;
    batch->fixing_count = lists[TARGET_FIXING].count;
    batch->galleries = lists[TARGET_GALLERY].items;
    batch->gallery_count = lists[TARGET_GALLERY].count;
    batch->alerts = lists[TARGET_ALERT].items;
    batch->alert_count = lists[TARGET_ALERT].count;
    batch->events = lists[TARGET_EVENT].items;
    batch->event_count = lists[TARGET_EVENT].count;
    const struct tree *const *tables = lists[TARGET_TABLE].items;
    batch->table = tables ? tables[0] : NULL;
    batch->sponsors = lists[TARGET_SPONSOR].items;
    batch->sponsor_count = lists[TARGET_SPONSOR].count;
    strbuf_finish(&records->line);
}
