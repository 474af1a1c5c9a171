#include "base/csv.h"

#include <string.h>

struct csv csv_of(const char *text, char separator) {
    return (struct csv){text, separator, true};
}

static bool is_line_end(char c) {
    return c == '\n' || c == '\r';
}

static void read_quoted(struct csv *csv, struct strbuf *cell) {
    for (csv->at++; *csv->at; csv->at++) {
        if (*csv->at == '"' && *++csv->at != '"') {
            return;
        }
        strbuf_add_byte(cell, *csv->at);
    }
}

bool csv_next(struct csv *csv, struct strbuf *cell) {
    if (!*csv->at && csv->ends_line) {
        return false;
    }
    strbuf_clear(cell);
    if (*csv->at == '"') {
        read_quoted(csv, cell);
    }
    while (*csv->at && *csv->at != csv->separator && !is_line_end(*csv->at)) {
        strbuf_add_byte(cell, *csv->at++);
    }
    csv->ends_line = *csv->at != csv->separator;
    csv->at += strncmp(csv->at, "\r\n", 2) == 0 ? 2 : *csv->at ? 1 : 0;
    return true;
}

char csv_separator(const char *text) {
    static const char separators[] = ",;\t";
    size_t counts[sizeof separators] = {0};
    bool is_quoted = false;
    for (; *text && (is_quoted || !is_line_end(*text)); text++) {
        const char *found = is_quoted ? NULL : strchr(separators, *text);
        is_quoted ^= *text == '"';
        if (found) {
            counts[found - separators]++;
        }
    }
    size_t most = 0;
    for (size_t i = 1; separators[i]; i++) {
        most = counts[i] > counts[most] ? i : most;
    }
    return separators[most];
}

size_t csv_most_lines(const char *text) {
    size_t lines = 1;
    for (; *text; text++) {
        lines += is_line_end(*text);
    }
    return lines;
}
