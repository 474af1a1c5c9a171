#include "tests/support/generated.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "tests/support/test.h"

#define LARGEST ((size_t)4 << 20)

static char *read_file(const char *path) {
    char *text;
    size_t len;
    struct reason reason;
    if (file_read(path, LARGEST, &text, &len, &reason) != ERROR_NONE) {
        fail_msg("%s (./toolchain/schemas writes it)", reason.text);
    }
    return text;
}

void generated_file(const char *path, struct strbuf *wanted) {
    if (getenv("BROADSIDE_GENERATE")) {
        struct reason reason;
        if (file_write(path, strbuf_text(wanted), wanted->len, &reason) != ERROR_NONE) {
            fail_msg("%s", reason.text);
        }
    }
    char *text = read_file(path);
    if (strcmp(text, strbuf_text(wanted)) != 0) {
        fail_msg("%s is not what the tables say: run ./toolchain/schemas", path);
    }
    free(text);
    strbuf_finish(wanted);
}

void generated_part(const char *path, const char *name, struct strbuf *wanted) {
    char begin[64], end[64];
    snprintf(begin, sizeof begin, "<!-- %s begin", name);
    snprintf(end, sizeof end, "<!-- %s end -->", name);
    char *text = read_file(path);
    const char *first = strstr(text, begin);
    first = first ? strchr(first, '\n') : NULL;
    const char *last = first ? strstr(first, end) : NULL;
    if (!last) {
        fail_msg("%s lacks the lines for %s", path, name);
        return;
    }
    struct strbuf whole;
    strbuf_init(&whole, LARGEST);
    strbuf_add(&whole, text, (size_t)(first + 1 - text));
    strbuf_add(&whole, strbuf_text(wanted), wanted->len);
    strbuf_add_text(&whole, last);
    free(text);
    strbuf_finish(wanted);
    generated_file(path, &whole);
}
