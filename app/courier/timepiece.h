#ifndef BROADSIDE_COURIER_TIMEPIECE_H
#define BROADSIDE_COURIER_TIMEPIECE_H

#include <stdbool.h>

#include "base/time.h"

// What is known of the wall clock of a machine that has none of its own while it is off. Pure.

enum clock_state {
    CLOCK_UNSET,   // wrong: before the program was built or its newest answer came, or a server knows better
    CLOCK_FLOOR,   // possible, and nobody has confirmed it
    CLOCK_TRUSTED, // the kernel follows a source, or a server with a good certificate agrees
};

struct timepiece {
    millis floor; // Unix time; no right clock stands before it. 0: the clock is given and right by decree
    millis told;  // a server's verified Date, less the steady time at which it came; MILLIS_NONE: none yet
    bool is_synchronised;
};

#define CLOCK_TOLERANCE (5 * MINUTE)

void timepiece_init(struct timepiece *timepiece, millis floor);
// An answer came at that Unix time: the clock cannot stand before it any more.
void timepiece_raise(struct timepiece *timepiece, millis moment);
// The Date of a server whose certificate is good.
void timepiece_hear(struct timepiece *timepiece, millis date, millis steady);

enum clock_state timepiece_state(const struct timepiece *timepiece, struct instant now);
// Whether anybody has told the right time: what day it is can be asked.
bool timepiece_knows(const struct timepiece *timepiece, struct instant now);
// The best there is as Unix time: the clock, or while that is unset what a server said, or the floor. For
// what depends on dates, never shown as a time of day.
millis timepiece_wall(const struct timepiece *timepiece, struct instant now);

#endif
