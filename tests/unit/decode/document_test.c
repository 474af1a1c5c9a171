#include "tests/support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "decode/document.h"
#include "decode/value.h"
#include "tests/support/read_document.h"

static const struct {
    const char *bytes;
    size_t len; // 0: strlen
    const char *content_type;
    const char *out; // or what the error begins with
} rows[] = {
    {"{\"a\":[1,true,null,\"x\"]}", 0, NULL, "{\"a\":[1,true,null,\"x\"]}"},
    {"\xEF\xBB\xBF \n[1]\n ", 0, NULL, "[1]"},
    {"[\0\"\0\xE9\0\"\0]\0", 10, NULL, "[\"\xC3\xA9\"]"},
    {"\xFE\xFF\0[\0\"\x04\x16\0\"\0]", 12, NULL, "[\"\xD0\x96\"]"},
    {"[\"\xCF\xF0\xE8\xE2\xE5\xF2\"]", 0, "application/json; charset=windows-1251",
        "[\"\xD0\x9F\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82\"]"},
    {"[\"caf\xE9 \x80\"]", 0, "text/plain;charset=\"ISO-8859-1\"", "[\"caf\xC3\xA9 \xE2\x82\xAC\"]"},
    {"[\"\xC3\xA9\"]", 0, "text/plain; charset=windows-1251", "[\"\xC3\xA9\"]"},
    {"[\"\xE9\"]", 0, "text/plain; charset=klingon", "input: unknown character set"},
    {"[\"\xE9\"]", 0, NULL, "[\"\xEF\xBF\xBD\"]"},
    {"/*O_o*/\ngoogle.visualization.Query.setResponse({\"a\":\"x);\"});", 0, NULL, "{\"a\":\"x);\"}"},
    {"\xEF\xBB\xBF _cb$1.go ( [1] ) ; \n", 0, "text/javascript", "[1]"},
    {"/**/cb([2])", 0, NULL, "[2]"},
    {")]}'\n[3]", 0, NULL, "[3]"},
    {")]}',\r\n{\"a\":4}", 0, NULL, "{\"a\":4}"},
    {")]}'[3]", 0, NULL, "input: "},
    {"cb({\"a\":", 0, NULL, "input: "},
    {"/* never ended [1]", 0, NULL, "input: "},
    {"cb()", 0, NULL, "input: "},
    {"cb", 0, NULL, "input: "},
    {"true", 0, NULL, "true"},
    {"<?xml version='1.0' encoding='koi8-r'?><a>\xF0\xD2\xC9</a>", 0, NULL,
        "{\"a\":[{\"#text\":\"\xD0\x9F\xD1\x80\xD0\xB8\"}]"},
    {"<a b='1&amp;2'><c/> <c>x<![CDATA[<y>]]></c></a>", 0, "application/json",
        "{\"a\":[{\"@b\":\"1&2\",\"c\":[{},{\"#text\":\"x<y>\"}]}],\"@b\":\"1&2\",\"c\":[{},{\"#text\":\"x<y>"
        "\"}]}"},
    {"<x:a xmlns:x='urn:x'><x:b/><un:c/></x:a>", 0, NULL,
        "{\"x:a\":[{\"@xmlns:x\":\"urn:x\",\"x:b\":[{}],\"un:c\":[{}]}],\"@xmlns:x\":\"urn:x\",\"x:b\":[{}],"
        "\"un:c\":[{}]}"},
    {"<!DOCTYPE rss PUBLIC '-//N//DTD' 'http://127.0.0.1:9/x.dtd'><a>&nbsp;</a>", 0, NULL,
        "{\"a\":[{\"#text\":\"\xC2\xA0\"}]"},
    {"<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", 0, NULL, "refused: XML declares entities"},
    {"<!DOCTYPE a [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]><a/>", 0, NULL,
        "refused: XML declares entities"},
    {"<a><b></a>", 0, NULL, "input: not XML: line 1"},
    {"<a>", 0, NULL, "input: not XML"},
    {"<a/><b/>", 0, NULL, "input: not XML"},
    {"<!doctype html><html></html>", 0, NULL, "input: the answer is a web page"},
    {"", 0, NULL, "input: the answer is empty"},
    {" \n ", 0, NULL, "input: the answer is empty"},
    {"Too Many Requests", 0, NULL, "input: not JSON: line 1, column 1"},
    {"{\"a\":1,\n \"b\" 2}", 0, NULL, "input: not JSON: line 2, column 6"},
    {"{\"a\":[1,2", 0, NULL, "input: not JSON: line 1, column 10: "},
    {"[1] [2]", 0, NULL, "input: not JSON: line 1, column 5: "},
    {"[1e400, -1e400]", 0, NULL, "[null,null]"},
};

static void reads_documents(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t len = rows[i].len ? rows[i].len : strlen(rows[i].bytes);
        char *text = read_document(rows[i].bytes, len, rows[i].content_type);
        if (strncmp(text, rows[i].out, strlen(rows[i].out)) != 0) {
            fail_msg("row %zu: %s", i, text);
        }
        free(text);
    }
}

