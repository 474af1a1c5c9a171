#include "kiosk/chart_file.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/json_position.h"
#include "base/limits.h"
#include "config/document.h"
#include "decode/chart.h"
#include "layout/chart_ops.h"

// The name of the file without folder and ".json".
static char *name_of(const char *path, struct arena *arena) {
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    size_t len = strlen(name);
    len -= len > 5 && strcmp(name + len - 5, ".json") == 0 ? 5 : 0;
    return arena_text_n(arena, name, len);
}

static const char *file_beside(const char *spec, const char *url, struct arena *arena) {
    bool is_below = !strstr(url, "..") && url[0] != '/' && !strchr(url, ':');
    const char *slash = strrchr(spec, '/');
    int folder = slash ? (int)(slash - spec + 1) : 0;
    return is_below ? arena_printf(arena, "%.*s%s", folder, spec, url) : NULL;
}

static const char *file_of(
    const char *spec, const struct option_pairs *pairs, const struct chart_data *data, struct arena *arena) {
    size_t len = strlen(data->said);
    for (size_t i = 0; pairs && i < pairs->count; i++) { // an address may have a "=" of its own
        const struct option_pair *pair = &pairs->items[i];
        const char *whole = pair->value - strlen(pair->name) - 1;
        if (strncmp(whole, data->said, len) == 0 && whole[len] == '=') {
            return whole + len + 1;
        }
    }
    return data->is_name ? NULL : file_beside(spec, data->said, arena);
}

static enum error read_rows(
    const char *path, struct arena *arena, const struct tree **rows, struct reason *reason) {
    char *text;
    size_t len;
    enum error error = file_read(path, LIMIT_BODY, &text, &len, reason);
    if (error) {
        return error;
    }
    error = chart_rows_read(text, len, path, arena, rows, reason);
    free(text);
    return error;
}

// What the sources would bring.
static enum error read_data(const char *spec, const struct option_pairs *pairs, struct arena *arena,
    struct chart_spec *out, struct reason *reason) {
    struct chart_data *data = arena_array(arena, out->data_count, sizeof *data);
    enum error error = ERROR_NONE;
    for (size_t i = 0; !error && i < out->data_count; i++) {
        data[i] = out->data[i];
        const char *path = file_of(spec, pairs, &data[i], arena);
        error = path ? read_rows(path, arena, &data[i].rows, reason) : ERROR_NONE;
        data[i].is_known = path != NULL;
    }
    out->data = data;
    return error;
}

enum error chart_file_read(const char *path, const struct option_pairs *pairs, struct arena *arena,
    struct chart_spec *out, struct reason *reason) {
    char *text;
    size_t len;
    enum error error = file_read(path, LIMIT_BODY, &text, &len, reason);
    if (error) {
        return error;
    }
    error = chart_spec_read(text, len, name_of(path, arena), arena, out, reason);
    free(text);
    return error ? error : read_data(path, pairs, arena, out, reason);
}

bool chart_file_is(const struct document *document) {
    static const char *const views[] = {"/mark", "/layer", "/spec"};
    bool is_view = false;
    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        is_view = is_view || document_has(document, views[i]);
    }
    return is_view && !document_has(document, "/sources");
}

// Near enough to a font: what is refused hardly hangs on it.
static double about_half_an_em(void *context, enum chart_face face, double size, const char *text) {
    (void)context;
    (void)face;
    return size * 0.5 * (double)strlen(text);
}

static enum error try_to_draw(const struct chart_spec *spec, struct arena *arena, struct reason *reason) {
    struct drawing drawing;
    struct chart_form form = {.width = 1700,
        .height = 900,
        .has_head = true,
        .style = {.background = 0x0d1420, .ink = 0xffffff, .text = 32},
        .measure = {NULL, about_half_an_em}};
    chart_palette(form.style.background, &form.style);
    enum error error = chart_draw(spec, &form, arena, &drawing, reason);
    return error == ERROR_MISSING ? ERROR_NONE : error;
}

// Rows that are not beside the spec may come from a source.
static enum error find_data(
    const char *path, struct arena *arena, struct chart_spec *spec, struct reason *reason) {
    struct chart_data *data = arena_array(arena, spec->data_count, sizeof *data);
    enum error error = ERROR_NONE;
    for (size_t i = 0; !error && i < spec->data_count; i++) {
        data[i] = spec->data[i];
        const char *file = file_of(path, NULL, &data[i], arena);
        data[i].is_known = true;
        error = file ? read_rows(file, arena, &data[i].rows, reason) : ERROR_NONE;
        error = error == ERROR_MISSING ? ERROR_NONE : error;
    }
    spec->data = data;
    return error;
}

// "FILE:LINE:COLUMN: POINTER: what is wrong", as of all files that are checked.
static void report(
    const char *path, const char *text, size_t len, const char *reason, struct strbuf *results) {
    size_t skipped = strlen(path) + 2, line, column;
    const char *what =
        strncmp(reason, path, strlen(path)) == 0 && strlen(reason) > skipped ? reason + skipped : "";
    const char *end = what[0] == '/' ? strstr(what, ": ") : NULL;
    if (!end) {
        strbuf_printf(results, "%s\n", reason);
        return;
    }
    struct strbuf pointer;
    strbuf_init(&pointer, LIMIT_REASON);
    strbuf_add(&pointer, what, (size_t)(end - what));
    json_position(text, len, strbuf_text(&pointer), &line, &column);
    strbuf_printf(results, "%s:%zu:%zu: %s\n", path, line, column, what);
    strbuf_finish(&pointer);
}

enum error chart_file_check(const char *path, const char *text, size_t len, struct strbuf *results) {
    struct arena arena;
    struct chart_spec spec;
    struct reason reason = {{0}};
    arena_init(&arena, 0);
    enum error error = chart_spec_read(text, len, path, &arena, &spec, &reason);
    error = error ? error : find_data(path, &arena, &spec, &reason);
    error = error ? error : try_to_draw(&spec, &arena, &reason);
    if (error) {
        report(path, text, len, reason.text, results);
    }
    arena_finish(&arena);
    return error;
}
