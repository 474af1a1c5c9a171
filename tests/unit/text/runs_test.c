#include "text/runs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "tests/support/test.h"

#define MOST 64

// The runs of a line as they stand, "[Latn text][Arab< text]".
static const char *shown(const char *line, enum direction direction) {
    static char out[1024];
    struct run runs[MOST];
    size_t count = text_runs(line, strlen(line), direction, runs, MOST), used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        char tag[5] = "----";
        for (int k = 0; runs[i].script && k < 4; k++) {
            tag[k] = (char)(runs[i].script >> (24 - 8 * k));
        }
        used += (size_t)snprintf(out + used, sizeof out - used, "[%s%s %.*s]", tag, runs[i].rtl ? "<" : "",
            (int)runs[i].len, line + runs[i].start);
    }
    return out;
}

static const struct {
    const char *line;
    enum direction direction;
    const char *runs;
} rows[] = {
    {"", DIRECTION_AUTO, ""},
    {"Plain text", DIRECTION_AUTO, "[Latn Plain text]"},
    {"12:30", DIRECTION_LTR, "[---- 12:30]"},
    {"Ünïcode", DIRECTION_AUTO, "[Latn Ünïcode]"},
    {"Новости", DIRECTION_AUTO, "[Cyrl Новости]"},
    {"СЕО of ОАО", DIRECTION_AUTO, "[Cyrl СЕО ][Latn of ][Cyrl ОАО]"}, // blanks stay with what is before
    {"«Да», 5 мин", DIRECTION_AUTO, "[Cyrl «Да», 5 мин]"},
    {"— Да", DIRECTION_AUTO, "[Cyrl — Да]"}, // at the start: with what follows
    {"€5 и $6", DIRECTION_AUTO, "[Cyrl €5 и $6]"},
    {"שלום", DIRECTION_AUTO, "[Hebr< שלום]"},
    // In a left-to-right paragraph Hebrew stands at its place, in a right-to-left one Latin does.
    {"abc שלום def", DIRECTION_AUTO, "[Latn abc ][Hebr< שלום][Latn  def]"},
    {"שלום abc", DIRECTION_AUTO, "[Latn abc][Hebr< שלום ]"},
    {"abc שלום", DIRECTION_RTL, "[Hebr<  שלום][Latn abc]"},
    {"abc", DIRECTION_RTL, "[Latn abc]"},
    {"abc.", DIRECTION_RTL, "[----< .][Latn abc]"}, // the full stop ends a right-to-left line at its left
    {"日本 and 中国", DIRECTION_AUTO, "[Hani 日本 ][Latn and ][Hani 中国]"},
    {"e\u0301a", DIRECTION_AUTO, "[Latn e\u0301a]"}, // an accent is no script of its own
    // An emoji with all that belongs to it is a run; what has both forms is one only if it says so.
    {"😀 ok", DIRECTION_AUTO, "[Zsye 😀][Latn  ok]"},
    {"ok 👩🏽‍🚀🇫🇷!", DIRECTION_AUTO, "[Latn ok ][Zsye 👩🏽‍🚀🇫🇷][---- !]"},
    {"❤ ❤\uFE0F", DIRECTION_AUTO, "[---- ❤ ][Zsye ❤\uFE0F]"},
    {"№ 1\uFE0F\u20E3 ☎\uFE0E", DIRECTION_AUTO, "[---- № ][Zsye 1\uFE0F\u20E3][----  ☎\uFE0E]"},
    // Japanese and Korean are one run each, whatever they mix.
    {"東京タワーの", DIRECTION_AUTO, "[Jpan 東京タワーの]"},
    {"서울 市", DIRECTION_AUTO, "[Kore 서울 市]"},
    // Digits inside Arabic stand from left to right, and what is around them does not.
    {"قبل 40 دقيقة", DIRECTION_AUTO, "[Arab<  دقيقة][---- 40][Arab< قبل ]"},
};

static void cuts_by_direction_and_script(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *got = shown(rows[i].line, rows[i].direction);
        if (strcmp(got, rows[i].runs) != 0) {
            fail_msg("\"%s\": %s, not %s", rows[i].line, got, rows[i].runs);
        }
    }
}

static void knows_a_paragraphs_direction(void **state) {
    (void)state;
    assert_false(text_is_rtl("", 0));
    assert_false(text_is_rtl("abc", 3));
    assert_false(text_is_rtl("«…»", strlen("«…»")));
    assert_true(text_is_rtl("12 שלום abc", strlen("12 שלום abc"))); // numbers are not strong
    assert_false(text_is_rtl("abc שלום", strlen("abc שלום")));
}

