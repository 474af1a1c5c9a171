#include <stdlib.h>

#include "base/allocations.h"
#include "base/clock.h"
#include "kiosk/bench.h"
#include "kiosk/kiosk.h"

// A whole kiosk in a window, at the display's own pace: what a turn and the wait after it cost while only the
// ticker and the progress line move. Between two turns the process sleeps as it does on a wall, and finds
// what others have left of the processor's caches.

#define MOST_TURNS 240 // four seconds
#define PACED 60       // strips: a second
#define PATIENCE 1200  // turns until the start is over

// What must be the same after a turn for it to have been a steady one.
struct calm {
    int list; // of the scene: another one is made for another page, slide or minute
    uint64_t textures;
    bool is_ready;
};

static struct calm calm_of(const struct kiosk *kiosk) {
    return (struct calm){
        kiosk->scene.current, stage_stats(kiosk->stage)->textures_created, kiosk_is_ready(kiosk)};
}

static bool was_steady(struct calm before, struct calm after) {
    return before.is_ready && after.is_ready && before.list == after.list &&
           before.textures == after.textures;
}

// Showing the strip at that pace, with the same sleep: what no ticker can do without.
void bench_show_strip_paced(struct bench *bench) {
    int64_t taken[PACED];
    for (size_t i = 0; i < PACED; i++) {
        const millis due = bench->platform->now().steady + SECOND / 60;
        const int64_t start = clock_cpu_ns();
        bench_show_strip(bench);
        bench->platform->wait(due);
        taken[i] = clock_cpu_ns() - start;
    }
    bench->ns = bench_middle(taken, PACED);
}

static void turn(struct kiosk *kiosk) {
    kiosk_wait(kiosk, kiosk_turn(kiosk, kiosk_now(kiosk)));
}

static void count_turns(struct bench *bench, struct kiosk *kiosk) {
    int64_t taken[MOST_TURNS], asked_for[MOST_TURNS];
    size_t steady = 0;
    for (size_t i = 0; i < MOST_TURNS; i++) {
        const struct calm before = calm_of(kiosk);
        const size_t asked = allocations_count();
        const int64_t start = clock_cpu_ns();
        turn(kiosk);
        int64_t ns = clock_cpu_ns() - start, allocations = (int64_t)(allocations_count() - asked);
        if (was_steady(before, calm_of(kiosk))) {
            taken[steady] = ns;
            asked_for[steady++] = allocations;
        }
    }
    bench->turns_in_window.frames = MOST_TURNS;
    bench->turns_in_window.steady = steady;
    bench->turns_in_window.allocations = bench_middle(asked_for, steady);
    bench->turns_in_window.median = bench_middle(taken, steady);
    bench->turns_in_window.slow = steady ? taken[steady * 99 / 100] : 0;
}

static void live(struct bench *bench) {
    if (bench->turns_in_window.frames) {
        return;
    }
    struct kiosk *kiosk = bench_open_kiosk(bench, bench->platform);
    for (int i = 0; i < PATIENCE && !kiosk_is_ready(kiosk); i++) {
        turn(kiosk);
    }
    count_turns(bench, kiosk);
    kiosk_destroy(kiosk);
}

void bench_window_turn(struct bench *bench) {
    live(bench);
    bench->ns = bench->turns_in_window.median;
}

void bench_window_turn_slow(struct bench *bench) {
    live(bench);
    bench->ns = bench->turns_in_window.slow;
}
