#include <stdlib.h>
#include <string.h>

#include "base/allocations.h"
#include "base/clock.h"
#include "base/resident.h"
#include "kiosk/bench.h"
#include "kiosk/kiosk.h"

// The whole kiosk with the demo, in memory, where time goes straight to the next frame.

static bool is_pressed; // the key that turns a page

static bool poll_key(struct platform_event *out) {
    bool was_pressed = is_pressed;
    *out = (struct platform_event){.kind = PLATFORM_KEY, .key = PLATFORM_KEY_NEXT};
    is_pressed = false;
    return was_pressed;
}

static void turn(struct kiosk *kiosk) {
    kiosk_wait(kiosk, kiosk_turn(kiosk, kiosk_now(kiosk)));
}

struct kiosk *bench_open_kiosk(struct bench *bench, const struct platform *platform) {
    struct kiosk *kiosk;
    struct reason reason;
    const struct survey_row *rows;
    size_t count;
    struct kiosk_options options = {.platform = platform, .studio = bench->studio, .at = bench->studio->at};
    if (kiosk_create(&options, &kiosk, &reason)) {
        abort();
    }
    stats_init(&kiosk->stats);
    courier_survey(kiosk->courier, 30 * SECOND, &rows, &count);
    turn(kiosk); // takes the edition
    while (typesetter_is_busy(&kiosk->typesetter)) {
        turn(kiosk);
    }
    return kiosk;
}

// `platform` is bench->platform but for its keys.
static struct kiosk *open_kiosk(struct bench *bench, struct platform *platform) {
    *platform = *bench->platform;
    platform->poll = poll_key;
    return bench_open_kiosk(bench, platform);
}

static void turn_for(struct kiosk *kiosk, millis time) {
    for (millis end = kiosk_now(kiosk).steady + time; kiosk_now(kiosk).steady < end;) {
        turn(kiosk);
    }
}

void bench_kiosk_minute(struct bench *bench) {
    struct platform platform;
    struct kiosk *kiosk = open_kiosk(bench, &platform);
    int64_t start = clock_cpu_ns();
    turn_for(kiosk, MINUTE);
    bench->ns = clock_cpu_ns() - start;
    kiosk_destroy(kiosk);
}

#define MINUTE_FRAMES 3600

static void count_steady(struct bench *bench) {
    int64_t allocations[MINUTE_FRAMES], textures[MINUTE_FRAMES];
    struct platform platform;
    struct kiosk *kiosk = open_kiosk(bench, &platform);
    turn_for(kiosk, 5 * MINUTE); // every page and headline has been on
    for (size_t i = 0; i < MINUTE_FRAMES; i++) {
        size_t asked = allocations_count();
        uint64_t made = stage_stats(kiosk->stage)->textures_created;
        millis due = kiosk_turn(kiosk, kiosk_now(kiosk));
        allocations[i] = (int64_t)(allocations_count() - asked);
        textures[i] = (int64_t)(stage_stats(kiosk->stage)->textures_created - made);
        bench->steady.busy += allocations[i] || textures[i];
        kiosk_wait(kiosk, due);
    }
    bench->steady.frames = MINUTE_FRAMES;
    bench->steady.allocations = bench_middle(allocations, MINUTE_FRAMES);
    bench->steady.textures = bench_middle(textures, MINUTE_FRAMES);
    kiosk_destroy(kiosk);
}

#define PATIENCE 2000 // turns for a page to be ready: more than half a minute of frames
#define MOST_SAMPLES 4096

#define MOST_PAGES 256

struct samples {
    size_t count;
    int64_t heap[MOST_SAMPLES], shared[MOST_SAMPLES]; // KiB
};

// From the second third of the samples, for whatever comes once to have come, to the last: the middle of
// each.
static int64_t growth_of(const int64_t *samples, size_t count) {
    int64_t part[MOST_SAMPLES];
    size_t third = count / 3;
    memcpy(part, samples + third, third * sizeof *part);
    int64_t before = bench_middle(part, third);
    memcpy(part, samples + count - third, third * sizeof *part);
    return bench_middle(part, third) - before;
}

// KiB. Caches fill up to their budgets, and what is in them depends on which picture was decoded first.
static long heap_beside_caches(const struct kiosk *kiosk) {
    const struct stage_stats *stage = stage_stats(kiosk->stage);
    size_t kept = fonts_glyph_stats(kiosk->studio->fonts)->bytes;
    for (size_t i = 0; i < STAGE_CACHES; i++) {
        kept += stage->caches[i].bytes;
    }
    return resident_heap() - (long)(kept / 1024);
}

static void wait_for_next_page(struct kiosk *kiosk) {
    for (int i = 0; i < PATIENCE && !kiosk_is_ready(kiosk); i++) {
        turn(kiosk);
    }
}

// Once through the rundown, each page for as long as it takes to have the next one ready; the page in the
// middle stands for all.
static void add_round(struct samples *samples, struct kiosk *kiosk, size_t pages) {
    int64_t heap[MOST_PAGES];
    for (size_t i = 0; i < pages; i++) {
        wait_for_next_page(kiosk);
        heap[i] = heap_beside_caches(kiosk);
        is_pressed = true;
        turn(kiosk);
    }
    resident_trim();
    samples->heap[samples->count] = bench_middle(heap, pages);
    samples->shared[samples->count++] = resident_shared();
}

static void grow(struct bench *bench) {
    struct samples *samples = calloc(1, sizeof *samples);
    if (!samples) {
        abort();
    }
    struct platform platform;
    struct kiosk *kiosk = open_kiosk(bench, &platform);
    size_t pages = kiosk->deck->count < MOST_PAGES ? kiosk->deck->count : MOST_PAGES;
    size_t rounds = bench->turns / pages;
    rounds = rounds < 6 ? 6 : rounds > MOST_SAMPLES ? MOST_SAMPLES : rounds;
    while (samples->count < rounds) {
        add_round(samples, kiosk, pages);
    }
    bench->growth.heap = growth_of(samples->heap, samples->count);
    bench->growth.shared = growth_of(samples->shared, samples->count);
    kiosk_destroy(kiosk);
    free(samples);
}

void bench_count_kiosk(struct bench *bench) {
    count_steady(bench);
    grow(bench);
}
