// Markup and wire text: what comes out is valid UTF-8, without controls, folded, and no paragraph is empty.
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "decode/html_text.h"
#include "decode/plain_text.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void check(const char *text, size_t len) {
    if (!utf8_is_valid(text, len)) {
        abort();
    }
    for (size_t i = 0; i < len; i++) {
        bool is_edge = i == 0 || i + 1 == len || text[i + 1] == ' ';
        if ((unsigned char)text[i] < ' ' || text[i] == 0x7F || (text[i] == ' ' && is_edge)) {
            abort();
        }
    }
}

static void take(void *context, const char *text, size_t len) {
    (void)context;
    if (len == 0 || text[len]) {
        abort();
    }
    check(text, len);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    const char *text = (const char *)bytes;
    struct paragraph_sink sink = {NULL, take};
    struct strbuf line;
    strbuf_init(&line, 1 << 20);
    html_line(text, len, &line);
    check(strbuf_text(&line), line.len);
    html_paragraphs(text, len, sink);
    plain_paragraphs(text, len, sink);
    strbuf_finish(&line);
    return 0;
}
