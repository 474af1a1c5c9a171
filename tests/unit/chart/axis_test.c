#include "support/test.h"

#include <stdio.h>
#include <string.h>

#include "support/chart_case.h"
#include "text/breaks.h"
#include "text/locale.h"

// Ticks and labels of axes: d3's round steps, but at most five up a screen and six along it; names on two
// lines or thinned (docs/infographics.md, "For the screen").

#define MOST_UP 5
#define MOST_ALONG 6

static void draw(struct chart_case *it, const char *values, const char *mark, const char *encoding) {
    char spec[8192];
    snprintf(spec, sizeof spec, "{\"data\":{\"values\":[%s]},\"mark\":\"%s\",\"encoding\":{%s}}", values,
        mark, encoding);
    chart_case_init(it, spec);
    if (it->error) {
        fail_msg("%s: %s", encoding, it->reason.text);
    }
}

static void says(const char *what, const char *got, const char *expected) {
    if (strcmp(got, expected) != 0) {
        fail_msg("%s: \"%s\", not \"%s\"", what, got, expected);
    }
}

// The numbers of a value axis, and what more it says.
static void numbers_stand_at_round_steps(void **state) {
    (void)state;
    static const struct {
        const char *values, *axis, *labels;
    } rows[] = {
        {"{\"n\":10},{\"n\":100}", "", "0|50|100"}, // steps of 20 would be six
        {"{\"n\":-5},{\"n\":5}", "", "\u22124|\u22122|0|2|4"},
        {"{\"n\":-40},{\"n\":-3}", "", "\u221240|\u221230|\u221220|\u221210|0"},
        {"{\"n\":0.1},{\"n\":0.3}", "", "0.0|0.1|0.2|0.3"},
        {"{\"n\":2500000}", "", "0|1,000,000|2,000,000"},
        {"{\"n\":5}", "", "0|2|4"}, // one row
        {"{\"n\":5},{\"n\":null},{\"n\":\"x\"}", "", "0|2|4"},
        {"{\"n\":100}", "\"axis\":{\"tickCount\":40}", "0|50|100"},
        {"{\"n\":100}", "\"axis\":{\"tickCount\":2}", "0|50|100"},
        {"{\"n\":100}", "\"axis\":{\"tickCount\":-3}", "0|50|100"},
        {"{\"n\":100}", "\"axis\":{\"values\":[0,10,20,30,40,50,60,70,80,90]}", "0|20|40|60|80"},
        {"{\"n\":100}", "\"axis\":{\"values\":[-50,0,25,100,500]}", "0|25|100"}, // others lie outside
        {"{\"n\":100}", "\"axis\":{\"values\":[]}", ""},
        {"{\"n\":0.3}", "\"axis\":{\"format\":\"%\"}", "0%|10%|20%|30%"}, // decimals as the steps need
        {"{\"n\":0.003}", "\"axis\":{\"format\":\"%\"}", "0.0%|0.1%|0.2%|0.3%"},
        {"{\"n\":0.3}", "\"axis\":{\"format\":\"f\"}", "0.0|0.1|0.2|0.3"},
        {"{\"n\":3000}", "\"axis\":{\"format\":\"$,.2f\"}", "$0.00|$1,000.00|$2,000.00|$3,000.00"},
        {"{\"n\":3000000}", "\"axis\":{\"format\":\"~s\"}", "0|1M|2M|3M"},
        {"{\"n\":100}", "\"axis\":{\"labels\":false}", ""},
        {"{\"n\":100}", "\"axis\":null", ""},
        {"{\"n\":1},{\"n\":1000}", "\"scale\":{\"type\":\"log\"}", "1|10|100|1,000"},
        {"{\"n\":1},{\"n\":1e9}", "\"scale\":{\"type\":\"log\"}", "1|1,000|1,000,000|1,000,000,000"},
        {"{\"n\":20},{\"n\":80}", "\"scale\":{\"zero\":false}", "20|40|60|80"},
        {"{\"n\":100}", "\"scale\":{\"reverse\":true}", "0|50|100"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char encoding[512];
        struct chart_case it;
        snprintf(encoding, sizeof encoding, "\"y\":{\"field\":\"n\",\"type\":\"quantitative\"%s%s}",
            *rows[i].axis ? "," : "", rows[i].axis);
        draw(&it, rows[i].values, "point", encoding);
        says(encoding, chart_case_labels(&it, 'y'), rows[i].labels);
        assert_true(chart_case_count(&it, DRAWING_AXIS_GRID, DRAWING_RULE) <= MOST_UP);
        chart_case_finish(&it);
    }
}

// From a millionth to 1e15, whatever the range: few labels, none the same as another, the first and last in
// the domain.
static void every_range_has_few_labels_that_differ(void **state) {
    (void)state;
    for (double size = 1e-6; size < 1e15; size *= 1.7) {
        char values[128];
        struct chart_case it;
        snprintf(values, sizeof values, "{\"n\":%.17g,\"m\":%.17g}", size, -size / 3);
        draw(&it, values, "point",
            "\"y\":{\"field\":\"n\",\"type\":\"quantitative\"},\"x\":{\"field\":\"m\",\"type\":"
            "\"quantitative\"}");
        for (int i = 0; i < 2; i++) {
            const char *labels = chart_case_labels(&it, i ? 'x' : 'y'), *at = labels;
            size_t count = 1;
            for (const char *next; (next = strchr(at, '|')); at = next + 1, count++) {
                size_t len = (size_t)(next - at);
                if (strncmp(at, next + 1, len) == 0 && (next[1 + len] == '|' || !next[1 + len])) {
                    fail_msg("%g: %s", size, labels);
                }
            }
            if (count < 2 || count > (i ? MOST_ALONG : MOST_UP)) {
                fail_msg("%g: %zu labels: %s", size, count, labels);
            }
        }
        says("crowd", chart_case_crowded(&it) ? chart_case_crowded(&it) : "", "");
        chart_case_finish(&it);
    }
}

#define AT(day) "{\"d\":\"" day "\",\"n\":1}"

static void moments_stand_at_steps_of_the_calendar(void **state) {
    (void)state;
    static const struct {
        const char *values, *axis, *labels;
    } rows[] = {
        {AT("2026-01-01") "," AT("2026-12-01"), "", "2026|April|July|October"},
        {AT("2026-01-01") "," AT("2026-12-01"), "\"axis\":{\"format\":\"%b\"}", "Jan|Apr|Jul|Oct"},
        {AT("2020-06-01") "," AT("2024-06-01"), "", "2021|2022|2023|2024"},
        {AT("2026-03-02") "," AT("2026-03-04"), "\"axis\":{\"format\":\"%d %H\"}",
            "02 00|02 12|03 00|03 12|04 00"},
        {AT("2026-03-02"), "\"axis\":{\"format\":\"%Y-%m-%d\"}", "2026-03-02"}, // one moment, one label
        {AT("2026-01-01") "," AT("2026-03-01"),
            "\"axis\":{\"values\":[{\"year\":2026,\"month\":2},\"2026-02-15\",\"1999-01-01\"],\"format\":\"%"
            "d.%m.\"}",
            "01.02.|15.02."},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char encoding[512];
        struct chart_case it;
        snprintf(encoding, sizeof encoding,
            "\"x\":{\"field\":\"d\",\"type\":\"temporal\"%s%s},\"y\":{\"field\":\"n\",\"type\":"
            "\"quantitative\"}",
            *rows[i].axis ? "," : "", rows[i].axis);
        draw(&it, rows[i].values, "line", encoding);
        says(encoding, chart_case_labels(&it, 'x'), rows[i].labels);
        chart_case_finish(&it);
    }
}

// Many names: so many rows of a name "Name 12" and a value.
static void write_names(char *out, size_t room, size_t count, const char *name) {
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        at += (size_t)snprintf(
            out + at, room - at, "%s{\"a\":\"%s%02zu\",\"n\":%zu}", i ? "," : "", name, i, i);
    }
}

