#ifndef BROADSIDE_KIOSK_HEARTBEAT_H
#define BROADSIDE_KIOSK_HEARTBEAT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/time.h"

// Whether the program lives, for a watchdog. It does if its loop turns, which asking here shows; if the
// courier has turned since the last beat, for which each beat nudges it; and if all that was painted was
// shown, by the platform's word.

// What is looked at.
struct vital_signs {
    bool has_frame;         // a first picture is on
    bool is_behind;         // something was painted and not shown
    uint64_t courier_turns; // so far
};

enum heartbeat_word {
    HEARTBEAT_NOTHING, // it is not time, or something stands still
    HEARTBEAT_READY,   // once: say that the program has started
    HEARTBEAT_ALIVE,   // say that it lives, and nudge the courier
};

struct heartbeat {
    millis interval; // between two beats: half of the watchdog's patience; MILLIS_NEVER: nobody listens
    millis due;      // steady
    bool is_ready;
    uint64_t courier_turns; // at the last beat
};

// `patience`: how long the watchdog waits (service_watchdog).
void heartbeat_init(struct heartbeat *heartbeat, millis patience, millis now);
// What there is to say at `now` (steady).
enum heartbeat_word heartbeat_turn(struct heartbeat *heartbeat, const struct vital_signs *signs, millis now);
// When to ask again, at the latest.
millis heartbeat_next_change(const struct heartbeat *heartbeat);

#endif
