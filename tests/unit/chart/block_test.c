#include "support/test.h"

#include <stdio.h>
#include <string.h>

#include "base/strbuf.h"
#include "support/chart_case.h"

// A big number and a table (docs/infographics.md, "What only the kiosk knows"), with content as it comes.

#define SPEC(values, block)                                                                                  \
    "{\"data\":{\"values\":[" values "]},\"mark\":\"point\",\"encoding\":{\"x\":{\"field\":\"n\"}},"         \
    "\"usermeta\":{\"kiosk\":{" block "}}}"
#define ONE "{\"n\":1,\"t\":\"a\"}"

static void says(const char *what, const char *got, const char *expected) {
    if (strcmp(got, expected) != 0) {
        fail_msg("%s: \"%s\", not \"%s\"", what, got, expected);
    }
}

static void numbers_are_written_and_labelled(void **state) {
    (void)state;
    static const struct {
        const char *spec, *texts;
    } rows[] = {
        {SPEC(ONE, "\"number\":{\"value\":38}"), "38"},
        {SPEC(ONE, "\"number\":{\"value\":-38.5,\"format\":\".0f\",\"unit\":\"°C\",\"label\":\"at night\"}"),
            "\u221238|°C|at night"}, // half to even
        {SPEC(ONE, "\"number\":{\"value\":\"two of three\"}"), "two of three"},
        {SPEC(ONE, "\"number\":{\"value\":0}"), "0"},
        {SPEC(ONE, "\"number\":{\"value\":1234567,\"format\":\",\"}"), "1,234,567"},
        {SPEC(ONE, "\"number\":{\"value\":1234567,\"format\":\".3s\"}"), "1.23M"},
        {SPEC("{\"n\":7},{\"n\":9}", "\"number\":{\"field\":\"n\"}"), "7"}, // of the first row
        {SPEC("{\"n\":\"2026-05-04\"}", "\"number\":{\"field\":\"n\",\"format\":\"%d.%m.%Y\"}"),
            "04.05.2026"},
        {SPEC(ONE, "\"number\":{\"value\":\"\\u0661\\u0662\\u0663\",\"unit\":\"طن\"}"), "١٢٣|طن"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct chart_case it;
        chart_case_init(&it, rows[i].spec);
        says(rows[i].spec, it.reason.text, "");
        says(rows[i].spec, chart_case_texts(&it, DRAWING_MARK), rows[i].texts);
        assert_null(chart_case_crowded(&it));
        chart_case_finish(&it);
    }
}

// As large as the room allows, and never too small to be the one thing on the screen.
static void a_long_number_gets_smaller_and_then_refused(void **state) {
    (void)state;
    double last = 1e9;
    for (size_t digits = 1; digits <= 90; digits += 4) {
        char number[128], spec[512];
        struct chart_case it;
        memset(number, '7', digits);
        number[digits] = '\0';
        snprintf(spec, sizeof spec, SPEC(ONE, "\"number\":{\"value\":\"%s\",\"unit\":\"EUR\"}"), number);
        chart_case_init(&it, spec);
        if (it.error) {
            assert_non_null(strstr(it.reason.text, "too long to be a big one"));
            assert_true(digits > 30);
        } else {
            const struct drawing_item *item = chart_case_text(&it, number);
            assert_non_null(item);
            assert_true(item->text.size <= last && item->text.size >= 34 * 1.5);
            assert_null(chart_case_crowded(&it)); // the unit beside it, too
            last = item->text.size;
        }
        if (digits == 89) {
            assert_int_equal(it.error, ERROR_INPUT);
        }
        chart_case_finish(&it);
    }
    assert_true(last < 34 * 7);
}

#define COLUMN(field) "{\"field\":\"" field "\"}"
#define TABLE(columns) "\"table\":{\"columns\":[" columns "]}"

static void blocks_at_fault_are_refused(void **state) {
    (void)state;
    static const struct {
        const char *spec, *reason;
    } rows[] = {
        {SPEC(ONE, "\"number\":{}"), "spec: /usermeta/kiosk/number: \"field\" must name a field of the data"},
        {SPEC(ONE, "\"number\":{\"value\":null}"),
            "spec: /usermeta/kiosk/number/value: a big number needs a value"},
        {SPEC(ONE, "\"number\":{\"value\":[1]}"),
            "spec: /usermeta/kiosk/number/value: a big number needs a value"},
        {SPEC(ONE, "\"number\":{\"field\":\"m\"}"),
            "spec: /usermeta/kiosk/number/field: no row of the data has the field \"m\""},
        {SPEC("{\"n\":null},{\"n\":3}", "\"number\":{\"field\":\"n\"}"),
            "spec: /usermeta/kiosk/number: the first row has no value here"},
        {SPEC(ONE, "\"number\":7"), "spec: /usermeta/kiosk/number: allowed: an object"},
        {SPEC(ONE, "\"table\":{}"), "spec: /usermeta/kiosk/table: a table has 1 to 6 \"columns\""},
        {SPEC(ONE, TABLE("")), "spec: /usermeta/kiosk/table/columns: a table has 1 to 6 \"columns\""},
        {SPEC(ONE, "\"table\":{\"columns\":{}}"),
            "spec: /usermeta/kiosk/table/columns: a table has 1 to 6 \"columns\""},
        {SPEC(ONE, TABLE(COLUMN("n") "," COLUMN("n") "," COLUMN("n") "," COLUMN("n") "," COLUMN(
                       "n") "," COLUMN("n") "," COLUMN("n"))),
            "spec: /usermeta/kiosk/table/columns: a table has 1 to 6 \"columns\""},
        {SPEC(ONE, TABLE("{\"title\":\"No field\"}")),
            "spec: /usermeta/kiosk/table/columns/0: \"field\" must name a field of the data"},
        {SPEC(ONE, TABLE(COLUMN("n") "," COLUMN("q"))),
            "spec: /usermeta/kiosk/table/columns/1/field: no row of the data has the field \"q\""},
        {SPEC("", TABLE(COLUMN("n"))),
            "spec: /usermeta/kiosk/table/columns/0/field: no row of the data has the field \"n\""},
        {SPEC(ONE, "\"timeline\":{},\"number\":{\"value\":1}"),
            "spec: /usermeta/kiosk/timeline: a timeline stands alone"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct chart_case it;
        chart_case_init(&it, rows[i].spec);
        says(rows[i].spec, it.reason.text, rows[i].reason);
        assert_int_equal(it.error, ERROR_INPUT);
        chart_case_finish(&it);
    }
}

static void a_table_shows_every_cell(void **state) {
    (void)state;
    struct chart_case it;
    chart_case_init(&it, SPEC("{\"a\":\"Nord\",\"n\":-1234.5,\"c\":null},{\"a\":\"Süd\",\"n\":7,\"c\":\"x\"},"
                              "{\"n\":0,\"c\":true}",
                             TABLE("{\"field\":\"a\",\"title\":\"Region\"},{\"field\":\"n\",\"title\":\"t\","
                                   "\"format\":\",.1f\"},"
                                   "{\"field\":\"c\"}") ",\"highlight\":\"Süd\""));
    says("reason", it.reason.text, "");
    says("titles", chart_case_texts(&it, DRAWING_HEADER), "Region|t");
    says("cells", chart_case_texts(&it, DRAWING_MARK), "Nord|\u22121,234.5|–|Süd|7.0|x|–|0.0|true");
    const struct drawing_item *a = chart_case_text(&it, "\u22121,234.5"), *b = chart_case_text(&it, "7.0"),
                              *title = chart_case_text(&it, "t");
    assert_true(a->box[2] == b->box[2] && title->box[2] == a->box[2]); // figures stand below each other
    assert_int_equal(chart_case_text(&it, "Süd")->fill, 0xf2b33d);
    assert_int_equal(b->fill, 0xf2b33d);
    assert_int_equal(a->fill, 0xffffff);
    assert_null(chart_case_crowded(&it));
    chart_case_finish(&it);
}

// So many rows of a name and a number, in a room of 1700 by 600 pixels and labels of 34.
static void a_table_of_many_rows_is_refused_with_how_many_fit(void **state) {
    (void)state;
    size_t most = 0;
    for (size_t count = 1; count < 40; count++) {
        struct strbuf spec;
        struct chart_case it;
        strbuf_init(&spec, 1 << 16);
        strbuf_add_text(&spec, "{\"data\":{\"values\":[");
        for (size_t i = 0; i < count; i++) {
            strbuf_printf(&spec, "%s{\"t\":\"Row %zu\",\"n\":%zu}", i ? "," : "", i, i);
        }
        strbuf_add_text(&spec,
            "]},\"mark\":\"point\",\"encoding\":{},\"usermeta\":{\"kiosk\":{\"table\":{\"columns\":"
            "[{\"field\":\"t\",\"title\":\"T\"},{\"field\":\"n\"}]}}}}");
        chart_case_init(&it, strbuf_text(&spec));
        if (!it.error) {
            assert_int_equal(most, count - 1); // none fits where fewer did not
            most = count;
            assert_int_equal(chart_case_count(&it, DRAWING_MARK, DRAWING_TEXT), 2 * count);
            assert_null(chart_case_crowded(&it));
        } else {
            char reason[256];
            snprintf(reason, sizeof reason,
                "spec: /usermeta/kiosk/table: the table has %zu rows; there is room for %zu", count, most);
            says("refused", it.reason.text, reason);
        }
        chart_case_finish(&it);
        strbuf_finish(&spec);
    }
    assert_in_range(most, 8, 12);
}

// The first column is cut before the others are; columns that leave it nothing are refused.
static void wide_columns(void **state) {
    (void)state;
    static const char long_name[] =
        "Ein Name, der länger ist, als die erste Spalte sein kann, wenn neben ihm noch "
        "etwas anderes stehen soll als er selbst";
    char spec[2048];
    struct chart_case it;
    snprintf(spec, sizeof spec, SPEC("{\"a\":\"%s\",\"n\":123456789}", TABLE(COLUMN("a") "," COLUMN("n"))),
        long_name);
    chart_case_init(&it, spec);
    says("cut", it.reason.text, "");
    assert_non_null(strstr(chart_case_texts(&it, DRAWING_MARK), "\u2026|123456789"));
    assert_null(chart_case_crowded(&it));
    chart_case_finish(&it);
    snprintf(
        spec, sizeof spec, SPEC("{\"a\":\"%s\",\"n\":1}", TABLE(COLUMN("n") "," COLUMN("a"))), long_name);
    chart_case_init(&it, spec);
    says("refused", it.reason.text, "spec: /usermeta/kiosk/table: the columns are too wide for the screen");
    chart_case_finish(&it);
}

static void a_number_and_a_table_share_the_room(void **state) {
    (void)state;
    static const char *const spec = SPEC("{\"a\":\"Nord\",\"n\":1},{\"a\":\"Süd\",\"n\":2}",
        "\"number\":{\"value\":38,\"unit\":\"tonnes\",\"label\":\"into a low orbit, which is where most of "
        "them go "
        "and stay for years\"}," TABLE(COLUMN("a") "," COLUMN("n")));
    static const int sizes[][2] = {{1700, 600}, {1700, 900}, {1000, 1500}, {900, 900}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct chart_case it;
        chart_case_init_in(&it, spec, strlen(spec), sizes[i][0], sizes[i][1]);
        says("reason", it.reason.text, "");
        const struct drawing_item *number = chart_case_text(&it, "38"), *north = chart_case_text(&it, "Nord");
        bool is_beside = north->box[0] > number->box[2], is_below = north->box[1] > number->box[3];
        assert_true(i < 2 ? is_beside : is_below);
        assert_null(chart_case_crowded(&it));
        chart_case_finish(&it);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_written_and_labelled),
        cmocka_unit_test(a_long_number_gets_smaller_and_then_refused),
        cmocka_unit_test(blocks_at_fault_are_refused),
        cmocka_unit_test(a_table_shows_every_cell),
        cmocka_unit_test(a_table_of_many_rows_is_refused_with_how_many_fit),
        cmocka_unit_test(wide_columns),
        cmocka_unit_test(a_number_and_a_table_share_the_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
