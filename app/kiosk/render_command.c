#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/log.h"
#include "kiosk/commands.h"
#include "kiosk/manual.h"
#include "kiosk/options.h"
#include "kiosk/pages_json.h"
#include "kiosk/studio.h"
#include "layout/page.h"
#include "platform/platform.h"
#include "render/contact_sheet.h"
#include "render/stage.h"
#include "show/ticker.h"

// Every page of the rundown as a picture, without a screen. The same input, time and size give the same
// bytes.

struct render_options {
    const char *config, *out, *theme;
    struct option_size size;
    struct moment at;
    millis timeout;
};

struct rendering {
    struct studio *studio;
    struct deck *deck;
    struct stage *stage;
    struct ticker ticker;
    struct json_writer json;
    struct strbuf text; // of pages.json
    millis wall;
    const char *out;
    char **files; // paths of the pictures, one a page
};

static size_t ribbon(const struct rendering *rendering, struct ribbon_place *out) {
    struct ticker_place places[TICKER_MOST];
    size_t count = ticker_places(&rendering->ticker, 0, places, TICKER_MOST);
    for (size_t i = 0; i < count; i++) {
        out[i] = (struct ribbon_place){places[i].item, (float)places[i].x};
    }
    return count;
}

// Pages that share a widget show its slides one after another, so that all of them are seen on the contact
// sheet.
static size_t slide_of(const struct deck *deck, size_t number) {
    size_t slide = 0;
    for (size_t i = 0; i < number; i++) {
        slide += deck->pages[i].slides == deck->pages[number].slides;
    }
    return slide;
}

static enum error render_page(struct rendering *rendering, size_t number, struct reason *reason) {
    const struct deck *deck = rendering->deck;
    const struct page *page = &deck->pages[number];
    struct arena arena;
    struct oplist ops = {0};
    arena_init(&arena, 0);
    struct view view = {.page = number, .slide = slide_of(deck, number), .wall = rendering->wall};
    deck_compose(deck, &view, &arena, &ops);
    struct op progress = deck_progress(deck, deck->grid.progress.w * 3 / 8);
    oplist_add(&ops, &arena, &progress);
    struct region all = {{{0, 0, deck->grid.width, deck->grid.height}}, 1};
    stage_paint(rendering->stage, &ops, &all);
    char name[64];
    snprintf(name, sizeof name, "%03zu-%s.png", number + 1, page->kind->name);
    pages_json_add(&rendering->json, page, &ops, name);
    rendering->files[number] = file_join(rendering->out, name);
    struct ribbon_place places[TICKER_MOST];
    size_t count = ribbon(rendering, places);
    enum error error = stage_write_png(rendering->stage, places, count, rendering->files[number], reason);
    arena_finish(&arena);
    return error;
}

static void begin_json(struct rendering *rendering) {
    char at[MOMENT_TEXT];
    int32_t offset = zone_offset(rendering->studio->zone, rendering->wall);
    strbuf_init(&rendering->text, (size_t)64 << 20);
    json_begin(&rendering->json, &rendering->text);
    json_object(&rendering->json, NULL);
    json_array(&rendering->json, "size");
    json_int(&rendering->json, NULL, rendering->deck->grid.width);
    json_int(&rendering->json, NULL, rendering->deck->grid.height);
    json_end_array(&rendering->json);
    json_text(&rendering->json, "theme", rendering->studio->env.theme->name);
    json_text(&rendering->json, "at", moment_format((struct moment){rendering->wall, offset}, at));
    json_array(&rendering->json, "pages");
}

static enum error write_json(struct rendering *rendering, struct reason *reason) {
    json_end_array(&rendering->json);
    json_end_object(&rendering->json);
    char *path = file_join(rendering->out, "pages.json");
    enum error error = file_write(path, strbuf_text(&rendering->text), rendering->text.len, reason);
    free(path);
    return error;
}

