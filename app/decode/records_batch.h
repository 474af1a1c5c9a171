#ifndef BROADSIDE_DECODE_RECORDS_BATCH_H
#define BROADSIDE_DECODE_RECORDS_BATCH_H

#include "base/limits.h"
#include "decode/evaluate.h"
#include "decode/point_chart.h"

// Turns records into the model's own types: text made fit for display, relative addresses resolved, codes and
// dates checked. A record that cannot become one (a story without headline, a rate without value) is skipped
// and counted.
struct records_batch {
    struct batch *batch;
    const char *url; // of the answer; may be NULL
    millis fetched;
    struct strbuf line; // text being made
    struct records_list {
        void *items; // in the batch's arena
        size_t count, room;
    } lists[TARGETS];            // what the records have become so far
    double ranks[LIMIT_RECORDS]; // of the stories most read, in their order
    struct weather weather;      // of the document's own map
    bool has_weather;
    struct point_chart chart; // of the document's own map, for its points
    bool is_full;             // the batch's arena
};

// Everything is borrowed by the sink. Call records_batch_end when the evaluation is over: the batch has its
// records only then.
struct record_sink records_batch_begin(
    struct records_batch *records, struct batch *batch, const struct answer *answer);
void records_batch_end(struct records_batch *records);

// What the kinds of record do with a record: fill one element of the kind's type, or answer false to skip it.
bool story_from_record(struct records_batch *records, const struct record *record, void *out);
bool infographic_from_record(struct records_batch *records, const struct record *record, void *out);
bool gallery_from_record(struct records_batch *records, const struct record *record, void *out);
bool sponsor_from_record(struct records_batch *records, const struct record *record, void *out);
bool alert_from_record(struct records_batch *records, const struct record *record, void *out);
bool event_from_record(struct records_batch *records, const struct record *record, void *out);
bool hour_from_record(struct records_batch *records, const struct record *record, void *out);
bool day_from_record(struct records_batch *records, const struct record *record, void *out);
bool point_from_record(struct records_batch *records, const struct record *record, void *out);
bool table_from_record(struct records_batch *records, const struct record *record, void *out);
bool fixing_from_record(struct records_batch *records, const struct record *record, void *out);
// The fixing before, if the record names its value and date.
bool previous_from_record(struct records_batch *records, const struct record *record, struct fixing *out);
// The texts and the date of an infographic; its id is still NULL where the record names none.
void read_infographic(struct records_batch *records, const struct record *record, struct infographic *out);
// The weather now, from the document's own map; false if it tells none.
bool weather_from_feed(const struct record *record, struct weather *out);

// record_parts.c: what several kinds are made of.
struct text_field {
    const char *name;
    size_t offset; // of a const char * in the kind's type
    const char *(*read)(struct records_batch *records, struct value value);
};
void read_texts(struct records_batch *records, const struct record *record, const struct text_field *fields,
    size_t count, void *out);
// A list of texts, one text, or a list of lists (the paragraphs of several blocks). NULL without memory.
const char *const *read_paragraphs(struct records_batch *records, struct value value, size_t *count);
// `picture` is an address or {"url", "caption", "credit"}; `image`, `image_caption`, `image_credit` serve as
// well. NULL if there is none.
const struct picture *read_picture(struct records_batch *records, const struct record *record);
// The lead picture (`image`, `image_caption`, `image_credit`), then those of `pictures`, each address once.
const struct picture *read_pictures(
    struct records_batch *records, const struct record *record, size_t *count);
// NAN if it is no number.
double read_number(const struct record *record, const char *name);

// record_text.c: values as the model wants them, in the batch's arena. NULL, 0 or MOMENT_NONE where there is
// nothing.
void *batch_memory(struct records_batch *records, size_t size);
const char *display_text(struct records_batch *records, struct value value);
const char *raw_text(struct records_batch *records, struct value value); // as it is: lines of data
const char *absolute_url(struct records_batch *records, struct value value);
struct moment moment_of(struct value value);
// A member of a map or of an object of the document.
struct value value_member(struct value value, const char *name);
size_t value_length(struct value value); // elements of a list; 1 for anything else that is there
struct value value_element(struct value value, size_t at);

#endif
