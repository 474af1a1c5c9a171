#include "support/test.h"

#include "kiosk/heartbeat.h"

#define PATIENCE (60 * SECOND)

static void says_ready_once_there_is_a_picture(void **state) {
    (void)state;
    struct heartbeat heartbeat;
    struct vital_signs signs = {.courier_turns = 1};
    heartbeat_init(&heartbeat, MILLIS_NEVER, 0);
    assert_int_equal(heartbeat_turn(&heartbeat, &signs, 10), HEARTBEAT_NOTHING);
    signs.has_frame = true;
    assert_int_equal(heartbeat_turn(&heartbeat, &signs, 20), HEARTBEAT_READY);
    assert_int_equal(heartbeat_turn(&heartbeat, &signs, 30), HEARTBEAT_NOTHING);
    assert_true(heartbeat_next_change(&heartbeat) == MILLIS_NEVER); // nobody listens
}

// An hour of a program that does one thing or another, turned whenever it wants: the longest silence.
static millis longest_silence(bool courier_hangs, bool is_behind) {
    struct heartbeat heartbeat;
    struct vital_signs signs = {.has_frame = true, .courier_turns = 1};
    heartbeat_init(&heartbeat, PATIENCE, 0);
    heartbeat_turn(&heartbeat, &signs, 0);
    millis last = 0, longest = 0;
    for (millis now = 0; now < HOUR; now = heartbeat_next_change(&heartbeat)) {
        signs.is_behind = is_behind && now > 10 * MINUTE;
        longest = now - last > longest ? now - last : longest;
        if (heartbeat_turn(&heartbeat, &signs, now) == HEARTBEAT_ALIVE) {
            last = now;
            signs.courier_turns += !(courier_hangs && now > 10 * MINUTE); // the nudge
        }
    }
    return longest;
}

static void is_heard_twice_in_the_watchdogs_patience(void **state) {
    (void)state;
    assert_int_equal(longest_silence(false, false), PATIENCE / 2);
}

static void is_silent_when_the_courier_hangs(void **state) {
    (void)state;
    assert_true(longest_silence(true, false) > 40 * MINUTE);
}

static void is_silent_when_nothing_is_presented(void **state) {
    (void)state;
    assert_true(longest_silence(false, true) > 40 * MINUTE);
}

// A courier that is busy for a moment costs no restart.
static void a_pause_is_forgiven(void **state) {
    (void)state;
    struct heartbeat heartbeat;
    struct vital_signs signs = {.has_frame = true, .courier_turns = 1};
    heartbeat_init(&heartbeat, PATIENCE, 0);
    heartbeat_turn(&heartbeat, &signs, 0);
    assert_int_equal(heartbeat_turn(&heartbeat, &signs, PATIENCE / 2), HEARTBEAT_ALIVE);
    assert_int_equal(heartbeat_turn(&heartbeat, &signs, PATIENCE), HEARTBEAT_NOTHING);
    signs.courier_turns++;
    millis again = heartbeat_next_change(&heartbeat);
    assert_true(again < PATIENCE / 2 + PATIENCE);
    assert_int_equal(heartbeat_turn(&heartbeat, &signs, again), HEARTBEAT_ALIVE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_ready_once_there_is_a_picture),
        cmocka_unit_test(is_heard_twice_in_the_watchdogs_patience),
        cmocka_unit_test(is_silent_when_the_courier_hangs),
        cmocka_unit_test(is_silent_when_nothing_is_presented),
        cmocka_unit_test(a_pause_is_forgiven),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
