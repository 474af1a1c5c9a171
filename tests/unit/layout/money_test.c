#include "layout/money.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "layout/page.h"
#include "tests/support/fake_edition.h"
#include "tests/support/oplist_dump.h"
#include "tests/support/paper.h"
#include "tests/support/test.h"

static void decimals_say_enough(void **state) {
    (void)state;
    static const struct {
        double value;
        int decimals;
    } rows[] = {{1e-6, 7}, {0.00099, 7}, {0.005, 6}, {0.05, 5}, {0.92, 4}, {19.99, 4}, {20, 2}, {92.3, 2},
        {999, 2}, {1000, 1}, {15800, 1}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(rate_decimals(rows[i].value), rows[i].decimals);
        assert_int_equal(rate_decimals(-rows[i].value), rows[i].decimals);
    }
}

static void units_make_small_values_readable(void **state) {
    (void)state;
    static const struct {
        double value;
        int units;
    } rows[] = {{1.08, 1}, {0.05, 1}, {0.049, 100}, {0.0067, 100}, {0.0004, 1000}, {0.00002, 10000},
        {1e-6, 100000}, {1e-12, 100000}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (rate_units(rows[i].value) != rows[i].units) {
            fail_msg("%g: %d units, not %d", rows[i].value, rate_units(rows[i].value), rows[i].units);
        }
    }
}

static void fixings_say_what_is_known(void **state) {
    (void)state;
    struct paper paper;
    paper_open(&paper);
    struct rate rate = {.date = {FAKE_NOW, FAKE_OFFSET}, .source_name = "ECB"};
    assert_string_equal(fixing_text(&paper.sheet, &rate), "ECB fixing · 24 Nov");
    rate.source_name = NULL;
    assert_string_equal(fixing_text(&paper.sheet, &rate), "24 Nov");
    rate.date = MOMENT_NONE;
    assert_null(fixing_text(&paper.sheet, &rate));
    rate.source_name = "ECB";
    assert_string_equal(fixing_text(&paper.sheet, &rate), "ECB");
    paper_close(&paper);
}

static void changes_have_colours(void **state) {
    (void)state;
    struct paper paper;
    paper_open(&paper);
    assert_int_equal(change_color(&paper.sheet, 0.1), 0xFF3ECF8E);
    assert_int_equal(change_color(&paper.sheet, -0.1), 0xFFFF6B5E);
    assert_int_equal(change_color(&paper.sheet, 0), 0xFFAAB6C6);
    paper_close(&paper);
}

// The line through a month is of the month's colour, whatever its last day did.
static void a_line_has_the_colour_of_its_way(void **state) {
    (void)state;
    struct paper paper;
    paper_open(&paper);
    static const double up[] = {1, 3, 2.5}, down[] = {3, 1, 1.5}, flat[] = {2, 5, 2};
    struct rate rate = {.value = 2.5, .previous = 3, .history = up, .history_count = 3};
    assert_int_equal(trend_color(&paper.sheet, &rate), 0xFF3ECF8E);
    rate.history = down;
    assert_int_equal(trend_color(&paper.sheet, &rate), 0xFFFF6B5E);
    rate.history = flat;
    assert_int_equal(trend_color(&paper.sheet, &rate), 0xFFAAB6C6);
    assert_int_equal(trend_color(&paper.sheet, &(struct rate){.value = 1}), 0xFFAAB6C6); // nothing is known
    paper_close(&paper);
}

