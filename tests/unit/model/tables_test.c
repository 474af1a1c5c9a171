#include "support/test.h"

#include <string.h>

#include "model/assemble.h"

// Charts that name their data: the rows of a configured source, and of nobody else.

#define NOW (1000 * DAY)
#define GAS "https://data.example/gas.csv"

static const struct tree root = {.kind = TREE_OBJECT};
static const struct tree lines = {.kind = TREE_TEXT, .text = "a,b\n1,2\n"}, other = {.kind = TREE_ARRAY};

static struct edition *assembled(const struct contribution *all, size_t count) {
    struct edition *edition = edition_assemble(all, count, NULL, NOW);
    assert_non_null(edition);
    return edition;
}

static void a_chart_gets_the_rows_of_a_source(void **state) {
    (void)state;
    static const struct {
        struct chart_data data;
        const char *text; // NULL: no rows
        bool is_known;
    } rows[] = {
        {{.said = "gas.csv", .address = GAS}, "a,b\n1,2\n", true},
        {{.said = "gas", .is_name = true}, "a,b\n1,2\n", true},
        {{.said = "gas.csv"}, NULL, false}, // relative to nothing
        {{.said = GAS, .is_name = true}, NULL, false},
        {{.said = "gas", .address = "gas"}, NULL, false}, // an id is no address
        {{.said = GAS "?x", .address = GAS "?x"}, NULL, false},
        {{.said = "awaited", .is_name = true}, NULL, true},
        {{.said = "news", .is_name = true}, NULL, false}, // brings no rows
        {{.said = "https://news.example/", .address = "https://news.example/"}, NULL, false},
        {{.said = "", .is_name = true}, NULL, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct chart_spec spec = {.name = "", .root = &root, .data = &rows[i].data, .data_count = 1};
        struct infographic graphic = {.id = "g", .title = "T", .published = MOMENT_NONE, .chart = &spec};
        const struct batch charts = {.infographics = &graphic, .infographic_count = 1},
                           table = {.table = &lines}, none = {0};
        const struct contribution all[] = {
            {.batch = &charts, .id = "charts", .address = "https://data.example/charts.json"},
            {.batch = &table, .id = "gas", .address = GAS, .brings_table = true},
            {.batch = NULL, .id = "awaited", .brings_table = true},
            {.batch = &none, .id = "news", .address = "https://news.example/"},
        };
        struct edition *edition = assembled(all, sizeof all / sizeof *all);
        assert_int_equal(edition->infographic_count, 1);
        const struct chart_spec *chart = edition->infographics[0].chart;
        assert_int_equal(chart->data_count, 1);
        assert_string_equal(chart->data[0].said, rows[i].data.said);
        assert_int_equal(chart->data[0].is_known, rows[i].is_known);
        if (!rows[i].text != !chart->data[0].rows) {
            fail_msg("row %zu", i);
        }
        if (rows[i].text) {
            assert_string_equal(chart->data[0].rows->text, rows[i].text);
            assert_ptr_not_equal(chart->data[0].rows, &lines); // the edition outlives its answers
        }
        edition_unref(edition);
    }
}

static void rows_are_copied_once_and_age_their_charts(void **state) {
    (void)state;
    const struct chart_data data[] = {{.said = "gas", .is_name = true}, {.said = "oil", .is_name = true}};
    struct chart_spec specs[] = {
        {.name = "", .root = &root, .data = data, .data_count = 2},
        {.name = "", .root = &root, .data = data, .data_count = 1},
        {.name = "", .root = &root},
    };
    struct infographic graphics[] = {
        {.id = "1", .title = "Both", .published = MOMENT_NONE, .chart = &specs[0]},
        {.id = "2", .title = "One", .published = MOMENT_NONE, .chart = &specs[1]},
        {.id = "3", .title = "None", .published = MOMENT_NONE, .chart = &specs[2]},
    };
    const struct batch charts = {.infographics = graphics, .infographic_count = 3}, gas = {.table = &lines},
                       oil = {.table = &other};
    const struct contribution all[] = {
        {.batch = &charts, .age = {NOW - 5, false}},
        {.batch = &gas, .id = "gas", .brings_table = true, .age = {NOW - 9, false}},
        {.batch = &oil, .id = "oil", .brings_table = true, .age = {NOW - 7, true}},
    };
    struct edition *edition = assembled(all, 3);
    const struct infographic *made = edition->infographics;
    assert_int_equal(edition->infographic_count, 3);
    assert_ptr_equal(made[0].chart->data[0].rows, made[1].chart->data[0].rows);
    assert_int_equal(made[0].chart->data[1].rows->kind, TREE_ARRAY);
    assert_true(made[0].age.is_stale && made[0].age.fetched == NOW - 7);
    assert_true(!made[1].age.is_stale && made[1].age.fetched == NOW - 9);
    assert_true(!made[2].age.is_stale && made[2].age.fetched == NOW - 5);
    edition_unref(edition);
}

static void of_two_sources_with_one_address_the_one_that_answered_counts(void **state) {
    (void)state;
    const struct chart_data data = {.said = GAS, .address = GAS};
    struct chart_spec spec = {.name = "", .root = &root, .data = &data, .data_count = 1};
    struct infographic graphic = {.id = "g", .title = "T", .published = MOMENT_NONE, .chart = &spec};
    const struct batch charts = {.infographics = &graphic, .infographic_count = 1}, gas = {.table = &lines};
    const struct contribution all[] = {
        {.batch = &charts},
        {.id = "first", .address = GAS, .brings_table = true},
        {.batch = &gas, .id = "second", .address = GAS, .brings_table = true},
    };
    struct edition *edition = assembled(all, 3);
    assert_non_null(edition->infographics[0].chart->data[0].rows);
    edition_unref(edition);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_chart_gets_the_rows_of_a_source),
        cmocka_unit_test(rows_are_copied_once_and_age_their_charts),
        cmocka_unit_test(of_two_sources_with_one_address_the_one_that_answered_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
