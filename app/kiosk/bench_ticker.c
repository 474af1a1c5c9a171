#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "kiosk/bench.h"

// The ticker's frames, steady, in memory and in a window.

#define FRAMES 240 // of a sample: four seconds, of which the slowest frames but two are told
#define LONG_TEXT 200000

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

// And shown.
void bench_show_strip(struct bench *bench) {
    struct region strip = {.count = 0};
    bench_copy_strip(bench);
    region_add(&strip, deck_ribbon_box(&bench->studio->env));
    bench->platform->present(&strip);
}

static void draw_frame(struct bench *bench, const struct ticker *ticker, millis at) {
    struct ticker_place places[TICKER_MOST];
    struct ribbon_place ribbon[TICKER_MOST];
    size_t count = ticker_places(ticker, at, places, TICKER_MOST);
    for (size_t i = 0; i < count; i++) {
        ribbon[i] = (struct ribbon_place){places[i].item, (float)places[i].x};
    }
    bench->platform->present(stage_present(bench->stage, ribbon, count));
}

// One of the frames of four seconds, in the order of the CPU time they took.
static void take_frames(struct bench *bench, const struct ticker *ticker, size_t nth) {
    int64_t taken[FRAMES];
    for (size_t i = 0; i < FRAMES; i++) {
        bench->ticker_at += 17;
        int64_t start = clock_cpu_ns();
        draw_frame(bench, ticker, bench->ticker_at);
        taken[i] = clock_cpu_ns() - start;
    }
    bench_middle(taken, FRAMES);
    bench->ns = taken[nth];
}

void bench_ticker_frame(struct bench *bench) {
    take_frames(bench, &bench->ticker, FRAMES / 2);
}

void bench_ticker_slow(struct bench *bench) {
    take_frames(bench, &bench->ticker, FRAMES * 99 / 100);
}

void bench_ticker_long(struct bench *bench) {
    take_frames(bench, &bench->long_ticker, FRAMES / 2);
}

// Where a headline starts on the ideal line. `hint` is the index of the last answer.
static int64_t start_of(const struct ticker_span *line, uint64_t key, size_t *hint) {
    while (line->slots[*hint].item.key != key) {
        *hint = (*hint + 1) % line->count;
    }
    return line->slots[*hint].start;
}

#define TWO_DAYS (INT64_C(48) * 3600 * 60) // frames
#define NEW_EDITION (INT64_C(5) * 3600)    // frames: five minutes

double bench_ticker_error(struct bench *bench) {
    const struct deck *deck = bench->deck;
    struct ticker ticker, line;
    double worst = 0;
    size_t hint = 0;
    ticker_init(&ticker, &bench->ticker.form, 0);
    ticker_init(&line, &bench->ticker.form, 0);
    ticker_adopt(&ticker, deck->ticker, deck->ticker_count, 0);
    ticker_adopt(&line, deck->ticker, deck->ticker_count, 0);
    for (int64_t frame = 0; frame < TWO_DAYS; frame++) {
        millis now = frame * SECOND / 60;
        struct ticker_place place;
        if (frame % NEW_EDITION == 0) {
            ticker_adopt(&ticker, deck->ticker, deck->ticker_count, now);
        }
        if (ticker_places(&ticker, now, &place, 1)) {
            double ideal = (double)start_of(&line.cycle, place.item->key, &hint) -
                           (double)(now * line.form.speed) / SECOND;
            worst = fmax(worst, fabs(remainder(place.x - ideal, (double)line.cycle.width)));
        }
    }
    ticker_finish(&line);
    ticker_finish(&ticker);
    return worst;
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