static void converters_say_something(void **state) {
    (void)state;
    static const struct {
        const char *base, *quote;
        double value;
        const char *amounts, *worth;
    } rows[] = {
        {"USD", "EUR", 0.9214, "$10 $50 $100 $500 $1,000", "€9.21 €46.07 €92.14 €460.70 €921.40"},
        {"USD", "JPY", 156.2, "$10 $50 $100 $500 $1,000", "¥1,562 ¥7,810 ¥15,620 ¥78,100 ¥156,200"},
        // What is worth next to nothing is not worth nothing.
        {"VND", "EUR", 1e-6, "₫10 ₫50 ₫100 ₫500 ₫1,000",
            "€0.0000100 €0.0000500 €0.0001000 €0.0005000 €0.001000"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct paper paper;
        paper_open(&paper);
        struct rate rate = {.base = rows[i].base, .quote = rows[i].quote, .value = rows[i].value};
        converter_draw(&paper.sheet, (struct rect){100, 100, 500, 600}, &rate);
        char *amounts = oplist_role_text(&paper.ops, ROLE_CONVERTER),
             *worth = oplist_role_text(&paper.ops, ROLE_NUMBER_2);
        assert_string_equal(amounts, rows[i].amounts);
        assert_string_equal(worth, rows[i].worth);
        free(amounts);
        free(worth);
        paper_close(&paper);
    }
}

static void a_converter_without_amounts_is_empty(void **state) {
    (void)state;
    struct paper paper;
    paper_open(&paper);
    paper.desk.env.amount_count = 0;
    struct rate rate = {.base = "USD", .quote = "EUR", .value = 0.9};
    converter_draw(&paper.sheet, (struct rect){100, 100, 500, 600}, &rate);
    assert_int_equal(paper.ops.count, 0);
    paper_close(&paper);
}

static struct deck *rates_deck(struct page_desk *desk, struct fixing *fixings, size_t count) {
    struct fake_edition plan = {.fixings = fixings, .fixing_count = count};
    const struct edition *edition = fake_edition_make(&plan);
    struct page_spec spec = {.kind = page_kind_find("rates")};
    struct deck_form form = {&spec, 1, NULL, 0};
    struct deck *deck = deck_create(edition, &form, &desk->env, FAKE_NOW);
    edition_unref(edition);
    return deck;
}

// A currency of which a million make a euro: the page says how many, and the number has digits.
static void a_currency_of_little_worth(void **state) {
    (void)state;
    static const char *const pairs[] = {"ZWL"};
    struct fixing fixings[] = {
        {"EUR", "ZWL", 1e6, {FAKE_NOW - 2 * DAY, 0}}, {"EUR", "ZWL", 1.1e6, {FAKE_NOW - DAY, 0}}};
    struct page_desk desk;
    page_desk_open(&desk, 1920, 1080);
    desk.env.base = "EUR";
    desk.env.pairs = pairs;
    desk.env.pair_count = 1;
    struct deck *deck = rates_deck(&desk, fixings, 2);
    assert_string_equal(deck->pages[0].kind->name, "rates");
    char *number = oplist_role_text(&deck->pages[0].ops, ROLE_NUMBER_2);
    assert_string_equal(number, "0.09091");
    char *meta = oplist_role_text(&deck->pages[0].ops, ROLE_META);
    assert_non_null(strstr(meta, "(100,000)"));
    free(number);
    free(meta);
    deck_destroy(deck);
    page_desk_close(&desk);
}

// On an upright screen they are set smaller, and where that is not enough below the codes.
static void names_are_whole_on_narrow_pages(void **state) {
    (void)state;
    static const struct {
        const char *pair, *name;
        enum role role;
    } rows[] = {{"EUR", "Euro", ROLE_META}, {"KZT", "Kazakhstani Tenge", ROLE_META_SMALL},
        {"AED", "United Arab Emirates Dirham", ROLE_META}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fixing fixings[] = {{"USD", rows[i].pair, i == 1 ? 512.4 : 3.67, {FAKE_NOW - DAY, 0}}};
        struct page_desk desk;
        page_desk_open(&desk, 1080, 1920);
        desk.env.pairs = &rows[i].pair;
        desk.env.pair_count = 1;
        struct deck *deck = rates_deck(&desk, fixings, 1);
        const struct op *name = oplist_find_text(&deck->pages[0].ops, rows[i].name);
        assert_non_null(name);
        assert_int_equal(name->role, rows[i].role);
        deck_destroy(deck);
        page_desk_close(&desk);
    }
}

// Zero, negative and endless fixings are no rates: nothing is shown of them.
static void impossible_rates_are_not_shown(void **state) {
    (void)state;
    struct fixing fixings[] = {{"USD", "EUR", 0, {FAKE_NOW, 0}}, {"USD", "RUB", -78, {FAKE_NOW, 0}},
        {"USD", "CNY", HUGE_VAL, {FAKE_NOW, 0}}};
    struct page_desk desk;
    page_desk_open(&desk, 1920, 1080);
    struct deck *deck = rates_deck(&desk, fixings, 3);
    assert_string_equal(deck->pages[0].kind->name, "notice");
    assert_int_equal(deck->rail_count, 0);
    deck_destroy(deck);
    page_desk_close(&desk);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decimals_say_enough),
        cmocka_unit_test(units_make_small_values_readable),
        cmocka_unit_test(fixings_say_what_is_known),
        cmocka_unit_test(changes_have_colours),
        cmocka_unit_test(a_line_has_the_colour_of_its_way),
        cmocka_unit_test(converters_say_something),
        cmocka_unit_test(a_converter_without_amounts_is_empty),
        cmocka_unit_test(a_currency_of_little_worth),
        cmocka_unit_test(names_are_whole_on_narrow_pages),
        cmocka_unit_test(impossible_rates_are_not_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
