#include "support/test.h"

#include <stdio.h>
#include <string.h>

#include "base/strbuf.h"
#include "support/chart_case.h"
#include "text/locale.h"

// Steps in the order of their rows, evenly spaced, each with its moment, name and words.

#define MOST_STEPS 8

static void write_steps(struct strbuf *out, size_t count, const char *name, const char *words) {
    strbuf_add_text(out, "{\"data\":{\"values\":[");
    for (size_t i = 0; i < count; i++) {
        strbuf_printf(out, "%s{\"when\":\"2026-0%zu-05\",\"what\":\"%s %zu\",\"more\":\"%s\"}", i ? "," : "",
            i % 9 + 1, name, i, words);
    }
    strbuf_add_text(out,
        "]},\"mark\":\"point\",\"encoding\":{},\"usermeta\":{\"kiosk\":{\"timeline\":{\"time\":\"when\","
        "\"title\":\"what\",\"text\":\"more\",\"format\":\"%b %d\"},\"highlight\":\"");
    strbuf_printf(out, "%s 1\"}}}", name);
}

static const struct drawing_item *dot(const struct chart_case *it, size_t n) {
    return chart_case_mark(it, DRAWING_SYMBOL, n);
}

// As many dots as steps, at even distances along the one or the other way.
static void stand_evenly(const struct chart_case *it, size_t count, bool is_across) {
    int axis = is_across ? 0 : 1;
    assert_int_equal(chart_case_count(it, DRAWING_MARK, DRAWING_SYMBOL), count);
    double step = count > 1 ? dot(it, 1)->at[axis] - dot(it, 0)->at[axis] : 1;
    assert_true(step > 0);
    for (size_t i = 1; i < count; i++) {
        double gap = dot(it, i)->at[axis] - dot(it, i - 1)->at[axis];
        assert_true(gap > step - 0.1 && gap < step + 0.1);
        assert_true(dot(it, i)->at[1 - axis] == dot(it, 0)->at[1 - axis]);
    }
}

static void so_many_steps_stand_across_or_down(void **state) {
    (void)state;
    static const int sizes[][2] = {{1700, 700}, {1000, 1500}};
    static const char *const words[] = {
        "", "Was geschah und warum es geschah, in einem Satz, der länger ist als eine Zeile einer Spalte"};
    for (size_t i = 0; i < 4; i++) {
        for (size_t count = 1; count <= MOST_STEPS; count++) {
            struct strbuf spec;
            struct chart_case it;
            strbuf_init(&spec, 1 << 16);
            write_steps(&spec, count, "Schritt", words[i / 2]);
            chart_case_init_in(&it, strbuf_text(&spec), spec.len, sizes[i % 2][0], sizes[i % 2][1]);
            if (it.error) {
                fail_msg("%zu: %s", count, it.reason.text);
            }
            stand_evenly(&it, count, i % 2 == 0);
            const char *crowd = chart_case_crowded(&it);
            if (crowd) {
                fail_msg("%zu in %d by %d: %s", count, sizes[i % 2][0], sizes[i % 2][1], crowd);
            }
            assert_non_null(chart_case_text(&it, "Jan 05"));
            if (count > 1) {
                assert_int_equal(dot(&it, 1)->fill, 0xf2b33d); // the highlighted one
                assert_int_not_equal(dot(&it, 0)->fill, 0xf2b33d);
                assert_true(dot(&it, 1)->size > dot(&it, 0)->size);
                assert_int_equal(chart_case_text(&it, "Feb 05")->fill, 0xf2b33d);
            }
            chart_case_finish(&it);
            strbuf_finish(&spec);
        }
    }
}

