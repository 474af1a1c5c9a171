#ifndef BROADSIDE_KIOSK_THEME_FILE_H
#define BROADSIDE_KIOSK_THEME_FILE_H

#include "base/arena.h"
#include "base/error.h"
#include "base/strbuf.h"
#include "config/document.h"
#include "layout/theme.h"

// Reads a theme file. Always fills *out: what is missing or at fault is as in assets/themes/night.json, which
// the table repeats, so that a kiosk without any file still has a theme. Faults as in config/settings.h, and
// text that could not be read on its ground. With `path` NULL: the built-in theme. The arena holds the name.
enum error theme_read(const char *path, struct arena *arena, struct theme *out, struct strbuf *faults);
enum error theme_read_text(const char *name, const char *text, size_t len, struct arena *arena,
    struct theme *out, struct strbuf *faults);

// Does this look like a theme?
bool theme_is_document(const struct document *document);

// assets/schema/theme.schema.json is a copy that a test compares; the table stands in docs/configuration.md.
void theme_write_schema(struct strbuf *out);
void theme_write_table(struct strbuf *out);

#endif
