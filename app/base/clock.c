#include "base/clock.h"

#include <sys/timex.h>
#include <time.h>

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
    return adjtimex(&timex) != TIME_ERROR && !(timex.status & STA_UNSYNC);
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
