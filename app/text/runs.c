#include "text/runs.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

#include "base/utf8.h"

// ICU's bidi works on UTF-16; a line of text is short, so its copy and the map back to bytes live on the
// stack. What is longer than that is no line that anyone could read: the rest is one run.
#define UNITS 2048

struct line16 {
    UChar units[UNITS];
    uint32_t byte[UNITS + 1]; // of each unit, and of the end
    int32_t count;
};

static void line16_fill(struct line16 *line, const char *text, size_t len) {
    line->count = 0;
    size_t at = 0;
    while (at < len && line->count + 2 <= UNITS) {
        size_t used;
        uint32_t c = utf8_next(text + at, len - at, &used);
        if (c >= 0x10000) {
            line->byte[line->count] = (uint32_t)at;
            line->units[line->count++] = U16_LEAD(c);
        }
        line->byte[line->count] = (uint32_t)at;
        line->units[line->count++] = c >= 0x10000 ? U16_TRAIL(c) : (UChar)c;
        at += used;
    }
    line->byte[line->count] = (uint32_t)at;
}

static uint32_t script_tag(UScriptCode script) {
    const char *name = uscript_getShortName(script);
    if (!name || strlen(name) != 4 || script == USCRIPT_COMMON || script == USCRIPT_INHERITED) {
        return 0;
    }
    return (uint32_t)name[0] << 24 | (uint32_t)name[1] << 16 | (uint32_t)name[2] << 8 | (uint32_t)name[3];
}

// Most lines are plain left-to-right Latin: they need no bidi at all.
static bool is_simple(const char *text, size_t len) {
    for (size_t i = 0; i < len; i++) {
        if ((unsigned char)text[i] >= 0x80) {
            return false;
        }
    }
    return true;
}

static uint32_t first_script(const char *text, size_t len) {
    for (size_t i = 0; i < len; i++) {
        if ((text[i] >= 'A' && text[i] <= 'Z') || (text[i] >= 'a' && text[i] <= 'z')) {
            return script_tag(USCRIPT_LATIN);
        }
    }
    return 0;
}

struct runs {
    struct run *out;
    size_t count, capacity;
};

static void runs_add(struct runs *runs, struct run run) {
    if (runs->count < runs->capacity) {
        runs->out[runs->count++] = run;
        return;
    }
    struct run *last = &runs->out[runs->count - 1];
    size_t end =
        run.start + run.len > last->start + last->len ? run.start + run.len : last->start + last->len;
    last->start = run.start < last->start ? run.start : last->start;
    last->len = end - last->start;
}

static UChar32 character_at(const struct line16 *line, int32_t *at, int32_t limit) {
    UChar first = line->units[(*at)++];
    if (!U16_IS_LEAD(first) || *at >= limit) {
        return first;
    }
    return U16_GET_SUPPLEMENTARY(first, line->units[(*at)++]);
}

// Cuts one directional run by script. Common and inherited characters (blanks, digits, accents) stay with
// what stands before them; at the start of the run, with what follows.
static void split_by_script(
    struct runs *runs, const struct line16 *line, int32_t start, int32_t limit, bool rtl) {
    size_t first = runs->count;
    int32_t piece = start;
    uint32_t script = 0;
    for (int32_t at = start; at < limit;) {
        int32_t here = at;
        UChar32 c = character_at(line, &at, limit);
        UErrorCode status = U_ZERO_ERROR;
        uint32_t tag = script_tag(uscript_getScript(c, &status));
        if (tag && script && tag != script && !uscript_hasScript(c, USCRIPT_COMMON)) {
            runs_add(
                runs, (struct run){line->byte[piece], line->byte[here] - line->byte[piece], rtl, script});
            piece = here;
        }
        script = tag ? tag : script;
    }
    runs_add(runs, (struct run){line->byte[piece], line->byte[limit] - line->byte[piece], rtl, script});
    if (rtl) { // the pieces of a right-to-left run stand in reverse
        for (size_t i = first, j = runs->count - 1; i < j; i++, j--) {
            struct run kept = runs->out[i];
            runs->out[i] = runs->out[j];
            runs->out[j] = kept;
        }
    }
}

size_t text_runs(const char *text, size_t len, enum direction direction, struct run *out, size_t capacity) {
    assert(capacity >= 1);
    if (len == 0) {
        return 0;
    }
    if (direction != DIRECTION_RTL && is_simple(text, len)) {
        out[0] = (struct run){0, len, false, first_script(text, len)};
        return 1;
    }
    struct line16 line;
    line16_fill(&line, text, len);
    UErrorCode status = U_ZERO_ERROR;
    UBiDi *bidi = ubidi_openSized(line.count, 0, &status);
    UBiDiLevel level = direction == DIRECTION_RTL ? 1 : direction == DIRECTION_LTR ? 0 : UBIDI_DEFAULT_LTR;
    ubidi_setPara(bidi, line.units, line.count, level, NULL, &status);
    int32_t count = ubidi_countRuns(bidi, &status);
    struct runs runs = {out, 0, capacity};
    size_t taken = line.byte[line.count];
    bool rtl_base = ubidi_getParaLevel(bidi) & 1;
    if (taken < len && rtl_base) {
        runs_add(&runs, (struct run){taken, len - taken, true, 0});
    }
    for (int32_t i = 0; U_SUCCESS(status) && i < count; i++) {
        int32_t start, length;
        bool rtl = ubidi_getVisualRun(bidi, i, &start, &length) == UBIDI_RTL;
        split_by_script(&runs, &line, start, start + length, rtl);
    }
    ubidi_close(bidi);
    if (taken < len && !rtl_base) {
        runs_add(&runs, (struct run){taken, len - taken, false, 0});
    }
    if (runs.count == 0) {
        runs_add(&runs, (struct run){0, len, false, 0});
    }
    return runs.count;
}

bool text_is_rtl(const char *text, size_t len) {
    if (is_simple(text, len)) {
        return false;
    }
    struct line16 line;
    line16_fill(&line, text, len);
    return ubidi_getBaseDirection(line.units, line.count) == UBIDI_RTL;
}
