#include "support/test.h"

#include <stdio.h>
#include <string.h>

#include "chart/plot.h"
#include "decode/chart.h"

// Which rows a predicate holds of; comparisons are JavaScript's, but nothing and what is no number is neither
// less nor more than anything.

#define ROWS                                                                                                 \
    "[{\"v\":1,\"t\":\"a\",\"b\":true,\"d\":\"2024-01-31\"},{\"v\":-2.5,\"t\":\"b\",\"b\":false},"           \
    "{\"v\":null,\"t\":null,\"d\":\"2024-02-01\"},{\"v\":\"n/"                                               \
    "a\",\"t\":\"\",\"d\":\"soon\"},{\"v\":\"3\"},{}]"

struct fixture {
    struct arena arena;
    struct chart_spec spec;
    struct reason reason;
    struct table table;
    struct plot plot;
    enum error error;
    bool keep[8];
    char kept[8]; // "101000": of the first row and of the third
};

static void open_fixture(struct fixture *it, const char *rows, const char *test) {
    char text[1024];
    snprintf(text, sizeof text, "{\"data\":{\"values\":%s},\"test\":%s}", rows, test);
    *it = (struct fixture){.error = ERROR_NONE};
    arena_init(&it->arena, 0);
    assert_int_equal(
        chart_spec_read(text, strlen(text), "t", &it->arena, &it->spec, &it->reason), ERROR_NONE);
    assert_int_equal(
        table_read(tree_member(it->spec.root, "data"), &it->spec, &it->arena, &it->table, &it->reason),
        ERROR_NONE);
    it->plot = (struct plot){.arena = &it->arena, .name = "t", .reason = &it->reason};
    it->error = predicate_read(&it->plot, tree_member(it->spec.root, "test"), &it->table, it->keep);
    for (size_t row = 0; row < it->table.rows; row++) {
        it->kept[row] = it->keep[row] ? '1' : '0';
    }
}

