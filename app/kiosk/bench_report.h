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
    double (*of)(struct bench *bench); // the number of which it is a part; NULL: it is none
    bool is_promised;
    double most; // what it is meant to keep: a share where it is a part
    bool in_window;
};

#define BENCH_SAMPLES 21
#define BENCH_MOST 64 // figures, and facts

// Promises that are not measured here: they take longer than a minute, or another program.
struct bench_elsewhere {
    const char *what, *by;
};

extern const struct bench_elsewhere bench_elsewhere[]; // the name NULL ends it
extern const struct bench_fact bench_facts[];          // the name NULL ends it

struct bench_measured {
    bool is_known;
    double median, best; // microseconds; of a fact the median is its value
    double of;           // of a fact: the number of which it is a part; 0: it is none
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
    struct reason no_double;  // likewise, none twice as wide and high
    double seconds;           // that all of it took
};

void bench_report_table(const struct bench_report *report, FILE *out);
void bench_report_json(const struct bench_report *report, FILE *out);

#endif
