#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "kiosk/bench.h"
#include "platform/platform.h"
#include "show/scene.h"

// The demo edition from its sources to the screen.

void bench_copy_frame(struct bench *bench) {
    memcpy(bench->copy, bench->frame, bench->frame_bytes);
    bench->frame[0]++; // so that no copy is the same as the one before
}

void bench_ask_sources(struct bench *bench) {
    edition_unref(bench->edition);
    bench->edition = studio_ask_once(bench->studio, bench->wall, 30 * SECOND);
}

void bench_lay_out(struct bench *bench) {
    deck_destroy(bench->deck);
    bench->deck = deck_create(bench->edition, &bench->studio->form, &bench->studio->env, bench->wall);
}

static void compose(const struct bench *bench, size_t page, struct arena *arena, struct oplist *out) {
    struct view view = {.page = page % bench->deck->count, .wall = bench->wall};
    deck_compose(bench->deck, &view, arena, out);
}

void bench_compose_page(struct bench *bench) {
    struct arena arena;
    struct oplist ops = {0};
    arena_init(&arena, 0);
    compose(bench, bench->page++, &arena, &ops);
    arena_finish(&arena);
}

void bench_turn_page(struct bench *bench) {
    struct arena arena;
    struct oplist before = {0}, after = {0};
    struct region damage = {.count = 0};
    arena_init(&arena, 0);
    compose(bench, bench->page, &arena, &before);
    compose(bench, ++bench->page, &arena, &after);
    oplist_diff(&before, &after, &damage);
    stage_paint(bench->stage, &after, &damage);
    arena_finish(&arena);
}

enum error bench_open_stage(struct bench *bench, const struct deck *deck, struct reason *reason) {
    const struct layout_env *env = &bench->studio->env;
    struct rect ribbon = deck_ribbon_box(env);
    struct ticker_form form = {.width = ribbon.w, .speed = bench->studio->config->ticker.speed};
    ticker_init(&bench->ticker, &form, 0);
    ticker_adopt(&bench->ticker, deck->ticker, deck->ticker_count, 0);
    struct stage_options options = {
        .renderer = platform_null.renderer(),
        .fonts = bench->studio->fonts,
        .width = env->width,
        .height = env->height,
        .ticker = ribbon,
        .ticker_ground = env->theme->colors[COLOR_PANEL],
    };
    return stage_create(&options, &bench->stage, reason);
}

enum error bench_open_screen(struct bench *bench, struct reason *reason) {
    const struct layout_env *env = &bench->studio->env;
    bench->frame_bytes = (size_t)env->width * (size_t)env->height * 4;
    bench->frame = calloc(1, bench->frame_bytes);
    bench->copy = calloc(1, bench->frame_bytes);
    if (!bench->frame || !bench->copy) {
        abort();
    }
    bench->wall = moment_is_known(bench->studio->at) ? bench->studio->at.utc : clock_now().wall;
    bench_ask_sources(bench);
    bench_lay_out(bench);
    return bench_open_stage(bench, bench->deck, reason);
}

void bench_close_screen(struct bench *bench) {
    stage_destroy(bench->stage);
    ticker_finish(&bench->ticker);
    deck_destroy(bench->double_deck);
    deck_destroy(bench->deck);
    edition_unref(bench->edition);
    free(bench->frame);
    free(bench->copy);
}
