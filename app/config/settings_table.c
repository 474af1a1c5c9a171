// The settings table for people: as Markdown for docs/configuration.md, and for the manual page.
#include <string.h>

#include "base/roff.h"
#include "config/setting_value.h"

// How one setting is written.
typedef void add_setting(const struct setting *setting, const char *key, struct strbuf *out);

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

// The key, what is allowed, the default, and what it means.
static void add_paragraph(const struct setting *setting, const char *key, struct strbuf *out) {
    struct strbuf allowed;
    strbuf_init(&allowed, LIMIT_STRING);
    setting_allowed(setting, &allowed);
    roff_macro(out, "TP", NULL);
    roff_macro(out, "B", key);
    if (setting->help) {
        roff_add(out, setting->help);
        strbuf_add_byte(out, '\n');
    }
    roff_macro(out, "br", NULL);
    roff_add(out, "Allowed: ");
    roff_add(out, strbuf_text(&allowed));
    roff_add(out, setting->required ? "; required.\n" : ".\n");
    if (setting->fallback) {
        roff_macro(out, "br", NULL);
        roff_add(out, "Default: ");
        roff_add(out, setting->fallback);
        strbuf_add_byte(out, '\n');
    }
    strbuf_finish(&allowed);
}

static void add_all(const struct setting *fields, add_setting *add, struct strbuf *key, struct strbuf *out);

// What is inside an object or list. Neighbours that are alike have it said once, after the last of them,
// under the name "*": "roles.*.size".
static void add_inner(const struct setting *field, bool is_one_of_many, add_setting *add, struct strbuf *key,
    struct strbuf *out) {
    if (!field->fields || field[1].fields == field->fields) {
        return;
    }
    size_t length = key->len;
    if (is_one_of_many) {
        pointer_cut(key, length - strlen(field->key));
        strbuf_add_byte(key, '*');
    }
    strbuf_add_text(key, field->type == SETTING_LIST ? "[]" : "");
    add_all(field->fields, add, key, out);
}

// "kiosk.id", "sources[].every"
static void add_all(const struct setting *fields, add_setting *add, struct strbuf *key, struct strbuf *out) {
    size_t length = key->len;
    for (const struct setting *field = fields; field->key; field++) {
        if (field->type == SETTING_PLACE) {
            continue;
        }
        strbuf_printf(key, "%s%s", length ? "." : "", field->key);
        if (field->type != SETTING_OBJECT || field->fallback) {
            add(field, strbuf_text(key), out);
        }
        add_inner(field, field > fields && field->fields && field[-1].fields == field->fields, add, key, out);
        pointer_cut(key, length);
    }
}

void settings_write_table(const struct setting *fields, struct strbuf *out) {
    struct strbuf key;
    strbuf_init(&key, LIMIT_REASON);
    strbuf_add_text(out, "| setting | allowed | default | meaning |\n|---|---|---|---|\n");
    add_all(fields, add_row, &key, out);
    strbuf_finish(&key);
}

void settings_write_manual(const struct setting *fields, struct strbuf *out) {
    struct strbuf key;
    strbuf_init(&key, LIMIT_REASON);
    add_all(fields, add_paragraph, &key, out);
    strbuf_finish(&key);
}
