#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/limits.h"
#include "base/sanitizer.h"
#include "base/strbuf.h"
#include "chart/chart.h"
#include "chart/scalar_index.h"
#include "decode/chart.h"
#include "support/chart_case.h"

// Whole charts: from a spec's text to what is drawn or why it is not.

static struct locale *language; // NULL: English

static enum error draw_in(const char *text, int width, int height, struct arena *arena, struct drawing *out,
    struct reason *reason) {
    struct chart_form form = chart_case_form(width, height);
    form.has_head = false;
    form.locale = language;
    struct chart_spec spec;
    *out = (struct drawing){0};
    arena_init(arena, 0);
    enum error error = chart_spec_read(text, strlen(text), "spec", arena, &spec, reason);
    return error ? error : chart_draw(&spec, &form, arena, out, reason);
}

static const struct drawing_item *text_item(const struct drawing *drawing, const char *text) {
    for (size_t i = 0; i < drawing->count; i++) {
        const struct drawing_item *item = &drawing->items[i];
        if (item->kind == DRAWING_TEXT && strcmp(item->text.text, text) == 0) {
            return item;
        }
    }
    return NULL;
}

static size_t count_of(const struct drawing *drawing, enum drawing_kind kind) {
    size_t count = 0;
    for (size_t i = 0; i < drawing->count; i++) {
        count += drawing->items[i].kind == kind && drawing->items[i].role == DRAWING_MARK;
    }
    return count;
}

#define VALUES                                                                                               \
    "\"data\":{\"values\":[{\"a\":\"Length\",\"b\":68},{\"a\":\"Mass\",\"b\":1120.5},{\"a\":\"Crew\"}]},"    \
    "\"mark\":\"text\""

static void a_number_stands_beside_its_table(void **state) {
    (void)state;
    struct arena arena;
    struct drawing drawing;
    struct reason reason = {{0}};
    static const char spec[] =
        "{\"usermeta\":{\"kiosk\":{\"number\":{\"field\":\"b\",\"format\":\".1f\",\"unit\":\"m\","
        "\"label\":\"long\"},\"table\":{\"columns\":[{\"field\":\"a\",\"title\":\"Part\"},"
        "{\"field\":\"b\",\"format\":\",.1f\"}]},\"highlight\":\"Mass\"}}," VALUES "}";
    assert_int_equal(draw_in(spec, 1700, 600, &arena, &drawing, &reason), ERROR_NONE);
    const struct drawing_item *number = text_item(&drawing, "68.0"), *unit = text_item(&drawing, "m"),
                              *mass = text_item(&drawing, "Mass"), *crew = text_item(&drawing, "Crew");
    assert_non_null(number);
    assert_non_null(unit);
    assert_non_null(mass);
    assert_non_null(crew);
    assert_true(number->text.size > 4 * 34);
    assert_true(unit->box[0] > number->box[2]);
    assert_true(mass->box[0] > unit->box[2]); // beside it
    assert_int_equal(mass->fill, 0xf2b33d);
    assert_int_equal(crew->fill, 0xffffff);
    assert_non_null(text_item(&drawing, "Part"));
    assert_non_null(text_item(&drawing, "1,120.5"));
    assert_non_null(text_item(&drawing, "\u2013")); // the crew has no number
    assert_true(text_item(&drawing, "1,120.5")->box[2] <= 1700.5);
    arena_finish(&arena);
    assert_int_equal(draw_in(spec, 900, 1200, &arena, &drawing, &reason), ERROR_NONE);
    assert_true(text_item(&drawing, "Mass")->box[1] > text_item(&drawing, "long")->box[3]); // below it
    arena_finish(&arena);
}

