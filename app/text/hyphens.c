#include "text/hyphens.h"

#include <hyphen.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unistd.h>

#include "base/utf8.h"

#define FOLDER "/usr/share/hyphen"
#define SOFT_HYPHEN "\xC2\xAD"
#define SHY 0xADu

#define LEAST_WORD 7 // characters; a shorter one is not worth it
#define MOST_WORD 64
#define LEAST_HEAD 2 // characters that stay on the line, at least, and those that go to the next
#define LEAST_TAIL 3
#define MOST_LANGUAGES 8 // kept at once; what comes then is not hyphenated

struct patterns {
    char language[16];
    HyphenDict *dict;      // NULL: there are none
    UConverter *converter; // to the character set of the patterns; NULL: UTF-8
};

struct hyphens {
    struct patterns known[MOST_LANGUAGES];
    size_t count;
};

struct hyphens *hyphens_create(void) {
    struct hyphens *hyphens = calloc(1, sizeof *hyphens);
    if (!hyphens) {
        abort();
    }
    return hyphens;
}

void hyphens_destroy(struct hyphens *hyphens) {
    for (size_t i = 0; hyphens && i < hyphens->count; i++) {
        if (hyphens->known[i].dict) {
            hnj_hyphen_free(hyphens->known[i].dict);
        }
        ucnv_close(hyphens->known[i].converter);
    }
    free(hyphens);
}

// Which file: "de-AT" as hyph_de_AT.dic, and without it as the country most of its speakers live in.
static bool find_file(const char *language, char path[128]) {
    static const struct {
        const char *code, *file;
    } usual[] = {{"de", "de_DE"}, {"es", "es_ES"}, {"ru", "ru_RU"}, {"uk", "uk_UA"}, {"it", "it_IT"},
        {"pl", "pl_PL"}, {"en", "en_US"}, {"fr", "fr"}, {"pt", "pt_PT"}, {"nl", "nl_NL"}, {"cs", "cs_CZ"},
        {"el", "el_GR"}, {"hu", "hu_HU"}, {"ro", "ro_RO"}, {"sv", "sv_SE"}, {"da", "da_DK"}, {"bg", "bg_BG"},
        {"be", "be_BY"}};
    int len = (int)strcspn(language, "-");
    const char *region = strrchr(language, '-');
    if (len > 3 || strstr(language, "..") || strchr(language, '/')) {
        return false;
    }
    if (region && strlen(region) == 3) {
        snprintf(path, 128, FOLDER "/hyph_%.*s_%s.dic", len, language, region + 1);
        if (access(path, R_OK) == 0) {
            return true;
        }
    }
    const char *file = NULL;
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) {
        bool is_it = strncmp(language, usual[i].code, (size_t)len) == 0 && !usual[i].code[len];
        file = is_it ? usual[i].file : file;
    }
    if (file) {
        snprintf(path, 128, FOLDER "/hyph_%s.dic", file);
    } else {
        snprintf(path, 128, FOLDER "/hyph_%.*s.dic", len, language);
    }
    return access(path, R_OK) == 0;
}

