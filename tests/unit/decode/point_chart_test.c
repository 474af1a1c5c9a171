#include "tests/support/test.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/strbuf.h"
#include "decode/profile.h"

// What points become: the Vega-Lite document of one infographic.

static const char profile_text[] = "{\"profile\":\"test\",\"feed\":{\"title\":\"/title\",\"subtitle\":\"/"
                                   "subtitle\",\"type\":\"/type\",\"csv\":"
                                   "\"/csv\"},\"records\":{\"point\":{\"each\":\"/"
                                   "points\",\"fields\":{\"x\":\"/0\",\"y\":\"/1\",\"series\":\"/2\"}}}}";

static struct batch *decoded(const char *answer_text) {
    struct reason reason = {""};
    struct profile *profile;
    struct batch *batch;
    if (profile_create("test.json", profile_text, strlen(profile_text), &profile, NULL, &reason)) {
        fail_msg("%s", reason.text);
    }
    struct answer answer = {.bytes = answer_text, .len = strlen(answer_text), .url = "https://h.example/"};
    if (profile_decode(profile, &answer, &batch, &reason)) {
        fail_msg("%s", reason.text);
    }
    profile_destroy(profile);
    return batch;
}

static const struct tree *chart_of(const struct batch *batch) {
    assert_int_equal(batch->infographic_count, 1);
    assert_non_null(batch->infographics[0].chart);
    return batch->infographics[0].chart->root;
}

static const struct tree *channel_of(const struct tree *chart, const char *channel) {
    return tree_member(tree_member(chart, "encoding"), channel);
}

static const char *member_text(const struct tree *tree, const char *name) {
    return tree_text(tree_member(tree, name), "");
}

#define TWO ",[\"c\",5,\"B\"]"

static const struct {
    const char *type, *points;
    const char *mark;
    const char *along;        // the channel of x
    const char *scale, *unit; // of x
    const char *offset;       // the channel that sets series apart; NULL
    const char *labels;
} rows[] = {
    // by what x is
    {"", "[\"a\",1],[\"b\",2]", "bar", "x", "nominal", "", NULL, "values"},
    {"", "[0.5,1],[\"2,5\",2]", "line", "x", "quantitative", "", NULL, ""},
    {"", "[2019,1],[\"2020\",2]", "line", "x", "temporal", "", NULL, ""},
    {"", "[\"2026-11-24\",1],[\"2026-11-25T06:00:00Z\",2]", "line", "x", "temporal", "", NULL, ""},
    {"", "[\"2026-11\",1],[\"2026-12\",2]", "line", "x", "temporal", "", NULL, ""},
    {"", "[\"2026-11\",1],[\"later\",2]", "bar", "x", "nominal", "", NULL, "values"},
    {"waterfall", "[\"a\",1],[\"b\",2]", "bar", "x", "nominal", "", NULL, "values"},
    // by the service's word
    {"column", "[\"a\",1,\"A\"]" TWO, "bar", "x", "nominal", "", "xOffset", ""},
    {"stacked-column", "[\"a\",1,\"A\"]" TWO, "bar", "x", "nominal", "", NULL, ""},
    {"bar", "[\"a\",1,\"A\"]" TWO, "bar", "y", "nominal", "", "yOffset", ""},
    {"stacked-bar", "[\"a\",1,\"A\"]" TWO, "bar", "y", "nominal", "", NULL, ""},
    {"column", "[2019,1],[2020,2]", "bar", "x", "nominal", "", NULL, "values"},
    {"column", "[5,1],[6,2]", "bar", "x", "nominal", "", NULL, "values"},
    {"column", "[\"2026-11\",1],[\"2026-12\",2]", "bar", "x", "ordinal", "yearmonth", NULL, "values"},
    {"column", "[\"2026-11-24\",1],[\"2026-11-25\",2]", "bar", "x", "ordinal", "yearmonthdate", NULL,
        "values"},
    {"line", "[\"a\",1,\"A\"]" TWO, "line", "x", "nominal", "", NULL, "direct"},
    {"area", "[1,1,\"A\"],[1,5,\"B\"]", "area", "x", "quantitative", "", NULL, ""},
    {"scatter", "[1,1],[1,5]", "point", "x", "quantitative", "", NULL, ""},
    {"pie", "[\"a\",1],[\"b\",2]", "arc", "color", "nominal", "", NULL, ""},
};

