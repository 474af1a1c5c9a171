#ifndef BROADSIDE_MODEL_BATCH_H
#define BROADSIDE_MODEL_BATCH_H

#include "base/arena.h"
#include "model/alert.h"
#include "model/event.h"
#include "model/gallery.h"
#include "model/infographic.h"
#include "model/rate.h"
#include "model/sponsor.h"
#include "model/story.h"
#include "model/weather.h"

// The records of one answer of one source, in the order of the answer. Immutable once decoded.
struct batch {
    struct arena arena; // holds everything below
    const char *title;  // the feed's own title, or NULL
    struct story *stories;
    size_t story_count;
    struct infographic *infographics;
    size_t infographic_count;
    struct fixing *fixings;
    size_t fixing_count;
    struct gallery *galleries;
    size_t gallery_count;
    struct alert *alerts;
    size_t alert_count;
    struct event *events;
    size_t event_count;
    struct sponsor *sponsors;
    size_t sponsor_count;
    const struct tree *table; // rows for charts, or a text of lines; at most one an answer. NULL: none
    struct weather *weather;  // at most one place an answer; its `place` is the source's affair. NULL: none
    const char *next;         // what the answer says of its next page: address, number or cursor; NULL: none
    bool next_is_number;      // it was one
    size_t skipped;           // records without a required field
    size_t beyond;            // records past LIMIT_RECORDS
};

struct batch *batch_create(void);        // empty, with an arena of LIMIT_BATCH_HEAP
void batch_destroy(struct batch *batch); // accepts NULL
// The records of several pages as those of one answer, within the same bounds (what is past them counts as
// beyond). What they point to stays where it is: the pages must outlive it. At least one page; the caller
// owns the batch.
struct batch *batch_join(struct batch *const *pages, size_t count);
size_t batch_count(const struct batch *batch); // records of all kinds

#endif
