#include "support/test.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "tests/support/read_document.h"

// Every corner of RFC 8259, in the classes that parsing test suites have: texts that are JSON must be read,
// texts that are not must be refused or mended, and of what the RFC leaves open it is written down what
// happens. None may do harm, whatever follows it.

#define FFFD "\xEF\xBF\xBD"

// Bytes with NUL among them.
#define BYTES(text) (text), sizeof(text) - 1
#define TEXT(text) (text), 0

struct row {
    const char *in;
    size_t len;      // 0: strlen
    const char *out; // NULL: as it stands
};

static const struct row valid[] = {
    // structures
    {TEXT("[]"), NULL},
    {TEXT("{}"), NULL},
    {TEXT(" \t\r\n[ \t\r\n] \t\r\n"), "[]"},
    {TEXT("[[]   ]"), "[[]]"},
    {TEXT("[1\n,\n2]"), "[1,2]"},
    {TEXT("{\"a\":{\"b\":[{\"c\":{}}]}}"), NULL},
    {TEXT("[null,1,\"1\",{}]"), NULL},
    {TEXT("[1,null,null,null,2]"), NULL},
    {TEXT("null"), NULL},
    {TEXT("true"), NULL},
    {TEXT("false"), NULL},
    {TEXT("42"), NULL},
    {TEXT("-0.1"), NULL},
    {TEXT("\"lonely\""), NULL},
    {TEXT("\"\""), NULL},
    {TEXT("[\"a\"]\n"), "[\"a\"]"},
    // objects
    {TEXT("{\"\":0}"), NULL},
    {TEXT("{\"a\":1,\"a\":2}"), NULL},
    {TEXT("{\"a\":1,\"a\":1}"), NULL},
    {TEXT("{\"a\":1,\"A\":2}"), NULL},
    {TEXT("{\"foo\\u0000bar\":42}"), "{\"foo" FFFD "bar\":42}"},
    {TEXT("{\"\\u0437\":\"\\u043f\"}"), "{\"\xD0\xB7\":\"\xD0\xBF\"}"},
    {TEXT("{\"a\" : 1 , \"b\" : 2}"), "{\"a\":1,\"b\":2}"},
    // numbers
    {TEXT("[0]"), NULL},
    {TEXT("[-0]"), "[-0]"},
    {TEXT("[-1]"), NULL},
    {TEXT("[123e65]"), "[1.23e+67]"},
    {TEXT("[0e+1]"), "[0]"},
    {TEXT("[0e1]"), "[0]"},
    {TEXT("[1E22]"), "[1e+22]"},
    {TEXT("[1E-2]"), "[0.01]"},
    {TEXT("[1E+2]"), "[100]"},
    {TEXT("[123.456e78]"), "[1.23456e+80]"},
    {TEXT("[20e1]"), "[200]"},
    {TEXT("[ 4]"), "[4]"},
    {TEXT("[-0.000000000000000000000000000000000000000000000000000000000000000000000000000001]"), "[-1e-78]"},
    {TEXT("[1234567890]"), NULL},
    // strings
    {TEXT("[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]"), "[\"\\\"\\\\/\\b\\f\\n\\r\\t\"]"},
    {TEXT("[\"\\u0060\\u012a\\u12AB\"]"), "[\"`\xC4\xAA\xE1\x8A\xAB\"]"},
    {TEXT("[\"\\uD801\\udc37\"]"), "[\"\xF0\x90\x90\xB7\"]"},
    {TEXT("[\"\\ud83d\\ude39\\ud83d\\udc8d\"]"), "[\"\xF0\x9F\x98\xB9\xF0\x9F\x92\x8D\"]"},
    {TEXT("[\"\\\\u0000\"]"), NULL},
    {TEXT("[\"a/*b*/c/*d//e\"]"), NULL},
    {TEXT("[\"\\uFFFF\\uFFFE\\uFDD0\"]"), "[\"\xEF\xBF\xBF\xEF\xBF\xBE\xEF\xB7\x90\"]"},
    {TEXT("[\"\\uDBFF\\uDFFF\"]"), "[\"\xF4\x8F\xBF\xBF\"]"},
    {TEXT("[\"\x7F\"]"), NULL},
    {TEXT("[\"\xE2\x80\xA8\xE2\x80\xA9\"]"), NULL}, // line and paragraph separators
    {TEXT("[\"\xF4\x8F\xBF\xBF\xEF\xBF\xBF\"]"), NULL},
    {TEXT("[\"\\u2064\\u200B\\uFEFF\"]"), "[\"\xE2\x81\xA4\xE2\x80\x8B\xEF\xBB\xBF\"]"},
    {TEXT("[\"%s%n%p\"]"), NULL},
};

