#include "base/json_syntax.h"

#include <string.h>

#include "base/json_position.h"
#include "base/strbuf.h"
#include "tests/support/test.h"

static const char *const good[] = {
    "{}",
    " [ ] ",
    "\xEF\xBB\xBF{}",
    "null",
    "-0.5e+10",
    "0",
    "[0,-1,10.25,1E5,true,false,null,\"\"]",
    "{\"a\":{\"b\":[1,2,{\"c\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\"}]}}",
    "\"Ж\x7F\"",
};

static const struct {
    const char *text;
    size_t line, column;
    const char *fault; // begins so
} bad[] = {
    {"", 1, 1, "the file is empty"},
    {" \n ", 2, 2, "the file is empty"},
    {"{", 1, 2, "found the end of the file, expected the name of a member in double quotes"},
    {"[1,2", 1, 5, "found the end of the file, expected \",\" or \"]\""},
    {"{\n  \"a\": 1\n  \"b\": 2\n}", 3, 3, "found \", expected \",\" or \"}\""},
    {"{\"a\" 1}", 1, 6, "found 1, expected \":\""},
    {"{\"a\":1,}", 1, 7, "a comma after the last one"},
    {"[1,]", 1, 3, "a comma after the last one"},
    {"[,1]", 1, 2, "found ,, expected a value"},
    {"{a:1}", 1, 2, "found a, expected the name of a member in double quotes"},
    {"{'a':1}", 1, 2, "found ', expected the name of a member"},
    {"{\"a\": 'x'}", 1, 7, "found ', expected a value"},
    {"// c\n{}", 1, 1,
        "found /, expected a value: text in double quotes, a number, true, false, null, { or [ (JSON"},
    {"{\"a\": True}", 1, 7, "found True, expected a value"},
    {"{\"a\": yes}", 1, 7, "found yes, expected a value"},
    {"{\"a\": NaN}", 1, 7, "found NaN, expected a value"},
    {"[01]", 1, 2, "a number must not begin with a superfluous 0"},
    {"[+1]", 1, 2, "found +, expected a value"},
    {"[.5]", 1, 2, "found ., expected a value"},
    {"[1.]", 1, 4, "found ], expected a digit"},
    {"[1e]", 1, 4, "found ], expected a digit"},
    {"[-]", 1, 3, "found ], expected a digit"},
    {"[0x10]", 1, 3, "found x10, expected \",\" or \"]\""},
    {"[1 2]", 1, 4, "found 2, expected \",\" or \"]\""},
    {"{}{}", 1, 3, "found {, expected the end of the file"},
    {"[\"a\nb\"]", 1, 4, "found a line break, expected the rest of the text"},
    {"[\"a\tb\"]", 1, 4, "found the control character U+0009, expected"},
    {"[\"abc", 1, 6, "found the end of the file, expected the rest of the text"},
    {"[\"\\x\"]", 1, 4, "found x, expected one of"},
    {"[\"\\u12g4\"]", 1, 7, "found g4, expected four hexadecimal digits"},
    {"[\"\\u0000\"]", 1, 3, "\\u0000 is not allowed"},
    {"[\"\\ud800\"]", 1, 3, "half of a surrogate pair"},
    {"[\"\\ud800\\u0041\"]", 1, 3, "half of a surrogate pair"},
    {"[\"\\ude00\"]", 1, 3, "half of a surrogate pair"},
    {"[\"Ж\xE9\"]", 1, 4, "found the byte 0xE9, which is no UTF-8"},
    {"[\"Ж\"Я]", 1, 5, "found Я, expected"},
};

static void takes_what_is_json(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        struct json_syntax out;
        if (json_syntax_check(good[i], strlen(good[i]), &out) != ERROR_NONE) {
            fail_msg("%s: %s", good[i], out.fault.text);
        }
    }
}

static void says_what_is_wrong_and_where(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct json_syntax out;
        size_t line, column;
        assert_int_equal(json_syntax_check(bad[i].text, strlen(bad[i].text), &out), ERROR_INPUT);
        json_position_at(bad[i].text, strlen(bad[i].text), out.offset, &line, &column);
        if (line != bad[i].line || column != bad[i].column ||
            strncmp(out.fault.text, bad[i].fault, strlen(bad[i].fault)) != 0) {
            fail_msg("%s: %zu:%zu: %s", bad[i].text, line, column, out.fault.text);
        }
    }
}

// Broken anywhere, a text is refused without reading past its end (the sanitizers watch).
static void refuses_every_beginning(void **state) {
    (void)state;
    const char *whole = good[sizeof good / sizeof *good - 2];
    for (size_t len = 0; len < strlen(whole); len++) {
        char part[128];
        struct json_syntax out;
        memcpy(part, whole, len);
        assert_int_equal(json_syntax_check(part, len, &out), ERROR_INPUT);
        assert_true(out.offset <= len);
    }
}

static void bounds_what_a_file_may_cost(void **state) {
    (void)state;
    struct json_syntax out;
    struct strbuf text;
    strbuf_init(&text, 1 << 20);
    for (int i = 0; i < LIMIT_JSON_DEPTH + 1; i++) {
        strbuf_add_byte(&text, '[');
    }
    assert_int_equal(json_syntax_check(text.data, text.len, &out), ERROR_LIMIT);
    assert_int_equal(out.offset, LIMIT_JSON_DEPTH);

    strbuf_clear(&text);
    strbuf_add_byte(&text, '[');
    for (int i = 0; i < LIMIT_JSON_VALUES; i++) {
        strbuf_add_text(&text, i ? ",0" : "0");
    }
    strbuf_add_byte(&text, ']');
    assert_int_equal(json_syntax_check(text.data, text.len, &out), ERROR_LIMIT);

    strbuf_clear(&text);
    for (int i = 0; i < 61; i++) {
        strbuf_add_byte(&text, '1');
    }
    assert_int_equal(json_syntax_check(text.data, text.len, &out), ERROR_LIMIT);
    strbuf_finish(&text);
}

static void finds_values_by_their_order(void **state) {
    (void)state;
    const char *text = " {\"a\": [10, {\"b\": 2, \"b\": 3}], \"c\" : null} ";
    const char *const at[] = {"{\"a\"", "\"a\"", "10", "{\"b\"", "\"b\": 2", "\"b\": 3", "\"c\""};
    for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
        const char *found = text + json_syntax_offset(text, strlen(text), i);
        if (strncmp(found, at[i], strlen(at[i])) != 0) {
            fail_msg("value %zu: %s", i, found);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_what_is_json),
        cmocka_unit_test(says_what_is_wrong_and_where),
        cmocka_unit_test(refuses_every_beginning),
        cmocka_unit_test(bounds_what_a_file_may_cost),
        cmocka_unit_test(finds_values_by_their_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
