#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/log.h"
#include "kiosk/chart_file.h"
#include "kiosk/commands.h"
#include "kiosk/manual.h"
#include "kiosk/options.h"
#include "kiosk/studio.h"
#include "layout/chart_ops.h"
#include "platform/platform.h"
#include "render/stage.h"

// One chart as a picture, and what it consists of as JSON: how a newsroom tries a spec before it sends it.

struct chart_options {
    const char *spec, *out, *dump, *theme, *language;
    struct option_size size;
    struct option_pairs data; // an address or a name, and the file with the rows
};

// Labels are read from three metres: 32 pixels at 1080, and in a tall picture what its height asks for.
static double label_size(int width, int height) {
    double shorter = width < height ? width : height, size = shorter / 1080 * 32, least = height * 0.0228;
    return size > least ? size : least;
}

static enum error draw(const struct chart_spec *spec, const struct layout_env *env, struct arena *arena,
    struct drawing *drawing, struct reason *reason) {
    int margin = (env->width < env->height ? env->width : env->height) / 18;
    struct rect room = {margin, margin, env->width - 2 * margin, env->height - 2 * margin};
    struct chart_form form = chart_form_of(env, room, label_size(env->width, env->height));
    form.has_head = true;
    enum error error = chart_draw(spec, &form, arena, drawing, reason);
    drawing->width = env->width;
    drawing->height = env->height;
    return error;
}

static enum error write_dump(const struct drawing *drawing, const char *path, struct reason *reason) {
    struct strbuf text;
    strbuf_init(&text, (size_t)64 << 20);
    drawing_write(drawing, &text);
    enum error error = file_write(path, strbuf_text(&text), text.len, reason);
    strbuf_finish(&text);
    return error;
}

static enum error write_picture(const struct drawing *drawing, const struct studio *studio,
    struct arena *arena, const char *path, struct reason *reason) {
    const struct layout_env *env = &studio->env;
    struct grid grid = grid_make(env->width, env->height, false);
    struct oplist ops = {0};
    struct live_list lives = {0};
    struct sheet sheet = {env, &grid, arena, &ops, &lives};
    struct rect whole = {0, 0, env->width, env->height};
    struct stage *stage;
    sheet_fill(&sheet, ROLE_GROUND, whole, sheet_color(&sheet, COLOR_BACKGROUND), 0);
    chart_shapes(&sheet, drawing, whole, &(struct chart_pace){0});
    chart_texts(&sheet, drawing);
    struct stage_options options = {.renderer = platform_null.renderer(),
        .fonts = studio->fonts,
        .width = env->width,
        .height = env->height};
    enum error error = stage_create(&options, &stage, reason);
    if (!error) {
        struct region all = {{whole}, 1};
        stage_paint(stage, &ops, &all);
        error = stage_write_png(stage, NULL, 0, path, reason);
        stage_destroy(stage);
    }
    return error;
}

static enum error chart_with(
    const struct chart_options *options, struct studio *studio, struct reason *reason) {
    struct arena arena;
    struct chart_spec spec;
    struct drawing drawing;
    arena_init(&arena, 0);
    enum error error = chart_file_read(options->spec, &options->data, &arena, &spec, reason);
    error = error ? error : draw(&spec, &studio->env, &arena, &drawing, reason);
    if (!error && options->dump) {
        error = write_dump(&drawing, options->dump, reason);
    }
    if (!error && options->out) {
        error = write_picture(&drawing, studio, &arena, options->out, reason);
    }
    arena_finish(&arena);
    return error;
}

static bool chart_options_read(int argc, char **argv, struct chart_options *options) {
    *options = (struct chart_options){.size = {1920, 1080}};
    const struct option table[] = {
        {"out", OPTION_TEXT, &options->out, NULL},
        {"dump", OPTION_TEXT, &options->dump, NULL},
        {"size", OPTION_SIZE, &options->size, NULL},
        {"theme", OPTION_TEXT, &options->theme, NULL},
        {"language", OPTION_TEXT, &options->language, NULL},
        {"data", OPTION_PAIR, &options->data, NULL},
        {NULL, OPTION_FLAG, NULL, NULL},
    };
    // the spec stands first, as in the usage, or last
    int operands, first = argc > 1 && argv[1][0] != '-' ? 1 : 0;
    options->spec = first ? argv[1] : NULL;
    argv[first] = argv[0];
    if (!options_read(argc - first, argv + first, table, &operands)) {
        return false;
    }
    if (operands + (first ? 0 : 1) != argc - first || (!options->out && !options->dump)) {
        manual_print(stderr, "chart");
        return false;
    }
    options->spec = first ? options->spec : argv[operands];
    return true;
}

int command_chart(int argc, char **argv) {
    struct chart_options options;
    if (!chart_options_read(argc, argv, &options)) {
        return EXIT_USAGE;
    }
    struct studio *studio = NULL;
    struct reason reason = {{0}};
    struct studio_wish wish = {.theme = options.theme,
        .language = options.language,
        .width = options.size.width,
        .height = options.size.height};
    enum error error = studio_create(&wish, &studio, &reason);
    if (!error) {
        struct platform_wish window = {.width = wish.width, .height = wish.height};
        error = platform_null.open(&window, &reason);
        if (!error) {
            error = chart_with(&options, studio, &reason);
            platform_null.close();
        }
    }
    studio_destroy(studio);
    if (error) {
        log_error("%s", reason.text);
    }
    return error ? EXIT_FAULT : EXIT_DONE;
}
