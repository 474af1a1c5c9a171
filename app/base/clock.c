#include "base/clock.h"

#include <errno.h>
#include <stdint.h>
#include <sys/timerfd.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

static int64_t read_ns(clockid_t clock) {
    struct timespec at;
    clock_gettime(clock, &at);
    return (int64_t)at.tv_sec * 1000000000 + at.tv_nsec;
}

struct instant clock_now(void) {
    return (struct instant){
        .steady = read_ns(CLOCK_MONOTONIC) / 1000000,
        .wall = read_ns(CLOCK_REALTIME) / 1000000,
    };
}

bool clock_is_synchronised(void) {
    struct timex timex = {.modes = 0};
    int state = adjtimex(&timex);
    if (state < 0) { // a service that must not set the clock may not read its state either
        return access("/run/systemd/timesync/synchronized", F_OK) == 0; // systemd-timesyncd.service(8)
    }
    return state != TIME_ERROR && !(timex.status & STA_UNSYNC);
}

int clock_watch(void) {
    const int64_t last = sizeof(time_t) > 4 ? INT64_C(9000000000) : INT32_MAX; // 2255, or 2038
    const struct itimerspec never = {.it_value.tv_sec = (time_t)last};
    int watch = timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
    if (watch >= 0 &&
        timerfd_settime(watch, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &never, NULL) != 0) {
        close(watch);
        watch = -1;
    }
    return watch;
}

bool clock_was_set(int watch) {
    uint64_t count;
    return watch >= 0 && (read(watch, &count, sizeof count) == (ssize_t)sizeof count || errno == ECANCELED);
}

int64_t clock_cpu_ns(void) {
    return read_ns(CLOCK_PROCESS_CPUTIME_ID);
}

int64_t clock_thread_ns(void) {
    return read_ns(CLOCK_THREAD_CPUTIME_ID);
}

int64_t clock_ns(void) {
    return read_ns(CLOCK_MONOTONIC);
}
