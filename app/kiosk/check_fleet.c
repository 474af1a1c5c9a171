#include "kiosk/check_fleet.h"

#include <string.h>

#include "config/fleet.h"
#include "config/layers.h"
#include "kiosk/check_config.h"

// Is this line, with its end, one of `text`?
static bool has_line(const char *text, const char *line, size_t len) {
    while (*text && strncmp(text, line, len) != 0) {
        const char *end = strchr(text, '\n');
        text = end ? end + 1 : text + strlen(text);
    }
    return *text;
}

// What is wrong with the rest of the file would be said for every entry.
static void add_new_lines(struct strbuf *results, const char *lines) {
    while (*lines) {
        size_t len = strcspn(lines, "\n");
        len += lines[len] == '\n';
        if (!has_line(strbuf_text(results), lines, len)) {
            strbuf_add(results, lines, len);
        }
        lines += len;
    }
}

static enum error check_entry(const struct layers_wish *wish, const char *entry, struct strbuf *results) {
    struct layers_wish one = *wish;
    struct strbuf lines;
    one.entry = entry;
    strbuf_init(&lines, LIMIT_CONFIG_FILE);
    enum error error = check_layers(&one, &lines);
    add_new_lines(results, strbuf_text(&lines));
    strbuf_finish(&lines);
    return error;
}

enum error check_fleet(const struct layers_wish *wish, struct strbuf *results) {
    struct document *document;
    struct arena arena;
    struct strbuf said; // by the check of the layers, too
    size_t count;
    arena_init(&arena, 0);
    strbuf_init(&said, LIMIT_STRING);
    enum error error = check_layers(wish, results);
    document_create(wish->remote_name, wish->remote_text, wish->remote_len, &said, &document);
    const char **entries = fleet_entries(document, &arena, &count);
    for (size_t i = 0; i < count; i++) {
        enum error fault = check_entry(wish, entries[i], results);
        error = error ? error : fault;
    }
    document_destroy(document);
    strbuf_finish(&said);
    arena_finish(&arena);
    return error;
}
