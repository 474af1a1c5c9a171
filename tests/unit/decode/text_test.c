#include "tests/support/test.h"

#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "decode/html_entity.h"
#include "decode/html_text.h"
#include "decode/plain_text.h"

static const struct {
    const char *in, *out;
} lines[] = {
    {"", ""},
    {"plain", "plain"},
    {"  a \n\t b\xC2\xA0\xE2\x80\xAF"
     "c  ",
        "a b c"},
    {"<p>a</p><p>b</p>", "a b"},
    {"a<br>b<br/>c", "a b c"},
    {"a<b>b</b>c", "abc"},
    {"a<!-- x > --><!---->b<!doctype x>c<?php ?>d", "abcd"},
    {"a<script>if (a < b) {}</script>b<STYLE type=x>p{}</STYLE >c", "abc"},
    {"a<script src=x />b", "ab"},
    {"a<script>never closed", "a"},
    {"5 < 6 & 7 > 3 <", "5 < 6 & 7 > 3 <"},
    {"<a href=\"x>y\" title='>'>in</a>", "in"},
    {"<a title=\"it's\">in</a> <p class=a'b>x</p>", "in x"},
    {"&amp;lt; &lt;b&gt; &eacute;&NotEqualTilde;", "&lt; <b> \xC3\xA9\xE2\x89\x82\xCC\xB8"},
    {"&copy 2026 &notit; &nosuch; &ampere &", "\xC2\xA9 2026 \xC2\xACit; &nosuch; &ere &"},
    {"&#8217;&#x2019;&#146;&#0;&#xD800;&#x110000;&#;&#x;",
        "\xE2\x80\x99\xE2\x80\x99\xE2\x80\x99\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD&#;&#x;"},
    {"soft&shy;hyphen", "soft\xC2\xADhyphen"},
    {"x\x01\x7F\xC2\x85y\xC2\x9Bz \xE2\x80\xAE"
     "evil\xE2\x80\xAC",
        "x yz evil"},
    {"\xE2\x80\x8F\xD7\xA9 \xE2\x81\xA6x\xE2\x81\xA9", "\xE2\x80\x8F\xD7\xA9 \xE2\x81\xA6x\xE2\x81\xA9"},
    {"<![CDATA[kept]]>", "kept]]>"},
    {"<unknown-tag>x</unknown-tag></>y</ z>w", "xyw"},
    {"<a", ""},
    {"<!--", ""},
    {"bad \xFF utf", "bad \xEF\xBF\xBD utf"},
};

static void reads_lines(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct strbuf out;
        strbuf_init(&out, 4096);
        html_line(lines[i].in, strlen(lines[i].in), &out);
        if (strcmp(strbuf_text(&out), lines[i].out) != 0) {
            fail_msg("%s: %s", lines[i].in, strbuf_text(&out));
        }
        strbuf_finish(&out);
    }
}

static void join(void *context, const char *text, size_t len) {
    struct strbuf *out = context;
    assert_int_equal(strlen(text), len);
    strbuf_printf(out, "[%s]", text);
}

static const struct {
    const char *in, *out;
} html_rows[] = {
    {"", ""},
    {"one", "[one]"},
    {"<p>a</p>\n<p> </p><p>b\nc</p>", "[a][b c]"},
    {"<div><h2>T</h2>x<ul><li>1<li>2</ul></div>y", "[T][x][1][2][y]"},
    {"a<br><br>b", "[a][b]"},
    {"<blockquote>q</blockquote><table><tr><td>1</td><td>2</td></tr></table>", "[q][1][2]"},
    {"<p>a<script>x</script></p>", "[a]"},
    {"<P>A</P ><pre>b\nc</pre>", "[A][b c]"},
};

static const struct {
    const char *in, *out;
} plain_rows[] = {
    {"", ""},
    {"a\nb\n\nc", "[a b][c]"},
    {"a\r\nb\r\n \t\r\nc\r\n", "[a b][c]"},
    {"\n\n\na\n\n\n", "[a]"},
    {"<b>5 &lt; 6</b>", "[<b>5 &lt; 6</b>]"},
    {"a\rb\r\rc", "[a b][c]"},
};

static void splits_paragraphs(void **state) {
    (void)state;
    struct strbuf out;
    strbuf_init(&out, 4096);
    struct paragraph_sink sink = {&out, join};
    for (size_t i = 0; i < sizeof html_rows / sizeof *html_rows; i++) {
        strbuf_clear(&out);
        html_paragraphs(html_rows[i].in, strlen(html_rows[i].in), sink);
        assert_string_equal(strbuf_text(&out), html_rows[i].out);
    }
    for (size_t i = 0; i < sizeof plain_rows / sizeof *plain_rows; i++) {
        strbuf_clear(&out);
        plain_paragraphs(plain_rows[i].in, strlen(plain_rows[i].in), sink);
        assert_string_equal(strbuf_text(&out), plain_rows[i].out);
    }
    strbuf_finish(&out);
}

// Every name of the list must come back as it stands there.
static void knows_every_entity(void **state) {
    (void)state;
    static const struct {
        const char *name, *text;
    } all[] = {
#include "decode/html_entities.inc"
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        char in[64], out[8];
        size_t used = 0;
        int len = snprintf(in, sizeof in, "&%s", all[i].name);
        size_t count = html_entity(in, (size_t)len, &used, out);
        if (count != strlen(all[i].text) || memcmp(out, all[i].text, count) != 0 || used != (size_t)len) {
            fail_msg("&%s", all[i].name);
        }
    }
    assert_int_equal(sizeof all / sizeof *all, 2231);
}

static void knows_what_shows_nothing(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool is_visible;
    } rows[] = {
        {"", false},
        {" \u00a0\u3000", false},
        {"\u0300\u0301\u0489", false},             // marks on nothing
        {"\u200b\u200c\u200d\u2060\u00ad", false}, // of zero width
        {"\u2067\u2069\u200f", false},             // directions of nothing
        {"\ufe0f", false},
        {"\u0300a", true},
        {"-", true},
        {"\u2026", true},
        {"\ufffd", true},
        {"\U0001F600", true},
        {"\u0416", true},
        {"\u4e2d", true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (text_is_visible(rows[i].text, strlen(rows[i].text)) != rows[i].is_visible) {
            fail_msg("row %zu", i);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_lines),
        cmocka_unit_test(splits_paragraphs),
        cmocka_unit_test(knows_every_entity),
        cmocka_unit_test(knows_what_shows_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
