#ifndef BROADSIDE_LAYOUT_LIVE_H
#define BROADSIDE_LAYOUT_LIVE_H

#include "base/arena.h"
#include "layout/env.h"

// Text that changes with the clock while its page stays: the time, "40 min ago". A page keeps what to say and
// where; the words are made when a frame is composed.

// Start is the left, but where the layout is mirrored (grid.h).
enum align { ALIGN_START, ALIGN_END, ALIGN_CENTER };

// Where a line of text goes.
struct spot {
    enum role role;
    uint32_t color; // 0xAARRGGBB
    int x;          // on the page, of the start, the end or the middle, as `align` says
    int baseline;
    int width; // at most; 0: no bound
    enum align align;
};

enum live_kind {
    LIVE_TIME, // the time of day in `zone`
    LIVE_DATE, // the day in `zone`
    LIVE_AGO,  // how long ago `utc` was
};

struct live {
    enum live_kind kind;
    const struct zone *zone; // LIVE_TIME, LIVE_DATE
    millis utc;              // LIVE_AGO
    const char *prefix;      // put in front; may be NULL
    const char *suffix;      // added behind; may be NULL
    struct spot spot;
};

struct live_list {
    struct live *items;
    size_t count, capacity;
};

void live_add(struct live_list *list, struct arena *arena, const struct live *live);

// What it says at `wall` (Unix time); in `arena`.
const char *live_text(
    const struct live *live, const struct layout_env *env, struct arena *arena, millis wall);
// The earliest wall time after `wall` at which it says something else.
millis live_next_change(const struct live *live, millis wall);

#endif
