#include "base/clock.h"

#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/timex.h>
#include <sys/wait.h>
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

// As systemd does it for ProtectClock=yes.
static bool refuse_adjtimex(void) {
    struct sock_filter rules[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_adjtimex, 1, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clock_adjtime, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    const struct sock_fprog filter = {.len = sizeof rules / sizeof *rules, .filter = rules};
    struct timex timex = {.modes = 0};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0 && adjtimex(&timex) < 0;
}

// Where the kernel does not answer the clock is not right for that.
static void a_clock_that_cannot_be_asked_is_not_trusted(void **state) {
    (void)state;
    enum { RIGHT, WRONG, CANNOT };
    pid_t child = fork();
    if (child == 0) {
        bool is_followed = access("/run/systemd/timesync/synchronized", F_OK) == 0;
        _exit(!refuse_adjtimex() ? CANNOT : clock_is_synchronised() == is_followed ? RIGHT : WRONG);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    if (WEXITSTATUS(status) == CANNOT) {
        skip(); // an emulator, or a sandbox that allows no other
    }
    assert_int_equal(WEXITSTATUS(status), RIGHT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clocks),
        cmocka_unit_test(a_clock_that_is_set_is_heard_of),
        cmocka_unit_test(a_clock_that_cannot_be_asked_is_not_trusted),
    };
    return cmocka_run_group_tests_name("base/clock", tests, NULL, NULL);
}