static const struct row invalid[] = {
    // structures
    {TEXT("["), "input: not JSON"},
    {TEXT("]"), "input: not JSON"},
    {TEXT("{"), "input: not JSON"},
    {TEXT("}"), "input: not JSON"},
    {TEXT("[1"), "input: not JSON"},
    {TEXT("[1,"), "input: not JSON"},
    {TEXT("[1,]"), "input: not JSON"},
    {TEXT("[,1]"), "input: not JSON"},
    {TEXT("[1,,2]"), "input: not JSON"},
    {TEXT("[1]]"), "input: not JSON"},
    {TEXT("[1}"), "input: not JSON"},
    {TEXT("[1 true]"), "input: not JSON"},
    {TEXT("[1:2]"), "input: not JSON"},
    {TEXT("[*]"), "input: not JSON"},
    {TEXT("[\"a\" \"b\"]"), "input: not JSON"},
    {TEXT("[1]x"), "input: not JSON"},
    {TEXT("[][]"), "input: not JSON"},
    {TEXT("[\"x\"]]"), "input: not JSON"},
    {TEXT("1]"), "input: not JSON"},
    {TEXT("[\"\": 1]"), "input: not JSON"},
    {TEXT("// c\n[1]"), "input: not JSON"},
    {TEXT("[1/* c */]"), "input: not JSON"},
    {TEXT("<.>"), "input: not XML"},
    {TEXT("&"), "input: not JSON"},
    {BYTES("\0"), "input: "},
    {BYTES("[\0]"), "input: not JSON"},
    {BYTES("[1]\0"), "input: not JSON"},
    {TEXT("\xEF\xBB\xBF"), "input: the answer is empty"},
    {TEXT("\xEF\xBB"), "input: not JSON"},
    {TEXT("\xE2\x81\xA0[1]"), "input: not JSON"},
    {TEXT("[\xC2\xA0]"), "input: not JSON"}, // only four characters are blanks
    // objects
    {TEXT("{\"a\""), "input: not JSON"},
    {TEXT("{\"a\":"), "input: not JSON"},
    {TEXT("{\"a\":1"), "input: not JSON"},
    {TEXT("{\"a\":1,"), "input: not JSON"},
    {TEXT("{\"a\":1,}"), "input: not JSON"},
    {TEXT("{\"a\":1,,\"b\":2}"), "input: not JSON"},
    {TEXT("{,}"), "input: not JSON"},
    {TEXT("{a:1}"), "input: not JSON"},
    {TEXT("{'a':1}"), "input: not JSON"},
    {TEXT("{1:1}"), "input: not JSON"},
    {TEXT("{null:null}"), "input: not JSON"},
    {TEXT("{\"a\" 1}"), "input: not JSON"},
    {TEXT("{\"a\",1}"), "input: not JSON"},
    {TEXT("{\"a\"::1}"), "input: not JSON"},
    {TEXT("{\"a\":1}}"), "input: not JSON"},
    {TEXT("{\"a\":\"b\"}#"), "input: not JSON"},
    {TEXT("{\"a\":\"b\"}/**/"), "input: not JSON"},
    {TEXT("{[:\"x\"}"), "input: not JSON"},
    // words
    {TEXT("[nul]"), "input: not JSON"},
    {TEXT("[tru]"), "input: not JSON"},
    {TEXT("[fals]"), "input: not JSON"},
    {TEXT("[True]"), "input: not JSON"},
    {TEXT("[NULL]"), "input: not JSON"},
    {TEXT("[truee]"), "input: not JSON"},
    {TEXT("nulll"), "input: not JSON"},
    {TEXT("[undefined]"), "input: not JSON"},
    // numbers
    {TEXT("[NaN]"), "input: not JSON"},
    {TEXT("[Infinity]"), "input: not JSON"},
    {TEXT("[-Infinity]"), "input: not JSON"},
    {TEXT("[+1]"), "input: not JSON"},
    {TEXT("[++1]"), "input: not JSON"},
    {TEXT("[.5]"), "input: not JSON"},
    {TEXT("[-]"), "input: not JSON"},
    {TEXT("[--1]"), "input: not JSON"},
    {TEXT("[- 1]"), "input: not JSON"},
    {TEXT("[-a]"), "input: not JSON"},
    {TEXT("[0x1]"), "input: not JSON"},
    {TEXT("[1a]"), "input: not JSON"},
    {TEXT("[1 000]"), "input: not JSON"},
    {TEXT("[1,000.0.0]"), "input: not JSON"},
    {TEXT("[1e]"), "input: not JSON"},
    {TEXT("[1e+]"), "input: not JSON"},
    {TEXT("[1eE2]"), "input: not JSON"},
    {TEXT("[0.1.2]"), "input: not JSON"},
    {TEXT("[1+2]"), "input: not JSON"},
    {TEXT("[1-2]"), "input: not JSON"},
    {TEXT("[\xEF\xBC\x91]"), "input: not JSON"}, // a full-width one
    // strings
    {TEXT("[\""), "input: not JSON"},
    {TEXT("[\"a"), "input: not JSON"},
    {TEXT("\""), "input: not JSON"},
    {TEXT("['a']"), "input: not JSON"},
    {TEXT("[a]"), "input: not JSON"},
    {TEXT("[\\n]"), "input: not JSON"},
    {TEXT("[\"\\x00\"]"), "input: not JSON"},
    {TEXT("[\"\\a\"]"), "input: not JSON"},
    {TEXT("[\"\\'\"]"), "input: not JSON"},
    {TEXT("[\"\\\"]"), "input: not JSON"},
    {TEXT("[\"\\\\\\\"]"), "input: not JSON"},
    {TEXT("[\"\\U0001F600\"]"), "input: not JSON"},
    {TEXT("\\u0020[]"), "input: not JSON"},
};