static void what_is_no_timeline_is_refused(void **state) {
    (void)state;
    static const struct {
        size_t count;
        int width, height;
        const char *reason;
    } rows[] = {
        {0, 1700, 700, "spec: /usermeta/kiosk/timeline/time: no row of the data has the field \"when\""},
        {9, 1700, 700, "spec: /usermeta/kiosk/timeline: a timeline has 1 to 8 steps, not 9"},
        {8, 600, 500, "spec: /usermeta/kiosk/timeline: there is no room for 8 steps"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct strbuf spec;
        struct chart_case it;
        strbuf_init(&spec, 1 << 16);
        write_steps(&spec, rows[i].count, "S", "w");
        chart_case_init_in(&it, strbuf_text(&spec), spec.len, rows[i].width, rows[i].height);
        assert_string_equal(it.reason.text, rows[i].reason);
        chart_case_finish(&it);
        strbuf_finish(&spec);
    }
}

#define TIMELINE(values, more)                                                                               \
    "{\"data\":{\"values\":[" values "]},\"mark\":\"point\",\"encoding\":{},\"usermeta\":{\"kiosk\":{"       \
    "\"timeline\":{\"time\":\"t\",\"title\":\"n\"" more "}}}}"

// Moments that are texts, numbers, or not there; names that are numbers, too long, or not there.
static void awkward_steps(void **state) {
    (void)state;
    static const struct {
        const char *spec, *moments, *words;
    } rows[] = {
        {TIMELINE("{\"t\":\"soon\",\"n\":\"A\"},{\"t\":1999,\"n\":2},{\"n\":\"C\"},{\"t\":\"x\"}", ""),
            "soon|1999|–|x", "A|2|C|–"},
        {TIMELINE(
             "{\"t\":\"2026-05-04\",\"n\":\"A\",\"m\":null},{\"t\":\"spring\",\"n\":\"B\",\"m\":\"why\"}",
             ",\"text\":\"m\",\"format\":\"%d.%m.%y\""),
            "04.05.26|spring", "A|B|why"},
        {TIMELINE("{\"t\":\"2026\",\"n\":\"\"},{\"t\":\"\",\"n\":\"B\"}", ""), "2026|", "B"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct chart_case it;
        chart_case_init(&it, rows[i].spec);
        assert_string_equal(it.reason.text, "");
        assert_string_equal(chart_case_texts(&it, DRAWING_AXIS_LABEL), rows[i].moments);
        assert_string_equal(chart_case_texts(&it, DRAWING_MARK), rows[i].words);
        assert_null(chart_case_crowded(&it));
        chart_case_finish(&it);
    }
}

static void very_long_names_and_words_are_cut_inside_their_column(void **state) {
    (void)state;
    static const int sizes[][2] = {{1700, 600}, {1000, 1500}};
    static const char *const names[] = {
        "Ein Name so lang, dass drei Zeilen einer Spalte von acht nicht genug für "
        "ihn sind, und auch vier nicht, und fünf",
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"};
    for (size_t i = 0; i < 4; i++) {
        struct strbuf spec;
        struct chart_case it;
        strbuf_init(&spec, 1 << 16);
        write_steps(&spec, 6, names[i / 2], names[0]);
        chart_case_init_in(&it, strbuf_text(&spec), spec.len, sizes[i % 2][0], sizes[i % 2][1]);
        assert_string_equal(it.reason.text, "");
        const char *crowd = chart_case_crowded(&it);
        if (crowd) {
            fail_msg("%d by %d: %s", sizes[i % 2][0], sizes[i % 2][1], crowd);
        }
        assert_non_null(strstr(chart_case_texts(&it, DRAWING_MARK), "\u2026"));
        chart_case_finish(&it);
        strbuf_finish(&spec);
    }
}

static void moments_are_those_of_the_language(void **state) {
    (void)state;
    static const struct {
        const char *language, *moment;
    } rows[] = {{"de", "4. Mai"}, {"ru", "4 мая"}, {"ar", "٤ مايو"}, {"zh", "5月4日"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct chart_case it;
        struct reason reason;
        struct locale *locale;
        struct chart_form form = chart_case_form(1700, 600);
        assert_int_equal(locale_create(rows[i].language, &locale, &reason), ERROR_NONE);
        form.locale = locale;
        chart_case_init_by(
            &it, TIMELINE("{\"t\":\"2026-05-04\",\"n\":\"A\"}", ",\"format\":\"%B %d\""), &form);
        assert_string_equal(it.reason.text, "");
        assert_string_equal(chart_case_texts(&it, DRAWING_AXIS_LABEL), rows[i].moment);
        chart_case_finish(&it);
        locale_destroy(locale);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(so_many_steps_stand_across_or_down),
        cmocka_unit_test(what_is_no_timeline_is_refused),
        cmocka_unit_test(awkward_steps),
        cmocka_unit_test(very_long_names_and_words_are_cut_inside_their_column),
        cmocka_unit_test(moments_are_those_of_the_language),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
