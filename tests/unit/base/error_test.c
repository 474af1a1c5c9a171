#include "base/error.h"

#include <string.h>

#include "base/utf8.h"
#include "support/test.h"

static void test_reason(void **state) {
    (void)state;
    struct reason reason = {.text = ""};
    assert_int_equal(reason_set(&reason, ERROR_INPUT, "line %d: %s", 3, "a comma is missing"), ERROR_INPUT);
    assert_string_equal(reason.text, "line 3: a comma is missing");
    reason_prefix(&reason, "%s", "config.json");
    assert_string_equal(reason.text, "config.json: line 3: a comma is missing");
    assert_int_equal(reason_set(NULL, ERROR_LIMIT, "nobody asks"), ERROR_LIMIT);
    reason_prefix(NULL, "nobody asks");
}

// Whatever the length at which it is cut, no character is split.
static void test_reason_is_cut_at_a_character(void **state) {
    (void)state;
    static const char *const characters[] = {"x", "é", "€", "😀"};
    for (size_t c = 0; c < 4; c++) {
        for (int pad = 0; pad < 8; pad++) {
            char text[2 * LIMIT_REASON] = "";
            memset(text, '.', (size_t)pad);
            for (size_t at = (size_t)pad, len = strlen(characters[c]); at + 5 < sizeof text; at += len) {
                memcpy(text + at, characters[c], len);
            }
            struct reason reason;
            reason_set(&reason, ERROR_INPUT, "%s", text);
            size_t len = strlen(reason.text);
            assert_true(utf8_is_valid(reason.text, len));
            assert_in_range(len, LIMIT_REASON - 5, LIMIT_REASON - 1);
            reason_prefix(&reason, "%.*s", pad, "prefixed");
            len = strlen(reason.text);
            assert_true(utf8_is_valid(reason.text, len));
            assert_in_range(len, LIMIT_REASON - 5, LIMIT_REASON - 1);
            reason_prefix(&reason, "%s", text); // a prefix that leaves no room
            assert_true(utf8_is_valid(reason.text, strlen(reason.text)));
        }
    }
}

static void test_names(void **state) {
    (void)state;
    assert_string_equal(error_name(ERROR_NONE), "ok");
    for (int i = ERROR_NONE; i <= ERROR_REFUSED; i++) {
        assert_non_null(error_name((enum error)i));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reason),
        cmocka_unit_test(test_reason_is_cut_at_a_character),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests_name("base/error", tests, NULL, NULL);
}
