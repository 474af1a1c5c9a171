#include "text/breaks.h"

#include <assert.h>
#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>

#include "base/utf8.h"
#include "text/hyphens.h"

struct breaker {
    UBreakIterator *lines, *words, *clusters;
    struct hyphens *hyphens;
    UText text; // reused: opening one on new text allocates nothing
};

enum error breaker_create(const char *language, struct breaker **out, struct reason *reason) {
    *out = NULL;
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *lines = ubrk_open(UBRK_LINE, language, NULL, 0, &status);
    UBreakIterator *words = ubrk_open(UBRK_WORD, language, NULL, 0, &status);
    UBreakIterator *clusters = ubrk_open(UBRK_CHARACTER, language, NULL, 0, &status);
    if (U_FAILURE(status)) {
        ubrk_close(lines);
        ubrk_close(words);
        ubrk_close(clusters);
        return reason_set(
            reason, ERROR_INPUT, "line breaking for language \"%s\": %s", language, u_errorName(status));
    }
    struct breaker *breaker = calloc(1, sizeof *breaker);
    if (!breaker) {
        abort();
    }
    breaker->lines = lines;
    breaker->words = words;
    breaker->clusters = clusters;
    breaker->hyphens = hyphens_create();
    breaker->text = (UText)UTEXT_INITIALIZER;
    *out = breaker;
    return ERROR_NONE;
}

void breaker_destroy(struct breaker *breaker) {
    if (breaker) {
        ubrk_close(breaker->lines);
        ubrk_close(breaker->words);
        ubrk_close(breaker->clusters);
        hyphens_destroy(breaker->hyphens);
        utext_close(&breaker->text);
        free(breaker);
    }
}

struct hyphens *breaker_hyphens(struct breaker *breaker) {
    return breaker->hyphens;
}

// False if there is nothing to ask.
static bool open_clusters(struct breaker *breaker, const char *text, size_t len) {
    UErrorCode status = U_ZERO_ERROR;
    if (breaker) {
        utext_openUTF8(&breaker->text, text, (int64_t)len, &status);
        ubrk_setUText(breaker->clusters, &breaker->text, &status);
    }
    return breaker && U_SUCCESS(status);
}

size_t breaks_floor(struct breaker *breaker, const char *text, size_t len, size_t at) {
    if (at >= len) {
        return len;
    }
    if (!open_clusters(breaker, text, len)) {
        return utf8_floor(text, len, at);
    }
    at = utf8_floor(text, len, at);
    return ubrk_isBoundary(breaker->clusters, (int32_t)at)
               ? at
               : (size_t)ubrk_preceding(breaker->clusters, (int32_t)at);
}

size_t breaks_next(struct breaker *breaker, const char *text, size_t len, size_t at) {
    assert(at < len);
    if (!open_clusters(breaker, text, len)) {
        size_t used;
        utf8_next(text + at, len - at, &used);
        return at + used;
    }
    int32_t after = ubrk_following(breaker->clusters, (int32_t)at);
    return after == UBRK_DONE ? len : (size_t)after;
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

// The characters on both sides of a place inside the text.
struct sides {
    uint32_t far, before, after; // `far` stands before `before`; 0 if none does
};

static struct sides sides_at(const char *text, size_t len, size_t at) {
    size_t used, before = utf8_floor(text, len, at - 1);
    struct sides sides = {.before = utf8_next(text + before, len - before, &used)};
    sides.after = utf8_next(text + at, len - at, &used);
    if (before > 0) {
        size_t far = utf8_floor(text, len, before - 1);
        sides.far = utf8_next(text + far, len - far, &used);
    }
    return sides;
}

static bool is_east_asian(uint32_t c) {
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript((UChar32)c, &status);
    return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA || c == 0x30FC;
}

static bool is_after_hyphen(struct sides sides) {
    bool is_hyphen = sides.before == '-' || sides.before == 0x2010 || sides.before == 0x2013;
    return is_hyphen && u_isalnum((UChar32)sides.far) && u_isalnum((UChar32)sides.after);
}

void breaks_find_words(
    struct breaker *breaker, const char *text, size_t len, struct text_break *breaks, size_t count) {
    bool is_open = false;
    for (size_t i = 0; i + 1 < count; i++) {
        struct sides sides = sides_at(text, len, breaks[i].end);
        breaks[i].in_word = is_after_hyphen(sides);
        if (!is_east_asian(sides.before) || !is_east_asian(sides.after)) {
            continue;
        }
        if (!is_open) { // most text has none of these
            UErrorCode status = U_ZERO_ERROR;
            utext_openUTF8(&breaker->text, text, (int64_t)len, &status);
            ubrk_setUText(breaker->words, &breaker->text, &status);
            if (U_FAILURE(status)) {
                return;
            }
            is_open = true;
        }
        breaks[i].in_word = !ubrk_isBoundary(breaker->words, (int32_t)breaks[i].end);
    }
}
