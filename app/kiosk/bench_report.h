#ifndef BROADSIDE_KIOSK_BENCH_REPORT_H
#define BROADSIDE_KIOSK_BENCH_REPORT_H

#include <stdio.h>

#include "kiosk/bench.h"

// What is measured, and how it is told.

// A time, beside a reference.
struct bench_figure {
    const char *name;
    const char *says;
    void (*run)(struct bench *bench);
    const char *against; // the figure that it is divided by
    double most_ratio;   // what it is meant to keep; 0: nothing is promised
    double most_us;
    enum bench_screen screen;
    size_t samples; // 0: BENCH_SAMPLES
};

// Anything else.
struct bench_fact {
    const char *name;
    const char *says;
    double (*read)(struct bench *bench);
    const char *unit;
    double most; // what it is meant to keep; negative: nothing is promised
    bool in_window;
};

#define BENCH_SAMPLES 31
#define BENCH_MOST 64 // figures, and facts

extern const struct bench_fact bench_facts[]; // the name NULL ends it

struct bench_measured {
    bool is_known;
    double median, best; // microseconds; of a fact the median is its value
};

struct bench_report {
    int width, height; // of the page
    size_t pages;
    size_t edition, deck; // bytes
    const char *slowest;  // the page that takes longest to lay out
    struct bench_peak peaks[BENCH_PEAKS];
    const struct bench_figure *figures; // the name NULL ends it
    struct bench_measured times[BENCH_MOST], facts[BENCH_MOST];
    struct reason no_display; // why there were no windows; "": there were
};

void bench_report_table(const struct bench_report *report, FILE *out);
void bench_report_json(const struct bench_report *report, FILE *out);

#endif
