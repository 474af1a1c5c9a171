#include <stdlib.h>

#include "base/clock.h"
#include "kiosk/bench.h"
#include "layout/paginate.h"

// Long texts into pages, and one page from its edition.

#define MOST_STORIES 10000
#define PARAGRAPHS 8 // of a story
#define MOST_LINES 9 // of a paragraph
#define TRIES 5      // of each entry of the rundown, to find the slowest

// Lays out what one entry of the rundown asks for; answers nanoseconds a page.
static int64_t lay_out(const struct bench *bench, const struct page_spec *spec) {
    struct deck_form form = {.specs = spec, .spec_count = 1};
    int64_t start = clock_cpu_ns();
    struct deck *deck = deck_create(bench->edition, &form, &bench->studio->env, bench->wall);
    int64_t taken = (clock_cpu_ns() - start) / (int64_t)deck->count;
    deck_destroy(deck);
    return taken;
}

static int64_t best_of(const struct bench *bench, const struct page_spec *spec) {
    int64_t best = INT64_MAX;
    for (size_t i = 0; i < TRIES; i++) {
        int64_t taken = lay_out(bench, spec);
        best = taken < best ? taken : best;
    }
    return best;
}

static void find_slowest(struct bench *bench) {
    const struct deck_form *form = &bench->studio->form;
    int64_t longest = -1;
    for (size_t i = 0; i < form->spec_count; i++) {
        struct page_spec spec = form->specs[i];
        spec.when = NULL; // at any hour
        int64_t taken = best_of(bench, &spec);
        if (taken > longest) {
            bench->slowest = spec;
            longest = taken;
        }
    }
}

enum error bench_open_pages(struct bench *bench, struct reason *reason) {
    (void)reason;
    size_t paragraphs = (size_t)MOST_STORIES * PARAGRAPHS;
    bench->lines = calloc(paragraphs, sizeof *bench->lines);
    bench->ends = calloc(paragraphs * MOST_LINES, sizeof *bench->ends);
    if (!bench->lines || !bench->ends) {
        abort();
    }
    for (size_t i = 0; i < paragraphs; i++) {
        bench->lines[i] = 1 + i * 7 % MOST_LINES;
    }
    find_slowest(bench);
    return ERROR_NONE;
}

void bench_close_pages(struct bench *bench) {
    free(bench->lines);
    free(bench->ends);
}

// As one text: where a page ends depends on all that comes before it.
static void paginate_stories(struct bench *bench, size_t stories) {
    struct paginate_form form = {.first_height = 500, .rest_height = 760, .line_height = 42, .gap = 18};
    size_t paragraphs = stories * PARAGRAPHS;
    paginate(bench->lines, paragraphs, &form, bench->ends, paragraphs * MOST_LINES);
}

void bench_paginate_1000(struct bench *bench) {
    paginate_stories(bench, 1000);
}

void bench_paginate_10000(struct bench *bench) {
    paginate_stories(bench, 10000);
}

void bench_lay_out_page(struct bench *bench) {
    bench->ns = lay_out(bench, &bench->slowest);
}
