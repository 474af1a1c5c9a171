#ifndef BROADSIDE_KIOSK_BENCH_LIVES_H
#define BROADSIDE_KIOSK_BENCH_LIVES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

// Kiosks that live in processes of their own for a while, `broadside run` with --stats, so that nothing of
// what measures them is in their figures. Those without a screen go straight from one deadline to the next:
// an hour is a second. The demo edition comes by HTTP from this process, and then from the shelf.

enum bench_life {
    LIFE_SHELVE,       // fills the shelf
    LIFE_FIRST,        // until the first page is complete, from the shelf, without a network; no screen
    LIFE_FIRST_WINDOW, // the same in a window
    LIFE_STILL,        // a page on which nothing moves, no ticker: an hour
    LIFE_WINDOW,       // the demo in a window, once it has settled
    LIFE_LOADED,       // the same while four processes that only count compete for the processor
    BENCH_LIVES
};

// What --stats told of one (kiosk/stats.h), after the start; the middle one where it was lived several times.
struct bench_outcome {
    bool is_known;                      // false: it could not be lived here
    double seconds;                     // that are counted
    double first_frame, first_complete; // ms
    bool is_from_shelf;
    double cpu; // seconds
    double frames, longest_skip;
    double slow, slow_ours, very_slow, very_slow_ours; // over 16.6 ms, over 33 ms
    double wakeups;
    double memory; // KiB
};

// Takes a few seconds, half a minute with a display. Without one the lives in a window are not lived.
enum error bench_live(
    struct bench_outcome out[BENCH_LIVES], int width, int height, bool has_display, struct reason *reason);

#endif
