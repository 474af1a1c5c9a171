#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/json_writer.h"
#include "base/log.h"
#include "kiosk/bench.h"
#include "kiosk/commands.h"
#include "kiosk/options.h"
#include "layout/page.h"
#include "platform/platform.h"

// Figures of the pipeline, each beside a reference made in the same run, a copy in memory or a parser alone:
// the ratio travels from machine to machine, the microseconds do not. The demo edition, software renderer, no
// screen. docs/performance.md says what each figure is.

#define SAMPLES 31

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

static const struct figure {
    const char *name;
    const char *says;
    void (*run)(struct bench *bench);
    const char *against; // the figure that it is divided by
    double most_ratio;   // what it is meant to keep; 0: nothing is promised
    double most_us;
    size_t samples; // 0: SAMPLES
} figures[] = {
    {"memcpy_frame", "copy of one frame in memory: the reference", bench_copy_frame, "memcpy_frame", 0, 0, 0},
    {"ask_sources", "all sources and pictures read, decoded and assembled", bench_ask_sources, "memcpy_frame",
        0, 0, 0},
    {"lay_out_edition", "every page and ticker headline laid out", bench_lay_out, "memcpy_frame", 0, 0, 0},
    {"lay_out_page", "the page that takes longest, or another piece of the work that a turn waits for",
        bench_lay_out_page, "memcpy_frame", 0, 2000, 0},
    {"compose_page", "a page's op list made for one moment", bench_compose_page, "memcpy_frame", 0, 0, 0},
    {"turn_page", "two pages compared and the difference painted", bench_turn_page, "memcpy_frame", 0, 0, 0},
    {"copy_strip", "copy of the ticker's strip into a frame", bench_copy_strip, "memcpy_frame", 0, 0, 0},
    {"ticker_frame", "a frame in which only the ticker moves, of 240 the median", bench_ticker_frame,
        "copy_strip", 2, 0, 0},
    {"ticker_slow", "the 99th percentile of these frames", bench_ticker_slow, "copy_strip", 4, 0, 0},
    {"ticker_long", "the same with a headline of 200 000 characters", bench_ticker_long, "ticker_frame", 1.5,
        0, 0},
    {"kiosk_minute", "a minute of the demo at 60 frames a second, without a screen", bench_kiosk_minute,
        "memcpy_frame", 0, 1500000, 3},
    {"parse_answer", "cJSON_Parse of a 500 kB WordPress answer", bench_parse, "memcpy_frame", 0, 0, 0},
    {"decode_answer", "the same answer decoded into records", bench_decode, "parse_answer", 4, 0, 0},
    {"copy_stories", "copy of the bytes of 10 000 stories", bench_copy_stories, "memcpy_frame", 0, 0, 0},
    {"assemble", "those stories, of 200 sources, made an edition", bench_assemble, "copy_stories", 0, 50000,
        0},
    {"paginate_1000", "1 000 stories as one text into pages", bench_paginate_1000, "memcpy_frame", 0, 0, 0},
    {"paginate_10000", "10 000 stories", bench_paginate_10000, "paginate_1000", 12, 0, 0},
    {"lay_out_chart", "a chart of 2 000 marks from its spec to draw ops", bench_lay_out_chart, "memcpy_frame",
        0, 20000, 0},
    {"lay_out_piece", "the longest piece of it that a turn waits for", bench_lay_out_chart_piece,
        "memcpy_frame", 0, 2000, 0},
    {"paint_chart", "its shapes drawn, kept as one picture and painted", bench_paint_chart, "memcpy_frame", 0,
        0, 0},
    {"repaint_chart", "painted again", bench_repaint_chart, "paint_chart", 0, 0, 0},
    // Last: it changes the screen.
    {"ticker_double", "the ticker's frame on a screen twice as wide and high", bench_ticker_double,
        "ticker_frame", 2.5, 0, 0},
};

#define FIGURES (sizeof figures / sizeof *figures)

struct measured {
    double median, best; // microseconds
};

struct results {
    struct measured figures[FIGURES];
    struct bench_peak peaks[BENCH_PEAKS];
};