static void test_a_chart_is_drawn_as_its_points_ask(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct strbuf answer;
        strbuf_init(&answer, 4096);
        strbuf_printf(
            &answer, "{\"title\":\"T\",\"type\":\"%s\",\"points\":[%s]}", rows[i].type, rows[i].points);
        struct batch *batch = decoded(strbuf_text(&answer));
        const struct tree *chart = chart_of(batch), *x = channel_of(chart, rows[i].along);
        const char *offset = channel_of(chart, "xOffset")   ? "xOffset"
                             : channel_of(chart, "yOffset") ? "yOffset"
                                                            : NULL;
        assert_string_equal(member_text(tree_member(chart, "mark"), "type"), rows[i].mark);
        assert_string_equal(member_text(x, "field"), "x");
        assert_string_equal(member_text(x, "type"), rows[i].scale);
        assert_string_equal(member_text(x, "timeUnit"), rows[i].unit);
        assert_string_equal(offset ? offset : "", rows[i].offset ? rows[i].offset : "");
        assert_string_equal(
            member_text(tree_member(tree_member(chart, "usermeta"), "kiosk"), "labels"), rows[i].labels);
        // columns of names may lie down, those of numbers and days not
        bool may_turn = strcmp(rows[i].mark, "bar") == 0 && strcmp(rows[i].along, "x") == 0 &&
                        strstr(rows[i].points, "[\"a\"") != NULL;
        may_turn = may_turn || strstr(rows[i].points, "later") != NULL;
        const struct tree *turn = tree_member(tree_member(tree_member(chart, "usermeta"), "kiosk"), "turn");
        assert_int_equal(tree_is_true(turn), may_turn);
        batch_destroy(batch);
        strbuf_finish(&answer);
    }
}

static void test_one_series_is_the_measure(void **state) {
    (void)state;
    struct batch *batch = decoded("{\"title\":\"T\",\"points\":[[\"a\",1,\"Trees\"],[\"b\",2,\"Trees\"]]}");
    chart_of(batch);
    assert_string_equal(batch->infographics[0].subtitle, "Trees");
    batch_destroy(batch);
    batch = decoded("{\"title\":\"T\",\"subtitle\":\"S\",\"points\":[[\"a\",1,\"Trees\"],[\"b\",2]]}");
    assert_string_equal(batch->infographics[0].subtitle, "S");
    batch_destroy(batch);
    batch = decoded("{\"title\":\"T\",\"points\":[[\"a\",1,\"Trees\"],[\"b\",2,\"Ships\"]]}");
    assert_null(batch->infographics[0].subtitle);
    batch_destroy(batch);
}

static void assert_value(const struct tree *chart, size_t at, const char *x, double y, const char *series) {
    const struct tree *value = tree_at(tree_member(tree_member(chart, "data"), "values"), at);
    assert_string_equal(member_text(value, "x"), x);
    assert_true(tree_number(tree_member(value, "y"), -1.0) == y);
    assert_string_equal(member_text(value, "series"), series);
}

// A column a series; cells that are no numbers, names that are missing and lines that are too long cost only
// themselves.
static void test_a_table_is_points(void **state) {
    (void)state;
    struct batch *batch = decoded("{\"title\":\"T\",\"csv\":\"Day;Rain & snow;Sun\\r\\n\\\"Mon; "
                                  "early\\\";1,5;\\r\\n;7;7\\r\\n\\r\\nTue;n/a;4;9\"}");
    const struct tree *chart = chart_of(batch);
    assert_int_equal(tree_member(tree_member(chart, "data"), "values")->count, 2);
    assert_value(chart, 0, "Mon; early", 1.5, "Rain & snow");
    assert_value(chart, 1, "Tue", 4.0, "Sun");
    batch_destroy(batch);
}

static void test_nothing_to_show_is_no_infographic(void **state) {
    (void)state;
    static const char *const answers[] = {
        "{\"title\":\"T\",\"points\":[]}",
        "{\"title\":\"T\",\"points\":[[\"a\",\"many\"],[null,1]]}",
        "{\"points\":[[\"a\",1]]}",
        "{\"title\":\"T\",\"csv\":\"0-0\"}",
        "{\"title\":\"T\",\"csv\":\"a,b\\n1,\"}",
        "{\"title\":\"T\"}",
    };
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        struct batch *batch = decoded(answers[i]);
        assert_int_equal(batch->infographic_count, 0);
        batch_destroy(batch);
    }
}

static void test_points_past_the_ceiling_are_counted(void **state) {
    (void)state;
    struct strbuf answer;
    strbuf_init(&answer, LIMIT_BODY);
    strbuf_add_text(&answer, "{\"title\":\"T\",\"csv\":\"x,y");
    for (size_t i = 0; i < LIMIT_CHART_POINTS + 7; i++) {
        strbuf_printf(&answer, "\\n%zu,1", i);
    }
    strbuf_add_text(&answer, "\"}");
    struct batch *batch = decoded(strbuf_text(&answer));
    assert_int_equal(tree_member(tree_member(chart_of(batch), "data"), "values")->count, LIMIT_CHART_POINTS);
    assert_int_equal(batch->beyond, 7);
    batch_destroy(batch);
    strbuf_finish(&answer);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_chart_is_drawn_as_its_points_ask),
        cmocka_unit_test(test_one_series_is_the_measure),
        cmocka_unit_test(test_a_table_is_points),
        cmocka_unit_test(test_nothing_to_show_is_no_infographic),
        cmocka_unit_test(test_points_past_the_ceiling_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
