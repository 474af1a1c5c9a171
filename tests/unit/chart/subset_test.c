#include "support/test.h"

#include <stdio.h>
#include <string.h>

#include "base/strbuf.h"
#include "chart/color.h"
#include "support/chart_case.h"

// What a spec asks for and is not drawn is refused by name and pointer; what shows nowhere is passed over.

#define DATA "\"data\":{\"values\":[{\"a\":\"x\",\"b\":1},{\"a\":\"y\",\"b\":2}]},"
#define A "{\"field\":\"a\",\"type\":\"nominal\"}"
#define B "{\"field\":\"b\",\"type\":\"quantitative\"}"

static void what_lies_outside_is_refused(void **state) {
    (void)state;
    static const struct {
        const char *spec, *reason;
    } rows[] = {
        {"\"mark\":\"trail\",\"encoding\":{\"x\":" A "}", "/mark: outside the subset: the mark trail"},
        {"\"mark\":\"bar\",\"transform\":[{\"calculate\":\"datum.b*2\",\"as\":\"c\"}]",
            "/transform/0/calculate: outside the subset: the transform calculate"},
        {"\"mark\":\"bar\",\"transform\":[{\"filter\":\"datum.b>1\"}]",
            "/transform/0/filter: outside the subset: expressions"},
        {"\"mark\":\"bar\",\"transform\":[{\"filter\":{\"field\":\"b\",\"gt\":1,\"lt\":5}}]",
            "/transform/0/filter/gt: a predicate has one operator; two stand in an \"and\""},
        {"\"mark\":\"bar\",\"transform\":[{\"stack\":\"b\",\"as\":\"c\"}]",
            "/transform/0: stack needs a field, \"groupby\" and \"as\""},
        {"\"mark\":\"bar\",\"transform\":[{\"stack\":\"b\",\"groupby\":[\"a\"],\"offset\":\"wiggle\",\"as\":"
         "\"c\"}]",
            "/transform/0/offset: outside the subset: this offset of a stack"},
        {"\"mark\":\"bar\",\"encoding\":{\"x\":{\"field\":\"b\",\"type\":\"quantitative\",\"stack\":\"heap\"}"
         "}",
            "/encoding/x/stack: outside the subset: this way to stack"},
        {"\"mark\":\"bar\",\"encoding\":{\"x\":{\"field\":\"b\",\"type\":\"quantitative\",\"bin\":true,"
         "\"aggregate\":\"sum\"}}",
            "/encoding/x: a channel has an aggregate, or a bin or a time unit"},
        {"\"mark\":\"bar\",\"encoding\":{\"x\":{\"field\":\"a\",\"sort\":\"sideways\"},\"y\":" B "}",
            "/encoding/x/sort: nothing here is sorted by \"sideways\""},
        {"\"mark\":\"bar\",\"encoding\":{\"x\":{\"field\":\"a\",\"sort\":{\"field\":\"b\",\"op\":\"product\"}"
         "}}",
            "/encoding/x/sort/op: outside the subset: the aggregate product"},
        {"\"mark\":\"bar\",\"encoding\":{\"x\":{\"field\":\"b\",\"type\":\"quantitative\",\"axis\":{"
         "\"format\":"
         "\"hello\"}}}",
            "/encoding/x/axis/format: no format of numbers"},
        {"\"mark\":\"bar\",\"encoding\":{\"x\":{\"field\":\"b\",\"type\":\"quantitative\",\"scale\":{"
         "\"range\":[0,"
         "50]}}}",
            "/encoding/x/scale/range: outside the subset: the range of an axis"},
        {"\"mark\":\"bar\",\"encoding\":{\"x\":{\"field\":\"b\",\"type\":\"quantitative\",\"scale\":{"
         "\"type\":"
         "\"logarithmic\"}}}",
            "/encoding/x/scale/type: outside the subset: the scale logarithmic"},
        {"\"mark\":\"bar\",\"encoding\":{\"x\":" A ",\"y\":{\"field\":\"a\",\"yOffset\":3}}",
            "/encoding/y/yOffset: outside the subset: \"yOffset\""},
        {"\"mark\":\"bar\",\"encoding\":{\"x\":" A ",\"y\":" A ",\"yOffset\":" B "}",
            "/encoding/yOffset: outside the subset: a quantitative offset of bars and areas"},
        {"\"mark\":\"bar\",\"encoding\":{\"x\":" B
         ",\"row\":{\"field\":\"a\",\"header\":{\"labelExpr\":\"1\"}}}",
            "/encoding/row/header/labelExpr: outside the subset: expressions"},
        {"\"mark\":\"bar\",\"encoding\":{\"x\":" B ",\"order\":[" A "," B "]}",
            "/encoding/order/1: outside the subset: a second order"},
        {"\"mark\":\"bar\",\"encoding\":{\"x\":" B
         ",\"color\":{\"condition\":{\"param\":\"p\",\"value\":\"red\"}}}",
            "/encoding/color/condition/param: outside the subset: parameters"},
        {"\"layer\":[]", "/layer: layers are a list of views"},
        {"\"layer\":{\"mark\":\"bar\"}", "/layer: layers are a list of views"},
        {"\"hconcat\":[]", "/hconcat: outside the subset: views side by side"},
        {"\"mark\":\"geoshape\",\"projection\":{\"type\":\"mercator\"}",
            "/mark: outside the subset: the mark geoshape"},
        {"\"mark\":\"line\",\"encoding\":{\"x\":" B ",\"y\":" B ",\"detail\":[" A "," A "," A "," A "," A
         "," A "," A "," A "," A "]}",
            "/encoding/detail/8: more than 8 details"},
        {"\"resolve\":{\"scale\":{\"y\":\"independent\"}},\"mark\":\"bar\"",
            "/resolve/scale/y: outside the subset: independent scales"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct chart_case it;
        char text[1024], reason[256];
        snprintf(text, sizeof text, "{" DATA "%s}", rows[i].spec);
        snprintf(reason, sizeof reason, "spec: %s", rows[i].reason);
        chart_case_init(&it, text);
        assert_string_equal(it.reason.text, reason);
        assert_int_equal(it.error, ERROR_INPUT);
        chart_case_finish(&it);
    }
}

static void what_shows_nowhere_is_passed_over(void **state) {
    (void)state;
    static const char *const rows[] = {
        "\"mark\":{\"type\":\"bar\",\"tooltip\":true,\"cursor\":\"pointer\"},\"params\":[{\"name\":\"hover\","
        "\"select\":"
        "\"point\"}],\"encoding\":{\"x\":" A ",\"y\":" B "}",
        "\"$schema\":\"x\",\"description\":\"d\",\"autosize\":\"fit\",\"background\":\"white\",\"mark\":"
        "\"bar\","
        "\"encoding\":{\"x\":{\"field\":\"a\",\"axis\":{\"labelAngle\":45,\"tickColor\":\"red\"}},\"y\":" B
        ",\"tooltip\":[" A "," B "]}",
        "\"params\":[{\"name\":\"grid\",\"select\":\"interval\",\"bind\":\"scales\"},{\"name\":\"n\","
        "\"value\":5,"
        "\"bind\":{\"input\":\"range\"}}],\"mark\":\"bar\",\"encoding\":{\"x\":" A ",\"y\":" B "}",
        "\"mark\":\"bar\",\"encoding\":{\"x\":" A ",\"y\":" B
        ",\"color\":{\"field\":\"a\",\"scale\":{\"scheme\":\"tableau20\"},\"legend\":{\"orient\":\"left\"}}}",
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct chart_case it;
        char text[1024];
        snprintf(text, sizeof text, "{" DATA "%s}", rows[i]);
        chart_case_init(&it, text);
        assert_string_equal(it.reason.text, "");
        assert_null(chart_case_fault(&it, true));
        chart_case_finish(&it);
    }
}

// More names than an axis can have are refused, not left out.
static void too_many_names_are_refused(void **state) {
    (void)state;
    for (int count = 2000; count <= 2001; count++) {
        struct strbuf text;
        struct chart_case it;
        strbuf_init(&text, (size_t)1 << 20);
        strbuf_add_text(
            &text, "{\"mark\":\"point\",\"encoding\":{\"y\":{\"field\":\"a\"}},\"data\":{\"values\":[");
        for (int i = 0; i < count; i++) {
            strbuf_printf(&text, "%s{\"a\":\"%d\"}", i ? "," : "", i);
        }
        strbuf_add_text(&text, "]}}");
        chart_case_init(&it, strbuf_text(&text));
        assert_string_equal(it.reason.text, count > 2000 ? "spec: /encoding/y: more than 2000 names" : "");
        chart_case_finish(&it);
        strbuf_finish(&text);
    }
}

static void text_on_marks_can_be_read(void **state) {
    (void)state;
    struct chart_case it;
    chart_case_init(&it,
        "{\"data\":{\"values\":[{\"a\":1},{\"a\":2},{\"a\":3},{\"a\":4},{\"a\":5},{\"a\":6}]},\"encoding\":{"
        "\"x\":{\"field\":"
        "\"a\",\"type\":\"ordinal\"}},\"layer\":[{\"mark\":\"rect\",\"encoding\":{\"color\":{\"field\":\"a\","
        "\"type\":"
        "\"quantitative\"}}},{\"mark\":\"text\",\"encoding\":{\"text\":{\"field\":\"a\"}}}]}");
    assert_string_equal(it.reason.text, "");
    uint32_t fills[6] = {0};
    size_t texts = 0, rects = 0;
    for (size_t i = 0; i < it.drawing.count; i++) {
        const struct drawing_item *item = &it.drawing.items[i];
        if (item->role == DRAWING_MARK && item->kind == DRAWING_RECT) {
            fills[rects++] = item->fill;
        } else if (item->role == DRAWING_MARK) {
            assert_true(chart_contrast(item->fill, fills[texts++]) >= 3);
        }
    }
    assert_int_equal(texts, 6);
    chart_case_finish(&it);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_lies_outside_is_refused),
        cmocka_unit_test(what_shows_nowhere_is_passed_over),
        cmocka_unit_test(too_many_names_are_refused),
        cmocka_unit_test(text_on_marks_can_be_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
