#include "text/breaks.h"

#include <string.h>

#include "tests/support/test.h"

#define MOST 64

// The pieces of `text` with '|' where a line may end and '!' where it must.
static const char *pieces(const char *language, const char *text) {
    static char out[512];
    struct breaker *breaker;
    struct reason reason;
    struct text_break breaks[MOST];
    assert_int_equal(breaker_create(language, &breaker, &reason), ERROR_NONE);
    size_t count = text_breaks(breaker, text, strlen(text), breaks, MOST), at = 0, used = 0;
    for (size_t i = 0; i < count; i++) {
        memcpy(out + used, text + at, breaks[i].end - at);
        used += breaks[i].end - at;
        at = breaks[i].end;
        out[used++] = breaks[i].must ? '!' : '|';
    }
    out[used] = '\0';
    breaker_destroy(breaker);
    return out;
}

static const struct {
    const char *language, *text, *pieces;
} rows[] = {
    {"en", "", ""},
    {"en", "word", "word|"},
    {"en", "two words", "two |words|"},
    {"en", "blanks   stay ", "blanks   |stay |"},
    {"en", "well-known fact", "well-|known |fact|"},
    {"en", "no\u00a0break", "no\u00a0break|"},
    {"en", "soft\u00adhyphen", "soft\u00ad|hyphen|"},
    {"en", "zero\u200bwidth", "zero\u200b|width|"},
    {"en", "line\nbreak", "line\n!break|"},
    {"en", "two\n\nbreaks", "two\n!\n!breaks|"},
    {"en", "ends in one\n", "ends |in |one\n|"}, // nothing comes after it: no must
    {"en", "\u201cQuoted\u201d so (far)", "\u201cQuoted\u201d |so |(far)|"},
    {"en", "$100 or 5%", "$100 |or |5%|"},
    {"en", "an em\u2014dash", "an |em|\u2014|dash|"},
    {"ru", "Он сказал: «Да», и ушёл", "Он |сказал: |«Да», |и |ушёл|"},
    {"ja", "日本語。", "日|本|語。|"},
    {"th", "สวัสดีชาวโลก", "สวัสดี|ชาว|โลก|"},
    {"ar", "مرحبا بالعالم", "مرحبا |بالعالم|"},
};

static void ends_lines_where_unicode_says(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_string_equal(pieces(rows[i].language, rows[i].text), rows[i].pieces);
    }
}

// Whatever the capacity, the ends ascend and the last one is the text's.
static void the_rest_is_one_piece(void **state) {
    (void)state;
    static const char text[] = "a b c d e f";
    struct breaker *breaker;
    struct reason reason;
    assert_int_equal(breaker_create("en", &breaker, &reason), ERROR_NONE);
    for (size_t capacity = 1; capacity <= 8; capacity++) {
        struct text_break breaks[8];
        size_t count = text_breaks(breaker, text, strlen(text), breaks, capacity);
        assert_int_equal(count, capacity < 6 ? capacity : 6);
        for (size_t i = 0; i + 1 < count; i++) {
            assert_int_equal(breaks[i].end, 2 * (i + 1));
        }
        assert_int_equal(breaks[count - 1].end, strlen(text));
        assert_false(breaks[count - 1].must);
    }
    breaker_destroy(breaker);
}

// The iterator is opened once and asked again and again.
static void answers_the_same_again(void **state) {
    (void)state;
    struct breaker *breaker;
    struct reason reason;
    struct text_break first[MOST], again[MOST];
    assert_int_equal(breaker_create("en", &breaker, &reason), ERROR_NONE);
    size_t count = text_breaks(breaker, "one two three", 13, first, MOST);
    text_breaks(breaker, "something else that is longer", 29, again, MOST);
    assert_int_equal(text_breaks(breaker, "one two three", 13, again, MOST), count);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(first[i].end, again[i].end);
    }
    assert_int_equal(text_breaks(breaker, "one two", 3, again, MOST), 1); // `len` counts, not the NUL
    breaker_destroy(breaker);
    breaker_destroy(NULL);
}

static const struct {
    const char *text, *clusters;
} clustered[] = {
    {"ab", "a|b|"},
    {"e\u0301e", "e\u0301|e|"}, // a letter and its accent
    {"क्षमा", "क्ष|मा|"},         // a conjunct, a vowel sign
    {"กำเ", "กำ|เ|"},           // Thai
    {"각가", "각|가|"},         // Hangul by its letters
    {"🇫🇷🇩🇪x", "🇫🇷|🇩🇪|x|"},      // flags are pairs
    {"👨‍👩‍👧‍👦👍🏽!",
        "👨‍👩‍👧‍👦|👍🏽|!|"}, // a family, a hand of a colour
    {"1️⃣2", "1️⃣|2|"},
    {"\u0301", "\u0301|"},
};

// At each byte: the cluster's two ends; without a breaker those of a character.
static void text_is_cut_between_clusters(void **state) {
    (void)state;
    struct breaker *breaker;
    struct reason reason;
    assert_int_equal(breaker_create("en", &breaker, &reason), ERROR_NONE);
    for (size_t i = 0; i < sizeof clustered / sizeof *clustered; i++) {
        const char *text = clustered[i].text, *shown = clustered[i].clusters;
        size_t len = strlen(text);
        for (size_t start = 0, cluster; start < len; start += cluster) {
            cluster = strcspn(shown, "|");
            shown += cluster + 1;
            for (size_t at = start; at < start + cluster; at++) {
                assert_int_equal(breaks_floor(breaker, text, len, at), start);
                assert_int_equal(breaks_next(breaker, text, len, at), start + cluster);
            }
        }
        assert_int_equal(breaks_floor(breaker, text, len, len), len);
        assert_int_equal(breaks_floor(breaker, text, len, len + 9), len);
    }
    assert_int_equal(breaks_floor(NULL, "e\u0301", 3, 2), 1);
    assert_int_equal(breaks_next(NULL, "e\u0301", 3, 1), 3);
    breaker_destroy(breaker);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ends_lines_where_unicode_says),
        cmocka_unit_test(the_rest_is_one_piece),
        cmocka_unit_test(answers_the_same_again),
        cmocka_unit_test(text_is_cut_between_clusters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
