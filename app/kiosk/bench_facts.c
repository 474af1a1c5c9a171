#include "kiosk/bench_report.h"

// What is told of whole kiosks.

static double first_frame(struct bench *bench) {
    return bench->lives[LIFE_FIRST].first_frame;
}

static double window_first(struct bench *bench) {
    return bench->lives[LIFE_FIRST_WINDOW].first_frame;
}

static double steady_allocations(struct bench *bench) {
    return (double)bench->steady.allocations;
}

static double steady_textures(struct bench *bench) {
    return (double)bench->steady.textures;
}

static double busy_frames(struct bench *bench) {
    return (double)bench->steady.busy;
}

static double wakeups(struct bench *bench) {
    const struct bench_outcome *longer = &bench->lives[LIFE_STILL], *begin = &bench->lives[LIFE_STILL_BEGIN];
    return (longer->wakeups - begin->wakeups) / (longer->seconds - begin->seconds) * 60;
}

static double heap_growth(struct bench *bench) {
    return (double)bench->growth.heap;
}

static double shared_growth(struct bench *bench) {
    return (double)bench->growth.shared;
}

static double window_memory(struct bench *bench) {
    return bench->lives[LIFE_WINDOW].memory / 1024;
}

static double window_cpu(struct bench *bench) {
    const struct bench_outcome *life = &bench->lives[LIFE_WINDOW], *begin = &bench->lives[LIFE_WINDOW_BEGIN];
    return (life->cpu - begin->cpu) / (life->seconds - begin->seconds) * 60;
}

static double window_slow(struct bench *bench) {
    return bench->lives[LIFE_WINDOW].slow_ours / bench->lives[LIFE_WINDOW].frames * 10000;
}

static double window_very_slow(struct bench *bench) {
    return bench->lives[LIFE_WINDOW].very_slow_ours;
}

static double window_skip(struct bench *bench) {
    return bench->lives[LIFE_LOADED].longest_skip;
}

#define NOTHING (-1)

const struct bench_fact bench_facts[] = {
    {"first_frame", "exec to the first frame, from the shelf, without a screen; of five", first_frame, "ms",
        150, false},
    {"allocations", "asked of the heap in the middle one of a minute's frames", steady_allocations, "", 0,
        false},
    {"textures", "made in the middle one", steady_textures, "", 0, false},
    {"busy_frames", "frames of that minute in which either was: pages, slides and headlines come",
        busy_frames, "of 3600", NOTHING, false},
    {"ticker_error", "from the ideal line in any frame of 48 hours, an edition every five minutes",
        bench_ticker_error, "pixels", 1, false},
    {"wakeups", "of a page that stands still, without a ticker, in an hour", wakeups, "a minute", 5, false},
    {"heap_growth", "of what is in use beside caches, over --turns page turns", heap_growth, "KiB", 256,
        false},
    {"memory_growth", "of PSS: with few turns mostly where the heap has holes", shared_growth, "KiB", NOTHING,
        false},
    {"window_first", "exec to the first frame in a window, from the shelf; of five", window_first, "ms", 300,
        true},
    {"window_memory", "PSS of the demo in a window", window_memory, "MiB, after seconds", 48, true},
    {"window_cpu", "CPU time of the demo in a window at 60 frames a second", window_cpu, "seconds a minute",
        1.5, true},
    {"window_over_16ms", "frames that took the main thread more than a sixtieth of a second", window_slow,
        "of 10000", 1, true},
    {"window_over_33ms", "more than two", window_very_slow, "", 0, true},
    {"window_skip", "refreshes missed at a time with four busy processes beside it", window_skip, "at most",
        1, true},
    {0},
};
