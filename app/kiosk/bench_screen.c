#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "kiosk/bench.h"
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

// A stage and the ticker for the deck, on the platform that is open.
static enum error open_stage(struct bench *bench, struct reason *reason) {
    const struct layout_env *env = &bench->studio->env;
    struct rect ribbon = deck_ribbon_box(env);
    struct ticker_form form = {.width = ribbon.w, .speed = bench->studio->config->ticker.speed};
    ticker_init(&bench->ticker, &form, 0);
    ticker_adopt(&bench->ticker, bench->deck->ticker, bench->deck->ticker_count, 0);
    struct stage_options options = {
        .renderer = bench->platform->renderer(),
        .fonts = bench->studio->fonts,
        .width = env->width,
        .height = env->height,
        .ticker = ribbon,
        .ticker_ground = env->theme->colors[COLOR_PANEL],
        .scroll = bench->platform->scroll,
    };
    return stage_create(&options, &bench->stage, reason);
}

static void close_screen(struct bench *bench) {
    stage_destroy(bench->stage);
    ticker_finish(&bench->ticker);
    bench->stage = NULL;
    if (bench->platform) {
        bench->platform->close();
        bench->platform = NULL;
    }
}

static const struct {
    const struct platform *platform;
    int scale;
} screens[] = {
    [BENCH_MEMORY] = {&platform_null, 1},
    [BENCH_MEMORY_DOUBLE] = {&platform_null, 2},
    [BENCH_WINDOW] = {&platform_desktop, 1},
    [BENCH_WINDOW_DOUBLE] = {&platform_desktop, 2},
};

enum error bench_show_on(struct bench *bench, enum bench_screen screen, struct reason *reason) {
    const struct platform *platform = screens[screen].platform;
    int width = bench->width * screens[screen].scale, height = bench->height * screens[screen].scale;
    if (bench->platform == platform && bench->studio->env.width == width) {
        return ERROR_NONE;
    }
    close_screen(bench);
    struct platform_wish wish = {
        .title = "Broadside", .width = width, .height = height, .renderer = PLATFORM_RENDERER_SOFTWARE};
    enum error error = platform->open(&wish, reason);
    if (error) {
        return error;
    }
    bench->platform = platform;
    studio_resize(bench->studio, width, height);
    bench_lay_out(bench);
    return open_stage(bench, reason);
}

bool bench_fits(const struct bench *bench, enum bench_screen screen, struct reason *reason) {
    int width = bench->width * screens[screen].scale, height = bench->height * screens[screen].scale;
    bool fits = bench->display_width >= width && bench->display_height >= height;
    if (!fits) { // what is outside of it would be measured, and never shown
        reason_set(reason, ERROR_MISSING, "the display has %dx%d pixels, a window of %dx%d is larger",
            bench->display_width, bench->display_height, width, height);
    }
    return fits;
}

bool bench_has_display(struct bench *bench, struct reason *reason) {
    if (!getenv("DISPLAY")) {
        reason_set(reason, ERROR_MISSING, "DISPLAY names no X display");
        return false;
    }
    // SDL would go on without one: into memory, with a graphics processor made of software. For our kiosks
    // too.
    setenv("SDL_VIDEODRIVER", "x11", 1);
    struct platform_wish wish = {
        .title = "Broadside", .fullscreen = true, .renderer = PLATFORM_RENDERER_SOFTWARE};
    if (platform_desktop.open(&wish, reason)) {
        return false;
    }
    platform_desktop.size(&bench->display_width, &bench->display_height);
    platform_desktop.close();
    return bench_fits(bench, BENCH_WINDOW, reason);
}

enum error bench_open_screen(struct bench *bench, struct reason *reason) {
    bench->frame_bytes = (size_t)bench->width * (size_t)bench->height * 4;
    bench->frame = calloc(1, bench->frame_bytes);
    bench->copy = calloc(1, bench->frame_bytes);
    if (!bench->frame || !bench->copy) {
        abort();
    }
    bench->wall = moment_is_known(bench->studio->at) ? bench->studio->at.utc : clock_now().wall;
    bench_ask_sources(bench);
    return bench_show_on(bench, BENCH_MEMORY, reason);
}

void bench_close_screen(struct bench *bench) {
    close_screen(bench);
    deck_destroy(bench->deck);
    edition_unref(bench->edition);
    free(bench->frame);
    free(bench->copy);
}