static void read_patterns(struct patterns *patterns) {
    char path[128];
    if (!find_file(patterns->language, path)) {
        return;
    }
    patterns->dict = hnj_hyphen_load(path);
    if (!patterns->dict || strcmp(patterns->dict->cset, "UTF-8") == 0) {
        return;
    }
    // "ISO8859-2", "KOI8-R", "microsoft-cp1251": ICU knows all of these names but the last one's prefix.
    const char *name = patterns->dict->cset;
    name = strncmp(name, "microsoft-", 10) == 0 ? name + 10 : name;
    UErrorCode status = U_ZERO_ERROR;
    patterns->converter = ucnv_open(name, &status);
    ucnv_setFromUCallBack(patterns->converter, UCNV_FROM_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
    if (U_FAILURE(status)) {
        hnj_hyphen_free(patterns->dict);
        patterns->dict = NULL;
    }
}

static const struct patterns *patterns_of(struct hyphens *hyphens, const char *language) {
    for (size_t i = 0; i < hyphens->count; i++) {
        if (strcmp(hyphens->known[i].language, language) == 0) {
            return &hyphens->known[i];
        }
    }
    if (hyphens->count == MOST_LANGUAGES || strlen(language) >= sizeof hyphens->known[0].language) {
        return NULL;
    }
    struct patterns *patterns = &hyphens->known[hyphens->count++];
    snprintf(patterns->language, sizeof patterns->language, "%s", language);
    read_patterns(patterns);
    return patterns;
}

// A word of the text, character by character.
struct word {
    uint32_t characters[MOST_WORD];
    size_t count;
    bool is_plain; // letters only, no capital after the first
};

// Signs between words and around them; those inside one ("e-mail", "and/or", "l’été") make it none that the
// patterns know.
static bool is_mark(uint32_t c) {
    return u_ispunct((UChar32)c) && !strchr("-/@_'", c < 0x80 ? (int)c : 'x') && c != 0x2019;
}

static bool is_blank_at(const char *text, size_t len, size_t at) {
    return at >= len || text[at] == ' ' || text[at] == '\n';
}

// Bytes of the next word, or of a blank or mark, which is no plain word.
static size_t read_word(const char *text, size_t len, struct word *word) {
    size_t at = 0, used;
    *word = (struct word){.is_plain = true};
    while (!is_blank_at(text, len, at)) {
        uint32_t c = utf8_next(text + at, len - at, &used);
        bool is_inside = c == '.' && !is_blank_at(text, len, at + used); // of an address
        if (is_mark(c) && !is_inside) {
            break;
        }
        bool is_capital = word->count > 0 && u_isupper((UChar32)c);
        word->is_plain = word->is_plain && u_isalpha((UChar32)c) && !is_capital && word->count < MOST_WORD;
        if (word->count < MOST_WORD) {
            word->characters[word->count++] = c;
        }
        at += used;
    }
    if (at == 0) {
        utf8_next(text, len, &at);
    }
    return at;
}

// The word in lower case and in the patterns' character set; 0 if it has no such characters.
static size_t encode(const struct patterns *patterns, const struct word *word, char out[4 * MOST_WORD + 1]) {
    size_t len = 0;
    for (size_t i = 0; i < word->count; i++) {
        len += utf8_put((uint32_t)u_tolower((UChar32)word->characters[i]), out + len);
    }
    out[len] = '\0';
    if (patterns->converter) {
        UErrorCode status = U_ZERO_ERROR;
        char bytes[MOST_WORD + 1];
        int32_t count = ucnv_fromAlgorithmic(
            patterns->converter, UCNV_UTF8, bytes, MOST_WORD, out, (int32_t)len, &status);
        if (U_FAILURE(status) || count != (int32_t)word->count) {
            return 0;
        }
        len = (size_t)count;
        memcpy(out, bytes, len);
        out[len] = '\0';
    }
    return len;
}

static void add_word(const struct patterns *patterns, const struct word *word, struct strbuf *out) {
    char bytes[4 * MOST_WORD + 1], marks[4 * MOST_WORD + 8] = {0};
    char **replaced = NULL;
    int *position = NULL, *cut = NULL;
    size_t len = encode(patterns, word, bytes);
    bool is_known = len > 0 && hnj_hyphen_hyphenate3(patterns->dict, bytes, (int)len, marks, NULL, &replaced,
                                   &position, &cut, LEAST_HEAD, LEAST_TAIL, LEAST_HEAD, LEAST_TAIL) == 0;
    for (size_t i = 0; i < word->count; i++) {
        char character[4];
        strbuf_add(out, character, utf8_put(word->characters[i], character));
        bool changes = replaced && replaced[i]; // spelling changes at the hyphen: not done here
        if (is_known && marks[i] & 1 && !changes && i + 1 >= LEAST_HEAD &&
            i + 1 + LEAST_TAIL <= word->count) {
            strbuf_add_text(out, SOFT_HYPHEN);
        }
    }
    for (size_t i = 0; replaced && i < len; i++) {
        free(replaced[i]);
    }
    free(replaced);
    free(position);
    free(cut);
}

void hyphens_soften(
    struct hyphens *hyphens, const char *language, const char *text, size_t len, struct strbuf *out) {
    const struct patterns *patterns = language ? patterns_of(hyphens, language) : NULL;
    if (!patterns || !patterns->dict) {
        strbuf_add(out, text, len);
        return;
    }
    for (size_t at = 0; at < len;) {
        struct word word;
        size_t used = read_word(text + at, len - at, &word);
        if (word.is_plain && word.count >= LEAST_WORD) {
            add_word(patterns, &word, out);
        } else {
            strbuf_add(out, text + at, used);
        }
        at += used;
    }
}
