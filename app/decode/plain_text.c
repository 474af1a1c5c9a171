#include "decode/plain_text.h"

#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"

void plain_line(const char *text, size_t len, struct strbuf *out) {
    struct fold fold;
    fold_begin(&fold, out);
    fold_text(&fold, text, len);
}

static bool line_is_blank(const char *line, size_t len) {
    for (size_t at = 0; at < len;) {
        size_t used;
        if (!is_blank(utf8_next(line + at, len - at, &used))) {
            return false;
        }
        at += used;
    }
    return true;
}

static size_t line_length(const char *text, size_t len) {
    size_t count = 0;
    while (count < len && text[count] != '\n' && text[count] != '\r') {
        count++;
    }
    return count;
}

void plain_paragraphs(const char *text, size_t len, struct paragraph_sink sink) {
    struct strbuf paragraph;
    strbuf_init(&paragraph, LIMIT_BODY);
    struct fold fold;
    fold_begin(&fold, &paragraph);
    for (size_t at = 0; at <= len;) {
        size_t count = line_length(text + at, len - at);
        bool is_end = at + count == len;
        fold_text(&fold, text + at, count);
        if ((is_end || line_is_blank(text + at, count)) && paragraph.len) {
            sink.take(sink.context, strbuf_text(&paragraph), paragraph.len);
            strbuf_clear(&paragraph);
            fold_begin(&fold, &paragraph);
        }
        fold_blank(&fold);
        at += count + 1;
        if (at < len && text[at - 1] == '\r' && text[at] == '\n') {
            at++;
        }
    }
    strbuf_finish(&paragraph);
}