// What the RFC leaves open, and what it forbids but services send: mended, or refused by name.
static const struct row mended[] = {
    {TEXT("\xEF\xBB\xBF{}"), "{}"},
    {BYTES("\xFF\xFE[\0]\0"), "[]"},
    {BYTES("\xFE\xFF\0[\0]"), "[]"},
    {TEXT("[1e9999]"), "[null]"},
    {TEXT("[-1e9999]"), "[null]"},
    {TEXT("[1e-9999]"), "[0]"},
    {TEXT("[0.4e00669999999999999999999999999999999999999999999999999999999999999999999999999969999999006]"),
        "[null]"},
    {TEXT("[123123123123123123123123123123]"), "[1.2312312312312312e+29]"},
    {TEXT("[-01]"), "[-1]"},
    {TEXT("[007]"), "[7]"},
    {TEXT("[1.]"), "[1]"},
    // lone surrogates
    {TEXT("[\"\\uDADA\"]"), "[\"" FFFD "\"]"},
    {TEXT("[\"\\uD888\\u1234\"]"), "[\"" FFFD "\xE1\x88\xB4\"]"},
    {TEXT("[\"\\uD800\\uD800\\n\"]"), "[\"" FFFD FFFD "\\n\"]"},
    {TEXT("[\"\\uDd1ea\"]"), "[\"" FFFD "a\"]"},
    {TEXT("[\"\\uDFAA\\uD800\"]"), "[\"" FFFD FFFD "\"]"},
    {TEXT("[\"\\uD834\\\\uDD1E\"]"), "[\"" FFFD "\\\\uDD1E\"]"},
    {TEXT("{\"\\uDFAA\":0}"), "{\"" FFFD "\":0}"},
    // \u without its digits
    {TEXT("[\"\\u\"]"), "[\"" FFFD "\"]"},
    {TEXT("[\"\\u1\"]"), "[\"" FFFD "1\"]"},
    {TEXT("[\"\\u123\"]"), "[\"" FFFD "123\"]"},
    {TEXT("[\"\\u00G0 and on\"]"), "[\"" FFFD "00G0 and on\"]"},
    {TEXT("[\"\\ud800\\u1x\"]"), "[\"" FFFD FFFD "1x\"]"},
    // NUL
    {TEXT("[\"\\u0000\"]"), "[\"" FFFD "\"]"},
    {BYTES("[\"a\0b\"]"), "[\"a" FFFD "b\"]"},
    // ill-formed UTF-8 (Unicode 15, table 3-7), one U+FFFD for each maximal subpart
    {TEXT("[\"\x80\xBF\"]"), "[\"" FFFD FFFD "\"]"},                   // continuations alone
    {TEXT("[\"\xC0\x80\xC1\xBF\"]"), "[\"" FFFD FFFD FFFD FFFD "\"]"}, // overlong: two bytes
    {TEXT("[\"\xE0\x80\xAF\xE0\x9F\xBF\"]"), "[\"" FFFD FFFD FFFD FFFD FFFD FFFD "\"]"}, // three
    {TEXT("[\"\xF0\x8F\xBF\xBF\"]"), "[\"" FFFD FFFD FFFD FFFD "\"]"},                   // four
    {TEXT("[\"\xED\xA0\x80\xED\xBF\xBF\"]"), "[\"" FFFD FFFD FFFD FFFD FFFD FFFD "\"]"}, // surrogates
    {TEXT("[\"\xF4\x90\x80\x80\"]"), "[\"" FFFD FFFD FFFD FFFD "\"]"},                   // past U+10FFFF
    {TEXT("[\"\xF5\xF8\xFC\xFE\xFF\"]"), "[\"" FFFD FFFD FFFD FFFD FFFD "\"]"},          // never in UTF-8
    {TEXT("[\"\xC3\"]"), "[\"" FFFD "\"]"},                                              // cut short: of two
    {TEXT("[\"\xE2\x82\"]"), "[\"" FFFD "\"]"},                                          // of three
    {TEXT("[\"\xF0\x9F\x98\"]"), "[\"" FFFD "\"]"},                                      // of four
    {TEXT("[\"\xF0\x9F\x98x\"]"), "[\"" FFFD "x\"]"},
    {TEXT("[\"\xE9t\xE9\"]"), "[\"" FFFD "t" FFFD "\"]"}, // Latin-1 that says it is UTF-8
    {TEXT("{\"\xFF\":1}"), "{\"" FFFD "\":1}"},
    {TEXT("[\"\xE2\x82"), "input: not JSON"},
    {TEXT("[\xFF]"), "input: not JSON"},
    // control characters, as they stand
    {TEXT("[\"a\tb\nc\"]"), "[\"a\\tb\\nc\"]"},
    {TEXT("[\"a\x1F"
          "b\"]"),
        "[\"a\\u001fb\"]"},
    {TEXT("[1\x0C]"), "[1]"},
};

