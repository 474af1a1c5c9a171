#include "decode/caseless.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

#include "base/limits.h"
#include "base/utf8.h"

#define TATWEEL 0x640
#define MODIFIER_APOSTROPHE 0x2BC
#define DOTLESS_I 0x131
#define BREVE 0x306
#define VOICED 0x3099
#define SEMI_VOICED 0x309A

struct form {
    struct strbuf *out;
    size_t start;       // where it begins in `out`
    bool is_word_open;  // the next letter goes on with it
    bool is_after_word; // no separator since the last letter
    UScriptCode script; // of the last letter
};

static void put_blank(struct form *form) {
    if (form->out->len == form->start || form->out->data[form->out->len - 1] != ' ') {
        strbuf_add_byte(form->out, ' ');
    }
}

static void put(struct form *form, UChar32 character) {
    char bytes[4];
    strbuf_add(form->out, bytes, utf8_put((uint32_t)character, bytes));
}

static void separate(struct form *form) {
    form->is_word_open = form->is_after_word = false;
}

static bool has_no_blanks(UChar32 character) {
    switch (u_getIntPropertyValue(character, UCHAR_LINE_BREAK)) {
    case U_LB_IDEOGRAPHIC:
    case U_LB_CONDITIONAL_JAPANESE_STARTER:
    case U_LB_NONSTARTER:
    case U_LB_COMPLEX_CONTEXT: return true;
    default: return false;
    }
}

static void put_letter(struct form *form, UChar32 letter) {
    bool is_alone = has_no_blanks(letter);
    if (is_alone || !form->is_word_open) {
        put_blank(form);
    }
    form->script = uscript_getScript(letter, &(UErrorCode){U_ZERO_ERROR});
    put(form, letter);
    form->is_word_open = !is_alone;
    form->is_after_word = true;
}

static bool is_accent(const struct form *form, UChar32 mark) {
    switch (uscript_getScript(mark, &(UErrorCode){U_ZERO_ERROR})) {
    case USCRIPT_INHERITED:
        return mark != VOICED && mark != SEMI_VOICED && !(mark == BREVE && form->script == USCRIPT_CYRILLIC);
    case USCRIPT_GREEK:
    case USCRIPT_HEBREW:
    case USCRIPT_ARABIC: return true;
    default: return false;
    }
}

static void put_character(struct form *form, UChar32 character) {
    if (character == TATWEEL) {
        return;
    }
    if (u_isdigit(character)) {
        put_letter(form, '0' + u_charDigitValue(character));
    } else if (u_isalpha(character) && character != MODIFIER_APOSTROPHE) {
        put_letter(form, character == DOTLESS_I ? 'i' : character);
    } else if (!(U_GET_GC_MASK(character) & U_GC_M_MASK)) {
        separate(form);
    } else if (form->is_after_word && !is_accent(form, character)) {
        put(form, character);
    }
}

static UChar32 next_character(const UChar *units, int32_t *at, int32_t count) {
    UChar unit = units[(*at)++];
    if (U16_IS_LEAD(unit) && *at < count && U16_IS_TRAIL(units[*at])) {
        return 0x10000 + ((unit - 0xD800) << 10) + (units[(*at)++] - 0xDC00);
    }
    return unit;
}

// Syllables of Hangul are letters to whoever looks for them: they stay whole.
static void put_decomposed(struct form *form, const UNormalizer2 *nfd, UChar32 character) {
    UChar parts[8];
    UErrorCode status = U_ZERO_ERROR;
    bool is_syllable = uscript_getScript(character, &status) == USCRIPT_HANGUL;
    int32_t count = is_syllable ? -1 : unorm2_getDecomposition(nfd, character, parts, 8, &status);
    if (count < 0 || U_FAILURE(status)) {
        put_character(form, character);
        return;
    }
    for (int32_t i = 0; i < count;) {
        put_character(form, next_character(parts, &i, count));
    }
}

// UTF-8 to NFKC_Casefold; the caller frees *out.
static int32_t casefold(const char *text, size_t len, UChar **out) {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *form = unorm2_getNFKCCasefoldInstance(&status);
    int32_t room = (int32_t)len + 1, count = 0, folded = 0;
    UChar *units = malloc((size_t)room * sizeof *units);
    *out = NULL;
    if (!units) {
        abort();
    }
    u_strFromUTF8WithSub(units, room, &count, text, (int32_t)len, (UChar32)UTF8_REPLACEMENT, NULL, &status);
    do { // some characters become eighteen
        room = folded > room ? folded : room;
        status = status == U_BUFFER_OVERFLOW_ERROR ? U_ZERO_ERROR : status;
        free(*out);
        // NOLINTNEXTLINE(clang-analyzer-optin.portability.UnixAPI): room is at least 1
        *out = malloc((size_t)room * sizeof **out);
        if (!*out) {
            abort();
        }
        folded = unorm2_normalize(form, units, count, *out, room, &status);
    } while (status == U_BUFFER_OVERFLOW_ERROR);
    free(units);
    return U_FAILURE(status) ? 0 : folded;
}

static void add_any(struct form *form, const char *text, size_t len) {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfd = unorm2_getNFDInstance(&status);
    UChar *units;
    int32_t count = casefold(text, len, &units);
    for (int32_t i = 0; i < count && U_SUCCESS(status);) {
        put_decomposed(form, nfd, next_character(units, &i, count));
    }
    free(units);
}

static bool is_ascii(const char *text, size_t len) {
    for (size_t i = 0; i < len; i++) {
        if ((unsigned char)text[i] >= 0x80) {
            return false;
        }
    }
    return true;
}

// The same for text that needs no tables.
static void add_ascii(struct form *form, const char *text, size_t len) {
    for (size_t i = 0; i < len; i++) {
        char c = text[i], lower = (char)(c | 0x20);
        bool is_letter = lower >= 'a' && lower <= 'z';
        if (!is_letter && !(c >= '0' && c <= '9')) {
            separate(form);
            continue;
        }
        if (!form->is_word_open) {
            put_blank(form);
            form->is_word_open = true;
        }
        strbuf_add_byte(form->out, is_letter ? lower : c);
    }
}

static void add(struct form *form, const char *text) {
    size_t len = strlen(text);
    len = utf8_floor(text, len, len < LIMIT_CASELESS ? len : LIMIT_CASELESS);
    (is_ascii(text, len) ? add_ascii : add_any)(form, text, len);
}

void caseless_add(const char *text, struct strbuf *out) {
    struct form form = {.out = out, .start = out->len, .script = USCRIPT_COMMON};
    add(&form, text);
    if (out->len > form.start) {
        strbuf_add_byte(out, ' ');
    }
}

void caseless_add_pattern(const char *words, struct strbuf *out) {
    struct form form = {.out = out, .start = out->len, .script = USCRIPT_COMMON};
    size_t len = strlen(words);
    while (len && words[len - 1] == ' ') {
        len--;
    }
    add(&form, words);
    if (out->len > form.start && words[len - 1] != '*') {
        strbuf_add_byte(out, ' ');
    }
}
