#ifndef BROADSIDE_KIOSK_BENCH_WATCH_H
#define BROADSIDE_KIOSK_BENCH_WATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Times the pieces in which pages and charts are made (layout/deck.h, chart/chart.h): the screen waits for
// one of them at most.

#define BENCH_PIECES 256

struct bench_watch {
    int64_t since, taken[BENCH_PIECES]; // ns of CPU; of the pieces after these the longest is in the last
    size_t count;
};

struct bench_watch bench_watch_start(void);
// Another piece is done; true. A callback: `watch` is a struct bench_watch.
bool bench_watch_look(void *watch);
// Of each piece the shorter of both times goes into `best`.
void bench_watch_keep_best(struct bench_watch *best, const struct bench_watch *other);
// Which piece took longest, and how long.
size_t bench_watch_longest(const struct bench_watch *watch, int64_t *longest);

#endif
