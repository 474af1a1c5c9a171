#ifndef BROADSIDE_KIOSK_STATS_H
#define BROADSIDE_KIOSK_STATS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/time.h"
#include "render/cache.h"

// What keeps things because they cost time to make.
enum stats_cache { CACHE_RUNS, CACHE_PICTURES, CACHE_SHAPES, CACHE_RIBBON, CACHE_GLYPHS, CACHES };

// Frames that were on screen later than so much after they were due. Ours are those for which the main thread
// has computed for longer than that since the frame before; of the rest, the processor was another's, or the
// display kept it waiting.
struct slow_frames {
    uint64_t all, ours;
};

// What --stats reports.
struct stats {
    uint64_t frames;                       // presented
    uint64_t late;                         // begun more than one refresh after they were due
    struct slow_frames over_one, over_two; // on screen more than one, two sixtieths of a second after
    int64_t longest;                   // nanoseconds from a frame's due time until it was on screen, at most
    uint64_t skips;                    // of the ticker: frames that came after refreshes in which one was due
    uint64_t longest_skip;             // refreshes
    uint64_t wakeups;                  // returns from the platform's wait
    uint64_t turns;                    // of the loop
    uint64_t editions;                 // laid out
    int64_t first_frame;               // milliseconds from exec to the first frame; -1 before it
    int64_t first_complete;            // likewise, with every picture of its page
    int64_t cpu_before;                // nanoseconds of the process that are left out
    bool is_from_shelf;                // the first frame shows news that nobody had to be asked for
    const char *renderer;              // SDL's name of what draws
    uint64_t textures;                 // created
    uint64_t shelf_written;            // bytes written to disk
    uint64_t shelf_day;                // likewise, in the last whole day; 0 before there was one
    struct cache_stats caches[CACHES]; // as they are at the end
};

void stats_init(struct stats *stats);
// Leaves out what has been counted so far, frames, turns, wake-ups and CPU time; what the start has told
// stays.
void stats_restart(struct stats *stats);

// A frame that has been presented.
struct frame_times {
    millis now, due;  // steady; when its turn began, when it should have
    int refresh;      // frames a second
    int64_t took;     // nanoseconds from `now` until it was on screen
    int64_t busy;     // nanoseconds that the main thread has computed since the frame before
    bool has_motion;  // the ticker is not where it was in that
    bool is_complete; // no picture of it is missing, or of one before it
};

void stats_count_frame(struct stats *stats, const struct frame_times *frame);
// With CPU seconds and memory of the process as they are now. "-" is stdout.
enum error stats_write(const struct stats *stats, const char *path, struct reason *reason);

#endif
