#include "text/rules.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "base/utf8.h"

// What stands between two blanks.
struct word {
    const char *text;
    size_t len;
};

// A place where a line may end, and what is around it.
struct place {
    struct word before, after;
};

static bool is_one_of(struct word word, const char *const *list) {
    for (; *list; list++) {
        if (strlen(*list) == word.len && memcmp(*list, word.text, word.len) == 0) {
            return true;
        }
    }
    return false;
}

static uint32_t first_of(struct word word) {
    size_t used;
    return word.len ? utf8_next(word.text, word.len, &used) : 0;
}

static uint32_t last_of(struct word word) {
    size_t used;
    size_t start = word.len ? utf8_floor(word.text, word.len, word.len - 1) : 0;
    return word.len ? utf8_next(word.text + start, word.len - start, &used) : 0;
}

static bool is_quote_or_bracket(uint32_t c) {
    return c == '"' || c == '(' || c == ')' || c == 0xAB || c == 0xBB || (c >= 0x2018 && c <= 0x201F);
}

// Without the punctuation that clings to a word.
static struct word bare(struct word word) {
    size_t used;
    while (word.len && is_quote_or_bracket(first_of(word))) {
        utf8_next(word.text, word.len, &used);
        word.text += used;
        word.len -= used;
    }
    while (word.len && (is_quote_or_bracket(last_of(word)) || strchr(",.;:!?", word.text[word.len - 1]))) {
        word.len = utf8_floor(word.text, word.len, word.len - 1);
    }
    return word;
}

static bool is_digit(uint32_t c) {
    return u_isdigit((UChar32)c);
}

static const char *const scales[] = {"тыс", "млн", "млрд", "трлн", "million", "billion", "trillion", "mn",
    "bn", "tn", "millions", "milliards", "Millionen", "Milliarden", "Mio", "Mrd", "millones", "mil", "مليون",
    "مليار", "ملايين", "مليارات", "ألف", "تریلیون", "میلیون", "میلیارد", "हज़ार", "लाख", "करोड़", "কোটি", "লাখ",
    "ล้าน", "triệu", "tỷ", "milyon", "milyar", "מיליון", "מיליארד", NULL};

static const char *const units[] = {"m", "km", "cm", "mm", "kg", "g", "t", "l", "ha", "m²", "m³", "km²",
    "km/h", "m/s", "MW", "GW", "kW", "kWh", "MWh", "GWh", "TWh", "Hz", "GB", "MB", "TB", "°C", "°F", "%", "‰",
    "€", "$", "£", "¥", "₽", "₴", "₸", "EUR", "USD", "euros", "dollars", "euro", "min", "h", "hr", "Uhr",
    "am", "pm", "a.m", "p.m", "м", "км", "см", "мм", "кг", "г", "т", "л", "га", "м²", "м³", "куб", "км²",
    "км/ч", "м/с", "МВт", "ГВт", "кВт", "мин", "ч", "руб", "р", "долл", "евро", "грн", "°", "мм", "гг", "в",
    "лет", "год", "года", "году", NULL};

// "92 млрд м³", "5 %", "10 bn euros": none of these starts a line.
static bool number_and_unit(const struct place *place) {
    struct word before = bare(place->before), after = bare(place->after);
    bool is_amount = is_digit(last_of(before)) || is_one_of(before, scales);
    return is_amount && (is_one_of(after, units) || is_one_of(after, scales));
}

// "6 h 30", "14 Uhr 30", "2 ч 05 мин": the minutes stay with their hour.
static bool hours_and_minutes(const struct place *place) {
    static const char *const hours[] = {"h", "Uhr", "ч", NULL};
    struct word after = bare(place->after);
    return is_one_of(place->before, hours) && after.len == 2 && is_digit(first_of(after)) &&
           is_digit(last_of(after));
}

// "10 000": three digits and no more.
static bool digit_groups(const struct place *place) {
    struct word after = bare(place->after);
    const char *digits = after.text;
    bool is_group = after.len >= 3 && is_digit((unsigned char)digits[0]) &&
                    is_digit((unsigned char)digits[1]) && is_digit((unsigned char)digits[2]) &&
                    (after.len == 3 || !is_digit((unsigned char)digits[3]));
    return is_group && is_digit(last_of(place->before));
}

// "№ 5", "§ 12", "p. 40", "© Agency".
static bool sign_and_number(const struct place *place) {
    static const char *const signs[] = {
        "№", "§", "No.", "Nr.", "N°", "p.", "pp.", "S.", "стр.", "ст.", "п.", "рис.", "$", "€", "£", NULL};
    bool is_credit = first_of(place->before) == 0xA9 && place->before.len == 2; // ©
    return is_credit || (is_one_of(place->before, signs) && is_digit(first_of(place->after)));
}

// "А. Иванов": a capital, a full stop, and a name.
static bool initial_and_name(const struct place *place) {
    struct word before = place->before;
    uint32_t first = first_of(before);
    char capital[5] = {0};
    size_t len = utf8_put(first, capital);
    return before.len == len + 1 && before.text[len] == '.' && u_isupper((UChar32)first) &&
           u_isupper((UChar32)first_of(place->after));
}

// A dash with blanks around it hangs on to the word before it, and so does a dot that parts two things.
static bool dash_after_word(const struct place *place) {
    uint32_t first = first_of(place->after);
    char sign[4];
    return (first == 0x2013 || first == 0x2014 || first == 0xB7) && place->after.len == utf8_put(first, sign);
}

