#include "kiosk/bench_report.h"

#include <string.h>

#include "base/json_writer.h"

static double ratio_of(const struct bench_report *report, size_t at) {
    size_t against = 0;
    while (strcmp(report->figures[against].name, report->figures[at].against) != 0) {
        against++;
    }
    return report->times[at].median / report->times[against].median;
}

// "keeps 4x", "MISSES 50000 us".
static void write_promise(char *out, size_t size, bool is_kept, double most, const char *unit) {
    snprintf(out, size, "%s %g%s", is_kept ? "keeps" : "MISSES", most, unit);
}

static void figure_promise(const struct bench_report *report, size_t at, char *out, size_t size) {
    const struct bench_figure *figure = &report->figures[at];
    out[0] = '\0';
    if (figure->most_ratio > 0) {
        write_promise(out, size, ratio_of(report, at) <= figure->most_ratio, figure->most_ratio, "x");
    } else if (figure->most_us > 0) {
        write_promise(out, size, report->times[at].median <= figure->most_us, figure->most_us, " us");
    }
}

static void fact_promise(const struct bench_fact *fact, double value, char *out, size_t size) {
    out[0] = '\0';
    if (fact->most >= 0) {
        write_promise(out, size, value <= fact->most, fact->most, "");
    }
}

static void print_head(const struct bench_report *report, FILE *out) {
    fprintf(out, "%dx%d, %zu pages, %d samples each; microseconds of CPU time\n", report->width,
        report->height, report->pages, BENCH_SAMPLES);
    fprintf(out, "slowest page: %s\n", report->slowest);
    fprintf(out, "memory: edition %zu KiB, deck %zu KiB\n", report->edition / 1024, report->deck / 1024);
    for (size_t i = 0; i < BENCH_PEAKS; i++) {
        const struct bench_peak *peak = &report->peaks[i];
        fprintf(out, "memory: %s, %zu bytes: %ld KiB at its peak, %zu records%s%s\n", peak->name, peak->bytes,
            peak->peak, peak->records, peak->refusal.text[0] ? "; " : "", peak->refusal.text);
    }
}

static void print_figures(const struct bench_report *report, FILE *out) {
    char promise[32];
    fprintf(out, "%-16s %10s %10s %8s %-13s %-15s %s\n", "FIGURE", "MEDIAN", "BEST", "RATIO", "OF", "PROMISE",
        "WHAT");
    for (size_t i = 0; report->figures[i].name; i++) {
        const struct bench_figure *figure = &report->figures[i];
        if (report->times[i].is_known) {
            figure_promise(report, i, promise, sizeof promise);
            fprintf(out, "%-16s %10.1f %10.1f %8.2f %-13s %-15s %s\n", figure->name, report->times[i].median,
                report->times[i].best, ratio_of(report, i), figure->against, promise, figure->says);
        }
    }
}

static void print_facts(const struct bench_report *report, FILE *out) {
    char promise[32];
    fprintf(out, "%-16s %10s %-34s %-15s %s\n", "KIOSK", "VALUE", "UNIT", "PROMISE", "WHAT");
    for (size_t i = 0; bench_facts[i].name; i++) {
        const struct bench_fact *fact = &bench_facts[i];
        if (report->facts[i].is_known) {
            fact_promise(fact, report->facts[i].median, promise, sizeof promise);
            fprintf(out, "%-16s %10.5g %-34s %-15s %s\n", fact->name, report->facts[i].median, fact->unit,
                promise, fact->says);
        }
    }
}

void bench_report_table(const struct bench_report *report, FILE *out) {
    print_head(report, out);
    print_figures(report, out);
    print_facts(report, out);
    if (report->no_display.text[0]) {
        fprintf(out, "nothing was measured in a window: %s\n", report->no_display.text);
    }
}

static void write_peaks(struct json_writer *json, const struct bench_report *report) {
    json_array(json, "answers");
    for (size_t i = 0; i < BENCH_PEAKS; i++) {
        const struct bench_peak *peak = &report->peaks[i];
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

static void write_figures(struct json_writer *json, const struct bench_report *report) {
    json_array(json, "figures");
    for (size_t i = 0; report->figures[i].name; i++) {
        const struct bench_figure *figure = &report->figures[i];
        if (report->times[i].is_known) {
            json_object(json, NULL);
            json_text(json, "name", figure->name);
            json_number(json, "median_us", report->times[i].median);
            json_number(json, "best_us", report->times[i].best);
            json_number(json, "ratio", ratio_of(report, i));
            json_text(json, "of", figure->against);
            if (figure->most_ratio > 0) {
                json_number(json, "most_ratio", figure->most_ratio);
            }
            if (figure->most_us > 0) {
                json_number(json, "most_us", figure->most_us);
            }
            json_end_object(json);
        }
    }
    json_end_array(json);
}

static void write_facts(struct json_writer *json, const struct bench_report *report) {
    json_array(json, "kiosk");
    for (size_t i = 0; bench_facts[i].name; i++) {
        const struct bench_fact *fact = &bench_facts[i];
        if (report->facts[i].is_known) {
            json_object(json, NULL);
            json_text(json, "name", fact->name);
            json_number(json, "value", report->facts[i].median);
            json_text(json, "unit", fact->unit);
            if (fact->most >= 0) {
                json_number(json, "most", fact->most);
            }
            json_end_object(json);
        }
    }
    json_end_array(json);
}

void bench_report_json(const struct bench_report *report, FILE *out) {
    struct strbuf text;
    struct json_writer json;
    strbuf_init(&text, LIMIT_STRING);
    json_begin(&json, &text);
    json_object(&json, NULL);
    json_int(&json, "width", report->width);
    json_int(&json, "height", report->height);
    json_int(&json, "pages", (int64_t)report->pages);
    json_text(&json, "slowest_page", report->slowest);
    json_int(&json, "edition_bytes", (int64_t)report->edition);
    json_int(&json, "deck_bytes", (int64_t)report->deck);
    json_text(&json, "no_display", report->no_display.text[0] ? report->no_display.text : NULL);
    write_peaks(&json, report);
    write_figures(&json, report);
    write_facts(&json, report);
    json_end_object(&json);
    fputs(strbuf_text(&text), out);
    strbuf_finish(&text);
}
