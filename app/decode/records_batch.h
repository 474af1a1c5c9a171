#ifndef BROADSIDE_DECODE_RECORDS_BATCH_H
#define BROADSIDE_DECODE_RECORDS_BATCH_H

#include "decode/evaluate.h"

// Turns records into the model's own types: text made fit for display, relative addresses resolved, codes and
// dates checked. A record that cannot become one (a story without headline, a rate without value) is skipped
// and counted.
struct records_batch {
    struct batch *batch;
    const char *url; // of the answer; may be NULL
    millis fetched;
    struct strbuf line; // text being made
    size_t story_room, infographic_room, fixing_room;
    bool is_full; // the batch's arena
};

// Everything is borrowed by the sink. Call records_batch_end when the evaluation is over.
struct record_sink records_batch_begin(
    struct records_batch *records, struct batch *batch, const struct answer *answer);
void records_batch_end(struct records_batch *records);

// What the kinds of record do with a record: fill one element, or answer false to skip it.
bool story_from_record(struct records_batch *records, const struct record *record, struct story *out);
bool infographic_from_record(
    struct records_batch *records, const struct record *record, struct infographic *out);
bool fixing_from_record(struct records_batch *records, const struct record *record, struct fixing *out);
// The fixing before, if the record names its value and date.
bool previous_from_record(struct records_batch *records, const struct record *record, struct fixing *out);

// record_text.c: values as the model wants them, in the batch's arena. NULL, 0 or MOMENT_NONE where there is
// nothing.
void *batch_memory(struct records_batch *records, size_t size);
const char *display_text(struct records_batch *records, struct value value);
const char *identity_text(struct records_batch *records, struct value value); // an id, as it is
const char *absolute_url(struct records_batch *records, struct value value);
struct moment moment_of(struct value value);
// A member of a map or of an object of the document.
struct value value_member(struct value value, const char *name);
size_t value_length(struct value value); // elements of a list; 1 for anything else that is there
struct value value_element(struct value value, size_t at);

#endif