static int by_value(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static struct measured measure(struct bench *bench, const struct figure *figure) {
    double samples[SAMPLES];
    size_t count = figure->samples ? figure->samples : SAMPLES;
    figure->run(bench); // caches warm
    for (size_t i = 0; i < count; i++) {
        bench->ns = 0;
        int64_t start = clock_cpu_ns();
        figure->run(bench);
        int64_t taken = clock_cpu_ns() - start;
        samples[i] = (double)(bench->ns ? bench->ns : taken) / 1000;
    }
    qsort(samples, count, sizeof *samples, by_value);
    return (struct measured){samples[count / 2], samples[0]};
}

static double ratio_of(const struct results *results, size_t at) {
    size_t against = 0;
    while (strcmp(figures[against].name, figures[at].against) != 0) {
        against++;
    }
    return results->figures[at].median / results->figures[against].median;
}

// "", "keeps 4", "MISSES 50000 us".
static const char *promise_text(const struct results *results, size_t at, char *out, size_t size) {
    const struct figure *figure = &figures[at];
    bool is_ratio = figure->most_ratio > 0;
    double most = is_ratio ? figure->most_ratio : figure->most_us;
    bool keeps = (is_ratio ? ratio_of(results, at) : results->figures[at].median) <= most;
    out[0] = '\0';
    if (most > 0) {
        snprintf(out, size, "%s %g%s", keeps ? "keeps" : "MISSES", most, is_ratio ? "x" : " us");
    }
    return out;
}

static void print_table(const struct bench *bench, const struct results *results) {
    printf("%dx%d, %zu pages, %d samples each; microseconds of CPU time\n", bench->deck->grid.width,
        bench->deck->grid.height, bench->deck->count, SAMPLES);
    printf("slowest page: %s\n", bench->slowest.kind->name);
    printf("memory: edition %zu KiB, deck %zu KiB\n", arena_held(&bench->edition->arena) / 1024,
        arena_held(&bench->deck->arena) / 1024);
    for (size_t i = 0; i < BENCH_PEAKS; i++) {
        const struct bench_peak *peak = &results->peaks[i];
        printf("memory: %s, %zu bytes: %ld KiB at its peak, %zu records%s%s\n", peak->name, peak->bytes,
            peak->peak, peak->records, peak->refusal.text[0] ? "; " : "", peak->refusal.text);
    }
    printf(
        "%-16s %10s %10s %8s %-14s %-15s %s\n", "FIGURE", "MEDIAN", "BEST", "RATIO", "OF", "PROMISE", "WHAT");
    for (size_t i = 0; i < FIGURES; i++) {
        char promise[32];
        const struct measured *measured = &results->figures[i];
        printf("%-16s %10.1f %10.1f %8.2f %-14s %-15s %s\n", figures[i].name, measured->median,
            measured->best, ratio_of(results, i), figures[i].against,
            promise_text(results, i, promise, sizeof promise), figures[i].says);
    }
}

static void write_peaks(struct json_writer *json, const struct results *results) {
    json_array(json, "answers");
    for (size_t i = 0; i < BENCH_PEAKS; i++) {
        const struct bench_peak *peak = &results->peaks[i];
        json_object(json, NULL);
        json_text(json, "name", peak->name);
        json_int(json, "bytes", (int64_t)peak->bytes);
        json_int(json, "peak_kib", peak->peak);
        json_int(json, "records", (int64_t)peak->records);
        json_text(json, "refusal", peak->refusal.text[0] ? peak->refusal.text : NULL);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_figures(struct json_writer *json, const struct results *results) {
    json_array(json, "figures");
    for (size_t i = 0; i < FIGURES; i++) {
        json_object(json, NULL);
        json_text(json, "name", figures[i].name);
        json_number(json, "median_us", results->figures[i].median);
        json_number(json, "best_us", results->figures[i].best);
        json_number(json, "ratio", ratio_of(results, i));
        json_text(json, "of", figures[i].against);
        if (figures[i].most_ratio > 0) {
            json_number(json, "most_ratio", figures[i].most_ratio);
        }
        if (figures[i].most_us > 0) {
            json_number(json, "most_us", figures[i].most_us);
        }
        json_end_object(json);
    }
    json_end_array(json);
}

static void print_json(const struct bench *bench, const struct results *results) {
    struct strbuf text;
    struct json_writer json;
    strbuf_init(&text, LIMIT_STRING);
    json_begin(&json, &text);
    json_object(&json, NULL);
    json_int(&json, "width", bench->deck->grid.width);
    json_int(&json, "height", bench->deck->grid.height);
    json_int(&json, "pages", (int64_t)bench->deck->count);
    json_text(&json, "slowest_page", bench->slowest.kind->name);
    json_int(&json, "edition_bytes", (int64_t)arena_held(&bench->edition->arena));
    json_int(&json, "deck_bytes", (int64_t)arena_held(&bench->deck->arena));
    write_peaks(&json, results);
    write_figures(&json, results);
    json_end_object(&json);
    fputs(strbuf_text(&text), stdout);
    strbuf_finish(&text);
}

static enum error measure_all(struct bench *bench, struct results *results, struct reason *reason) {
    enum error error = ERROR_NONE;
    for (size_t i = 0; !error && i < PARTS; i++) {
        error = parts[i].open(bench, reason);
    }
    if (!error) {
        bench_peaks(bench, results->peaks);
    }
    for (size_t i = 0; !error && i < FIGURES; i++) {
        results->figures[i] = measure(bench, &figures[i]);
    }
    return error;
}

static enum error open_studio(struct bench *bench, struct option_size size, struct reason *reason) {
    struct studio_wish wish = {.width = size.width, .height = size.height};
    enum error error = studio_create(&wish, &bench->studio, reason);
    return error ? error
                 : platform_null.open(
                       &(struct platform_wish){.width = size.width, .height = size.height}, reason);
}

int command_bench(int argc, char **argv) {
    bool as_json = false;
    struct option_size size = {1920, 1080};
    const struct option table[] = {
        {"json", OPTION_FLAG, &as_json, NULL},
        {"size", OPTION_SIZE, &size, NULL},
        {NULL, OPTION_FLAG, NULL, NULL},
    };
    int operands;
    if (!options_read(argc, argv, table, &operands) || operands < argc) {
        return EXIT_USAGE;
    }
    log_set_level(LOG_WARNING); // the sources are asked many times: their lines are no news
    struct bench bench = {0};
    struct reason reason = {{0}};
    enum error error = open_studio(&bench, size, &reason);
    if (!error) {
        struct results results = {0};
        error = measure_all(&bench, &results, &reason);
        if (!error) {
            (as_json ? print_json : print_table)(&bench, &results);
        }
        for (size_t i = PARTS; i-- > 0;) {
            parts[i].close(&bench);
        }
        platform_null.close();
    }
    studio_destroy(bench.studio);
    if (error) {
        log_error("%s", reason.text);
    }
    return error ? EXIT_FAULT : EXIT_DONE;
}
