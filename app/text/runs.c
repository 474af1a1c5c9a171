#include "text/runs.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

#include "base/utf8.h"
#include "text/emoji.h"

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

// Japanese and Korean write with several scripts at once, and one font has them all (ISO 15924 has names for
// the mixtures).
static uint32_t mixed_script(UScriptCode script) {
    switch (script) {
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA: return SCRIPT_JAPANESE;
    case USCRIPT_HANGUL: return SCRIPT_KOREAN;
    case USCRIPT_BOPOMOFO: return SCRIPT_HAN;
    default: return script_tag(script);
    }
}

static bool is_east_asian(uint32_t script) {
    return script == SCRIPT_HAN || script == SCRIPT_JAPANESE || script == SCRIPT_KOREAN;
}

// The script of a run with both; 0 if there is none.
static uint32_t joined_script(uint32_t a, uint32_t b) {
    if (a == 0 || b == 0 || a == b) {
        return a ? a : b;
    }
    if (!is_east_asian(a) || !is_east_asian(b)) {
        return 0;
    }
    return a == SCRIPT_HAN ? b : a;
}

static void reverse(struct run *runs, size_t count) {
    for (size_t i = 0; i + 1 < count - i; i++) {
        struct run kept = runs[i];
        runs[i] = runs[count - 1 - i];
        runs[count - 1 - i] = kept;
    }
}

// A piece of a directional run that grows until another script begins.
struct piece {
    const struct line16 *line;
    int32_t start;
    uint32_t script;
    bool rtl;
};

static void close_piece(struct runs *runs, struct piece *piece, int32_t end) {
    const uint32_t *byte = piece->line->byte;
    if (end > piece->start) {
        runs_add(runs,
            (struct run){byte[piece->start], byte[end] - byte[piece->start], piece->rtl, piece->script});
    }
    piece->start = end;
    piece->script = 0;
}

// Cuts one directional run by script. Common and inherited characters (blanks, digits, accents) stay with
// what stands before them; at the start of the run or after an emoji, with what follows.
static void split_by_script(
    struct runs *runs, const struct line16 *line, int32_t start, int32_t limit, bool rtl) {
    size_t first = runs->count;
    struct piece piece = {line, start, 0, rtl};
    for (int32_t at = start; at < limit;) {
        int32_t here = at, emoji = emoji_len(line->units, at, limit);
        if (emoji > 0) {
            if (piece.script != SCRIPT_EMOJI) {
                close_piece(runs, &piece, here);
            }
            piece.script = SCRIPT_EMOJI;
            at += emoji;
            continue;
        }
        UChar32 c = character_at(line, &at, limit);
        UErrorCode status = U_ZERO_ERROR;
        uint32_t tag = mixed_script(uscript_getScript(c, &status));
        uint32_t joined = joined_script(piece.script, tag);
        bool is_other = piece.script && tag && !joined && !uscript_hasScript(c, USCRIPT_COMMON);
        if (is_other || piece.script == SCRIPT_EMOJI) {
            close_piece(runs, &piece, here);
            joined = tag;
        }
        piece.script = joined ? joined : tag;
    }
    close_piece(runs, &piece, limit);
    if (rtl) { // the pieces of a right-to-left run stand in reverse
        reverse(runs->out + first, runs->count - first);
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

// Every letter is from left to right, and there is one.
static bool is_only_ltr(const char *text, size_t len) {
    bool has_ltr = false;
    for (size_t at = 0, used; at < len; at += used) {
        UCharDirection direction = u_charDirection((UChar32)utf8_next(text + at, len - at, &used));
        if (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC) {
            return false;
        }
        has_ltr = has_ltr || direction == U_LEFT_TO_RIGHT;
    }
    return has_ltr;
}

enum direction text_direction(const char *language, const char *text, size_t len) {
    bool rtl = uloc_isRightToLeft(language) ? !is_only_ltr(text, len) : text_is_rtl(text, len);
    return rtl ? DIRECTION_RTL : DIRECTION_LTR;
}

// True of ISO 639's code at the start of a BCP 47 tag.
static bool is_language(const char *tag, const char *code) {
    size_t len = strlen(code);
    return strncmp(tag, code, len) == 0 && (tag[len] == '\0' || tag[len] == '-');
}

static uint32_t han_of_language(const char *language) {
    if (is_language(language, "ja")) {
        return SCRIPT_JAPANESE;
    }
    if (is_language(language, "ko")) {
        return SCRIPT_KOREAN;
    }
    bool is_traditional = strstr(language, "Hant") || strstr(language, "-TW") || strstr(language, "-HK") ||
                          strstr(language, "-MO") || is_language(language, "yue");
    if (is_traditional) {
        return SCRIPT_HAN_TRADITIONAL;
    }
    return is_language(language, "zh") ? SCRIPT_HAN_SIMPLIFIED : SCRIPT_HAN;
}

uint32_t text_han(const char *language, const char *text, size_t len) {
    for (size_t at = 0, used; at < len; at += used) {
        uint32_t c = utf8_next(text + at, len - at, &used);
        if (c < 0x1100) {
            continue; // far from both
        }
        UErrorCode status = U_ZERO_ERROR;
        uint32_t script = mixed_script(uscript_getScript((UChar32)c, &status));
        if (script == SCRIPT_JAPANESE || script == SCRIPT_KOREAN) {
            return script;
        }
    }
    return language ? han_of_language(language) : SCRIPT_HAN;
}
