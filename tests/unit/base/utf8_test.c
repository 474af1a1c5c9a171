#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

#include "support/test.h"

static bool is_scalar(uint32_t character) {
    return character <= 0x10FFFF && (character < 0xD800 || character > 0xDFFF);
}

static void test_every_character_comes_back(void **state) {
    (void)state;
    for (uint32_t character = 0; character <= 0x110000; character++) {
        char bytes[4];
        size_t len = utf8_put(character, bytes), used = 0;
        assert_int_equal(utf8_next(bytes, len, &used), is_scalar(character) ? character : UTF8_REPLACEMENT);
        assert_int_equal(used, len);
        assert_true(utf8_is_valid(bytes, len));
        for (size_t cut = 1; cut < len; cut++) {
            assert_int_equal(utf8_next(bytes, cut, &used), UTF8_REPLACEMENT);
            assert_int_equal(used, cut); // what was there is one maximal subpart
            assert_false(utf8_is_valid(bytes, cut));
        }
    }
    char bytes[4];
    assert_int_equal(utf8_put(UINT32_MAX, bytes), 3);
}

// Unicode 15, section 3.9, tables 3-8 to 3-11, and every other way to be wrong. "?" stands for U+FFFD.
static void test_ill_formed(void **state) {
    (void)state;
    static const struct {
        const char *bytes, *read_as;
    } cases[] = {
        {"\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41", "????????A"}, // overlong
        {"\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41", "????????A"}, // surrogates
        {"\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42", "?????A??B"}, // above U+10FFFF
        {"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", "????A"},     // cut short
        {"\x80", "?"},
        {"\xBF\xBF", "??"},
        {"\xC1\xBF", "??"},
        {"\xC3", "?"},
        {"\xC3\x41", "?A"},
        {"\xC3\xC3\xA9", "?\xC3\xA9"},
        {"\xE0\x9F\xBF", "???"},
        {"\xF0\x8F\xBF\xBF", "????"},
        {"\xF5\x80\x80\x80", "????"},
        {"\xF8\x88\x80\x80\x80", "?????"}, // five bytes of long ago
        {"\xFC\x84\x80\x80\x80\x80", "??????"},
        {"\xFE\xFF", "??"},
        {"\xE2\x82", "?"},
        {"\xF0\x9F\x98", "?"},
        {"\xF0\x9F\x98\xF0\x9F\x98\x80", "?\xF0\x9F\x98\x80"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char out[64] = "";
        size_t len = strlen(cases[i].bytes), to = 0, characters = 0;
        for (size_t at = 0; at < len; characters++) {
            size_t used;
            uint32_t character = utf8_next(cases[i].bytes + at, len - at, &used);
            at += used;
            if (character == UTF8_REPLACEMENT) {
                out[to++] = '?';
            } else {
                to += utf8_put(character, out + to);
            }
        }
        if (strcmp(out, cases[i].read_as) != 0) {
            fail_msg("case %zu: read as %s, not %s", i, out, cases[i].read_as);
        }
        assert_false(utf8_is_valid(cases[i].bytes, len));
        assert_int_equal(utf8_count(cases[i].bytes), characters);
    }
}

// A second opinion, written from the definition instead of the table: decode, then ask if it was the
// shortest.
static bool is_valid_by_definition(const unsigned char *bytes, size_t len) {
    for (size_t at = 0; at < len;) {
        size_t ones = 0;
        while (ones < 8 && bytes[at] & (0x80u >> ones)) {
            ones++;
        }
        size_t want = ones ? ones : 1;
        if (ones == 1 || ones > 4 || at + want > len) {
            return false;
        }
        uint32_t character = ones ? bytes[at] & (0x7Fu >> ones) : bytes[at];
        for (size_t i = 1; i < want; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return false;
            }
            character = character << 6 | (bytes[at + i] & 0x3Fu);
        }
        size_t shortest = character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
        if (want != shortest || !is_scalar(character)) {
            return false;
        }
        at += want;
    }
    return true;
}

static size_t random_bytes(uint64_t *random, unsigned char *bytes, size_t most) {
    // The bytes at which the rules change; plain random bytes are almost never nearly right.
    static const unsigned char edges[] = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1,
        0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF};
    size_t len = (size_t)test_random(random) % (most + 1);
    for (size_t i = 0; i < len; i++) {
        bytes[i] = edges[test_random(random) % sizeof edges];
    }
    return len;
}

static void test_validity_against_the_definition(void **state) {
    (void)state;
    uint64_t random = 3;
    for (int round = 0; round < 400000; round++) {
        unsigned char bytes[8];
        size_t len = random_bytes(&random, bytes, sizeof bytes);
        assert_int_equal(utf8_is_valid((const char *)bytes, len), is_valid_by_definition(bytes, len));
    }
}

// The ends of characters are the only places where utf8_floor stops, and it stops at the last one.
static void test_floor_is_the_last_end(void **state) {
    (void)state;
    uint64_t random = 4;
    for (int round = 0; round < 100000; round++) {
        char text[12];
        size_t len = random_bytes(&random, (unsigned char *)text, 8);
        text[len++] = 'x'; // so that the last character is whole
        for (size_t at = 0; at <= len + 1; at++) {
            size_t expected = 0;
            for (size_t end = 0, used; end < len; end += used) {
                utf8_next(text + end, len - end, &used);
                if (end + used <= at) {
                    expected = end + used;
                }
            }
            if (utf8_floor(text, len, at) != expected) {
                fail_msg("round %d at %zu: %zu, not %zu", round, at, utf8_floor(text, len, at), expected);
            }
        }
    }
}

// A character that the end of the text has cut is dropped: that is what the function is for.
static void test_floor_drops_what_was_cut(void **state) {
    (void)state;
    static const char *const characters[] = {"\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "\xD0\x96"};
    for (size_t i = 0; i < sizeof characters / sizeof characters[0]; i++) {
        char text[8] = "ab";
        size_t len = 2 + strlen(characters[i]);
        memcpy(text + 2, characters[i], len - 2);
        for (size_t cut = 3; cut < len; cut++) {
            assert_int_equal(utf8_floor(text, cut, cut), 2);
        }
        assert_int_equal(utf8_floor(text, len, len), len);
        assert_int_equal(utf8_floor(text, len, SIZE_MAX), len);
        assert_int_equal(utf8_floor(text, len, len - 1), 2);
        assert_int_equal(utf8_floor(text, len, 2), 2);
        assert_int_equal(utf8_floor(text, len, 0), 0);
    }
    assert_int_equal(utf8_floor("", 0, 0), 0);
    assert_int_equal(utf8_floor("\xFF", 1, 1), 1); // not the beginning of anything
    assert_int_equal(utf8_floor("\xBF\xBF\xBF\xBF\xBF\xBF", 6, 6), 6);
}

static void test_count(void **state) {
    (void)state;
    assert_int_equal(utf8_count(""), 0);
    assert_int_equal(utf8_count("news"), 4);
    assert_int_equal(utf8_count("новости"), 7);
    assert_int_equal(utf8_count("\xF0\x9F\x98\x80!"), 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_character_comes_back),
        cmocka_unit_test(test_ill_formed),
        cmocka_unit_test(test_validity_against_the_definition),
        cmocka_unit_test(test_floor_is_the_last_end),
        cmocka_unit_test(test_floor_drops_what_was_cut),
        cmocka_unit_test(test_count),
    };
    return cmocka_run_group_tests_name("base/utf8", tests, NULL, NULL);
}
