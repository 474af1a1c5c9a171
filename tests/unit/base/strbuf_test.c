#include "base/strbuf.h"

#include <stdlib.h>
#include <string.h>

#include "support/test.h"

static void test_grows(void **state) {
    (void)state;
    struct strbuf buf;
    strbuf_init(&buf, 1 << 20);
    assert_string_equal(strbuf_text(&buf), "");
    char expected[3001] = "";
    for (int i = 0; i < 1000; i++) {
        assert_true(strbuf_add_text(&buf, "abc"));
        memcpy(expected + 3 * (ptrdiff_t)i, "abc", 4);
        assert_int_equal(buf.len, 3 * (size_t)(i + 1));
    }
    assert_string_equal(strbuf_text(&buf), expected);
    strbuf_finish(&buf);
    assert_string_equal(strbuf_text(&buf), "");
}

static void test_bytes_of_every_kind(void **state) {
    (void)state;
    struct strbuf buf;
    strbuf_init(&buf, 100);
    assert_true(strbuf_add(&buf, NULL, 0));
    assert_true(strbuf_add(&buf, "a\0b", 3));
    assert_true(strbuf_add_byte(&buf, '\0'));
    assert_true(strbuf_printf(&buf, "%d%%", 42));
    assert_int_equal(buf.len, 7);
    assert_memory_equal(buf.data,
        "a\0b\0"
        "42%",
        8);
    strbuf_finish(&buf);
}

// The ceiling is met to the byte, and after the first refusal nothing more gets in.
static void test_ceiling(void **state) {
    (void)state;
    struct strbuf buf;
    strbuf_init(&buf, 5);
    assert_true(strbuf_add_text(&buf, "12345"));
    assert_false(buf.full);
    assert_false(strbuf_add_byte(&buf, '6'));
    assert_true(buf.full);
    assert_string_equal(strbuf_text(&buf), "12345");
    strbuf_clear(&buf);
    assert_false(buf.full);
    assert_string_equal(strbuf_text(&buf), "");
    assert_false(strbuf_printf(&buf, "%d", 123456));
    assert_string_equal(strbuf_text(&buf), "");
    assert_false(strbuf_add_text(&buf, "1")); // it would fit, but a hole in the text would be worse
    assert_int_equal(buf.len, 0);
    assert_false(strbuf_add(&buf, "", SIZE_MAX));
    strbuf_finish(&buf);

    strbuf_init(&buf, 0);
    assert_true(strbuf_add_text(&buf, ""));
    assert_false(strbuf_add_text(&buf, "x"));
    strbuf_finish(&buf);
}

static void test_take(void **state) {
    (void)state;
    struct strbuf buf;
    strbuf_init(&buf, 10);
    char *nothing = strbuf_take(&buf);
    assert_string_equal(nothing, "");
    free(nothing);
    strbuf_add_text(&buf, "kept");
    char *text = strbuf_take(&buf);
    assert_string_equal(text, "kept");
    free(text);
    assert_int_equal(buf.len, 0);
    assert_int_equal(buf.ceiling, 10);
    assert_true(strbuf_add_text(&buf, "again"));
    strbuf_finish(&buf);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_grows),
        cmocka_unit_test(test_bytes_of_every_kind),
        cmocka_unit_test(test_ceiling),
        cmocka_unit_test(test_take),
    };
    return cmocka_run_group_tests_name("base/strbuf", tests, NULL, NULL);
}