static void check(const struct row *row, const char *class, size_t number) {
    size_t len = row->len ? row->len : strlen(row->in);
    char *text = read_document(row->in, len, NULL);
    const char *want = row->out ? row->out : row->in;
    bool is_error = strncmp(want, "input: ", 7) == 0;
    if (is_error ? strncmp(text, want, strlen(want)) != 0 : strcmp(text, want) != 0) {
        fail_msg("%s, row %zu: %s became %s, not %s", class, number, row->in, text, want);
    }
    free(text);
}

static void reads_what_is_json(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof valid / sizeof *valid; i++) {
        check(&valid[i], "valid", i);
    }
}

static void refuses_what_is_not(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof invalid / sizeof *invalid; i++) {
        check(&invalid[i], "invalid", i);
    }
}

static void mends_what_services_send(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof mended / sizeof *mended; i++) {
        check(&mended[i], "mended", i);
    }
}

// However an answer is cut, it is refused with a reason: nothing of half an answer is news.
static void refuses_every_half(void **state) {
    (void)state;
    static const char whole[] =
        "{\"a\":[1.5e3,\"\\u00e9\\ud83d\\ude00\xC3\xA9\",{\"b\":[true,false,null,-0]}]}";
    for (size_t len = 0; len < sizeof whole - 1; len++) {
        char *copy = malloc(len + 1); // no byte to spare
        memcpy(copy, whole, len);
        char *text = read_document(copy, len, NULL);
        if (strncmp(text, "input: ", 7) != 0) {
            fail_msg("%zu bytes: %s", len, text);
        }
        free(text);
        free(copy);
    }
}

static void bounds_size(void **state) {
    (void)state;
    static const struct {
        const char *head, *unit, *tail;
        size_t times;
        const char *out; // what the text begins with
    } rows[] = {
        {"", "[", "", 100000, "limit: nested deeper than 32"},
        {"", "{\"a\":", "", 100000, "limit: nested deeper than 32"},
        {"", "[{\"\":", "", 50000, "limit: nested deeper than 32"},
        {"", "]", "", 100000, "input: not JSON"},
        {"[", "[],", "[]]", 1000, "[[],[],"},
        {"{\"x\":0", ",\"x\":0", "}", 100000, "{\"x\":0,\"x\":0"},
        {"[", "0,", "0]", 1000000, "limit: the answer needs more than 16 MiB"},
        {"[0", "0", "]", 1000000, "[0]"},
        {"[1", "0", "]", 1000000, "[null]"},
        {"[0.", "0", "1]", 1000000, "[0]"},
        {"[1e", "1", "]", 1000000, "[null]"},
        {"[\"", "\\ud800", "\"]", 300000, "[\"" FFFD FFFD},
        {"[\"", "\xFF", "\"]", 600000, "[\"" FFFD FFFD},
        {"", " ", "[]", 1000000, "[]"},
        {"[\"", "a", "\"]", 3000000, "limit: the answer has 3000004 bytes (at most 2097152)"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct strbuf bytes;
        strbuf_init(&bytes, (size_t)8 << 20);
        strbuf_add_text(&bytes, rows[i].head);
        for (size_t k = 0; k < rows[i].times; k++) {
            strbuf_add_text(&bytes, rows[i].unit);
        }
        strbuf_add_text(&bytes, rows[i].tail);
        char *text = read_document(strbuf_text(&bytes), bytes.len, NULL);
        if (strncmp(text, rows[i].out, strlen(rows[i].out)) != 0) {
            fail_msg("row %zu: %.100s", i, text);
        }
        free(text);
        strbuf_finish(&bytes);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_is_json),
        cmocka_unit_test(refuses_what_is_not),
        cmocka_unit_test(mends_what_services_send),
        cmocka_unit_test(refuses_every_half),
        cmocka_unit_test(bounds_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
