#include "kiosk/bench_report.h"

#include <string.h>

#include "base/json_writer.h"

const struct bench_elsewhere bench_elsewhere[] = {
    {"memory after an hour, and with every script and emoji; slow frames of an hour",
        "tests/soak/run screen"},
    {"growth over 100 000 page turns", "tests/soak/run turns"},
    {"time and memory against Chromium's", "tests/peer/compare"},
    {0},
};

static double ratio_of(const struct bench_report *report, size_t at) {
    size_t against = 0;
    while (strcmp(report->figures[against].name, report->figures[at].against) != 0) {
        against++;
    }
    return report->times[at].median / report->times[against].median;
}

// "keeps 4x", "MISSES 50000 us".
static void write_promise(
    char *out, size_t size, bool is_kept, const char *before, double most, const char *unit) {
    snprintf(out, size, "%s %s%g%s", is_kept ? "keeps" : "MISSES", before, most, unit);
}

static void figure_promise(const struct bench_report *report, size_t at, char *out, size_t size) {
    const struct bench_figure *figure = &report->figures[at];
    out[0] = '\0';
    if (figure->most_ratio > 0) {
        write_promise(out, size, ratio_of(report, at) <= figure->most_ratio, "", figure->most_ratio, "x");
    } else if (figure->most_us > 0) {
        write_promise(out, size, report->times[at].median <= figure->most_us, "", figure->most_us, " us");
    }
}

// Of what is a part, its share: "keeps 1 in 10000".
static void fact_promise(
    const struct bench_fact *fact, const struct bench_measured *told, char *out, size_t size) {
    bool is_share = told->of > 0 && fact->most > 0;
    double most = is_share ? fact->most * told->of : fact->most;
    out[0] = '\0';
    if (fact->is_promised) {
        write_promise(
            out, size, told->median <= most, is_share ? "1 in " : "", is_share ? 1 / fact->most : most, "");
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
    fprintf(out, "%-18s %8s %10s %8s %-13s %-15s %s\n", "FIGURE", "MEDIAN", "BEST", "RATIO", "OF", "PROMISE",
        "WHAT");
    for (size_t i = 0; report->figures[i].name; i++) {
        const struct bench_figure *figure = &report->figures[i];
        if (report->times[i].is_known) {
            figure_promise(report, i, promise, sizeof promise);
            fprintf(out, "%-18s %8.1f %10.1f %8.2f %-13s %-15s %s\n", figure->name, report->times[i].median,
                report->times[i].best, ratio_of(report, i), figure->against, promise, figure->says);
        }
    }
}

static void print_facts(const struct bench_report *report, FILE *out) {
    char promise[32], unit[32];
    fprintf(out, "%-18s %8s %-18s %-15s %s\n", "KIOSK", "VALUE", "UNIT", "PROMISE", "WHAT");
    for (size_t i = 0; bench_facts[i].name; i++) {
        const struct bench_fact *fact = &bench_facts[i];
        const struct bench_measured *told = &report->facts[i];
        if (told->is_known) {
            fact_promise(fact, told, promise, sizeof promise);
            snprintf(unit, sizeof unit, "of %.0f", told->of);
            fprintf(out, "%-18s %8.4g %-18s %-15s %s\n", fact->name, told->median,
                told->of > 0 ? unit : fact->unit, promise, fact->says);
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
    if (report->no_double.text[0]) {
        fprintf(out, "nothing was measured in a window twice as wide and high: %s\n", report->no_double.text);
    }
    for (const struct bench_elsewhere *other = bench_elsewhere; other->what; other++) {
        fprintf(out, "not measured here: %s: %s\n", other->what, other->by);
    }
    fprintf(out, "took %.1f s\n", report->seconds);
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
            if (report->facts[i].of > 0) {
                json_number(json, "of", report->facts[i].of);
            }
            if (fact->is_promised) {
                json_number(json, "most", fact->most);
            }
            json_end_object(json);
        }
    }
    json_end_array(json);
}

static void write_elsewhere(struct json_writer *json) {
    json_array(json, "elsewhere");
    for (const struct bench_elsewhere *other = bench_elsewhere; other->what; other++) {
        json_object(json, NULL);
        json_text(json, "what", other->what);
        json_text(json, "by", other->by);
        json_end_object(json);
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
    json_number(&json, "seconds", report->seconds);
    json_text(&json, "no_display", report->no_display.text[0] ? report->no_display.text : NULL);
    json_text(&json, "no_double", report->no_double.text[0] ? report->no_double.text : NULL);
    write_peaks(&json, report);
    write_figures(&json, report);
    write_facts(&json, report);
    write_elsewhere(&json);
    json_end_object(&json);
    fputs(strbuf_text(&text), out);
    strbuf_finish(&text);
}
