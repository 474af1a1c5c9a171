#ifndef BROADSIDE_MODEL_EDITION_H
#define BROADSIDE_MODEL_EDITION_H

#include <stdbool.h>

#include "base/arena.h"
#include "model/alert.h"
#include "model/event.h"
#include "model/gallery.h"
#include "model/infographic.h"
#include "model/rate.h"
#include "model/sponsor.h"
#include "model/story.h"
#include "model/weather.h"

// Everything there is to show at one moment. Immutable and shared between threads by reference.

// An ordered choice of stories: "top", "feed", "ticker", … as the configuration names them.
struct list {
    const char *name;
    const struct story *const *stories;
    size_t count;
};

struct edition {
    struct arena arena;
    const struct story *stories; // each story once, newest first
    size_t story_count;
    const struct list *lists;
    size_t list_count;
    const struct infographic *infographics;
    size_t infographic_count;
    const struct rate *rates; // as fetched; cross rates by edition_rate
    size_t rate_count;
    const struct gallery *galleries;
    size_t gallery_count;
    const struct alert *alerts; // in force or to come at `assembled`, most severe first
    size_t alert_count;
    const struct event *events;
    size_t event_count;
    const struct sponsor *sponsors;
    size_t sponsor_count;
    const struct weather *weather; // one entry a place
    size_t weather_count;
    size_t beyond;    // stories left out at LIMIT_EDITION_HEAP, the oldest
    millis assembled; // Unix time
    millis
        next_change;   // Unix time: until then the same answers make the same edition; MILLIS_NEVER: for ever
    bool is_offline;   // no server could be reached lately
    bool has_no_clock; // the wall clock is known to be wrong: no time of day, no "minutes ago"
};

struct edition *edition_ref(const struct edition *edition);
void edition_unref(const struct edition *edition); // accepts NULL

bool edition_is_empty(const struct edition *edition);
// Borrowed; NULL if there is no such list.
const struct list *edition_list(const struct edition *edition, const char *name);
// The weather of a place by the configuration's name; borrowed, NULL if none is known.
const struct weather *edition_weather(const struct edition *edition, const char *place);
// The rate of one unit of `base` in `quote`: as fetched, inverted, or crossed over a common base, with its
// history where the dates of both sides agree. Fills *out with memory of `arena`; false if it cannot be
// known.
bool edition_rate(const struct edition *edition, const char *base, const char *quote, struct arena *arena,
    struct rate *out);

#endif
