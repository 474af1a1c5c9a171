#include "kiosk/bench_report.h"

// What is told of whole kiosks.

static double first_frame(struct bench *bench) {
    return bench->lives[LIFE_FIRST].first_frame;
}

static double first_complete(struct bench *bench) {
    return bench->lives[LIFE_FIRST].first_complete;
}

static double window_first(struct bench *bench) {
    return bench->lives[LIFE_FIRST_WINDOW].first_frame;
}

static double window_complete(struct bench *bench) {
    return bench->lives[LIFE_FIRST_WINDOW].first_complete;
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

static double steady_frames(struct bench *bench) {
    return (double)bench->steady.frames;
}

static double wakeups(struct bench *bench) {
    return bench->lives[LIFE_STILL].wakeups / bench->lives[LIFE_STILL].seconds * 60;
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
    return bench->lives[LIFE_WINDOW].cpu / bench->lives[LIFE_WINDOW].seconds * 60;
}

static double window_frames(struct bench *bench) {
    return bench->lives[LIFE_WINDOW].frames;
}

static double window_slow(struct bench *bench) {
    return bench->lives[LIFE_WINDOW].slow;
}

static double window_slow_ours(struct bench *bench) {
    return bench->lives[LIFE_WINDOW].slow_ours;
}

static double window_very_slow(struct bench *bench) {
    return bench->lives[LIFE_WINDOW].very_slow;
}

static double window_very_slow_ours(struct bench *bench) {
    return bench->lives[LIFE_WINDOW].very_slow_ours;
}

static double window_skip(struct bench *bench) {
    return bench->lives[LIFE_LOADED].longest_skip;
}

static double window_allocations(struct bench *bench) {
    return (double)bench->turns_in_window.allocations;
}

static double window_busy(struct bench *bench) {
    return (double)(bench->turns_in_window.frames - bench->turns_in_window.steady);
}

static double turns_in_window(struct bench *bench) {
    return (double)bench->turns_in_window.frames;
}

#define FACT(title, text, function, what, ...)                                                               \
    { .name = (title), .says = (text), .read = (function), .unit = (what), __VA_ARGS__ }
#define PROMISED(value) .is_promised = true, .most = (value)

const struct bench_fact bench_facts[] = {
    FACT("first_frame", "exec to the first frame, from the shelf, without a screen; of five", first_frame,
        "ms", ),
    FACT("first_complete", "to the first one with all its pictures", first_complete, "ms", PROMISED(150)),
    FACT("allocations", "asked of the heap in the middle one of a minute's frames", steady_allocations, "",
        PROMISED(0)),
    FACT("textures", "made in the middle one", steady_textures, "", PROMISED(0)),
    FACT("busy_frames", "frames of that minute in which either was: pages, slides and headlines come",
        busy_frames, "", .of = steady_frames),
    FACT("ticker_error", "from the ideal line in any frame of 48 hours, an edition every five minutes",
        bench_ticker_error, "pixels", PROMISED(1)),
    FACT("wakeups", "of a page that stands still, without a ticker, in an hour", wakeups, "a minute",
        PROMISED(5)),
    FACT("heap_growth", "of what is in use beside caches, over --turns page turns", heap_growth, "KiB",
        PROMISED(256)),
    FACT("memory_growth", "of PSS: with few turns mostly where the heap has holes", shared_growth, "KiB", ),
    FACT("window_first", "exec to the first frame in a window, from the shelf; of five", window_first, "ms",
        .in_window = true),
    FACT("window_complete", "to the first one with all its pictures", window_complete, "ms", PROMISED(300),
        .in_window = true),
    FACT("window_memory", "PSS of the demo in a window", window_memory, "MiB, after seconds", PROMISED(48),
        .in_window = true),
    FACT("window_cpu", "CPU time of the demo in a window at 60 frames a second", window_cpu,
        "seconds a minute", PROMISED(1.5), .in_window = true),
    FACT("window_slow_ours", "frames there over 16.6 ms in which the main thread computed that long",
        window_slow_ours, "", PROMISED(1e-4), .of = window_frames, .in_window = true),
    FACT("window_slow_all", "and with those for which it had to wait", window_slow, "", .of = window_frames,
        .in_window = true),
    FACT("window_33ms_ours", "likewise over 33 ms", window_very_slow_ours, "", PROMISED(0),
        .of = window_frames, .in_window = true),
    FACT("window_33ms_all", "and with those for which it had to wait", window_very_slow, "",
        .of = window_frames, .in_window = true),
    FACT("window_skip", "refreshes missed by the ticker at a time, from the start, with four busy processes",
        window_skip, "at most", PROMISED(1), .in_window = true),
    FACT("window_allocations",
        "asked of the heap in the middle one of window_turn: Xlib's, to hear from the server",
        window_allocations, "", .in_window = true),
    FACT("window_busy", "turns there that were not: pages, slides and headlines come", window_busy, "",
        .of = turns_in_window, .in_window = true),
    {0},
};
