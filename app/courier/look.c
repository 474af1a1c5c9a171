#include "base/clock.h"
#include "base/log.h"
#include "courier/loop.h"

// What is true of the news without being news. It goes into an edition, and only a change makes a new one: an
// answer that says "unchanged" is to be seen exactly if what it confirms was called old.

// How often to look at a clock that is not trusted yet. That it was set is told at once, where that can be;
// that the kernel follows a source now, nobody says.
#define CLOCK_EVERY MINUTE
#define CLOCK_EVERY_UNTOLD (10 * SECOND)

static void look_at_clock(struct courier *courier, struct instant now) {
    static const char *const words[] = {
        [CLOCK_UNSET] = "wrong; dates are not shown until it is right",
        [CLOCK_FLOOR] = "possible, and not confirmed",
        [CLOCK_TRUSTED] = "right",
    };
    courier->timepiece.is_synchronised = courier->timepiece.floor && clock_is_synchronised();
    enum clock_state clock = timepiece_state(&courier->timepiece, now);
    if (clock == courier->clock) {
        return;
    }
    log_line(clock == CLOCK_UNSET ? LOG_WARNING : LOG_INFO, "the clock is %s", words[clock]);
    courier->clock = clock;
    for (size_t i = 0; clock == CLOCK_TRUSTED && i < courier->count; i++) {
        errand_hurry(&courier->stations[i]->errand, now.steady); // a certificate may be good now
    }
}

// No server has answered at all the last time that it was asked. Sources in files say nothing about it.
static bool is_offline(const struct courier *courier) {
    bool was_asked = false;
    for (size_t i = 0; i < courier->count; i++) {
        const struct station *station = courier->stations[i];
        if (station->folder || !station->profile || !station->has_answered) {
            continue;
        }
        if (!station->errand.failures || station->errand.last != FETCH_NETWORK) {
            return false;
        }
        was_asked = true;
    }
    return was_asked;
}

bool courier_look_at_ages(struct courier *courier, struct instant now) {
    bool differs = false;
    for (size_t i = 0; i < courier->count; i++) {
        struct station *station = courier->stations[i];
        bool is_stale = station_is_stale(station, now);
        differs = differs || is_stale != station->is_stale;
        station->is_stale = is_stale;
    }
    return differs;
}

bool courier_has_asked_all(const struct courier *courier) {
    for (size_t i = 0; i < courier->count; i++) {
        const struct station *station = courier->stations[i];
        if (station->profile && !station->has_answered && !station->lacks_clock) {
            return false;
        }
    }
    return true;
}

bool courier_look(struct courier *courier, struct instant now) {
    bool had_no_clock = courier->clock == CLOCK_UNSET, was_offline = courier->is_offline;
    bool had_asked_all = courier->has_asked_all;
    courier->has_asked_all = had_asked_all || courier_has_asked_all(courier);
    look_at_clock(courier, now);
    courier->is_offline = is_offline(courier);
    if (courier->is_offline != was_offline) {
        log_line(courier->is_offline ? LOG_WARNING : LOG_INFO,
            courier->is_offline ? "no server can be reached" : "the network is back");
    }
    now.wall = timepiece_wall(&courier->timepiece, now);
    bool differs = courier_look_at_ages(courier, now);
    return differs || courier->is_offline != was_offline || courier->has_asked_all != had_asked_all ||
           (courier->clock == CLOCK_UNSET) != had_no_clock;
}

millis courier_next_look(const struct courier *courier, millis now) {
    millis every = courier->clock_watch >= 0 ? CLOCK_EVERY : CLOCK_EVERY_UNTOLD;
    millis next = courier->clock == CLOCK_TRUSTED ? MILLIS_NEVER : now + every;
    for (size_t i = 0; i < courier->count; i++) {
        const struct station *station = courier->stations[i];
        bool may_become_stale = station->batch && station->errand.failures && !station->is_stale;
        if (may_become_stale && station->heard != MILLIS_NONE) {
            millis old = station->heard + 2 * station->interval + 1;
            next = old < next ? old : next;
        }
    }
    return next;
}
