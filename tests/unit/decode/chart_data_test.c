#include "support/test.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "decode/chart.h"
#include "decode/profile.h"

// What a spec names instead of holding it, and the rows that a profile makes.

#define BASE "https://news.example/charts/gas.json"

static struct chart_spec read(const char *text, struct arena *arena) {
    struct chart_spec spec;
    struct reason reason = {""};
    arena_init(arena, 0);
    if (chart_spec_read(text, strlen(text), "spec", arena, &spec, &reason)) {
        fail_msg("%s", reason.text);
    }
    return spec;
}

static void addresses_and_names_are_found(void **state) {
    (void)state;
    static const struct {
        const char *spec, *found; // "said address", a line each; a name has "=" before it
    } rows[] = {
        {"{\"data\":{\"url\":\"gas.csv\"}}", "gas.csv https://news.example/charts/gas.csv\n"},
        {"{\"data\":{\"url\":\"/a b.csv\"}}", "/a b.csv https://news.example/a%20b.csv\n"},
        {"{\"data\":{\"url\":\"http://x.example/y\"}}", "http://x.example/y http://x.example/y\n"},
        {"{\"data\":{\"name\":\"gas\"}}", "=gas -\n"},
        {"{\"data\":{\"name\":\"gas\",\"values\":[]}}", ""}, // it holds what it names
        {"{\"data\":{\"values\":[{\"data\":{\"url\":\"x\"}}]}}", ""},
        {"{\"data\":{\"url\":7}}", ""},
        {"{\"data\":null}", ""},
        {"{\"layer\":[{\"data\":{\"name\":\"a\"}},{\"layer\":[{\"data\":{\"name\":\"b\"}}]},{\"data\":{"
         "\"name\":\"a\"}}]}",
            "=a -\n=b -\n"},
        {"{\"data\":{\"name\":\"a\"},\"spec\":{\"data\":{\"url\":\"b\"}}}",
            "=a -\nb https://news.example/charts/b\n"},
        {"[]", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena;
        struct strbuf found;
        struct chart_spec spec = read(rows[i].spec, &arena);
        strbuf_init(&found, 4096);
        assert_true(chart_spec_find_data(&spec, BASE, &arena));
        for (size_t k = 0; k < spec.data_count; k++) {
            const struct chart_data *data = &spec.data[k];
            strbuf_printf(&found, "%s%s %s\n", data->is_name ? "=" : "", data->said,
                data->address ? data->address : "-");
            assert_true(!data->rows && !data->is_known);
        }
        assert_string_equal(strbuf_text(&found), rows[i].found);
        strbuf_finish(&found);
        arena_finish(&arena);
    }
}

static void a_spec_names_so_many_and_no_more(void **state) {
    (void)state;
    struct arena arena;
    struct strbuf text;
    strbuf_init(&text, LIMIT_STRING);
    strbuf_add_text(&text, "{\"layer\":[");
    for (int i = 0; i < 40; i++) {
        strbuf_printf(&text, "%s{\"data\":{\"name\":\"%d\"}}", i ? "," : "", i);
    }
    strbuf_add_text(&text, "]}");
    struct chart_spec spec = read(strbuf_text(&text), &arena);
    const struct tree *layers = tree_member(spec.root, "layer");
    assert_int_equal(spec.data_count, LIMIT_CHART_DATA);
    assert_string_equal(chart_spec_data(&spec, tree_member(tree_at(layers, 3), "data"))->said, "3");
    assert_null(chart_spec_data(&spec, tree_member(tree_at(layers, 39), "data")));
    assert_null(chart_spec_data(&spec, NULL));
    strbuf_finish(&text);
    arena_finish(&arena);
}

static struct batch *decoded(const char *profile_text, const char *answer_text) {
    struct profile *profile;
    struct batch *batch = NULL;
    struct reason reason = {""};
    if (profile_create("p.json", profile_text, strlen(profile_text), &profile, NULL, &reason)) {
        fail_msg("%s", reason.text);
    }
    assert_true(profile_brings_table(profile));
    const struct answer answer = {.bytes = answer_text, .len = strlen(answer_text), .url = BASE};
    if (profile_decode(profile, &answer, &batch, &reason)) {
        assert_null(batch);
        print_message("%s\n", reason.text);
    }
    profile_destroy(profile);
    return batch;
}

#define WHOLE                                                                                                \
    "{\"profile\":\"p\",\"text\":true,\"records\":{\"table\":{\"each\":{\"one\":\"\"},\"require\":["         \
    "\"rows\"],"                                                                                             \
    "\"fields\":{\"rows\":\"\"}}}}"

static void lines_come_whole_and_clean(void **state) {
    (void)state;
    struct strbuf text;
    strbuf_init(&text, LIMIT_BODY);
    strbuf_add_text(&text, "\xEF\xBB\xBF"
                           "a,b\r\n\x01\xFF\t1,\"x\ny\"\r\n");
    while (text.len < 3 * (size_t)LIMIT_STRING) { // longer than a text of a record may be
        strbuf_add_text(&text, "12345,67890\r\n");
    }
    struct batch *batch = decoded(WHOLE, strbuf_text(&text));
    assert_non_null(batch);
    assert_int_equal(batch_count(batch), 1);
    const char *got = batch->table->text, *begins = "a,b\r\n\xEF\xBF\xBD\t1,\"x\ny\"\r\n";
    assert_int_equal(strncmp(got, begins, strlen(begins)), 0);
    assert_int_equal(strlen(got), text.len - 3 - 1 - 1 + 3); // no mark, no control, a replacement
    batch_destroy(batch);
    strbuf_finish(&text);
    assert_null(decoded(WHOLE, "<!doctype html><p>Down</p>"));
    assert_null(decoded(WHOLE, "[1, 2")); // what begins as JSON is JSON
    assert_null(decoded(WHOLE, " \n"));
}

static void rows_are_what_a_profile_makes_of_an_answer(void **state) {
    (void)state;
    static const char profile[] = "{\"profile\":\"p\",\"records\":{\"table\":{\"each\":{\"one\":\"\"},"
                                  "\"require\":[\"rows\"],\"fields\":{"
                                  "\"rows\":{\"each\":\"/d\",\"as\":{\"day\":{\"get\":\"/"
                                  "t\",\"date\":\"unix\"},\"value\":{\"get\":\"/v\","
                                  "\"number\":{\"div\":10}},\"raw\":\"/r\",\"is\":\"/b\"}}}}}}";
    struct batch *batch =
        decoded(profile, "{\"d\":[{\"t\":0,\"v\":\"15\",\"r\":{\"x\":[1]},\"b\":true},{\"v\":2},{}]}");
    assert_non_null(batch);
    const struct tree *table = batch->table;
    assert_true(tree_is(table, TREE_ARRAY));
    assert_int_equal(table->count, 2); // an empty row is none
    const struct tree *row = tree_at(table, 0);
    assert_string_equal(tree_text(tree_member(row, "day"), ""), "1970-01-01T00:00:00+00:00");
    assert_float_equal(tree_number(tree_member(row, "value"), 0), 1.5, 1e-9);
    assert_float_equal(tree_number(tree_at(tree_member(tree_member(row, "raw"), "x"), 0), 0), 1.0, 1e-9);
    assert_true(tree_is_true(tree_member(row, "is")));
    assert_ptr_equal(row->parent, table);
    batch_destroy(batch);
    batch = decoded(profile, "{\"d\":7}");
    assert_non_null(batch);
    assert_int_equal(batch_count(batch), 0);
    batch_destroy(batch);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_and_names_are_found),
        cmocka_unit_test(a_spec_names_so_many_and_no_more),
        cmocka_unit_test(lines_come_whole_and_clean),
        cmocka_unit_test(rows_are_what_a_profile_makes_of_an_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
