#include "base/roff.h"

#include "tests/support/test.h"

static void what_would_be_a_command_is_text(void **state) {
    (void)state;
    struct strbuf out;
    strbuf_init(&out, 1000);
    roff_add(&out, ".TH is shown\n'so is this, and a.b\n");
    roff_add(&out, "--at C:\\new");
    assert_string_equal(strbuf_text(&out), "\\&.TH is shown\n\\&'so is this, and a.b\n\\-\\-at C:\\enew");
    strbuf_finish(&out);
}

static void a_macro_has_a_line_of_its_own(void **state) {
    (void)state;
    struct strbuf out;
    strbuf_init(&out, 1000);
    roff_macro(&out, "TP", NULL);
    roff_add(&out, "text");
    roff_macro(&out, "B", "\"--every\" one");
    assert_string_equal(strbuf_text(&out), ".TP\ntext\n.B \"\\(dq\\-\\-every\\(dq one\"\n");
    strbuf_finish(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_would_be_a_command_is_text),
        cmocka_unit_test(a_macro_has_a_line_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
