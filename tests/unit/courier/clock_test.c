// A courier that has nothing to do, and a clock that somebody sets.

#include <poll.h>
#include <stdatomic.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "courier/courier.h"
#include "courier/loop.h"
#include "support/test.h"

#define BUILT (20000 * DAY)
#define PATIENCE 10000 // ms

static struct {
    _Atomic(millis) wall;
    int set;   // an eventfd in place of the kernel's notice
    int woken; // counts what the courier says upwards
} machine;

static struct instant machine_now(void *context) {
    (void)context;
    return (struct instant){clock_now().steady, atomic_load(&machine.wall)};
}

static void wake(void *context) {
    (void)context;
    const uint64_t one = 1;
    assert_int_equal(write(machine.woken, &one, sizeof one), sizeof one);
}

static bool await_wake(int patience) {
    struct pollfd poller = {.fd = machine.woken, .events = POLLIN};
    uint64_t count;
    return poll(&poller, 1, patience) == 1 && read(machine.woken, &count, sizeof count) == sizeof count;
}

static enum clock_state state_of(struct courier *courier) {
    struct courier_report report;
    courier_report(courier, &report);
    enum clock_state state = report.clock;
    courier_report_finish(&report);
    return state;
}

static struct courier *open_courier(void) {
    log_set_level(LOG_ERROR);
    machine.set = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    machine.woken = eventfd(0, EFD_CLOEXEC);
    atomic_store(&machine.wall, BUILT - DAY);
    return courier_create(&(struct courier_options){
        .built = BUILT, .now = machine_now, .wake = wake, .clock_watch = machine.set});
}

static void close_courier(struct courier *courier) {
    courier_destroy(courier);
    close(machine.set);
    close(machine.woken);
}

// It sleeps for a minute, or for ever, and is there at once all the same.
static void a_clock_that_is_set_is_looked_at_once(void **state) {
    (void)state;
    struct courier *courier = open_courier();
    bool is_followed = clock_is_synchronised(); // then the machine's clock is right whatever it says
    courier_start(courier);
    for (int day = 1; day <= 3; day++) {
        const uint64_t one = 1;
        const enum clock_state expected = is_followed ? CLOCK_TRUSTED : day % 2 ? CLOCK_FLOOR : CLOCK_UNSET;
        atomic_store(&machine.wall, BUILT + (day % 2 ? day : -day) * DAY);
        assert_int_equal(write(machine.set, &one, sizeof one), sizeof one);
        do { // what it says at its start may come first
            assert_true(await_wake(PATIENCE));
        } while (state_of(courier) != expected);
    }
    close_courier(courier);
}

// With nothing to ask it wakes up once a minute while the clock is not trusted, and else not at all; where
// nobody is told that the clock was set, six times.
static void a_clock_that_nobody_confirms_is_seldom_looked_at(void **state) {
    (void)state;
    struct courier *courier = open_courier();
    struct instant now = machine_now(NULL);
    courier->timepiece.is_synchronised = false;
    courier->clock = timepiece_state(&courier->timepiece, now);
    assert_int_equal(courier->clock, CLOCK_UNSET);
    assert_int_equal(courier_next_look(courier, now.steady), now.steady + MINUTE);
    int watch = courier->clock_watch;
    courier->clock_watch = -1;
    assert_int_equal(courier_next_look(courier, now.steady), now.steady + 10 * SECOND);
    courier->clock_watch = watch;
    courier->clock = CLOCK_TRUSTED;
    assert_int_equal(courier_next_look(courier, now.steady), MILLIS_NEVER);
    close_courier(courier);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_clock_that_is_set_is_looked_at_once),
        cmocka_unit_test(a_clock_that_nobody_confirms_is_seldom_looked_at),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
