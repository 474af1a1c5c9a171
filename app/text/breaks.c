#include "text/breaks.h"

#include <assert.h>
#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "text/hyphens.h"

struct breaker {
    UBreakIterator *lines;
    struct hyphens *hyphens;
    UText text; // reused: opening one on new text allocates nothing
};

enum error breaker_create(const char *language, struct breaker **out, struct reason *reason) {
    *out = NULL;
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *lines = ubrk_open(UBRK_LINE, language, NULL, 0, &status);
    if (U_FAILURE(status)) {
        return reason_set(
            reason, ERROR_INPUT, "line breaking for language \"%s\": %s", language, u_errorName(status));
    }
    struct breaker *breaker = calloc(1, sizeof *breaker);
    if (!breaker) {
        abort();
    }
    breaker->lines = lines;
    breaker->hyphens = hyphens_create();
    breaker->text = (UText)UTEXT_INITIALIZER;
    *out = breaker;
    return ERROR_NONE;
}

void breaker_destroy(struct breaker *breaker) {
    if (breaker) {
        ubrk_close(breaker->lines);
        hyphens_destroy(breaker->hyphens);
        utext_close(&breaker->text);
        free(breaker);
    }
}

struct hyphens *breaker_hyphens(struct breaker *breaker) {
    return breaker->hyphens;
}

size_t text_breaks(
    struct breaker *breaker, const char *text, size_t len, struct text_break *out, size_t capacity) {
    assert(capacity >= 1);
    if (len == 0) {
        return 0;
    }
    UErrorCode status = U_ZERO_ERROR;
    utext_openUTF8(&breaker->text, text, (int64_t)len, &status);
    ubrk_setUText(breaker->lines, &breaker->text, &status);
    size_t count = 0;
    if (U_SUCCESS(status)) {
        ubrk_first(breaker->lines);
        for (int32_t at; count < capacity && (at = ubrk_next(breaker->lines)) != UBRK_DONE;) {
            int32_t rule = ubrk_getRuleStatus(breaker->lines);
            bool must = rule >= UBRK_LINE_HARD && rule < UBRK_LINE_HARD_LIMIT && (size_t)at < len;
            out[count++] = (struct text_break){.end = (size_t)at, .must = must};
        }
    }
    if (count == 0 || out[count - 1].end != len) {
        count -= count == capacity; // the last slot is the text's end, whatever comes before it
        out[count++] = (struct text_break){.end = len};
    }
    return count;
}
