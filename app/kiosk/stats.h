#ifndef BROADSIDE_KIOSK_STATS_H
#define BROADSIDE_KIOSK_STATS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/time.h"

// What --stats reports.
struct stats {
    uint64_t frames;        // presented
    uint64_t late;          // presented more than one refresh after they were due
    uint64_t wakeups;       // returns from the platform's wait
    uint64_t turns;         // of the loop
    uint64_t editions;      // laid out
    int64_t first_frame;    // milliseconds from exec to the first frame; -1 before it
    bool is_from_shelf;     // the first frame shows news that nobody had to be asked for
    const char *renderer;   // SDL's name of what draws
    uint64_t textures;      // created
    uint64_t shelf_written; // bytes written to disk
    uint64_t shelf_day;     // likewise, in the last whole day; 0 before there was one
    size_t cache_bytes;     // held by render's caches at the end
};

void stats_init(struct stats *stats);
// A frame was presented that was due at `due`; both steady. `refresh` in frames a second.
void stats_count_frame(struct stats *stats, millis now, millis due, int refresh);
// With CPU seconds and peak RSS of the process as they are now. "-" is stdout.
enum error stats_write(const struct stats *stats, const char *path, struct reason *reason);

#endif
