#include "base/clock.h"

#include <poll.h>
#include <sys/timex.h>
#include <unistd.h>

#include "support/test.h"

static void test_clocks(void **state) {
    (void)state;
    struct instant before = clock_now();
    int64_t ns = clock_ns(), cpu = clock_cpu_ns();
    volatile unsigned work = 0;
    while (clock_cpu_ns() < cpu + 2000000) {
        work = work + 1;
    }
    struct instant after = clock_now();
    assert_true(after.steady >= before.steady + 1);
    assert_true(clock_ns() >= ns + 1000000);
    assert_true(
        before.wall > INT64_C(1577836800000)); // after 2020: milliseconds, not seconds or microseconds
    assert_true(before.wall < INT64_C(32503680000000));             // before 3000
    assert_in_range(clock_ns() / 1000000 - after.steady, 0, 10000); // the same clock
}

static bool is_readable(int watch) {
    struct pollfd poller = {.fd = watch, .events = POLLIN};
    return poll(&poller, 1, 0) == 1;
}

// By a nanosecond: the kernel tells whoever watches, and nobody can tell. False without the right to do it.
static bool set_clock(int by) {
    struct timex timex = {.modes = ADJ_SETOFFSET | ADJ_NANO, .time.tv_sec = by < 0 ? -1 : 0};
    timex.time.tv_usec = by < 0 ? 1000000000 + by : by;
    return adjtimex(&timex) >= 0;
}

static void a_clock_that_is_set_is_heard_of(void **state) {
    (void)state;
    assert_false(clock_was_set(-1));
    int watch = clock_watch();
    assert_true(watch >= 0);
    assert_false(is_readable(watch)); // time that passes is not news
    assert_false(clock_was_set(watch));
    for (int i = 0; i < 3; i++) { // again and again
        if (!set_clock(i % 2 ? -1 : 1)) {
            close(watch);
            skip(); // no right to set it
        }
        assert_true(is_readable(watch));
        assert_true(clock_was_set(watch));
        assert_false(is_readable(watch));
        assert_false(clock_was_set(watch));
    }
    set_clock(-1); // as it was
    close(watch);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clocks),
        cmocka_unit_test(a_clock_that_is_set_is_heard_of),
    };
    return cmocka_run_group_tests_name("base/clock", tests, NULL, NULL);
}
