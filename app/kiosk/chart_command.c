#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/log.h"
#include "decode/chart.h"
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

// The name of the file without folder and ".json".
static char *name_of(const char *path, struct arena *arena) {
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    size_t len = strlen(name);
    len -= len > 5 && strcmp(name + len - 5, ".json") == 0 ? 5 : 0;
    return arena_text_n(arena, name, len);
}

// Labels are read from three metres: 32 pixels at 1080, and in a tall picture what its height asks for.
static double label_size(int width, int height) {
    double shorter = width < height ? width : height, size = shorter / 1080 * 32, least = height * 0.0228;
    return size > least ? size : least;
}

// A relative address is a file beside the spec, or below. Nobody else's are read, whatever a spec names.
static const char *file_beside(const char *spec, const char *url, struct arena *arena) {
    bool is_below = !strstr(url, "..") && url[0] != '/' && !strchr(url, ':');
    const char *slash = strrchr(spec, '/');
    int folder = slash ? (int)(slash - spec + 1) : 0;
    return is_below ? arena_printf(arena, "%.*s%s", folder, spec, url) : NULL;
}

static const char *file_of(
    const struct chart_options *options, const struct chart_data *data, struct arena *arena) {
    size_t len = strlen(data->said);
    for (size_t i = 0; i < options->data.count; i++) { // an address may have a "=" of its own
        const struct option_pair *pair = &options->data.items[i];
        const char *whole = pair->value - strlen(pair->name) - 1;
        if (strncmp(whole, data->said, len) == 0 && whole[len] == '=') {
            return whole + len + 1;
        }
    }
    return data->is_name ? NULL : file_beside(options->spec, data->said, arena);
}

// What the sources would bring, from files.
static enum error read_data(const struct chart_options *options, struct chart_spec *spec, struct arena *arena,
    struct reason *reason) {
    struct chart_data *data = arena_array(arena, spec->data_count, sizeof *data);
    enum error error = ERROR_NONE;
    for (size_t i = 0; !error && i < spec->data_count; i++) {
        data[i] = spec->data[i];
        const char *path = file_of(options, &data[i], arena);
        char *text = NULL;
        size_t len = 0;
        error = path ? file_read(path, LIMIT_BODY, &text, &len, reason) : ERROR_NONE;
        if (path && !error) {
            error = chart_rows_read(text, len, path, arena, &data[i].rows, reason);
            data[i].is_known = true;
        }
        free(text);
    }
    spec->data = data;
    return error;
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
    chart_ops(&sheet, drawing);
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
    char *text;
    size_t len;
    struct arena arena;
    struct chart_spec spec;
    struct drawing drawing;
    enum error error = file_read(options->spec, LIMIT_BODY, &text, &len, reason);
    if (error) {
        return error;
    }
    arena_init(&arena, 0);
    error = chart_spec_read(text, len, name_of(options->spec, &arena), &arena, &spec, reason);
    error = error ? error : read_data(options, &spec, &arena, reason);
    error = error ? error : draw(&spec, &studio->env, &arena, &drawing, reason);
    if (!error && options->dump) {
        error = write_dump(&drawing, options->dump, reason);
    }
    if (!error && options->out) {
        error = write_picture(&drawing, studio, &arena, options->out, reason);
    }
    arena_finish(&arena);
    free(text);
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
