#include "support/test.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "tests/support/read_document.h"

// XML that was made to do harm ends in a named bound or a refusal, soon; what is only strange is read.

static void bounds_xml(void **state) {
    (void)state;
    static const struct {
        const char *head, *unit; // %d: a number of its own
        const char *tail;
        int times;
        const char *out; // what the text begins with
    } rows[] = {
        {"<a ", "x%d='1' ", "/>", 256, "{\"a\":[{\"@x0\":\"1\",\"@x1\":\"1\""},
        {"<a ", "x%d='1' ", "/>", 257, "limit: an element has more than 256 attributes"},
        {"<a ", "x%d='1' ", "/>", 100000, "limit: an element has more than 256 attributes"},
        {"<a ", "xmlns:x%d='u' ", "/>", 100000, "limit: an element has more than 256 attributes"},
        {"<a>", "<b/>", "</a>", 10000, "{\"a\":[{\"b\":[{},{},"},
        {"<a>", "<b/>", "</a>", 100000, "{\"a\":[{\"b\":[{},{},"},
        {"<a>", "<b/>", "</a>", 400000, "limit: XML needs too much memory"},
        {"<a>", "<b%d/>", "</a>", 1024, "{\"a\":[{\"b0\":[{}],\"b1\":[{}],"},
        {"<a>", "<b%d/>", "</a>", 100000, "limit: XML has an element with too many kinds of children"},
        {"", "<a%d>", "", 100000, "limit: XML elements are nested too deep"},
        {"<a>", "</a>", "", 2, "input: not XML"},
        {"<a>", "<!-- %d -->", "</a>", 100000, "{\"a\":[{}]}"},
        {"<a>", "<?p %d?>", "</a>", 100000, "{\"a\":[{}]}"},
        {"<a>", "<![CDATA[%d]]>", "</a>", 10000, "{\"a\":[{\"#text\":\"0123456789101112"},
        {"<a>", "&#x%d;", "</a>", 9, "{\"a\":[{\"#text\":\"\xEF\xBF\xBD"},
        {"<!DOCTYPE a [", "<!ELEMENT b%d ANY>", "]><a/>", 10000, "{\"a\":[{}]}"},
        {"<!DOCTYPE a [", "<!ATTLIST a b%d CDATA 'c'>", "]><a/>", 1000, ""},
        {"<!DOCTYPE a [", "<!ENTITY e%d 'x'>", "]><a/>", 1, "refused: XML declares entities"},
        {"<!DOCTYPE a [<!ENTITY x '", "&x;", "'>]><a>&x;</a>", 1000, "refused: XML declares entities"},
        {"<a>", "&x%d;", "</a>", 1,
            "{\"a\":[{\"#text\":\"&x0;\"}]"}, // undeclared: a text that was not escaped
        {"<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a>", "", "</a>", 0, "{\"a\":[{}]"},
        {"<a xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='file:///etc/passwd' parse='text'/>",
            "", "</a>", 0, "{\"a\":[{\"@xmlns:xi\":\"http://www.w3.org/2001/XInclude\",\"xi:include\":"},
        {"<a>", "x\xFF", "</a>", 100000, "{\"a\":[{\"#text\":\"x\xEF\xBF\xBDx\xEF\xBF\xBD"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct strbuf bytes;
        strbuf_init(&bytes, (size_t)8 << 20);
        strbuf_add_text(&bytes, rows[i].head);
        for (int k = 0; k < rows[i].times; k++) {
            const char *number = strstr(rows[i].unit, "%d");
            size_t before = number ? (size_t)(number - rows[i].unit) : strlen(rows[i].unit);
            strbuf_add(&bytes, rows[i].unit, before);
            if (number) {
                strbuf_printf(&bytes, "%d", k);
                strbuf_add_text(&bytes, number + 2);
            }
        }
        strbuf_add_text(&bytes, rows[i].tail);
        char *text = read_document(strbuf_text(&bytes), bytes.len, NULL);
        if (strncmp(text, rows[i].out, strlen(rows[i].out)) != 0) {
            fail_msg("row %zu: %.200s", i, text);
        }
        free(text);
        strbuf_finish(&bytes);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(bounds_xml)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
