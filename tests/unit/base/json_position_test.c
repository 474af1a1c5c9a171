#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/json_position.h"

static const char document[] = "{\n"
                               "  \"title\": \"A \\\"quoted\\\" {word}\",\n"
                               "  \"a/b\": [1, [2, {\"x\": 3}], \"]\"],\n"
                               "  \"\xC3\xA9\": {\"caf\\u00e9\": true, \"~\": null},\n"
                               "  \"last\": -1e5\n"
                               "}\n";

static const struct {
    const char *pointer;
    size_t line, column;
    int found;
} rows[] = {
    {"", 1, 1, 1},
    {"/title", 2, 3, 1},
    {"/a~1b", 3, 3, 1},
    {"/a~1b/0", 3, 11, 1},
    {"/a~1b/1/1/x", 3, 19, 1},
    {"/a~1b/2", 3, 29, 1},
    {"/a~1b/3", 3, 3, 0},
    {"/a~1b/x", 3, 3, 0},
    {"/\xC3\xA9", 4, 3, 1},
    {"/\xC3\xA9/caf\xC3\xA9", 4, 9, 1},
    {"/\xC3\xA9/~0", 4, 28, 1},
    {"/last", 5, 3, 1},
    {"/missing", 1, 1, 0},
    {"/title/deeper", 2, 3, 0},
};

static void finds_pointers(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t line, column;
        int found = json_position(document, sizeof document - 1, rows[i].pointer, &line, &column);
        if (found != rows[i].found || line != rows[i].line || column != rows[i].column) {
            fail_msg("%s: %d at %zu:%zu", rows[i].pointer, found, line, column);
        }
    }
}

static void survives_broken_text(void **state) {
    (void)state;
    static const char *const texts[] = {"", "{", "{\"a", "{\"a\":", "{\"a\":[", "[[[[", "]", "{\"a\\", "{,}",
        "[,1]", "{\"a\" \"b\":1}", "\xEF\xBB\xBF{\"a\":1}", "{\"\\u12\":1}", "{\"a\":\"\\"};
    static const char *const pointers[] = {
        "", "/", "/a", "/a/0", "/0/0/0", "/1", "/99999999999999999999", "a", "/~", "/~2"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        for (size_t k = 0; k < sizeof pointers / sizeof *pointers; k++) {
            size_t offset;
            json_position_offset(texts[i], strlen(texts[i]), pointers[k], &offset);
            assert_true(offset <= strlen(texts[i]));
        }
    }
}

static void counts_characters(void **state) {
    (void)state;
    size_t line, column;
    json_position_at("\xEF\xBB\xBF\xD0\xB4x\ny", 8, 5, &line, &column);
    assert_int_equal(line, 1);
    assert_int_equal(column, 2);
    json_position_at("a\nb", 3, 99, &line, &column);
    assert_int_equal(line, 2);
    assert_int_equal(column, 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_pointers),
        cmocka_unit_test(survives_broken_text),
        cmocka_unit_test(counts_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
