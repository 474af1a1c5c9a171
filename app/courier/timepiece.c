#include "courier/timepiece.h"

void timepiece_init(struct timepiece *timepiece, millis floor) {
    *timepiece = (struct timepiece){.floor = floor, .told = MILLIS_NONE};
}

void timepiece_raise(struct timepiece *timepiece, millis moment) {
    if (timepiece->floor && moment > timepiece->floor) {
        timepiece->floor = moment;
    }
}

void timepiece_hear(struct timepiece *timepiece, millis date, millis steady) {
    timepiece->told = date - steady;
}

static bool agrees(const struct timepiece *timepiece, struct instant now) {
    millis off = now.wall - now.steady - timepiece->told;
    return off >= -CLOCK_TOLERANCE && off <= CLOCK_TOLERANCE;
}

enum clock_state timepiece_state(const struct timepiece *timepiece, struct instant now) {
    if (!timepiece->floor || timepiece->is_synchronised) {
        return CLOCK_TRUSTED;
    }
    if (timepiece->told != MILLIS_NONE) {
        return agrees(timepiece, now) ? CLOCK_TRUSTED : CLOCK_UNSET;
    }
    return now.wall < timepiece->floor ? CLOCK_UNSET : CLOCK_FLOOR;
}

bool timepiece_knows(const struct timepiece *timepiece, struct instant now) {
    return timepiece_state(timepiece, now) != CLOCK_UNSET || timepiece->told != MILLIS_NONE;
}

millis timepiece_wall(const struct timepiece *timepiece, struct instant now) {
    if (timepiece_state(timepiece, now) != CLOCK_UNSET) {
        return now.wall;
    }
    return timepiece->told != MILLIS_NONE ? timepiece->told + now.steady : timepiece->floor;
}
