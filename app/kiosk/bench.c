#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/json_writer.h"
#include "base/log.h"
#include "kiosk/commands.h"
#include "kiosk/options.h"
#include "kiosk/studio.h"
#include "platform/platform.h"
#include "render/stage.h"
#include "show/scene.h"
#include "show/ticker.h"

// Figures of the pipeline, each beside a copy of one frame in memory made in the same run: the ratio travels
// from machine to machine, the microseconds do not. The demo edition, software renderer, no screen.

#define SAMPLES 31
#define MOST_PLACES 64

struct bench {
    struct studio *studio;
    const struct edition *edition;
    struct deck *deck;
    struct stage *stage;
    struct ticker ticker;
    char *frame, *copy; // for the reference
    size_t frame_bytes;
    millis wall;
    size_t page;      // of the page samples: goes round
    millis ticker_at; // of the ticker samples: moves on
};

static void copy_frame(struct bench *bench) {
    memcpy(bench->copy, bench->frame, bench->frame_bytes);
    bench->frame[0]++; // so that no copy is the same as the one before
}

static void ask_sources(struct bench *bench) {
    edition_unref(bench->edition);
    bench->edition = studio_ask_once(bench->studio, bench->wall, 30 * SECOND);
}

static void lay_out(struct bench *bench) {
    deck_destroy(bench->deck);
    bench->deck = deck_create(bench->edition, &bench->studio->form, &bench->studio->env, bench->wall);
}

static void compose(const struct bench *bench, size_t page, struct arena *arena, struct oplist *out) {
    struct view view = {.page = page % bench->deck->count, .wall = bench->wall};
    deck_compose(bench->deck, &view, arena, out);
}

static void compose_page(struct bench *bench) {
    struct arena arena;
    struct oplist ops = {0};
    arena_init(&arena, 0);
    compose(bench, bench->page++, &arena, &ops);
    arena_finish(&arena);
}