// `head`, then `unit` until LIMIT_BODY is nearly full, then `tail`.
static char *filled(const char *head, const char *unit, const char *tail, size_t *len) {
    char *text = malloc(LIMIT_BODY + 1);
    size_t unit_len = strlen(unit), at = strlen(head);
    memcpy(text, head, at);
    for (; at + unit_len + strlen(tail) <= LIMIT_BODY; at += unit_len) {
        memcpy(text + at, unit, unit_len);
    }
    memcpy(text + at, tail, strlen(tail));
    *len = at + strlen(tail);
    return text;
}

static void refuses_large_trees(void **state) {
    (void)state;
    static const struct {
        const char *head, *unit, *tail, *out;
    } large[] = {
        {"[", "0,", "0]", "limit: the answer needs more than 16 MiB"},
        {"[", "[],", "0]", "limit: the answer needs more than 16 MiB"},
        {"<a>", "<b/>", "</a>", "limit: XML needs too much memory"},
        {"<a><b>", "x&amp;", "</b></a>", "{\"a\""},
        {"[\"", "\\u0000", "\"]", "[\"\xEF\xBF\xBD"},
        {"<a ", "b", "='1'/>", "input: not XML"},
        {"", "<a>", "", "limit: XML elements are nested too deep"},
        {"", "[", "", "limit: nested deeper than 32"},
        {"", "&", "", "input: not JSON"},
        {"<a>", "&", "</a>", "limit: too much is broken"},
    };
    for (size_t i = 0; i < sizeof large / sizeof *large; i++) {
        size_t len;
        char *bytes = filled(large[i].head, large[i].unit, large[i].tail, &len);
        char *text = read_document(bytes, len, NULL);
        if (strncmp(text, large[i].out, strlen(large[i].out)) != 0) {
            fail_msg("row %zu: %.200s", i, text);
        }
        free(text);
        free(bytes);
    }
}

static void billion_laughs(void **state) {
    (void)state;
    struct strbuf text;
    strbuf_init(&text, 4096);
    strbuf_add_text(&text, "<!DOCTYPE lolz [<!ENTITY lol0 \"lol\">");
    for (int i = 1; i < 10; i++) {
        strbuf_printf(&text, "<!ENTITY lol%d \"", i);
        for (int k = 0; k < 10; k++) {
            strbuf_printf(&text, "&lol%d;", i - 1);
        }
        strbuf_add_text(&text, "\">");
    }
    strbuf_add_text(&text, "]><lolz>&lol9;</lolz>");
    char *out = read_document(strbuf_text(&text), text.len, NULL);
    strbuf_finish(&text);
    assert_string_equal(out, "refused: XML declares entities, which are not read");
    free(out);
}

// Many members, looked up by name and by number: constant time each, so this ends at once.
static void indexes_large_containers(void **state) {
    (void)state;
    enum { MEMBERS = 100000 };
    struct strbuf text;
    strbuf_init(&text, LIMIT_BODY);
    strbuf_add_text(&text, "{\"first\":\"same\",\"first\":\"other\"");
    for (int i = 0; i < MEMBERS; i++) {
        strbuf_printf(&text, ",\"m%d\":%d", i, i);
    }
    strbuf_add_text(&text, "}");
    struct json_tree tree;
    json_tree_init(&tree);
    assert_int_equal(
        document_read(&tree, &(struct document_bytes){strbuf_text(&text), text.len, NULL, false}, NULL),
        ERROR_NONE);
    for (int i = 0; i < MEMBERS; i++) {
        char name[16];
        snprintf(name, sizeof name, "m%d", i);
        assert_int_equal(json_tree_member(&tree, tree.root, name)->valuedouble, i);
    }
    assert_string_equal(json_tree_member(&tree, tree.root, "first")->valuestring, "same");
    assert_null(json_tree_member(&tree, tree.root, "m100000"));
    assert_null(json_tree_member(&tree, tree.root, "M1"));
    json_tree_finish(&tree);
    strbuf_finish(&text);
}

static void finds_elements(void **state) {
    (void)state;
    struct json_tree tree;
    json_tree_init(&tree);
    const char *text = "[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19]";
    assert_int_equal(
        document_read(&tree, &(struct document_bytes){text, strlen(text), NULL, false}, NULL), ERROR_NONE);
    for (size_t i = 0; i < 20; i++) {
        assert_int_equal(json_tree_element(&tree, tree.root, i)->valuedouble, i);
    }
    assert_null(json_tree_element(&tree, tree.root, 20));
    assert_null(json_tree_element(&tree, tree.root, (size_t)-1));
    json_tree_finish(&tree);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_documents),
        cmocka_unit_test(refuses_large_trees),
        cmocka_unit_test(billion_laughs),
        cmocka_unit_test(indexes_large_containers),
        cmocka_unit_test(finds_elements),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
