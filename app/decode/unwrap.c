#include "decode/unwrap.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

struct span {
    const char *at, *end;
};

static bool starts_with(struct span span, const char *prefix) {
    size_t len = strlen(prefix);
    return (size_t)(span.end - span.at) >= len && memcmp(span.at, prefix, len) == 0;
}

static void skip_blanks(struct span *span) {
    while (span->at < span->end && isspace((unsigned char)*span->at)) {
        span->at++;
    }
}

static void skip_comments(struct span *span) {
    skip_blanks(span);
    while (starts_with(*span, "/*")) {
        span->at += 2;
        while (span->at < span->end && !starts_with(*span, "*/")) {
            span->at++;
        }
        span->at += starts_with(*span, "*/") ? 2 : 0;
        skip_blanks(span);
    }
}

// A function's name: "callback", "google.visualization.Query.setResponse".
static bool skip_name(struct span *span) {
    const char *start = span->at;
    while (span->at < span->end && (isalnum((unsigned char)*span->at) || memchr("_$.", *span->at, 3))) {
        span->at++;
    }
    return span->at > start;
}

static void drop_end(struct span *span, char wanted) {
    const char *end = span->end;
    while (end > span->at && isspace((unsigned char)end[-1])) {
        end--;
    }
    span->end = end > span->at && end[-1] == wanted ? end - 1 : end;
}

static bool unwrap_call(struct span *span) {
    struct span inner = *span;
    skip_comments(&inner);
    if (!skip_name(&inner)) {
        return false;
    }
    skip_blanks(&inner);
    if (!starts_with(inner, "(")) {
        return false;
    }
    inner.at++;
    drop_end(&inner, ';');
    drop_end(&inner, ')');
    *span = inner;
    return true;
}

static void unwrap_guard(struct span *span) {
    skip_blanks(span);
    const char *line =
        starts_with(*span, ")]}") ? memchr(span->at, '\n', (size_t)(span->end - span->at)) : NULL;
    span->at = line ? line + 1 : span->at;
}

void unwrap_json(const char **text, size_t *len) {
    struct span span = {*text, *text + *len};
    if (!unwrap_call(&span)) {
        unwrap_guard(&span);
    }
    *text = span.at;
    *len = (size_t)(span.end - span.at);
}
