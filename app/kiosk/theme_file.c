#include "kiosk/theme_file.h"

#include <math.h>
#include <stdio.h>

#include "config/settings.h"
#include "kiosk/text_file.h"
#include "kiosk/theme_table.h"

// What is read in which color on which ground, and the least contrast (screen.md, "Colour").
static const struct {
    enum color ink, ground;
    double least;
} readable[] = {
    {COLOR_INK, COLOR_BACKGROUND, 7},
    {COLOR_INK, COLOR_PANEL, 7},
    {COLOR_DIM, COLOR_BACKGROUND, 4.5},
    {COLOR_DIM, COLOR_PANEL, 4.5},
    {COLOR_HIGHLIGHT, COLOR_PANEL, 4.5},
    {COLOR_UP, COLOR_BACKGROUND, 4.5},
    {COLOR_UP, COLOR_PANEL, 4.5},
    {COLOR_DOWN, COLOR_BACKGROUND, 4.5},
    {COLOR_DOWN, COLOR_PANEL, 4.5},
    {COLOR_ON_ACCENT, COLOR_ACCENT, 4.5},
};

static void check_contrast(const struct theme *theme, struct document *document) {
    for (size_t i = 0; i < sizeof readable / sizeof *readable; i++) {
        const char *ink = color_name(readable[i].ink), *ground = color_name(readable[i].ground);
        double contrast = color_contrast(theme->colors[readable[i].ink], theme->colors[readable[i].ground]);
        double least = fmax(readable[i].least, theme->contrast);
        if (contrast < least) {
            char pointer[64];
            snprintf(pointer, sizeof pointer, "/colors/%s", ink);
            if (!document_has(document, pointer)) {
                snprintf(pointer, sizeof pointer, "/colors/%s", ground);
            }
            document_fault(document, pointer, "%s on %s has a contrast of %.1f (allowed: %.15g or more)", ink,
                ground, contrast, least);
        }
    }
}

enum error theme_read_text(const char *name, const char *text, size_t len, struct arena *arena,
    struct theme *out, struct strbuf *faults) {
    struct document *document;
    *out = (struct theme){0};
    enum error error = document_create(name, text, len, faults, &document);
    settings_read_document(theme_table, document, arena, out);
    if (document_root(document)) {
        check_contrast(out, document);
    }
    if (!error && document_faults(document)) {
        error = ERROR_INPUT;
    }
    document_destroy(document);
    return error;
}

enum error theme_read(const char *path, struct arena *arena, struct theme *out, struct strbuf *faults) {
    struct text_file file;
    enum error error = text_file_open(&file, path, faults);
    enum error fault = theme_read_text(file.name, file.text, file.len, arena, out, faults);
    text_file_finish(&file);
    return error ? error : fault;
}

bool theme_is_document(const struct document *document) {
    return document_has(document, "/colors") || document_has(document, "/roles");
}

void theme_write_schema(struct strbuf *out) {
    settings_write_schema(
        theme_table, "Broadside theme", "https://broadside.example/schema/theme.schema.json", out);
}

void theme_write_table(struct strbuf *out) {
    settings_write_table(theme_table, out);
}
