#include "tests/support/test.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "decode/repair.h"

#define FFFD "\xEF\xBF\xBD"

struct row {
    const char *in;
    size_t len;      // 0: strlen
    const char *out; // NULL: the same, not copied
};

static const struct row json_rows[] = {
    {"{\"a\":\"plain \\n \\\" \\\\ \\u00e9 \xC3\xA9 \xF0\x9F\x98\x80\"}", 0, NULL},
    {"\"" FFFD "\"", 0, NULL},
    {"\"\\ud83d\\ude00\"", 0, NULL},
    {"\"\\ud83d\"", 0, "\"\\uFFFD\""},
    {"\"\\ude00x\"", 0, "\"\\uFFFDx\""},
    {"\"\\ud83d\\ud83d\\ude00\"", 0, "\"\\uFFFD\\ud83d\\ude00\""},
    {"\"\\uD83Dx\\uDE00\"", 0, "\"\\uFFFDx\\uFFFD\""},
    {"\"a\\u0000b\"", 0, "\"a\\uFFFDb\""},
    {"\"a\0b\"", 5, "\"a" FFFD "b\""},
    {"\"\xFF\xC3(\xE2\x82\"", 0, "\"" FFFD FFFD "(" FFFD "\""},
    {"\"\xC0\xAF\xED\xA0\x80\"", 0, "\"" FFFD FFFD FFFD FFFD FFFD "\""},
    {"\"\xF4\x90\x80\x80\"", 0, "\"" FFFD FFFD FFFD FFFD "\""},
    {"\xEF\xBB\xBF{}", 0, "{}"},
    {"[-0.0000000000000000000000000000000000000000000000000000000000000000000000001]", 0, "[-1e-73]"},
    {"[1111111111111111111111111111111111111111111111111111111111111111111111111e999]", 0, "[null]"},
    {"12", 1, "1"},
    {"\"\\\0\\\xFF\"", 6, "\"\\" FFFD "\\" FFFD "\""},
    {"\"\\", 0, NULL},
    {"\"\\u12", 0, "\"\\uFFFD12"},
    {"\"\\ud83d\\u", 0, "\"\\uFFFD\\uFFFD"},
    {"\"\\u00g0\\u\\n\"", 0, "\"\\uFFFD00g0\\uFFFD\\n\""},
    {"", 0, NULL},
};

static const struct row xml_rows[] = {
    {"<a b=\"1\">x &amp; &lt; &quot;</a>", 0, NULL},
    {"<a b=\"&#34;&QUOT;&#x3C;\">&#233;&#xE9;&#146;&#1;&#0;</a>", 0,
        "<a b=\"&#34;&#34;&#60;\">\xC3\xA9\xC3\xA9\xE2\x80\x99" FFFD FFFD "</a>"},
    {"<a>&nbsp;&eacute;&mdash;</a>", 0, "<a>\xC2\xA0\xC3\xA9\xE2\x80\x94</a>"},
    {"<a>AT&T & co &bogus; &</a>", 0, "<a>AT&amp;T &amp; co &amp;bogus; &amp;</a>"},
    {"<a><![CDATA[&nbsp; & <b>]]></a>", 0, NULL},
    {"<a><!-- & -->&</a>", 0, "<a><!-- & -->&amp;</a>"},
    {"<a>\x01\x0B\0</a>", 10, "<a>" FFFD FFFD FFFD "</a>"},
    {"<a>\xE9t\xE9</a>", 0, "<a>" FFFD "t" FFFD "</a>"},
    {"<![CDATA[\xFF", 0, "<![CDATA[" FFFD},
};

typedef enum error (*repair)(const char *bytes, size_t len, struct repaired *out, struct reason *reason);

static void check(const struct row *row, repair repair_it) {
    struct repaired out;
    struct reason reason = {""};
    size_t len = row->len ? row->len : strlen(row->in);
    assert_int_equal(repair_it(row->in, len, &out, &reason), ERROR_NONE);
    const char *want = row->out ? row->out : row->in;
    if (out.len != strlen(want) || memcmp(out.text, want, out.len) != 0) {
        fail_msg("%s: %.*s", row->in, (int)out.len, out.text);
    }
    if (!row->out) {
        assert_null(out.owned);
    }
    repaired_finish(&out);
}

static void repairs_json(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof json_rows / sizeof *json_rows; i++) {
        check(&json_rows[i], repair_json);
    }
}

static void repairs_xml(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof xml_rows / sizeof *xml_rows; i++) {
        check(&xml_rows[i], repair_xml);
    }
}

static enum error repair_nested(size_t depth) {
    char text[200];
    struct repaired out;
    memset(text, '[', depth);
    memset(text + depth, ']', depth);
    enum error error = repair_json(text, 2 * depth, &out, NULL);
    repaired_finish(&out);
    return error;
}

static void bounds_depth_and_size(void **state) {
    (void)state;
    struct repaired out;
    assert_int_equal(repair_nested(LIMIT_JSON_DEPTH), ERROR_NONE);
    assert_int_equal(repair_nested(LIMIT_JSON_DEPTH + 1), ERROR_LIMIT);
    const char *in_text = "[\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"]";
    assert_int_equal(repair_json(in_text, strlen(in_text), &out, NULL), ERROR_NONE);
    char *large = calloc(1, LIMIT_BODY + 1);
    assert_int_equal(repair_json(large, LIMIT_BODY + 1, &out, NULL), ERROR_LIMIT);
    assert_int_equal(repair_xml(large, LIMIT_BODY + 1, &out, NULL), ERROR_LIMIT);
    free(large);
}

static void bounds_attributes(void **state) {
    (void)state;
    struct strbuf text;
    strbuf_init(&text, 4096);
    strbuf_add_text(&text, "<a");
    for (int i = 0; i < 300; i++) {
        strbuf_add_text(&text, " x=\">\"");
    }
    struct repaired out;
    assert_int_equal(repair_xml(strbuf_text(&text), text.len, &out, NULL), ERROR_LIMIT);
    strbuf_finish(&text);
    const char *in_text = "<a>============ = = = = =</a>";
    assert_int_equal(repair_xml(in_text, strlen(in_text), &out, NULL), ERROR_NONE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(repairs_json),
        cmocka_unit_test(repairs_xml),
        cmocka_unit_test(bounds_depth_and_size),
        cmocka_unit_test(bounds_attributes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