static void turn_page(struct bench *bench) {
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

static void ticker_frame(struct bench *bench) {
    struct ticker_place places[MOST_PLACES];
    struct ribbon_place ribbon[MOST_PLACES];
    bench->ticker_at += 17;
    size_t count = ticker_places(&bench->ticker, bench->ticker_at, places, MOST_PLACES);
    for (size_t i = 0; i < count; i++) {
        ribbon[i] = (struct ribbon_place){places[i].item, places[i].x};
    }
    stage_present(bench->stage, ribbon, count);
}

// The table of figures. The first is the reference.
static const struct figure {
    const char *name;
    const char *says;
    void (*run)(struct bench *bench);
} figures[] = {
    {"memcpy_frame", "copy of one frame in memory: the reference", copy_frame},
    {"ask_sources", "all sources and pictures read, decoded and assembled", ask_sources},
    {"lay_out_edition", "every page and ticker headline laid out", lay_out},
    {"compose_page", "a page's op list made for one moment", compose_page},
    {"turn_page", "two pages compared and the difference painted", turn_page},
    {"ticker_frame", "the stage copied and the ticker's strip above it", ticker_frame},
};

#define FIGURES (sizeof figures / sizeof *figures)

struct measured {
    double median, best; // microseconds
};

static int by_value(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static struct measured measure(struct bench *bench, const struct figure *figure) {
    double samples[SAMPLES];
    figure->run(bench); // caches warm
    for (size_t i = 0; i < SAMPLES; i++) {
        int64_t start = clock_cpu_ns();
        figure->run(bench);
        samples[i] = (double)(clock_cpu_ns() - start) / 1000;
    }
    qsort(samples, SAMPLES, sizeof *samples, by_value);
    return (struct measured){samples[SAMPLES / 2], samples[0]};
}

static void print_table(const struct bench *bench, const struct measured *results) {
    printf("%dx%d, %zu pages, %d samples each; microseconds of CPU time\n", bench->deck->grid.width,
        bench->deck->grid.height, bench->deck->count, SAMPLES);
    printf("memory: edition %zu KiB, deck %zu KiB\n", arena_held(&bench->edition->arena) / 1024,
        arena_held(&bench->deck->arena) / 1024);
    printf("%-16s %10s %10s %8s  %s\n", "FIGURE", "MEDIAN", "BEST", "RATIO", "WHAT");
    for (size_t i = 0; i < FIGURES; i++) {
        printf("%-16s %10.1f %10.1f %8.2f  %s\n", figures[i].name, results[i].median, results[i].best,
            results[i].median / results[0].median, figures[i].says);
    }
}

static void print_json(const struct bench *bench, const struct measured *results) {
    struct strbuf text;
    struct json_writer json;
    strbuf_init(&text, LIMIT_STRING);
    json_begin(&json, &text);
    json_object(&json, NULL);
    json_int(&json, "width", bench->deck->grid.width);
    json_int(&json, "height", bench->deck->grid.height);
    json_int(&json, "pages", (int64_t)bench->deck->count);
    json_int(&json, "edition_bytes", (int64_t)arena_held(&bench->edition->arena));
    json_int(&json, "deck_bytes", (int64_t)arena_held(&bench->deck->arena));
    json_array(&json, "figures");
    for (size_t i = 0; i < FIGURES; i++) {
        json_object(&json, NULL);
        json_text(&json, "name", figures[i].name);
        json_number(&json, "median_us", results[i].median);
        json_number(&json, "best_us", results[i].best);
        json_number(&json, "ratio", results[i].median / results[0].median);
        json_end_object(&json);
    }
    json_end_array(&json);
    json_end_object(&json);
    fputs(strbuf_text(&text), stdout);
    strbuf_finish(&text);
}

static enum error bench_open(struct bench *bench, struct reason *reason) {
    const struct layout_env *env = &bench->studio->env;
    bench->frame_bytes = (size_t)env->width * (size_t)env->height * 4;
    bench->frame = calloc(1, bench->frame_bytes);
    bench->copy = calloc(1, bench->frame_bytes);
    if (!bench->frame || !bench->copy) {
        abort();
    }
    bench->wall = moment_is_known(bench->studio->at) ? bench->studio->at.utc : clock_now().wall;
    ask_sources(bench);
    lay_out(bench);
    struct rect ribbon = deck_ribbon_box(env);
    struct ticker_form form = {.width = ribbon.w, .speed = bench->studio->config->ticker.speed};
    ticker_init(&bench->ticker, &form, 0);
    ticker_adopt(&bench->ticker, bench->deck->ticker, bench->deck->ticker_count, 0);
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

static void bench_close(struct bench *bench) {
    stage_destroy(bench->stage);
    ticker_finish(&bench->ticker);
    deck_destroy(bench->deck);
    edition_unref(bench->edition);
    free(bench->frame);
    free(bench->copy);
}

int command_bench(int argc, char **argv) {
    bool as_json = false;
    struct option_size size = {1920, 1080};
    const struct option table[] = {
        {"json", OPTION_FLAG, &as_json, NULL},
        {"size", OPTION_SIZE, &size, NULL},
        {NULL, OPTION_FLAG, NULL, NULL},
    };
    int operands;
    if (!options_read(argc, argv, table, &operands) || operands < argc) {
        return EXIT_USAGE;
    }
    log_set_level(LOG_WARNING); // the sources are asked many times: their lines are no news
    struct bench bench = {0};
    struct reason reason = {{0}};
    struct studio_wish wish = {.width = size.width, .height = size.height};
    enum error error = studio_create(&wish, &bench.studio, &reason);
    if (!error) {
        error =
            platform_null.open(&(struct platform_wish){.width = size.width, .height = size.height}, &reason);
    }
    if (!error) {
        error = bench_open(&bench, &reason);
        struct measured results[FIGURES];
        for (size_t i = 0; !error && i < FIGURES; i++) {
            results[i] = measure(&bench, &figures[i]);
        }
        if (!error) {
            (as_json ? print_json : print_table)(&bench, results);
        }
        bench_close(&bench);
        platform_null.close();
    }
    studio_destroy(bench.studio);
    if (error) {
        log_error("%s", reason.text);
    }
    return error ? EXIT_FAULT : EXIT_DONE;
}
