#include "kiosk/bench_watch.h"

#include "base/clock.h"

struct bench_watch bench_watch_start(void) {
    return (struct bench_watch){.since = clock_cpu_ns()};
}

bool bench_watch_look(void *context) {
    struct bench_watch *watch = context;
    int64_t taken = clock_cpu_ns() - watch->since;
    size_t at = watch->count < BENCH_PIECES ? watch->count++ : BENCH_PIECES - 1;
    watch->taken[at] = taken > watch->taken[at] ? taken : watch->taken[at];
    watch->since = clock_cpu_ns();
    return true;
}

void bench_watch_keep_best(struct bench_watch *best, const struct bench_watch *other) {
    for (size_t i = 0; i < best->count; i++) {
        best->taken[i] = other->taken[i] < best->taken[i] ? other->taken[i] : best->taken[i];
    }
}

size_t bench_watch_longest(const struct bench_watch *watch, int64_t *longest) {
    size_t found = 0;
    for (size_t i = 1; i < watch->count; i++) {
        found = watch->taken[i] > watch->taken[found] ? i : found;
    }
    *longest = watch->taken[found];
    return found;
}