static void names_take_two_lines_or_are_thinned(void **state) {
    (void)state;
    static const struct {
        size_t count;
        const char *name, *mark;
        bool is_whole, has_two_lines;
    } rows[] = {
        {1, "Zwei Worte ", "bar", true, false},
        {6, "Zwei Worte ", "bar", true, false},
        {7, "Ministerium Nummer ", "bar", true, true},
        {40, "Ministerium Nummer ", "bar", false, false},
        {40, "Bundesverwaltungsgericht", "bar", false, false}, // no blank to break at
        {60, "Ministerium Nummer ", "point", false, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char values[6000];
        struct chart_case it;
        write_names(values, sizeof values, rows[i].count, rows[i].name);
        draw(&it, values, rows[i].mark,
            "\"x\":{\"field\":\"a\",\"type\":\"nominal\"},\"y\":{\"field\":\"n\",\"type\":\"quantitative\"}");
        size_t found = 0, stride = 0, lines = 1;
        for (size_t k = 0; k < it.drawing.count; k++) {
            const struct drawing_item *item = &it.drawing.items[k];
            if (item->role != DRAWING_AXIS_LABEL || it.drawing.axes[item->axis].channel != 'x') {
                continue;
            }
            size_t number = 0;
            sscanf(item->text.text + strlen(item->text.text) - 2, "%zu", &number);
            stride = found == 1 ? number : stride;
            assert_int_equal(number, found * stride); // every second, every third …
            lines = strchr(item->text.text, '\n') ? 2 : lines;
            found++;
        }
        if (rows[i].is_whole != (found == rows[i].count) || rows[i].has_two_lines != (lines == 2)) {
            fail_msg("%zu %s: %zu of them, on %zu lines", rows[i].count, rows[i].name, found, lines);
        }
        assert_int_equal(
            chart_case_count(&it, DRAWING_MARK, strcmp(rows[i].mark, "bar") ? DRAWING_SYMBOL : DRAWING_RECT),
            rows[i].count); // every bar is there
        says(rows[i].name, chart_case_crowded(&it) ? chart_case_crowded(&it) : "", "");
        chart_case_finish(&it);
    }
}

static void names_beside_bars_are_cut_only_where_they_must_be(void **state) {
    (void)state;
    static const char *const encoding = "\"y\":{\"field\":\"a\",\"type\":\"nominal\",\"sort\":null},\"x\":{"
                                        "\"field\":\"n\",\"type\":\"quantitative\"}";
    struct chart_case it;
    draw(&it,
        "{\"a\":\"Kurz\",\"n\":1},{\"a\":\"Ein Name, der sich auf zwei Zeilen brechen lässt, ohne "
        "Not\",\"n\":2},"
        "{\"a\":\"Ohneeinenzwischenraumdarinunddaherzulangfürjedezeile"
        "Ohneeinenzwischenraumdarinunddaherzulangfürjedezeile\",\"n\":3}",
        "bar", encoding);
    const char *labels = chart_case_labels(&it, 'y');
    assert_non_null(strstr(labels, "Kurz|Ein Name"));
    assert_non_null(strstr(labels, "ohne Not|Ohne")); // whole
    assert_non_null(strstr(labels, "\u2026"));
    const struct drawing_item *kurz = chart_case_text(&it, "Kurz");
    assert_true(kurz->text.align == CHART_RIGHT && kurz->box[2] <= it.drawing.cells[0].box[0]);
    assert_true(it.drawing.cells[0].box[0] < 1700 * 0.55); // the bars keep their room
    assert_null(chart_case_crowded(&it));
    chart_case_finish(&it);
}

// Chinese has no blanks: a line ends between two characters, but not before a comma.
static void names_without_blanks_take_two_lines(void **state) {
    (void)state;
    struct chart_case it;
    struct reason reason;
    struct chart_form form = chart_case_form(1200, 600);
    assert_int_equal(breaker_create("zh", &form.breaker, &reason), ERROR_NONE);
    chart_case_init_by(&it,
        "{\"data\":{\"values\":[{\"a\":\"北京市朝阳区人民政府办公室，信息中心\",\"n\":5},{\"a\":\"上海\","
        "\"n\":3}]},"
        "\"mark\":\"bar\",\"encoding\":{\"y\":{\"field\":\"a\",\"sort\":null},\"x\":{\"field\":\"n\","
        "\"type\":"
        "\"quantitative\"}}}",
        &form);
    says("reason", it.reason.text, "");
    const char *labels = chart_case_labels(&it, 'y'), *end = strchr(labels, '\n');
    assert_non_null(end);
    assert_true(strncmp(end + 1, "，", strlen("，")) != 0);
    assert_null(strstr(labels, "\u2026"));
    assert_null(chart_case_crowded(&it));
    chart_case_finish(&it);
    breaker_destroy(form.breaker);
}

static void titles_of_layers_are_joined_once(void **state) {
    (void)state;
    static const struct {
        const char *first, *second, *titles;
    } rows[] = {
        {"\"field\":\"n\"", "\"field\":\"m\"", "n, m"},
        {"\"field\":\"n\"", "\"field\":\"n\"", "n"},
        {"\"field\":\"n\"", "\"datum\":3", "n"},
        {"\"field\":\"n\",\"title\":\"Preis\"", "\"field\":\"m\"", "Preis"},
        {"\"field\":\"n\",\"title\":\"Preis\"", "\"field\":\"m\",\"title\":\"Menge\"", "Preis, Menge"},
        {"\"field\":\"n\",\"title\":null", "\"field\":\"m\"", ""},
        {"\"field\":\"n\",\"axis\":null", "\"field\":\"m\"", "m"},
        {"\"field\":\"n\",\"axis\":{\"title\":\"A\"},\"title\":\"B\"", "\"field\":\"m\",\"title\":null", "A"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char spec[1024];
        struct chart_case it;
        snprintf(spec, sizeof spec,
            "{\"data\":{\"values\":[{\"n\":1,\"m\":2}]},\"layer\":[{\"mark\":\"point\",\"encoding\":{\"y\":{%"
            "s,"
            "\"type\":\"quantitative\"}}},{\"mark\":\"point\",\"encoding\":{\"y\":{%s,\"type\":"
            "\"quantitative\"}}}"
            "]}",
            rows[i].first, rows[i].second);
        chart_case_init(&it, spec);
        says(rows[i].first, it.reason.text, "");
        says(rows[i].first, chart_case_texts(&it, DRAWING_AXIS_TITLE), rows[i].titles);
        chart_case_finish(&it);
    }
}

// Figures and names of a language from right to left: numbers still rise to the right, and every label stands
// on the screen.
static void a_language_from_right_to_left_keeps_the_axes_where_they_are(void **state) {
    (void)state;
    struct chart_case it;
    struct reason reason;
    struct locale *arabic;
    struct chart_form form = chart_case_form(1700, 600);
    assert_int_equal(locale_create("ar", &arabic, &reason), ERROR_NONE);
    form.locale = arabic;
    chart_case_init_by(&it,
        "{\"data\":{\"values\":[{\"a\":\"القاهرة\",\"n\":-20},{\"a\":\"الدار "
        "البيضاء\",\"n\":100}]},\"mark\":\"bar\","
        "\"encoding\":{\"y\":{\"field\":\"a\",\"type\":\"nominal\",\"sort\":null},\"x\":{\"field\":\"n\","
        "\"type\":"
        "\"quantitative\"}}}",
        &form);
    says("reason", it.reason.text, "");
    says("y", chart_case_labels(&it, 'y'), "القاهرة|الدار البيضاء");
    const struct drawing_item *none = chart_case_text(&it, "٠"), *hundred = chart_case_text(&it, "١٠٠");
    assert_true(none && hundred && none->at[0] < hundred->at[0]);
    assert_null(chart_case_crowded(&it));
    chart_case_finish(&it);
    locale_destroy(arabic);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_stand_at_round_steps),
        cmocka_unit_test(every_range_has_few_labels_that_differ),
        cmocka_unit_test(moments_stand_at_steps_of_the_calendar),
        cmocka_unit_test(names_take_two_lines_or_are_thinned),
        cmocka_unit_test(names_beside_bars_are_cut_only_where_they_must_be),
        cmocka_unit_test(names_without_blanks_take_two_lines),
        cmocka_unit_test(titles_of_layers_are_joined_once),
        cmocka_unit_test(a_language_from_right_to_left_keeps_the_axes_where_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
