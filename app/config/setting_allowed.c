// What is allowed, in words: for the ends of error lines and for the documentation.
#include <string.h>

#include "config/setting_value.h"

static void add_bounds(const struct setting *setting, struct strbuf *out, const char *unit) {
    if (!setting_is_bounded(setting)) {
        return;
    }
    if (setting->least == 0 && *unit) {
        strbuf_printf(out, " of at most %.15g%s", setting->most, unit);
    } else if (*unit) {
        strbuf_printf(out, " of %.15g to %.15g%s", setting->least, setting->most, unit);
    } else {
        strbuf_printf(out, " from %.15g to %.15g", setting->least, setting->most);
    }
}

static void add_words(const struct setting *setting, struct strbuf *out) {
    const char *quote = setting->type == SETTING_INT ? "" : "\"";
    for (const char *const *word = setting->words; *word; word++) {
        const char *between = word == setting->words ? "" : word[1] ? ", " : " or ";
        strbuf_printf(out, "%s%s%s%s", between, quote, *word, quote);
    }
}

static void allow_bool(const struct setting *setting, struct strbuf *out) {
    (void)setting;
    strbuf_add_text(out, "true or false");
}

static void allow_int(const struct setting *setting, struct strbuf *out) {
    if (setting->words) {
        add_words(setting, out);
        return;
    }
    strbuf_add_text(out, "a whole number");
    add_bounds(setting, out, "");
}

static void allow_number(const struct setting *setting, struct strbuf *out) {
    strbuf_add_text(out, "a number");
    add_bounds(setting, out, "");
}

static void allow_text(const struct setting *setting, struct strbuf *out) {
    if (setting->form) {
        strbuf_add_text(out, setting->form->allowed);
        return;
    }
    strbuf_add_text(out, "text");
    add_bounds(setting, out, " characters");
}

// Seconds in the largest unit that divides them, as a person would write it.
static void add_duration(double seconds, struct strbuf *out) {
    static const struct {
        long seconds;
        char unit;
    } units[] = {{86400, 'd'}, {3600, 'h'}, {60, 'm'}, {1, 's'}};
    size_t i = 0;
    while (i < 3 && ((long)seconds < units[i].seconds || (long)seconds % units[i].seconds != 0)) {
        i++;
    }
    strbuf_printf(out, "%ld%c", (long)seconds / units[i].seconds, units[i].unit);
}

static void allow_duration(const struct setting *setting, struct strbuf *out) {
    strbuf_add_text(out, "\"90s\", \"5m\", \"1h\", \"2d\" or a number of seconds");
    if (setting_is_bounded(setting)) {
        strbuf_add_text(out, ", from ");
        add_duration(setting->least, out);
        strbuf_add_text(out, " to ");
        add_duration(setting->most, out);
    }
}

static void allow_color(const struct setting *setting, struct strbuf *out) {
    (void)setting;
    strbuf_add_text(out, "\"#rrggbb\" in hexadecimal");
}

static void allow_object(const struct setting *setting, struct strbuf *out) {
    (void)setting;
    strbuf_add_text(out, "an object");
}

static void allow_list(const struct setting *setting, struct strbuf *out) {
    strbuf_add_text(out, "a list");
    add_bounds(setting, out, setting->fields ? " objects" : " elements");
    if (setting->element) {
        strbuf_add_text(out, ", each ");
        setting_allowed(setting->element, out);
    }
}

static void allow_map(const struct setting *setting, struct strbuf *out) {
    strbuf_add_text(out, "an object");
    add_bounds(setting, out, " members");
    strbuf_add_text(out, ", each value text, a number, true, false or a secret's name");
}

static void allow_patch(const struct setting *setting, struct strbuf *out) {
    (void)setting;
    strbuf_add_text(out, "an object with settings as at the top of the file");
}

static void allow_nothing(const struct setting *setting, struct strbuf *out) {
    (void)setting, (void)out;
}

void setting_allowed(const struct setting *setting, struct strbuf *out) {
    static void (*const types[])(const struct setting *, struct strbuf *) = {
        [SETTING_BOOL] = allow_bool,
        [SETTING_INT] = allow_int,
        [SETTING_NUMBER] = allow_number,
        [SETTING_TEXT] = allow_text,
        [SETTING_WORD] = add_words,
        [SETTING_CHOICE] = add_words,
        [SETTING_DURATION] = allow_duration,
        [SETTING_COLOR] = allow_color,
        [SETTING_OBJECT] = allow_object,
        [SETTING_LIST] = allow_list,
        [SETTING_MAP] = allow_map,
        [SETTING_PATCH] = allow_patch,
        [SETTING_PLACE] = allow_nothing,
    };
    types[setting->type](setting, out);
}
