#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "support/chart_case.h"

// The transforms of a spec (Vega-Lite docs, transform), seen by the marks that are left.

// A letter for each row.
#define ROWS                                                                                                 \
    "{\"id\":\"a\",\"n\":1,\"s\":\"x\",\"t\":\"2026-01-15\"},{\"id\":\"b\",\"n\":2,\"s\":\"y\",\"t\":"       \
    "\"2026-02-15\"},"                                                                                       \
    "{\"id\":\"c\",\"n\":3,\"s\":\"x\",\"t\":\"2026-03-15\",\"f\":true},{\"id\":\"d\",\"n\":null,\"s\":"     \
    "\"z\","                                                                                                 \
    "\"t\":\"2025-03-15\",\"f\":false},{\"id\":\"e\",\"n\":\"10\",\"t\":\"2026-12-31T23:59\"},"              \
    "{\"id\":\"f\",\"n\":\"much\",\"s\":\"\"}"

static void letters_of(const struct chart_case *it, char out[16]) {
    size_t len = 0;
    for (size_t i = 0; i < it->drawing.count && len < 15; i++) {
        const struct drawing_item *item = &it->drawing.items[i];
        if (item->role == DRAWING_MARK && item->kind == DRAWING_TEXT) {
            out[len++] = item->text.text[0];
        }
    }
    out[len] = '\0';
}

static void rows_are_filtered(void **state) {
    (void)state;
    static const struct {
        const char *filter, *left;
    } rows[] = {
        {"{\"field\":\"n\",\"equal\":2}", "b"},
        {"{\"field\":\"s\",\"equal\":\"x\"}", "ac"},
        {"{\"field\":\"f\",\"equal\":true}", "c"},
        {"{\"field\":\"f\",\"equal\":false}", "d"},
        {"{\"field\":\"n\",\"lt\":3}", "ab"},
        {"{\"field\":\"n\",\"lte\":3}", "abc"},
        {"{\"field\":\"n\",\"gt\":2}", "ce"}, // a text that is a number counts as one
        {"{\"field\":\"n\",\"gte\":2}", "bce"},
        {"{\"field\":\"n\",\"range\":[2,3]}", "bc"},
        {"{\"field\":\"n\",\"range\":[null,2]}", "ab"},
        {"{\"field\":\"n\",\"range\":[3,null]}", "ce"},
        {"{\"field\":\"s\",\"oneOf\":[\"x\",\"z\"]}", "acd"},
        {"{\"field\":\"n\",\"oneOf\":[1,3,7]}", "ac"},
        {"{\"field\":\"s\",\"oneOf\":[]}", ""},
        {"{\"field\":\"n\",\"valid\":true}", "abcef"},
        {"{\"field\":\"n\",\"valid\":false}", "d"},
        {"{\"and\":[{\"field\":\"n\",\"gt\":1},{\"field\":\"s\",\"equal\":\"x\"}]}", "c"},
        {"{\"or\":[{\"field\":\"n\",\"equal\":1},{\"field\":\"s\",\"equal\":\"z\"}]}", "ad"},
        {"{\"not\":{\"field\":\"s\",\"equal\":\"x\"}}", "bdef"},
        {"{\"not\":{\"or\":[{\"field\":\"id\",\"oneOf\":[\"a\",\"b\"]},{\"field\":\"id\",\"equal\":\"f\"}]}}",
            "cde"},
        {"{\"timeUnit\":\"year\",\"field\":\"t\",\"equal\":{\"year\":2025}}", "d"},
        {"{\"timeUnit\":\"month\",\"field\":\"t\",\"equal\":{\"month\":\"march\"}}", "cd"},
        {"{\"timeUnit\":\"yearmonth\",\"field\":\"t\",\"range\":[{\"year\":2026,\"month\":1},{\"year\":2026,"
         "\"month\":2}]}",
            "ab"},
        {"{\"field\":\"s\",\"lt\":\"y\"}", "acf"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[1024], left[16];
        struct chart_case it;
        snprintf(text, sizeof text,
            "{\"data\":{\"values\":[" ROWS
            "]},\"transform\":[{\"filter\":%s}],\"mark\":\"text\",\"encoding\":{\"text\":{"
            "\"field\":\"id\"}}}",
            rows[i].filter);
        chart_case_init(&it, text);
        assert_string_equal(it.reason.text, "");
        letters_of(&it, left);
        if (strcmp(left, rows[i].left) != 0) {
            fail_msg("%s: %s, not %s", rows[i].filter, left, rows[i].left);
        }
        chart_case_finish(&it);
    }
}

// What transforms make is there to be shown: as texts, in the order of the rows.
static void fields_are_made(void **state) {
    (void)state;
    static const struct {
        const char *transform, *field, *texts;
    } rows[] = {
        {"{\"aggregate\":[{\"op\":\"sum\",\"field\":\"n\",\"as\":\"r\"}],\"groupby\":[\"s\"]}", "r", "4 5 6"},
        {"{\"aggregate\":[{\"op\":\"count\"}],\"groupby\":[]}", "count", "5"},
        {"{\"aggregate\":[{\"op\":\"max\",\"field\":\"n\"}],\"groupby\":[\"s\"]}", "max_n", "3 4 6"},
        {"{\"bin\":{\"step\":2},\"field\":\"n\",\"as\":\"r\"}", "r", "0 2 2 4 4"},
        {"{\"bin\":{\"step\":2},\"field\":\"n\",\"as\":[\"q\",\"r\"]}", "r", "2 4 4 6 6"},
        {"{\"stack\":\"n\",\"groupby\":[\"s\"],\"as\":[\"q\",\"r\"]}", "r",
            "1 2 4 6 6"}, // 1+3, 2+4 come third
        {"{\"stack\":\"n\",\"groupby\":[\"s\"],\"as\":\"q\"}", "q_end", "1 2 4 6 6"},
        {"{\"stack\":\"n\",\"groupby\":[\"s\"],\"sort\":[{\"field\":\"n\",\"order\":\"descending\"}],\"as\":["
         "\"q\",\"r\"]}",
            "r", "4 6 3 4 6"},
        {"{\"stack\":\"n\",\"groupby\":[],\"offset\":\"center\",\"as\":[\"q\",\"r\"]}", "r", "1 3 6 10 16"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[1024], texts[64];
        size_t len = 0;
        struct chart_case it;
        snprintf(text, sizeof text,
            "{\"data\":{\"values\":[{\"n\":1,\"s\":\"x\"},{\"n\":2,\"s\":\"y\"},{\"n\":3,\"s\":\"x\"},{\"n\":"
            "%d,\"s\":\"y\"},"
            "{\"n\":6,\"s\":\"z\"}]},\"transform\":[%s],\"mark\":\"text\",\"encoding\":{\"text\":{\"field\":"
            "\"%s\"}}}",
            strstr(rows[i].transform, "sum") ? 3 : 4, rows[i].transform, rows[i].field);
        chart_case_init(&it, text);
        assert_string_equal(it.reason.text, "");
        texts[0] = '\0';
        for (size_t j = 0; j < it.drawing.count; j++) {
            const struct drawing_item *item = &it.drawing.items[j];
            if (item->role == DRAWING_MARK) {
                len += (size_t)snprintf(
                    texts + len, sizeof texts - len, "%s%s", len ? " " : "", item->text.text);
            }
        }
        if (strcmp(texts, rows[i].texts) != 0) {
            fail_msg("%s: %s, not %s", rows[i].transform, texts, rows[i].texts);
        }
        chart_case_finish(&it);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_filtered),
        cmocka_unit_test(fields_are_made),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
