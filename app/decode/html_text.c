#include "decode/html_text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/limits.h"
#include "decode/html_entity.h"

#define LONGEST_TAG 16 // a longer name is none of ours

// Elements that begin and end a paragraph (HTML standard, 15.3.3 "flow content"), and br.
static const char *const blocks[] = {
    "address",
    "article",
    "aside",
    "blockquote",
    "br",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
};

struct reader {
    const char *html;
    size_t len;
    size_t at;
    struct fold fold;
    const struct paragraph_sink *sink; // NULL: everything on one line
};

static int name_order(const void *name, const void *block) {
    return strcmp(name, *(const char *const *)block);
}

static bool is_block(const char *name) {
    return bsearch(name, blocks, sizeof blocks / sizeof *blocks, sizeof *blocks, name_order) != NULL;
}

static void reader_break(struct reader *reader) {
    if (!reader->sink) {
        fold_blank(&reader->fold);
        return;
    }
    struct strbuf *line = reader->fold.out;
    if (line->len) {
        reader->sink->take(reader->sink->context, strbuf_text(line), line->len);
    }
    strbuf_clear(line);
    fold_begin(&reader->fold, line);
}

static bool starts_with(const struct reader *reader, const char *what) {
    size_t len = strlen(what);
    return reader->len - reader->at >= len && strncasecmp(reader->html + reader->at, what, len) == 0;
}

// Past the next `end`, or to the end of the text.
static void skip_past(struct reader *reader, const char *end) {
    size_t len = strlen(end);
    while (reader->at < reader->len && !starts_with(reader, end)) {
        reader->at++;
    }
    reader->at = reader->len - reader->at < len ? reader->len : reader->at + len;
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Past the ">" of a tag, over quoted attribute values.
static void skip_tag(struct reader *reader) {
    char quote = 0;
    for (; reader->at < reader->len; reader->at++) {
        char c = reader->html[reader->at];
        if (quote) {
            quote = c == quote ? 0 : quote;
        } else if (c == '>') {
            reader->at++;
            return;
        } else if ((c == '"' || c == '\'') && reader->html[reader->at - 1] == '=') {
            quote = c;
        }
    }
}

// Drops what script and style contain, to their own end tag.
static void skip_content(struct reader *reader, const char *name) {
    while (reader->at < reader->len) {
        const char *tag = memchr(reader->html + reader->at, '<', reader->len - reader->at);
        if (!tag) {
            reader->at = reader->len;
            return;
        }
        reader->at = (size_t)(tag - reader->html) + 1;
        if (starts_with(reader, "/") && reader->len - reader->at > strlen(name) &&
            strncasecmp(tag + 2, name, strlen(name)) == 0) {
            skip_tag(reader);
            return;
        }
    }
}

static void read_tag(struct reader *reader) {
    bool closes = reader->html[reader->at + 1] == '/';
    reader->at += closes ? 2 : 1;
    char name[LONGEST_TAG] = "";
    size_t count = 0;
    for (; reader->at < reader->len; reader->at++) {
        char c = reader->html[reader->at];
        bool is_name = is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == ':';
        if (!is_name) {
            break;
        }
        if (count < sizeof name) {
            name[count++] = is_letter(c) ? (char)(c | 32) : c;
        }
    }
    name[count < sizeof name ? count : 0] = '\0';
    bool closed_itself = false;
    size_t start = reader->at;
    skip_tag(reader);
    closed_itself = reader->at >= start + 2 && reader->html[reader->at - 2] == '/';
    if (is_block(name)) {
        reader_break(reader);
    } else if (!closes && !closed_itself && (strcmp(name, "script") == 0 || strcmp(name, "style") == 0)) {
        skip_content(reader, name);
    }
}

// What stands at a "<": a tag, a comment, a declaration, or just a "<".
static void read_markup(struct reader *reader) {
    char next = reader->len - reader->at > 1 ? reader->html[reader->at + 1] : '\0';
    char after = reader->len - reader->at > 2 ? reader->html[reader->at + 2] : '\0';
    if (starts_with(reader, "<!--")) {
        reader->at += 2; // so that <!--> ends itself
        skip_past(reader, "-->");
    } else if (starts_with(reader, "<![CDATA[")) {
        reader->at += strlen("<![CDATA[");
    } else if (next == '!' || next == '?' || (next == '/' && !is_letter(after) && after != '\0')) {
        skip_past(reader, ">");
    } else if (is_letter(next) || (next == '/' && is_letter(after))) {
        read_tag(reader);
    } else {
        fold_character(&reader->fold, '<');
        reader->at++;
    }
}

static void read_reference(struct reader *reader) {
    char text[8];
    size_t used;
    size_t count = html_entity(reader->html + reader->at, reader->len - reader->at, &used, text);
    if (count) {
        fold_text(&reader->fold, text, count);
        reader->at += used;
    } else {
        fold_character(&reader->fold, '&');
        reader->at++;
    }
}

static void read_all(struct reader *reader) {
    while (reader->at < reader->len) {
        const char *from = reader->html + reader->at;
        size_t plain = 0, left = reader->len - reader->at;
        while (plain < left && from[plain] != '<' && from[plain] != '&') {
            plain++;
        }
        fold_text(&reader->fold, from, plain);
        reader->at += plain;
        if (reader->at < reader->len && reader->html[reader->at] == '<') {
            read_markup(reader);
        } else if (reader->at < reader->len) {
            read_reference(reader);
        }
    }
}

void html_line(const char *html, size_t len, struct strbuf *out) {
    struct reader reader = {.html = html, .len = len};
    fold_begin(&reader.fold, out);
    read_all(&reader);
}

void html_paragraphs(const char *html, size_t len, struct paragraph_sink sink) {
    struct strbuf line;
    strbuf_init(&line, LIMIT_BODY);
    struct reader reader = {.html = html, .len = len, .sink = &sink};
    fold_begin(&reader.fold, &line);
    read_all(&reader);
    reader_break(&reader);
    strbuf_finish(&line);
}
