#include "kiosk/heartbeat.h"

// While something stands still it is asked again so much sooner, so that a moment's delay costs no restart.
#define DOUBT_PART 8

void heartbeat_init(struct heartbeat *heartbeat, millis patience, millis now) {
    bool is_heard = patience != MILLIS_NEVER;
    *heartbeat = (struct heartbeat){
        .interval = is_heard ? patience / 2 : MILLIS_NEVER,
        .due = is_heard ? now + patience / 2 : MILLIS_NEVER,
    };
}

enum heartbeat_word heartbeat_turn(struct heartbeat *heartbeat, const struct vital_signs *signs, millis now) {
    if (!heartbeat->is_ready && signs->has_frame) {
        heartbeat->is_ready = true;
        return HEARTBEAT_READY;
    }
    if (now < heartbeat->due) {
        return HEARTBEAT_NOTHING;
    }
    if (signs->is_behind || signs->courier_turns == heartbeat->courier_turns) {
        heartbeat->due = now + heartbeat->interval / DOUBT_PART + 1;
        return HEARTBEAT_NOTHING;
    }
    heartbeat->courier_turns = signs->courier_turns;
    heartbeat->due = now + heartbeat->interval;
    return HEARTBEAT_ALIVE;
}

millis heartbeat_next_change(const struct heartbeat *heartbeat) {
    return heartbeat->due;
}
