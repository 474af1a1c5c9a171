#include "base/roff.h"

static bool is_at_line(const struct strbuf *out) {
    return out->len == 0 || strbuf_text(out)[out->len - 1] == '\n';
}

static void add_byte(struct strbuf *out, char byte) {
    switch (byte) {
    case '\\': strbuf_add_text(out, "\\e"); break;
    case '-': strbuf_add_text(out, "\\-"); break;
    case '.':
    case '\'':
        if (is_at_line(out)) {
            strbuf_add_text(out, "\\&");
        }
        strbuf_add_byte(out, byte);
        break;
    default: strbuf_add_byte(out, byte);
    }
}

void roff_add(struct strbuf *out, const char *text) {
    for (; *text; text++) {
        add_byte(out, *text);
    }
}

void roff_macro(struct strbuf *out, const char *name, const char *argument) {
    strbuf_printf(out, "%s.%s", is_at_line(out) ? "" : "\n", name);
    if (argument) {
        strbuf_add_text(out, " \"");
        for (; *argument; argument++) {
            if (*argument == '"') {
                strbuf_add_text(out, "\\(dq"); // a quotation mark would end the argument
            } else {
                add_byte(out, *argument);
            }
        }
        strbuf_add_byte(out, '"');
    }
    strbuf_add_byte(out, '\n');
}
