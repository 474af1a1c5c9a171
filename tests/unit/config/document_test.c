#include "config/document.h"

#include <string.h>

#include "tests/support/test.h"

static const char text[] = "{\"a\": {\"b/c\": [1, [2], {\"~\": 3}]}, \"a\": 4,\n \"\": {}}";

static const struct {
    const char *pointer;
    bool has;
    const char *place; // of a fault there: that of the deepest value on the way
} rows[] = {
    {"", true, "1:1: wrong\n"},
    {"/a", true, "1:2: /a: wrong\n"},
    {"/a/b~1c", true, "1:8: /a/b~1c: wrong\n"},
    {"/a/b~1c/0", true, "1:16: /a/b~1c/0: wrong\n"},
    {"/a/b~1c/1/0", true, "1:20: /a/b~1c/1/0: wrong\n"},
    {"/a/b~1c/2/~0", true, "1:25: /a/b~1c/2/~0: wrong\n"},
    {"/a/b~1c/3", false, "1:8: /a/b~1c/3: wrong\n"},
    {"/a/b~1c/x", false, "1:8: /a/b~1c/x: wrong\n"},
    {"/a/b~1c/", false, "1:8: /a/b~1c/: wrong\n"},
    {"/a/b", false, "1:2: /a/b: wrong\n"},
    {"/a/b~1cd", false, "1:2: /a/b~1cd: wrong\n"},
    {"/", true, "2:2: /: wrong\n"},
    {"/A", false, "1:1: /A: wrong\n"},
};

static void pointers_lead_to_places(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct strbuf faults;
        struct document *document;
        strbuf_init(&faults, 1 << 16);
        assert_int_equal(document_create("f", text, strlen(text), &faults, &document), ERROR_NONE);
        if (document_has(document, rows[i].pointer) != rows[i].has) {
            fail_msg("%s", rows[i].pointer);
        }
        document_fault(document, rows[i].pointer, "%s", "wrong");
        assert_int_equal(document_faults(document), 1);
        assert_string_equal(strbuf_text(&faults) + 2, rows[i].place);
        document_destroy(document);
        strbuf_finish(&faults);
    }
}

static void too_large_is_said(void **state) {
    (void)state;
    struct strbuf faults, large;
    struct document *document;
    strbuf_init(&faults, 1 << 16);
    strbuf_init(&large, LIMIT_CONFIG_FILE + 1);
    while (strbuf_add_byte(&large, ' ')) {
    }
    assert_int_equal(document_create("f", large.data, large.len, &faults, &document), ERROR_LIMIT);
    assert_null(document_root(document));
    assert_false(document_has(document, ""));
    document_destroy(document);
    strbuf_finish(&large);
    strbuf_finish(&faults);
}

// Nothing in a file can break a line of a report in two.
static void a_fault_is_one_line(void **state) {
    (void)state;
    struct strbuf faults;
    struct document *document;
    strbuf_init(&faults, 1 << 16);
    assert_int_equal(document_create("f", "{}", 2, &faults, &document), ERROR_NONE);
    document_fault(document, "/a\nb", "\x1b[2J%s", "\r");
    assert_string_equal(strbuf_text(&faults), "f:1:1: /a?b: ?[2J?\n");
    document_destroy(document);
    strbuf_finish(&faults);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pointers_lead_to_places),
        cmocka_unit_test(too_large_is_said),
        cmocka_unit_test(a_fault_is_one_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
