#include "kiosk/bench.h"

#include <stdlib.h>

#include "base/allocations.h"
#include "base/clock.h"
#include "base/log.h"
#include "kiosk/bench_report.h"
#include "kiosk/commands.h"
#include "kiosk/options.h"
#include "layout/page.h"

// Figures of the pipeline, each beside a reference made in the same run, a copy in memory or a parser alone:
// the ratio travels from machine to machine, the microseconds do not. And of the kiosk as a whole. The demo
// edition, software renderer; in a window as well where there is a display. docs/performance.md says what
// each figure is.

// Opened in this order, closed in the other.
static const struct part {
    enum error (*open)(struct bench *bench, struct reason *reason);
    void (*close)(struct bench *bench);
} parts[] = {
    {bench_open_screen, bench_close_screen},
    {bench_open_ticker, bench_close_ticker},
    {bench_open_decode, bench_close_decode},
    {bench_open_assembly, bench_close_assembly},
    {bench_open_pages, bench_close_pages},
    {bench_open_chart, bench_close_chart},
};

#define PARTS (sizeof parts / sizeof *parts)

#define FIGURE(title, text, function, reference, ...)                                                        \
    { .name = (title), .says = (text), .run = (function), .against = (reference), __VA_ARGS__ }

// In an order in which the screen changes as seldom as can be.
static const struct bench_figure figures[] = {
    FIGURE("memcpy_frame", "copy of one frame in memory: the reference", bench_copy_frame, "memcpy_frame", ),
    FIGURE("ask_sources", "all sources and pictures read, decoded and assembled", bench_ask_sources,
        "memcpy_frame", ),
    FIGURE("lay_out_edition", "every page and ticker headline laid out", bench_lay_out, "memcpy_frame", ),
    FIGURE("lay_out_page", "the page that takes longest, or another piece of the work that a turn waits for",
        bench_lay_out_page, "memcpy_frame", .most_us = 2000),
    FIGURE("compose_page", "a page's op list made for one moment", bench_compose_page, "memcpy_frame", ),
    FIGURE("turn_page", "two pages compared and the difference painted", bench_turn_page, "memcpy_frame", ),
    FIGURE("copy_strip", "copy of the ticker's strip into a frame", bench_copy_strip, "memcpy_frame", ),
    FIGURE("ticker_frame", "a frame in which only the ticker moves, of 240 the median", bench_ticker_frame,
        "copy_strip", .most_ratio = 2),
    FIGURE("ticker_slow", "the 99th percentile of these frames", bench_ticker_slow, "copy_strip",
        .most_ratio = 4),
    FIGURE("ticker_long", "the same with a headline of 200 000 characters", bench_ticker_long, "ticker_frame",
        .most_ratio = 1.5),
    FIGURE("kiosk_minute", "a minute of the demo at 60 frames a second, without a screen", bench_kiosk_minute,
        "memcpy_frame", .most_us = 1500000, .samples = 3),
    FIGURE("parse_answer", "cJSON_Parse of a 500 kB WordPress answer", bench_parse, "memcpy_frame", ),
    FIGURE("decode_answer", "the same answer decoded into records", bench_decode, "parse_answer",
        .most_ratio = 4),
    FIGURE("copy_stories", "copy of the bytes of 10 000 stories", bench_copy_stories, "memcpy_frame", ),
    FIGURE("assemble", "those stories, of 200 sources, made an edition", bench_assemble, "copy_stories",
        .most_us = 50000),
    FIGURE("paginate_1000", "1 000 stories as one text into pages", bench_paginate_1000, "memcpy_frame", ),
    FIGURE("paginate_10000", "10 000 stories", bench_paginate_10000, "paginate_1000", .most_ratio = 12),
    FIGURE("lay_out_chart", "a chart of 2 000 marks from its spec to draw ops", bench_lay_out_chart,
        "memcpy_frame", .most_us = 20000),
    FIGURE("lay_out_piece", "the longest piece of it that a turn waits for", bench_lay_out_chart_piece,
        "memcpy_frame", .most_us = 2000),
    FIGURE("paint_chart", "its shapes drawn, kept as one picture and painted", bench_paint_chart,
        "memcpy_frame", ),
    FIGURE("repaint_chart", "painted again", bench_repaint_chart, "paint_chart", ),
    FIGURE("ticker_double", "the ticker's frame on a screen twice as wide and high", bench_ticker_frame,
        "ticker_frame", .screen = BENCH_MEMORY_DOUBLE),
    FIGURE("window_strip", "the ticker's strip copied into a frame and shown in a window", bench_show_strip,
        "copy_strip", .screen = BENCH_WINDOW),
    FIGURE("window_ticker", "the ticker's frame there", bench_ticker_frame, "window_strip", .most_ratio = 2,
        .screen = BENCH_WINDOW),
    FIGURE("window_slow", "the 99th percentile", bench_ticker_slow, "window_strip", .most_ratio = 4,
        .screen = BENCH_WINDOW),
    FIGURE("window_strip_paced", "the same once every sixtieth of a second, with the sleep between",
        bench_show_strip_paced, "window_strip", .screen = BENCH_WINDOW, .samples = 1),
    FIGURE("window_turn", "a whole turn of a kiosk there, and its wait, while only the ticker moves",
        bench_window_turn, "window_strip_paced", .most_ratio = 2, .screen = BENCH_WINDOW, .samples = 1),
    FIGURE("window_turn_slow", "the 99th percentile", bench_window_turn_slow, "window_strip_paced",
        .most_ratio = 4, .screen = BENCH_WINDOW, .samples = 1),
    FIGURE("window_double", "in a window twice as wide and high", bench_ticker_frame, "window_ticker",
        .most_ratio = 2.5, .screen = BENCH_WINDOW_DOUBLE),
    {0},
};