// French puts blanks inside its quotation marks and before its double signs; UAX #14 forbids the break only
// before some of these.
static bool french_blanks(const struct place *place) {
    uint32_t first = first_of(place->after), last = last_of(place->before);
    bool is_double_sign = place->after.len == 1 && strchr(";:!?", (int)first);
    return is_double_sign || first == 0xBB || last == 0xAB;
}

static bool one_letter(const struct place *place) {
    struct word word = bare(place->before);
    uint32_t first = first_of(word);
    char letter[4];
    return word.len > 0 && word.len == utf8_put(first, letter) && u_isalpha((UChar32)first) &&
           bare(place->before).text + word.len == place->before.text + place->before.len;
}

// Particles that belong to the word before them.
static bool russian_particle(const struct place *place) {
    static const char *const particles[] = {"бы", "б", "ли", "ль", "же", "ж", NULL};
    return is_one_of(bare(place->after), particles);
}

static const struct rule {
    const char *languages; // ISO 639 codes with blanks around; NULL: all
    bool (*forbids)(const struct place *place);
} all_rules[] = {
    {NULL, number_and_unit},
    {NULL, hours_and_minutes},
    {NULL, digit_groups},
    {NULL, sign_and_number},
    {NULL, initial_and_name},
    {NULL, dash_after_word},
    {NULL, french_blanks},
    {" ru uk be kk ky bg sr mk cs sk pl sl hr ", one_letter},
    {" ru be uk ", russian_particle},
};

static bool is_for(const struct rule *rule, const char *code) {
    return !rule->languages || (*code && strstr(rule->languages, code));
}

// " ru " of "ru-RU"; "" if it is not known or as long as no code is.
static void read_code(const char *language, char code[8]) {
    size_t len = language ? strcspn(language, "-_") : 0;
    code[0] = '\0';
    if (len >= 2 && len <= 3) {
        code[0] = ' ';
        memcpy(code + 1, language, len);
        code[len + 1] = ' ';
        code[len + 2] = '\0';
    }
}

static bool is_blank(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n';
}

static bool is_hangul(uint32_t c) {
    return c >= 0xAC00 && c <= 0xD7A3;
}

static bool is_han(uint32_t c) {
    UErrorCode status = U_ZERO_ERROR;
    return uscript_getScript((UChar32)c, &status) == USCRIPT_HAN;
}

// Without a blank UAX #14 is right but for two: Korean is set by words (its "keep all", which every newspaper
// follows), although its syllables might be parted; and a figure stays with its counter, "6時", "840米".
static bool must_join(const char *text, size_t len, size_t end) {
    uint32_t before = last_of((struct word){text, end});
    uint32_t after = first_of((struct word){text + end, len - end});
    bool is_korean = (is_hangul(before) && (is_hangul(after) || is_digit(after))) ||
                     (is_digit(before) && is_hangul(after));
    return is_korean || (is_digit(before) && is_han(after));
}

static size_t letters(struct word word) {
    size_t count = 0, used;
    for (; word.len; word.text += used, word.len -= used, count++) {
        utf8_next(word.text, word.len, &used);
    }
    return count;
}

// "m/s", "км/ч", "AC/DC": what is that short is one word.
static bool is_short_pair(const struct place *place) {
    enum { MOST = 3 }; // letters on each side
    struct word before = bare(place->before), after = bare(place->after);
    return last_of(before) == '/' && letters(before) <= MOST + 1 && letters(after) <= MOST;
}

// Bytes of the no-break blank that ends before `at`, or begins at it; 0 if none does. It parts words as any
// other blank.
static size_t kept_blank(const char *text, size_t len, size_t at, bool before) {
    static const char *const blanks[] = {"\xC2\xA0", "\xE2\x80\xAF"};
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) {
        size_t size = strlen(blanks[i]);
        bool has_room = before ? at >= size : at + size <= len;
        if (has_room && memcmp(text + at - (before ? size : 0), blanks[i], size) == 0) {
            return size;
        }
    }
    return 0;
}

// The words on both sides of a place where a line may end; false if no blank stands there.
static bool find_place(const char *text, size_t len, size_t end, struct place *out) {
    size_t ink = end, start, next = end;
    while (ink > 0 && is_blank(text[ink - 1])) {
        ink--;
    }
    for (start = ink; start > 0 && !is_blank(text[start - 1]) && !kept_blank(text, len, start, true);) {
        start--;
    }
    while (next < len && !is_blank(text[next]) && !kept_blank(text, len, next, false)) {
        next++;
    }
    *out = (struct place){{text + start, ink - start}, {text + end, next - end}};
    return ink < end && ink > start && next > end;
}

void rules_apply(
    const char *language, const char *text, size_t len, struct text_break *breaks, size_t count) {
    char code[8];
    read_code(language, code);
    for (size_t i = 0; i + 1 < count; i++) {
        struct place place = {0};
        if (breaks[i].must) {
            continue;
        }
        bool is_open = find_place(text, len, breaks[i].end, &place);
        breaks[i].avoid = !is_open && (must_join(text, len, breaks[i].end) || is_short_pair(&place));
        for (size_t k = 0; is_open && k < sizeof all_rules / sizeof *all_rules; k++) {
            breaks[i].avoid |= is_for(&all_rules[k], code) && all_rules[k].forbids(&place);
        }
    }
}