static void a_timeline_has_a_dot_for_each_step(void **state) {
    (void)state;
    static const int rooms[][2] = {{1700, 600}, {900, 1200}};
    static const char spec[] =
        "{\"usermeta\":{\"kiosk\":{\"timeline\":{\"time\":\"t\",\"title\":\"a\",\"text\":\"w\"},"
        "\"highlight\":\"Two\"}},\"data\":{\"values\":[{\"t\":2026,\"a\":\"One\",\"w\":\"first\"},"
        "{\"t\":2028,\"a\":\"Two\"},{\"t\":2030,\"a\":\"Three\"},{\"t\":2031,\"a\":\"Four\"},"
        "{\"t\":2032,\"a\":\"Five\",\"w\":\"last of them\"}]},\"mark\":\"point\"}";
    for (size_t i = 0; i < sizeof rooms / sizeof *rooms; i++) {
        struct arena arena;
        struct drawing drawing;
        struct reason reason = {{0}};
        assert_int_equal(draw_in(spec, rooms[i][0], rooms[i][1], &arena, &drawing, &reason), ERROR_NONE);
        assert_int_equal(count_of(&drawing, DRAWING_SYMBOL), 5);
        assert_int_equal(text_item(&drawing, "2028")->fill, 0xf2b33d);
        assert_int_equal(text_item(&drawing, "2030")->fill, 0xffffff);
        for (size_t a = 0; a < drawing.count; a++) { // nothing over another, nothing outside
            const struct drawing_item *item = &drawing.items[a];
            for (size_t b = 0; item->kind == DRAWING_TEXT && b < a; b++) {
                const double *p = item->box, *q = drawing.items[b].box;
                assert_false(drawing.items[b].kind == DRAWING_TEXT && p[0] < q[2] && q[0] < p[2] &&
                             p[1] < q[3] && q[1] < p[3]);
            }
            assert_true(item->kind != DRAWING_TEXT || (item->box[0] >= 0 && item->box[2] <= rooms[i][0] &&
                                                          item->box[1] >= 0 && item->box[3] <= rooms[i][1]));
        }
        arena_finish(&arena);
    }
}

// Months of an axis, values on bars and a table, in German.
static void labels_are_in_the_kiosks_language(void **state) {
    (void)state;
    static const char bars[] =
        "{\"data\":{\"values\":[{\"d\":\"2026-03-01\",\"v\":1500.5},{\"d\":\"2026-05-01\",\"v\":22000}]},"
        "\"mark\":\"bar\",\"encoding\":{\"x\":{\"field\":\"d\",\"timeUnit\":\"yearmonth\",\"type\":"
        "\"ordinal\"},"
        "\"y\":{\"field\":\"v\",\"type\":\"quantitative\",\"axis\":{\"format\":\",.1f\"}}},"
        "\"usermeta\":{\"kiosk\":{\"labels\":\"values\"}}}";
    static const char table[] =
        "{\"data\":{\"values\":[{\"d\":\"2026-03-01\",\"v\":0.125,\"o\":2.5}]},\"mark\":\"text\","
        "\"usermeta\":"
        "{\"kiosk\":{\"table\":{\"columns\":[{\"field\":\"d\",\"format\":\"%d %B\"},{\"field\":\"o\"},"
        "{\"field\":\"v\",\"format\":\".1%\"}]}}}}";
    struct reason reason = {{0}};
    struct arena arena;
    struct drawing drawing;
    assert_int_equal(locale_create("de", &language, &reason), ERROR_NONE);
    assert_int_equal(draw_in(bars, 1700, 600, &arena, &drawing, &reason), ERROR_NONE);
    assert_non_null(text_item(&drawing, "März 2026"));
    assert_non_null(text_item(&drawing, "Mai 2026"));
    assert_non_null(text_item(&drawing, "1.500,5"));
    arena_finish(&arena);
    assert_int_equal(draw_in(table, 1700, 600, &arena, &drawing, &reason), ERROR_NONE);
    assert_non_null(text_item(&drawing, "1. März"));
    assert_non_null(text_item(&drawing, "2,5"));
    assert_non_null(text_item(&drawing, "12,5\u00a0%"));
    arena_finish(&arena);
    locale_destroy(language);
    language = NULL;
}