static int by_value(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static int by_number(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

int64_t bench_middle(int64_t *numbers, size_t count) {
    qsort(numbers, count, sizeof *numbers, by_number);
    return count ? numbers[count / 2] : 0;
}

static struct bench_measured measure(struct bench *bench, const struct bench_figure *figure) {
    double samples[BENCH_SAMPLES];
    size_t count = figure->samples ? figure->samples : BENCH_SAMPLES;
    figure->run(bench); // caches warm
    for (size_t i = 0; i < count; i++) {
        bench->ns = 0;
        int64_t start = clock_cpu_ns();
        figure->run(bench);
        int64_t taken = clock_cpu_ns() - start;
        samples[i] = (double)(bench->ns ? bench->ns : taken) / 1000;
    }
    qsort(samples, count, sizeof *samples, by_value);
    return (struct bench_measured){.is_known = true, .median = samples[count / 2], .best = samples[0]};
}

// Why nothing can be measured there; "": it can.
static const char *why_not(const struct bench_report *report, enum bench_screen screen) {
    return screen == BENCH_WINDOW          ? report->no_display.text
           : screen == BENCH_WINDOW_DOUBLE ? report->no_double.text
                                           : "";
}

static enum error measure_figures(struct bench *bench, struct bench_report *report, struct reason *reason) {
    enum error error = ERROR_NONE;
    for (size_t i = 0; !error && figures[i].name; i++) {
        if (!why_not(report, figures[i].screen)[0]) {
            error = bench_show_on(bench, figures[i].screen, reason);
            if (!error) {
                report->times[i] = measure(bench, &figures[i]);
            }
        }
    }
    return error;
}

static void read_facts(struct bench *bench, struct bench_report *report) {
    for (size_t i = 0; bench_facts[i].name; i++) {
        const struct bench_fact *fact = &bench_facts[i];
        if (!why_not(report, fact->in_window ? BENCH_WINDOW : BENCH_MEMORY)[0]) {
            report->facts[i] = (struct bench_measured){
                .is_known = true, .median = fact->read(bench), .of = fact->of ? fact->of(bench) : 0};
        }
    }
}

static enum error measure_all(struct bench *bench, struct bench_report *report, struct reason *reason) {
    bool has_display = bench_has_display(bench, &report->no_display);
    if (has_display) {
        bench_fits(bench, BENCH_WINDOW_DOUBLE, &report->no_double);
    } else {
        report->no_double = report->no_display;
    }
    enum error error = bench_live(bench->lives, bench->width, bench->height, has_display, reason);
    for (size_t i = 0; !error && i < PARTS; i++) {
        error = parts[i].open(bench, reason);
    }
    if (error) {
        return error;
    }
    bench_peaks(bench, report->peaks);
    bench_count_kiosk(bench);
    report->width = bench->width;
    report->height = bench->height;
    report->pages = bench->deck->count;
    report->edition = arena_held(&bench->edition->arena);
    report->deck = arena_held(&bench->deck->arena);
    report->slowest = bench->slowest.kind->name;
    error = measure_figures(bench, report, reason);
    error = error ? error : bench_show_on(bench, BENCH_MEMORY, reason);
    if (!error) {
        read_facts(bench, report);
    }
    return error;
}

static int run_bench(struct bench *bench, void (*tell)(const struct bench_report *report, FILE *out)) {
    struct bench_report report = {.figures = figures};
    struct studio_wish wish = {.width = bench->width, .height = bench->height};
    struct reason reason = {{0}};
    enum error error = studio_create(&wish, &bench->studio, &reason);
    if (!error) {
        int64_t start = clock_ns();
        error = measure_all(bench, &report, &reason);
        report.seconds = (double)(clock_ns() - start) / 1e9;
        if (!error) {
            tell(&report, stdout);
        }
        for (size_t i = PARTS; i-- > 0;) {
            parts[i].close(bench);
        }
    }
    studio_destroy(bench->studio);
    if (error) {
        log_error("%s", reason.text);
    }
    return error ? EXIT_FAULT : EXIT_DONE;
}

int command_bench(int argc, char **argv) {
    bool as_json = false;
    struct option_size size = {1920, 1080};
    int turns = 350;
    const struct option table[] = {
        {"json", OPTION_FLAG, &as_json, NULL},
        {"size", OPTION_SIZE, &size, NULL},
        {"turns", OPTION_INT, &turns, NULL},
        {NULL, OPTION_FLAG, NULL, NULL},
    };
    int operands;
    if (!options_read(argc, argv, table, &operands) || operands < argc) {
        return EXIT_USAGE;
    }
    allocations_start();
    log_set_level(LOG_WARNING); // the sources are asked many times: their lines are no news
    struct bench bench = {.width = size.width, .height = size.height, .turns = (size_t)turns};
    return run_bench(&bench, as_json ? bench_report_json : bench_report_table);
}