static void the_language_decides_where_letters_do_not(void **state) {
    (void)state;
    static const struct {
        const char *language, *text;
        bool rtl;
    } texts[] = {
        {"ar", "NASA وشركة نفق", true}, // by its first letter it would be the other way
        {"en", "NASA وشركة نفق", false},
        {"en", "شركة NASA", true},
        {"ar", "Reuters", false},
        {"ar", "3 / 10", true},
        {"he-IL", "10:15", true},
        {"ar-u-nu-latn", "3 / 10", true},
        {"ar", "", true},
        {"en", "3 / 10", false},
        {"az-Arab", "10", true},
        {"az", "10", false},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        enum direction got = text_direction(texts[i].language, texts[i].text, strlen(texts[i].text));
        if (got != (texts[i].rtl ? DIRECTION_RTL : DIRECTION_LTR)) {
            fail_msg("\"%s\" in %s: %d", texts[i].text, texts[i].language, got);
        }
    }
}

static void han_is_of_a_language(void **state) {
    (void)state;
    static const struct {
        const char *language, *text;
        uint32_t script;
    } texts[] = {
        {"zh", "直", SCRIPT_HAN_SIMPLIFIED},
        {"zh-Hant", "直", SCRIPT_HAN_TRADITIONAL},
        {"zh-TW", "直", SCRIPT_HAN_TRADITIONAL},
        {"ja", "直", SCRIPT_JAPANESE},
        {"ko-KR", "直", SCRIPT_KOREAN},
        {"en", "直", SCRIPT_HAN},
        {NULL, "直", SCRIPT_HAN},
        {"zh", "直の", SCRIPT_JAPANESE}, // kana say more than a tag
        {"en", "abc 直 서울", SCRIPT_KOREAN},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        uint32_t script = text_han(texts[i].language, texts[i].text, strlen(texts[i].text));
        assert_int_equal(script, texts[i].script);
    }
}

static const char *const alphabet[] = {
    "a", "B", " ", "7", ".", "я", "Щ", "ש", "ל", "ع", "中", "日", "😀", "\u0301", "(", "\u200f", "€"};

// Random lines of any length up to far past what fits the stack: every byte is in exactly one run, runs are
// not empty and begin and end at characters.
static void every_byte_is_in_one_run(void **state) {
    (void)state;
    uint64_t seed = 7;
    enum { LONGEST = 6000 };
    char *line = malloc((size_t)4 * LONGEST), *seen = malloc((size_t)4 * LONGEST);
    struct run *runs = malloc(LONGEST * sizeof *runs);
    assert_true(line && seen && runs);
    for (int round = 0; round < 2000; round++) {
        int characters =
            round % 100 ? test_random_between(&seed, 1, 60) : test_random_between(&seed, 2000, LONGEST);
        size_t len = 0;
        for (int i = 0; i < characters; i++) {
            const char *c = alphabet[test_random(&seed) % (sizeof alphabet / sizeof *alphabet)];
            memcpy(line + len, c, strlen(c));
            len += strlen(c);
        }
        memset(seen, 0, len);
        size_t count = text_runs(line, len, (enum direction)(round % 3), runs, LONGEST);
        for (size_t i = 0; i < count; i++) {
            assert_true(runs[i].len > 0 && runs[i].start + runs[i].len <= len);
            assert_int_equal(utf8_floor(line, len, runs[i].start), runs[i].start);
            for (size_t k = 0; k < runs[i].len; k++) {
                assert_int_equal(seen[runs[i].start + k]++, 0);
            }
        }
        for (size_t k = 0; k < len; k++) {
            if (!seen[k]) {
                fail_msg("round %d: byte %zu of %zu is in no run", round, k, len);
            }
        }
    }
    free(runs);
    free(seen);
    free(line);
}

static void what_is_beyond_joins_the_last(void **state) {
    (void)state;
    static const char line[] = "a я b ю c э";
    struct run runs[3];
    assert_int_equal(text_runs(line, strlen(line), DIRECTION_LTR, runs, 3), 3);
    assert_int_equal(runs[2].start + runs[2].len, strlen(line));
    assert_int_equal(text_runs(line, strlen(line), DIRECTION_LTR, runs, 1), 1);
    assert_int_equal(runs[0].len, strlen(line));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_by_direction_and_script),
        cmocka_unit_test(knows_a_paragraphs_direction),
        cmocka_unit_test(the_language_decides_where_letters_do_not),
        cmocka_unit_test(han_is_of_a_language),
        cmocka_unit_test(every_byte_is_in_one_run),
        cmocka_unit_test(what_is_beyond_joins_the_last),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