static enum error render_pages(struct rendering *rendering, struct reason *reason) {
    const struct deck *deck = rendering->deck;
    struct rect box = deck_ribbon_box(&rendering->studio->env);
    struct ticker_form form = {box.w, 1, grid_px(&deck->grid, 44), deck->grid.mirrored};
    ticker_init(&rendering->ticker, &form, 0);
    ticker_adopt(&rendering->ticker, deck->ticker, deck->ticker_count, 0);
    rendering->files = calloc(deck->count, sizeof *rendering->files);
    if (!rendering->files) {
        abort();
    }
    begin_json(rendering);
    enum error error = ERROR_NONE;
    for (size_t i = 0; !error && i < deck->count; i++) {
        error = render_page(rendering, i, reason);
    }
    error = error ? error : write_json(rendering, reason);
    if (!error) {
        char *sheet = file_join(rendering->out, "contact-sheet.png");
        error = contact_sheet_write((const char *const *)rendering->files, deck->count,
            rendering->studio->env.theme->colors[COLOR_LINE], sheet, reason);
        if (!error) {
            printf("%s\n", sheet);
        }
        free(sheet);
    }
    for (size_t i = 0; i < deck->count; i++) {
        free(rendering->files[i]);
    }
    free(rendering->files);
    strbuf_finish(&rendering->text);
    ticker_finish(&rendering->ticker);
    return error;
}

static enum error open_stage(struct rendering *rendering, struct reason *reason) {
    const struct layout_env *env = &rendering->studio->env;
    struct stage_options options = {
        .renderer = platform_null.renderer(),
        .fonts = rendering->studio->fonts,
        .width = env->width,
        .height = env->height,
        .ticker = deck_ribbon_box(env),
        .ticker_ground = env->theme->colors[COLOR_PANEL],
    };
    return stage_create(&options, &rendering->stage, reason);
}

static enum error render_with(
    const struct render_options *options, struct studio *studio, struct reason *reason) {
    struct moment at = moment_is_known(options->at) ? options->at : studio->at;
    struct rendering rendering = {
        .studio = studio,
        .out = options->out,
        .wall = moment_is_known(at) ? at.utc : clock_now().wall,
    };
    enum error error = file_make_folder(options->out, reason);
    if (error) {
        return error;
    }
    studio_dress(studio, rendering.wall);
    const struct edition *edition = studio_ask_once(studio, rendering.wall, options->timeout);
    rendering.deck = deck_create(edition, &studio->form, &studio->env, rendering.wall);
    deck_report(rendering.deck, NULL);
    edition_unref(edition);
    error = open_stage(&rendering, reason);
    error = error ? error : render_pages(&rendering, reason);
    stage_destroy(rendering.stage);
    deck_destroy(rendering.deck);
    return error;
}

static bool render_options_read(int argc, char **argv, struct render_options *options) {
    *options = (struct render_options){.size = {1920, 1080}, .at = MOMENT_NONE, .timeout = 30 * SECOND};
    const struct option table[] = {
        {"config", OPTION_TEXT, &options->config, NULL},
        {"out", OPTION_TEXT, &options->out, NULL},
        {"size", OPTION_SIZE, &options->size, NULL},
        {"theme", OPTION_TEXT, &options->theme, NULL},
        {"at", OPTION_MOMENT, &options->at, NULL},
        {"timeout", OPTION_SECONDS, &options->timeout, NULL},
        {NULL, OPTION_FLAG, NULL, NULL},
    };
    int operands;
    if (!options_read(argc, argv, table, &operands)) {
        return false;
    }
    if (!options->out || operands < argc) {
        manual_print(stderr, "render");
        return false;
    }
    return true;
}

int command_render(int argc, char **argv) {
    struct render_options options;
    if (!render_options_read(argc, argv, &options)) {
        return EXIT_USAGE;
    }
    struct studio *studio = NULL;
    struct reason reason = {{0}};
    struct studio_wish wish = {
        .config = options.config,
        .theme = options.theme,
        .width = options.size.width,
        .height = options.size.height,
    };
    enum error error = studio_create(&wish, &studio, &reason);
    if (!error) {
        struct platform_wish window = {.width = wish.width, .height = wish.height};
        error = platform_null.open(&window, &reason);
        if (!error) {
            error = render_with(&options, studio, &reason);
            platform_null.close();
        }
    }
    bool faulty = error || studio->faults; // pages were made of what was good
    studio_destroy(studio);
    if (error) {
        log_error("%s", reason.text);
    }
    return faulty ? EXIT_FAULT : EXIT_DONE;
}
