#include "chart/chart.h"

#include <stdlib.h>
#include <string.h>

#include "support/chart_case.h"
#include "support/test.h"

// A large chart is drawn in pieces, between which others have the thread.

struct pace {
    size_t pauses, most; // of them; then it is not wanted any more
};

static bool pause_once(void *context) {
    struct pace *pace = context;
    return pace->pauses++ < pace->most;
}

static void write_spec(struct strbuf *out, const char *rest) {
    strbuf_add_text(out, "{\"data\":{\"values\":[");
    for (unsigned i = 0; i < 3000; i++) {
        strbuf_printf(
            out, "%s{\"a\":%u,\"b\":%u,\"c\":\"N%u\"}", i ? "," : "", i * 7919 % 2003, i * i % 1009, i % 4);
    }
    strbuf_printf(out,
        "]},\"encoding\":{\"x\":{\"field\":\"a\",\"type\":\"quantitative\"},\"y\":{\"field\":\"b\",\"type\":"
        "\"quantitative\"},\"color\":{\"field\":\"c\"}},%s}",
        rest);
}

static char *dump_of(const struct chart_case *it) {
    struct strbuf text;
    strbuf_init(&text, (size_t)64 << 20);
    drawing_write(&it->drawing, &text);
    return strbuf_take(&text);
}

// Whatever its marks are: there are many pieces, the whole is what it is at once, and given up after any of
// them, nothing is.
static void pieces_make_the_same_chart(void **state) {
    (void)state;
    static const char *const rests[] = {"\"mark\":\"circle\"", "\"mark\":\"tick\"", "\"mark\":\"line\"",
        "\"layer\":[{\"mark\":\"rect\"},{\"mark\":\"text\",\"encoding\":{\"text\":{\"field\":\"b\"}}}]",
        "\"mark\":\"rule\""};
    for (size_t i = 0; i < sizeof rests / sizeof *rests; i++) {
        struct strbuf spec;
        struct chart_case whole, parts;
        struct pace pace = {0, SIZE_MAX};
        struct chart_form form = chart_case_form(1700, 900);
        strbuf_init(&spec, 1 << 20);
        write_spec(&spec, rests[i]);
        chart_case_init_by(&whole, strbuf_text(&spec), &form);
        form.pace = (struct chart_pace){pause_once, &pace};
        chart_case_init_by(&parts, strbuf_text(&spec), &form);
        assert_string_equal(parts.reason.text, "");
        assert_in_range(pace.pauses, 10, 400);
        char *one = dump_of(&whole), *other = dump_of(&parts);
        assert_string_equal(one, other);
        free(one);
        free(other);
        chart_case_finish(&whole);
        chart_case_finish(&parts);
        for (size_t most = 0, all = pace.pauses; most < all; most += 1 + all / 20) {
            pace = (struct pace){0, most};
            chart_case_init_by(&parts, strbuf_text(&spec), &form);
            assert_int_equal(parts.error, ERROR_REFUSED);
            assert_int_equal(pace.pauses, most + 1); // it is asked no more
            chart_case_finish(&parts);
        }
        strbuf_finish(&spec);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_make_the_same_chart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
