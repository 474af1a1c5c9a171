#ifndef BROADSIDE_MODEL_DATES_H
#define BROADSIDE_MODEL_DATES_H

#include <stdbool.h>

#include "base/time.h"

// Which dates are believed, and when what follows from dates changes. Private to the room.

// Clocks of services run ahead by minutes. A date further in the future is somebody's mistake (local time
// called UTC, next week's calendar): until its moment comes near, it counts as absent.
#define DATES_AHEAD (15 * MINUTE)

struct turning {
    millis now;  // Unix time
    millis next; // the earliest moment after `now` at which an answer given so far would differ
};

// Is `at` still to come? If so it is a turning point.
bool turning_is_ahead(struct turning *turning, millis at);

// The moment, or MOMENT_NONE if it is not believed at `turning->now`.
struct moment date_believed(struct moment date, struct turning *turning);
struct moment date_earlier(struct moment a, struct moment b); // an absent one does not count
struct moment date_later(struct moment a, struct moment b);

#endif
