#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "kiosk/bench.h"
#include "kiosk/kiosk.h"
#include "platform/platform.h"

// The ticker's frames, steady, and a minute of the whole kiosk.

#define FRAMES 240 // of a sample: four seconds, of which the slowest frames but two are told
#define LONG_TEXT 200000
#define MOST_PLACES 64

// What no ticker can do without: its strip, once, into a frame.
void bench_copy_strip(struct bench *bench) {
    const struct rect strip = deck_ribbon_box(&bench->studio->env);
    size_t row = (size_t)strip.w * 4, frame_row = (size_t)bench->studio->env.width * 4;
    for (int y = 0; y < strip.h; y++) {
        memcpy(bench->frame + (size_t)(strip.y + y) * frame_row + (size_t)strip.x * 4,
            bench->copy + (size_t)y * row, row);
    }
    bench->copy[0]++;
}

static void draw_frame(struct stage *stage, const struct ticker *ticker, millis at) {
    struct ticker_place places[MOST_PLACES];
    struct ribbon_place ribbon[MOST_PLACES];
    size_t count = ticker_places(ticker, at, places, MOST_PLACES);
    for (size_t i = 0; i < count; i++) {
        ribbon[i] = (struct ribbon_place){places[i].item, (float)places[i].x};
    }
    platform_null.present(stage_present(stage, ribbon, count));
}

static int by_size(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

// One of the frames of four seconds, in the order of the CPU time they took.
static void take_frames(struct bench *bench, struct stage *stage, const struct ticker *ticker, size_t nth) {
    int64_t taken[FRAMES];
    for (size_t i = 0; i < FRAMES; i++) {
        bench->ticker_at += 17;
        int64_t start = clock_cpu_ns();
        draw_frame(stage, ticker, bench->ticker_at);
        taken[i] = clock_cpu_ns() - start;
    }
    qsort(taken, FRAMES, sizeof *taken, by_size);
    bench->ns = taken[nth];
}

void bench_ticker_frame(struct bench *bench) {
    take_frames(bench, bench->stage, &bench->ticker, FRAMES / 2);
}

void bench_ticker_slow(struct bench *bench) {
    take_frames(bench, bench->stage, &bench->ticker, FRAMES * 99 / 100);
}

void bench_ticker_long(struct bench *bench) {
    take_frames(bench, bench->stage, &bench->long_ticker, FRAMES / 2);
}

// The page twice as wide and high, with letters as much larger. The screen before is gone then.
static void open_double(struct bench *bench) {
    struct reason reason;
    int width = 2 * bench->studio->env.width, height = 2 * bench->studio->env.height;
    struct platform_wish wish = {.width = width, .height = height};
    stage_destroy(bench->stage);
    bench->stage = NULL;
    platform_null.close();
    if (platform_null.open(&wish, &reason)) {
        abort(); // memory alone
    }
    studio_resize(bench->studio, width, height);
    const struct layout_env *env = &bench->studio->env;
    bench->double_deck = deck_create(bench->edition, &bench->studio->form, env, bench->wall);
    ticker_finish(&bench->ticker);
    if (bench_open_stage(bench, bench->double_deck, &reason)) {
        abort();
    }
}

// The last of the figures.
void bench_ticker_double(struct bench *bench) {
    if (!bench->double_deck) {
        open_double(bench);
    }
    take_frames(bench, bench->stage, &bench->ticker, FRAMES / 2);
}

// Sixty seconds of the demo at sixty frames: pages turn, slides change, pictures are decoded.
void bench_kiosk_minute(struct bench *bench) {
    struct kiosk *kiosk;
    struct reason reason;
    const struct survey_row *rows;
    size_t count;
    struct kiosk_options options = {
        .platform = &platform_null, .studio = bench->studio, .at = bench->studio->at};
    if (kiosk_create(&options, &kiosk, &reason)) {
        abort();
    }
    courier_survey(kiosk->courier, 30 * SECOND, &rows, &count);
    kiosk_turn(kiosk, kiosk_now(kiosk)); // takes the edition
    while (typesetter_is_busy(&kiosk->typesetter)) {
        platform_null.wait(kiosk_turn(kiosk, kiosk_now(kiosk)));
    }
    int64_t start = clock_cpu_ns();
    for (millis end = kiosk_now(kiosk).steady + MINUTE; kiosk_now(kiosk).steady < end;) {
        platform_null.wait(kiosk_turn(kiosk, kiosk_now(kiosk)));
    }
    bench->ns = clock_cpu_ns() - start;
    kiosk_destroy(kiosk);
}

// One headline of 200 000 characters, again and again.
enum error bench_open_ticker(struct bench *bench, struct reason *reason) {
    (void)reason;
    static const char words[] = "Ministers agree on a budget for the year to come ";
    struct ticker_item item = {.key = 1};
    const struct ticker_item *like = &bench->deck->ticker[0];
    arena_init(&bench->long_arena, 0);
    char *text = arena_alloc(&bench->long_arena, LONG_TEXT + 1);
    for (size_t i = 0; i < LONG_TEXT; i++) {
        text[i] = words[i % (sizeof words - 1)];
    }
    struct op op = like->ops.ops[like->ops.count - 1];
    const struct measure *measure = bench->studio->env.measure;
    op.text.text = text;
    op.box.x = 0;
    op.box.w = measure->width(
        measure->context, &op.text.type, text, (struct run){0, LONG_TEXT, false, op.text.script});
    oplist_add(&item.ops, &bench->long_arena, &op);
    item.width = op.box.w;
    struct ticker_form form = bench->ticker.form;
    ticker_init(&bench->long_ticker, &form, 0);
    ticker_adopt(&bench->long_ticker, &item, 1, 0);
    return ERROR_NONE;
}

void bench_close_ticker(struct bench *bench) {
    ticker_finish(&bench->long_ticker);
    arena_finish(&bench->long_arena);
}
