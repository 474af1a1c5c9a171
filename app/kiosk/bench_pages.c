#include <stdlib.h>

#include "base/clock.h"
#include "kiosk/bench.h"
#include "kiosk/bench_watch.h"
#include "layout/paginate.h"

// Long texts into pages, and one page from its edition.

#define MOST_STORIES 10000
#define PARAGRAPHS 8 // of a story
#define MOST_LINES 9 // of a paragraph
#define TRIES 5      // of each entry of the rundown, to find the slowest

// Lays out what one entry of the rundown asks for.
static struct bench_watch lay_out(const struct bench *bench, const struct page_spec *spec) {
    struct deck_form form = {.specs = spec, .spec_count = 1};
    struct bench_watch watch = bench_watch_start();
    deck_destroy(deck_create_in_pieces(bench->edition, &form, &bench->studio->env, bench->wall,
        &(struct deck_pace){.pause = bench_watch_look, .context = &watch}));
    bench_watch_look(&watch);
    return watch;
}

// Of the best that each piece took in some tries the longest.
static size_t find_longest(const struct bench *bench, const struct page_spec *spec, int64_t *longest) {
    struct bench_watch best = lay_out(bench, spec);
    for (size_t try = 1; try < TRIES; try++) {
        struct bench_watch watch = lay_out(bench, spec);
        bench_watch_keep_best(&best, &watch);
    }
    return bench_watch_longest(&best, longest);
}

static void find_slowest(struct bench *bench) {
    const struct deck_form *form = &bench->studio->form;
    int64_t longest = -1;
    for (size_t i = 0; i < form->spec_count; i++) {
        int64_t taken;
        struct page_spec spec = form->specs[i];
        spec.when = NULL; // at any hour
        size_t piece = find_longest(bench, &spec, &taken);
        if (taken > longest) {
            bench->slowest = spec;
            bench->slowest_piece = piece;
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
    struct bench_watch watch = lay_out(bench, &bench->slowest);
    bench->ns = watch.taken[bench->slowest_piece];
}