static void a_field_that_nothing_has_is_named(void **state) {
    (void)state;
    static const struct {
        const char *data, *field, *reason; // NULL: it is drawn
    } rows[] = {
        {"\"data\":{\"values\":[{\"a\":1}]}", "b",
            "spec: /encoding/x/field: no row of the data has the field \"b\""},
        {"\"data\":{\"values\":[{\"a\":1},{\"b\":null}]}", "b", NULL}, // there is one, if without a value
        {"\"data\":{\"values\":[{\"a\":{\"b\":1}}]}", "a.b", NULL},
        {"\"data\":{\"values\":[{\"a.b\":1}]}", "a\\\\.b", NULL},
        {"\"data\":{\"values\":[1,2]}", "data", NULL},
        {"\"data\":{\"values\":[1,2]}", "b",
            "spec: /encoding/x/field: no row of the data has the field \"b\""},
        {"\"data\":{\"values\":[]}", "b", NULL}, // nothing is known of what they would have
        {"\"data\":{\"values\":\"a,b\\n1,\\n\",\"format\":{\"type\":\"csv\"}}", "b", NULL},
        {"\"data\":{\"values\":\"a,b\\n1,\\n\",\"format\":{\"type\":\"csv\"}}", "c",
            "spec: /encoding/x/field: no row of the data has the field \"c\""},
        {"\"data\":{\"values\":[{\"a\":1}]},\"transform\":[{\"aggregate\":[{\"op\":\"mean\",\"field\":\"a\","
         "\"as\":"
         "\"m\"}]}]",
            "m", NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena;
        struct drawing drawing;
        struct reason reason = {{0}};
        char text[1024];
        snprintf(text, sizeof text,
            "{%s,\"mark\":\"point\",\"encoding\":{\"x\":{\"field\":\"%s\",\"type\":\"quantitative\"}}}",
            rows[i].data, rows[i].field);
        enum error error = draw_in(text, 1700, 600, &arena, &drawing, &reason);
        if (error != (rows[i].reason ? ERROR_INPUT : ERROR_NONE)) {
            fail_msg("row %zu: %s", i, reason.text);
        }
        assert_string_equal(reason.text, rows[i].reason ? rows[i].reason : "");
        arena_finish(&arena);
    }
}

static void what_the_kiosk_does_not_know_is_named(void **state) {
    (void)state;
    static const struct {
        const char *kiosk, *reason; // NULL: it is drawn
    } rows[] = {
        {"{\"source\":\"x\",\"highlight\":[\"a\",2],\"labels\":\"legend\",\"turn\":false,\"id\":7}", NULL},
        {"{\"labels\":null}", NULL},
        {"{\"lables\":\"direct\"}",
            "spec: /usermeta/kiosk/lables: no such member (did you mean \"labels\"?)"},
        {"{\"x\":1}", "spec: /usermeta/kiosk/x: no such member"},
        {"{\"labels\":\"values \"}",
            "spec: /usermeta/kiosk/labels: allowed: \"direct\", \"legend\" or \"values\""},
        {"{\"turn\":\"yes\"}", "spec: /usermeta/kiosk/turn: allowed: true or false"},
        {"{\"highlight\":{\"field\":\"a\"}}",
            "spec: /usermeta/kiosk/highlight: allowed: a value or a list of values"},
        {"{\"source\":1}", "spec: /usermeta/kiosk/source: allowed: a text"},
        {"{\"table\":[]}", "spec: /usermeta/kiosk/table: allowed: an object"},
        {"[]", "spec: /usermeta/kiosk: allowed: an object"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena;
        struct drawing drawing;
        struct reason reason = {{0}};
        char text[1024];
        snprintf(text, sizeof text,
            "{\"usermeta\":{\"kiosk\":%s},\"data\":{\"values\":[{\"a\":1}]},\"mark\":\"bar\",\"encoding\":{"
            "\"x\":{"
            "\"field\":\"a\",\"type\":\"quantitative\"}}}",
            rows[i].kiosk);
        enum error error = draw_in(text, 1700, 600, &arena, &drawing, &reason);
        assert_int_equal(error, rows[i].reason ? ERROR_INPUT : ERROR_NONE);
        assert_string_equal(reason.text, rows[i].reason ? rows[i].reason : "");
        arena_finish(&arena);
    }
}

static void what_a_block_lacks_is_named(void **state) {
    (void)state;
    static const struct {
        const char *kiosk, *reason;
    } rows[] = {
        {"{\"number\":{\"field\":\"x\"}}",
            "spec: /usermeta/kiosk/number/field: no row of the data has the field \"x\""},
        {"{\"number\":{}}", "spec: /usermeta/kiosk/number: \"field\" must name a field of the data"},
        {"{\"number\":{\"value\":null}}", "spec: /usermeta/kiosk/number/value: a big number needs a value"},
        {"{\"table\":{\"columns\":[]}}",
            "spec: /usermeta/kiosk/table/columns: a table has 1 to 6 \"columns\""},
        {"{\"timeline\":{\"time\":\"b\"}}",
            "spec: /usermeta/kiosk/timeline: \"title\" must name a field of the data"},
        {"{\"timeline\":{\"time\":\"b\",\"title\":\"a\"},\"number\":{\"value\":1}}",
            "spec: /usermeta/kiosk/timeline: a timeline stands alone"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena;
        struct drawing drawing;
        struct reason reason = {{0}};
        char text[1024];
        snprintf(text, sizeof text, "{\"usermeta\":{\"kiosk\":%s}," VALUES "}", rows[i].kiosk);
        assert_int_equal(draw_in(text, 1700, 600, &arena, &drawing, &reason), ERROR_INPUT);
        assert_string_equal(reason.text, rows[i].reason);
        arena_finish(&arena);
    }
}

// Rows of "a,b,c" and so many layers that each keep them.
static char *large_spec(size_t rows, int layers) {
    struct strbuf text;
    strbuf_init(&text, (size_t)8 << 20);
    strbuf_add_text(&text, "{\"data\":{\"format\":{\"type\":\"csv\"},\"values\":\"a,b,c\\n");
    for (size_t i = 0; i < rows; i++) {
        strbuf_printf(&text, "%zu,%zu,x\\n", i, i % 7);
    }
    strbuf_add_text(&text, "\"},\"layer\":[");
    for (int i = 0; i < layers; i++) {
        strbuf_printf(&text,
            "%s{\"mark\":\"point\",\"encoding\":{\"x\":{\"field\":\"a\",\"type\":\"quantitative\"},"
            "\"y\":{\"field\":\"b\",\"type\":\"quantitative\"}}}",
            i ? "," : "");
    }
    strbuf_add_text(&text, "]}");
    char *copy = strdup(strbuf_text(&text));
    strbuf_finish(&text);
    return copy;
}

static void memory_and_rows_have_an_end(void **state) {
    (void)state;
    static const struct {
        size_t rows;
        int layers;
        const char *reason;
    } rows[] = {
        {20000 - 2, 64, "spec: the chart takes more than 64 MiB of memory"},
        {100000, 1, "spec: /data/values: the data have 100002 rows (at most 20000)"}, // lines, as data_test
                                                                                      // counts them,
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena;
        struct drawing drawing;
        struct reason reason = {{0}};
        char *text = large_spec(rows[i].rows, rows[i].layers);
        assert_int_equal(draw_in(text, 1700, 600, &arena, &drawing, &reason), ERROR_LIMIT);
        assert_string_equal(reason.text, rows[i].reason);
        assert_true(arena_held(&arena) < (size_t)LIMIT_CHART_HEAP + (64u << 20));
        arena_finish(&arena);
        free(text);
    }
}

// What a sanitizer costs.
#if SANITIZER_IS_BUILT_IN
#define SLOWER 5
#else
#define SLOWER 1
#endif
#define EMULATED 20 // and an emulator of another processor

static double thread_ms(void) {
    struct timespec at;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &at);
    return (double)at.tv_sec * 1e3 + (double)at.tv_nsec / 1e6;
}

// A name for every mark, sorted by another field, in a colour of its own, some by a condition: what was
// quadratic.
static void two_thousand_marks_take_little_time(void **state) {
    (void)state;
    struct strbuf text;
    strbuf_init(&text, (size_t)1 << 20);
    strbuf_add_text(&text, "{\"data\":{\"values\":[");
    for (int i = 0; i < 2000; i++) {
        strbuf_printf(&text, "%s{\"a\":\"name %d\",\"b\":%d}", i ? "," : "", i, (i * 7919) % 2003);
    }
    strbuf_add_text(&text,
        "]},\"mark\":\"bar\",\"encoding\":{\"x\":{\"field\":\"b\",\"type\":\"quantitative\"},"
        "\"y\":{\"field\":\"a\",\"type\":\"nominal\",\"sort\":\"-x\"},\"color\":{\"value\":"
        "\"#888888\",\"condition\":{\"test\":{\"field\":\"b\",\"gt\":1000},\"value\":"
        "\"#e69f00\"}}}}");
    double best = 1e9;
    for (int i = 0; i < 5; i++) {
        struct arena arena;
        struct drawing drawing;
        struct reason reason = {{0}};
        double before = thread_ms();
        assert_int_equal(draw_in(strbuf_text(&text), 1700, 600, &arena, &drawing, &reason), ERROR_NONE);
        double took = thread_ms() - before;
        best = took < best ? took : best;
        assert_int_equal(count_of(&drawing, DRAWING_RECT), 2000);
        arena_finish(&arena);
    }
    strbuf_finish(&text);
    print_message("2000 marks: %.1f ms of CPU, the spec's parsing included\n", best);
    assert_true(
        best <
        20 * SLOWER *
            (getenv("BROADSIDE_EMULATOR") ? EMULATED : 1)); // as promised; without an index it was seconds
}

// Names at the ends of an axis stand further in than their ticks, where the screen ends: the next ones make
// room.
static void names_along_the_bottom_never_overlap(void **state) {
    (void)state;
    struct strbuf text;
    strbuf_init(&text, (size_t)1 << 20);
    strbuf_add_text(&text, "{\"data\":{\"values\":[");
    for (int i = 0; i < 300; i++) {
        strbuf_printf(&text, "%s{\"a\":\"a rather long name %d\",\"b\":%d}", i ? "," : "", i, i % 7);
    }
    strbuf_add_text(&text, "]},\"mark\":\"bar\",\"encoding\":{\"x\":{\"field\":\"a\"},\"y\":{\"field\":\"b\","
                           "\"type\":\"quantitative\"}}}");
    for (int width = 500; width <= 1900; width += 200) {
        struct arena arena;
        struct drawing drawing;
        struct reason reason = {{0}};
        assert_int_equal(draw_in(strbuf_text(&text), width, 700, &arena, &drawing, &reason), ERROR_NONE);
        double end = -1;
        size_t labels = 0;
        for (size_t i = 0; i < drawing.count; i++) {
            const struct drawing_item *item = &drawing.items[i];
            if (item->role == DRAWING_AXIS_LABEL && item->value.kind == SCALAR_TEXT) {
                assert_true(item->box[0] > end && item->box[2] <= width + 0.5);
                end = item->box[2];
                labels++;
            }
        }
        assert_true(labels >= 1);
        arena_finish(&arena);
    }
    strbuf_finish(&text);
}

// Bars side by side in a month are as thick in February as in January (Vega-Lite's unit begins with 2001).
static void bars_within_months_are_equally_thick(void **state) {
    (void)state;
    struct arena arena;
    struct drawing drawing;
    struct reason reason = {{0}};
    static const char spec[] =
        "{\"data\":{\"values\":[{\"t\":\"2005-01-01\",\"s\":\"a\",\"v\":1},{\"t\":\"2005-01-01\",\"s\":\"b\","
        "\"v\":2},{\"t\":\"2005-02-01\",\"s\":\"a\",\"v\":3},{\"t\":\"2005-02-01\",\"s\":\"b\",\"v\":4}]},"
        "\"mark\":\"bar\",\"encoding\":{\"x\":{\"timeUnit\":\"yearmonth\",\"field\":\"t\"},\"xOffset\":"
        "{\"field\":\"s\"},\"y\":{\"field\":\"v\",\"type\":\"quantitative\"}}}";
    assert_int_equal(draw_in(spec, 1200, 600, &arena, &drawing, &reason), ERROR_NONE);
    double width = 0;
    size_t bars = 0;
    for (size_t i = 0; i < drawing.count; i++) {
        const struct drawing_item *item = &drawing.items[i];
        if (item->role == DRAWING_MARK) {
            assert_true(bars == 0 || fabs(item->box[2] - item->box[0] - width) < 0.01);
            width = item->box[2] - item->box[0];
            bars++;
        }
    }
    assert_int_equal(bars, 4);
    arena_finish(&arena);
}

static void an_index_finds_what_was_put_in(void **state) {
    (void)state;
    struct arena arena;
    struct scalar_index index = {0};
    assert_true(scalar_index_find(&index, scalar_of_number(1)) == SIZE_MAX);
    arena_init(&arena, 0);
    scalar_index_init(&index, &arena, 100);
    for (size_t i = 0; i < 100; i++) {
        assert_int_equal(scalar_index_add(&index, scalar_of_number((double)i)), i);
        assert_int_equal(scalar_index_add(&index, scalar_of_number((double)i)), i);
    }
    assert_true(scalar_index_add(&index, scalar_of_number(100)) == SIZE_MAX); // full
    assert_int_equal(scalar_index_find(&index, scalar_of_number(-0.0)), 0);
    assert_int_equal(scalar_index_find(&index, scalar_of_number(99)), 99);
    assert_true(scalar_index_find(&index, scalar_of_text("1")) == SIZE_MAX);
    assert_true(scalar_index_find(&index, scalar_of_time(1)) == SIZE_MAX);
    arena_finish(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_stands_beside_its_table),
        cmocka_unit_test(a_timeline_has_a_dot_for_each_step),
        cmocka_unit_test(labels_are_in_the_kiosks_language),
        cmocka_unit_test(a_field_that_nothing_has_is_named),
        cmocka_unit_test(what_the_kiosk_does_not_know_is_named),
        cmocka_unit_test(what_a_block_lacks_is_named),
        cmocka_unit_test(memory_and_rows_have_an_end),
        cmocka_unit_test(two_thousand_marks_take_little_time),
        cmocka_unit_test(names_along_the_bottom_never_overlap),
        cmocka_unit_test(bars_within_months_are_equally_thick),
        cmocka_unit_test(an_index_finds_what_was_put_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
