#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "decode/chart.h"
#include "kiosk/bench.h"
#include "kiosk/bench_watch.h"
#include "layout/chart_ops.h"

// A chart of 2 000 marks: points in four colours, in no order, so that few of them lie in one op.

#define MARKS 2000

static void write_spec(struct strbuf *out) {
    static const char *const kinds[] = {"north", "east", "south", "west"};
    strbuf_add_text(out, "{\"title\":\"Two thousand\",\"data\":{\"values\":[");
    for (unsigned i = 0; i < MARKS; i++) {
        strbuf_printf(out, "%s{\"a\":%u,\"b\":%u,\"c\":\"%s\"}", i ? "," : "", i * 7919 % 2003, i * i % 1009,
            kinds[i * 2654435761u >> 30]);
    }
    strbuf_add_text(out,
        "]},\"mark\":\"circle\",\"encoding\":{\"x\":{\"field\":\"a\",\"type\":\"quantitative\"},"
        "\"y\":{\"field\":\"b\",\"type\":\"quantitative\"},\"color\":{\"field\":\"c\"}}}");
}

#define TRIES 5 // to find the piece of its layout that takes longest

// From the spec to draw ops, as a page of infographics has them, in the pieces that the kiosk makes of it.
static enum error lay_out(const struct bench *bench, struct arena *arena, struct oplist *ops,
    const struct chart_pace *pace, struct reason *reason) {
    const struct layout_env *env = &bench->studio->env;
    struct grid grid = grid_make(env->width, env->height, false);
    struct live_list lives = {0};
    struct sheet sheet = {env, &grid, arena, ops, &lives};
    struct rect whole = {0, 0, env->width, env->height};
    struct chart_form form = chart_form_of(env, whole, env->height / 32.0);
    struct drawing drawing;
    form.has_head = true;
    form.pace = *pace;
    sheet_fill(&sheet, ROLE_GROUND, whole, sheet_color(&sheet, COLOR_BACKGROUND), 0);
    enum error error = chart_draw(&bench->chart, &form, arena, &drawing, reason);
    if (!error) {
        chart_shapes(&sheet, &drawing, whole, pace);
        chart_texts(&sheet, &drawing);
    }
    return error;
}

static struct bench_watch watch_lay_out(const struct bench *bench) {
    struct arena arena;
    struct oplist ops = {0};
    struct reason reason;
    arena_init(&arena, 0);
    struct bench_watch watch = bench_watch_start();
    lay_out(bench, &arena, &ops, &(struct chart_pace){bench_watch_look, &watch}, &reason);
    bench_watch_look(&watch);
    arena_finish(&arena);
    return watch;
}

void bench_lay_out_chart(struct bench *bench) {
    watch_lay_out(bench);
}

void bench_lay_out_chart_piece(struct bench *bench) {
    struct bench_watch watch = watch_lay_out(bench);
    bench->ns = watch.taken[bench->chart_piece];
}

// Paints the chart on a new stage, and once more: its shapes are drawn once and then kept as textures.
static void paint(struct bench *bench, int times) {
    const struct layout_env *env = &bench->studio->env;
    struct stage_options options = {.renderer = bench->platform->renderer(),
        .fonts = bench->studio->fonts,
        .width = env->width,
        .height = env->height};
    struct region all = {{{0, 0, env->width, env->height}}, 1};
    struct stage *stage;
    struct reason reason;
    if (stage_create(&options, &stage, &reason) != ERROR_NONE) {
        abort(); // the bench's own is there already
    }
    for (int i = 0; i < times; i++) {
        int64_t start = clock_cpu_ns();
        stage_paint(stage, &bench->chart_ops, &all);
        bench->ns = clock_cpu_ns() - start;
    }
    stage_destroy(stage);
}

void bench_paint_chart(struct bench *bench) {
    paint(bench, 1);
}

void bench_repaint_chart(struct bench *bench) {
    paint(bench, 2);
}

enum error bench_open_chart(struct bench *bench, struct reason *reason) {
    struct strbuf text;
    strbuf_init(&text, LIMIT_BODY);
    write_spec(&text);
    arena_init(&bench->chart_arena, 0);
    enum error error =
        chart_spec_read(strbuf_text(&text), text.len, "bench", &bench->chart_arena, &bench->chart, reason);
    strbuf_finish(&text);
    error = error ? error
                  : lay_out(bench, &bench->chart_arena, &bench->chart_ops, &(struct chart_pace){0}, reason);
    if (!error) {
        int64_t longest;
        struct bench_watch best = watch_lay_out(bench);
        for (size_t try = 1; try < TRIES; try++) {
            struct bench_watch watch = watch_lay_out(bench);
            bench_watch_keep_best(&best, &watch);
        }
        bench->chart_piece = bench_watch_longest(&best, &longest);
    }
    return error;
}

void bench_close_chart(struct bench *bench) {
    arena_finish(&bench->chart_arena);
}