static void rows_are_kept(void **state) {
    (void)state;
    static const struct {
        const char *test, *kept;
    } rows[] = {
        {"{\"field\":\"v\",\"lt\":1}", "010000"},
        {"{\"field\":\"v\",\"lte\":1}", "110000"},
        {"{\"field\":\"v\",\"gt\":1}", "000010"}, // "3" is a number among numbers
        {"{\"field\":\"v\",\"gte\":1}", "100010"},
        {"{\"field\":\"v\",\"gt\":null}", "000000"},
        {"{\"field\":\"v\",\"gte\":\"n\"}", "000100"}, // texts as texts
        {"{\"field\":\"v\",\"equal\":1}", "100000"},
        {"{\"field\":\"v\",\"equal\":3}", "000000"}, // but is not equal to one
        {"{\"field\":\"v\",\"equal\":null}", "001001"},
        {"{\"field\":\"t\",\"equal\":\"\"}", "000100"},
        {"{\"field\":\"b\",\"equal\":false}", "010000"},
        {"{\"field\":\"none\",\"equal\":1}", "000000"},
        {"{\"field\":\"none\",\"valid\":false}", "111111"},
        {"{\"field\":\"v\",\"range\":[-2.5,1]}", "110000"},
        {"{\"field\":\"v\",\"range\":[1,-2.5]}", "000000"}, // the ends are not exchanged
        {"{\"field\":\"v\",\"range\":[null,null]}", "110110"},
        {"{\"field\":\"t\",\"range\":[\"a\",\"a\"]}", "100000"},
        {"{\"field\":\"t\",\"oneOf\":[\"b\",null,\"\"]}", "011111"},
        {"{\"field\":\"v\",\"valid\":true}", "110110"},
        {"{\"timeUnit\":\"yearmonth\",\"field\":\"d\",\"equal\":{\"year\":2024,\"month\":2}}", "001000"},
        {"{\"timeUnit\":\"year\",\"field\":\"d\",\"lte\":{\"year\":2024}}", "101000"},
        {"{\"timeUnit\":\"month\",\"field\":\"d\",\"oneOf\":[{\"month\":\"january\"}]}", "100000"},
        {"{\"and\":[]}", "111111"},
        {"{\"or\":[]}", "000000"},
        {"{\"not\":{\"and\":[]}}", "000000"},
        {"{\"and\":[{\"field\":\"v\",\"gt\":0},{\"not\":{\"field\":\"b\",\"equal\":true}}]}", "000010"},
        {"{\"or\":[{\"and\":[{\"field\":\"v\",\"lt\":0},{\"field\":\"b\",\"equal\":false}]},{\"field\":\"t\","
         "\"equal\":\"\"}]}",
            "010100"},
        {"{\"not\":{\"not\":{\"field\":\"v\",\"lt\":0}}}", "010000"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fixture it;
        open_fixture(&it, ROWS, rows[i].test);
        if (it.error || strcmp(it.kept, rows[i].kept) != 0) {
            fail_msg("%s: %s, not %s %s", rows[i].test, it.kept, rows[i].kept, it.reason.text);
        }
        arena_finish(&it.arena);
    }
}

static void of_no_rows_none_is_kept(void **state) {
    (void)state;
    struct fixture it;
    open_fixture(
        &it, "[]", "{\"and\":[{\"field\":\"v\",\"lt\":1},{\"not\":{\"field\":\"v\",\"valid\":true}}]}");
    assert_int_equal(it.error, ERROR_NONE);
    assert_string_equal(it.kept, "");
    arena_finish(&it.arena);
}

// Nothing is guessed: what is not understood is refused where it stands.
static void the_rest_is_refused(void **state) {
    (void)state;
    static const struct {
        const char *test, *reason;
    } rows[] = {
        {"\"datum.v > 1\"", "/test: outside the subset: expressions"},
        {"{\"field\":\"v\"}", "/test: outside the subset: this predicate"},
        {"{\"equal\":1}", "/test: outside the subset: this predicate"},
        {"{\"field\":3,\"equal\":1}", "/test: outside the subset: this predicate"},
        {"{\"field\":\"v\",\"matches\":1}", "/test: outside the subset: this predicate"},
        {"{\"field\":\"v\",\"timeUnit\":\"fortnight\",\"equal\":1}",
            "/test: outside the subset: this predicate"},
        {"{\"field\":\"v\",\"lt\":3,\"gt\":1}", "/test/gt: a predicate has one operator"},
        {"{\"and\":{\"field\":\"v\",\"lt\":3}}", "/test/and: \"and\" and \"or\" have a list"},
        {"{\"or\":3}", "/test/or: \"and\" and \"or\" have a list"},
        {"{\"and\":[{\"field\":\"v\",\"lt\":3}],\"or\":[]}", "/test/or: a predicate has one operator"},
        {"{\"not\":{\"field\":\"v\",\"lt\":3},\"and\":[]}", "/test/and: a predicate has one operator"},
        {"{\"and\":[{\"field\":\"v\",\"lt\":3}],\"field\":\"v\",\"gt\":0}",
            "/test/gt: a predicate has one operator"},
        {"{\"field\":\"v\",\"range\":3}", "/test/range: a range has two ends"},
        {"{\"field\":\"v\",\"range\":[1,2,3]}", "/test/range: a range has two ends"},
        {"{\"field\":\"v\",\"oneOf\":3}", "/test/oneOf: \"oneOf\" has a list"},
        {"{\"and\":[{\"not\":{\"or\":[\"x\"]}}]}", "/test/and/0/not/or/0: outside the subset: expressions"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fixture it;
        open_fixture(&it, ROWS, rows[i].test);
        if (it.error != ERROR_INPUT || !strstr(it.reason.text, rows[i].reason)) {
            fail_msg("%s: \"%s\"", rows[i].test, it.reason.text);
        }
        arena_finish(&it.arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_kept),
        cmocka_unit_test(of_no_rows_none_is_kept),
        cmocka_unit_test(the_rest_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
