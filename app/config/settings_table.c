// The settings table as Markdown, for docs/configuration.md.
#include <string.h>

#include "config/setting_value.h"

static void add_cell(struct strbuf *out, const char *text) {
    strbuf_add_byte(out, ' ');
    for (; *text; text++) {
        if (*text == '|') {
            strbuf_add_byte(out, '\\');
        }
        strbuf_add_byte(out, *text);
    }
    strbuf_add_text(out, " |");
}

static void add_row(const struct setting *setting, const char *key, struct strbuf *out) {
    struct strbuf cell;
    strbuf_init(&cell, LIMIT_STRING);
    strbuf_printf(&cell, "`%s`", key);
    strbuf_add_byte(out, '|');
    add_cell(out, strbuf_text(&cell));
    strbuf_clear(&cell);
    setting_allowed(setting, &cell);
    add_cell(out, strbuf_text(&cell));
    strbuf_clear(&cell);
    if (setting->required) {
        strbuf_add_text(&cell, "required");
    } else if (setting->fallback) {
        strbuf_printf(&cell, "`%s`", setting->fallback);
    }
    add_cell(out, strbuf_text(&cell));
    add_cell(out, setting->help ? setting->help : "");
    strbuf_add_byte(out, '\n');
    strbuf_finish(&cell);
}

static void add_rows(const struct setting *fields, struct strbuf *key, struct strbuf *out);

// What is inside an object or list. Neighbours that are alike have it said once, after the last of them,
// under the name "*": "roles.*.size".
static void add_inner(
    const struct setting *field, bool is_one_of_many, struct strbuf *key, struct strbuf *out) {
    if (!field->fields || field[1].fields == field->fields) {
        return;
    }
    size_t length = key->len;
    if (is_one_of_many) {
        pointer_cut(key, length - strlen(field->key));
        strbuf_add_byte(key, '*');
    }
    strbuf_add_text(key, field->type == SETTING_LIST ? "[]" : "");
    add_rows(field->fields, key, out);
}

// "kiosk.id", "sources[].every"
static void add_rows(const struct setting *fields, struct strbuf *key, struct strbuf *out) {
    size_t length = key->len;
    for (const struct setting *field = fields; field->key; field++) {
        if (field->type == SETTING_PLACE) {
            continue;
        }
        strbuf_printf(key, "%s%s", length ? "." : "", field->key);
        if (field->type != SETTING_OBJECT || field->fallback) {
            add_row(field, strbuf_text(key), out);
        }
        add_inner(field, field > fields && field->fields && field[-1].fields == field->fields, key, out);
        pointer_cut(key, length);
    }
}

void settings_write_table(const struct setting *fields, struct strbuf *out) {
    struct strbuf key;
    strbuf_init(&key, LIMIT_REASON);
    strbuf_add_text(out, "| setting | allowed | default | meaning |\n|---|---|---|---|\n");
    add_rows(fields, &key, out);
    strbuf_finish(&key);
}
