#include "support/test.h"

#include <math.h>
#include <string.h>

#include "chart/time.h"

// Expectations are those of vega-time's utcFloor and d3-time's offset: units without a year lie in 2012.

static void moments_are_floored(void **state) {
    (void)state;
    static const struct {
        const char *unit;
        int step;
        double starts[3];
    } rows[] = {
        {"year", 1, {1325376000000, 1767225600000, 915148800000}},
        {"year", 5, {1262304000000, 1735689600000, 788918400000}},
        {"yearquarter", 1, {1325376000000, 1790812800000, 915148800000}},
        {"quarter", 1, {1325376000000, 1349049600000, 1325376000000}},
        {"yearmonth", 1, {1330560000000, 1796083200000, 915148800000}},
        {"yearmonth", 3, {1325376000000, 1790812800000, 915148800000}},
        {"month", 1, {1330560000000, 1354320000000, 1325376000000}},
        {"month", 2, {1330560000000, 1351728000000, 1325376000000}},
        {"yearmonthdate", 1, {1331769600000, 1798675200000, 915148800000}},
        {"monthdate", 1, {1331769600000, 1356912000000, 1325376000000}},
        {"date", 1, {1326585600000, 1327968000000, 1325376000000}},
        {"day", 1, {1325721600000, 1325721600000, 1325808000000}},
        {"yearweek", 1, {1331424000000, 1798329600000, 914716800000}},
        {"week", 1, {1331424000000, 1356220800000, 1324771200000}},
        {"dayofyear", 1, {1331769600000, 1356825600000, 1325376000000}},
        {"yeardayofyear", 1, {1331769600000, 1798675200000, 915148800000}},
        {"hours", 1, {1325426400000, 1325458800000, 1325376000000}},
        {"hours", 6, {1325419200000, 1325440800000, 1325376000000}},
        {"hoursminutes", 1, {1325427900000, 1325462340000, 1325376000000}},
        {"yearmonthdatehoursminutes", 15, {1331820900000, 1798760700000, 915148800000}},
        {"minutes", 1, {1325377500000, 1325379540000, 1325376000000}},
        {"seconds", 10, {1325376030000, 1325376050000, 1325376000000}},
        {"milliseconds", 1, {1325376000789, 1325376000999, 1325376000000}},
        {"yearmonthdatehoursminutesseconds", 1, {1331821536000, 1798761599000, 915148800000}},
        {"yearweekday", 1, {1331769600000, 1798675200000, 915148800000}},
        {"dayhours", 1, {1325772000000, 1325804400000, 1325808000000}},
        {"utcyearmonth", 1, {1330560000000, 1796083200000, 915148800000}},
    };
    // 15 March 2012 14:25:36.789, a Thursday; the last moment of 2026; the first of 1999
    static const double moments[] = {1331821536789, 1798761599999, 915148800000};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct time_unit unit;
        assert_true(time_unit_of_name(rows[i].unit, &unit));
        unit.step = rows[i].step;
        for (size_t j = 0; j < 3; j++) {
            double start = time_unit_floor(&unit, moments[j]);
            if (!(fabs(start - rows[i].starts[j]) < 0.5)) {
                fail_msg("%s by %d of %.0f: %.0f, not %.0f", rows[i].unit, rows[i].step, moments[j], start,
                    rows[i].starts[j]);
            }
        }
    }
}

static void the_next_unit_begins(void **state) {
    (void)state;
    static const struct {
        const char *unit;
        int step;
        double start, next;
    } rows[] = {
        {"year", 1, 1325376000000, 1356998400000},
        {"yearquarter", 1, 1325376000000, 1333238400000},
        {"yearmonth", 1, 1330560000000, 1333238400000},
        {"yearmonthdate", 1, 1331769600000, 1331856000000},
        {"yearweek", 1, 1331424000000, 1332028800000},
        {"hours", 1, 1325426400000, 1325430000000},
        {"minutes", 15, 1325376900000, 1325377800000},
        {"day", 1, 1325721600000, 1325808000000},
        {"month", 3, 1325376000000, 1333238400000},
        {"seconds", 1, 1325376036000, 1325376037000},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct time_unit unit;
        assert_true(time_unit_of_name(rows[i].unit, &unit));
        unit.step = rows[i].step;
        double next = time_unit_next(&unit, rows[i].start);
        if (!(fabs(next - rows[i].next) < 0.5)) {
            fail_msg("%s after %.0f: %.0f, not %.0f", rows[i].unit, rows[i].start, next, rows[i].next);
        }
        // what begins there is floored to itself
        assert_true(fabs(time_unit_floor(&unit, rows[i].start) - rows[i].start) < 0.5);
    }
}

static void units_are_named(void **state) {
    (void)state;
    static const struct {
        const char *unit, *title, *specifier;
    } rows[] = {
        {"year", "year", "%Y"},
        {"yearmonth", "year-month", "%b %Y"},
        {"month", "month", "%b"},
        {"yearmonthdate", "year-month-date", "%b %d, %Y"},
        {"day", "day", "%a"},
        {"hours", "hours", "%H:00"},
        {"hoursminutes", "hours-minutes", "%H:%M"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct time_unit unit;
        char title[64], specifier[64];
        assert_true(time_unit_of_name(rows[i].unit, &unit));
        time_unit_title(&unit, title, sizeof title);
        time_unit_specifier(&unit, specifier, sizeof specifier);
        assert_string_equal(title, rows[i].title);
        assert_string_equal(specifier, rows[i].specifier);
    }
}

static void what_is_no_unit_is_none(void **state) {
    (void)state;
    static const char *const rows[] = {"", "years", "fortnight", "utc", "binned", "yearx", "month year"};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct time_unit unit;
        assert_false(time_unit_of_name(rows[i], &unit));
    }
    const struct tree text = {.kind = TREE_TEXT, .text = "binnedyearmonth"}, other = {.kind = TREE_NUMBER};
    struct time_unit unit;
    assert_true(time_unit_read(&text, &unit) && unit.binned);
    assert_false(time_unit_read(&other, &unit));
    assert_false(time_unit_read(NULL, &unit));
}

// Steps past every sense, moments past every calendar.
static void nothing_leaves_the_calendar(void **state) {
    (void)state;
    static const double moments[] = {8.64e15, -8.64e15, 1e300, -1e300, 0, -1};
    struct time_unit unit;
    assert_true(time_unit_of_name("yearmonthdatehoursminutesseconds", &unit));
    for (size_t i = 0; i < sizeof moments / sizeof *moments; i++) {
        assert_true(isfinite(time_unit_floor(&unit, moments[i])));
        assert_true(isfinite(time_unit_next(&unit, moments[i])));
    }
    const struct tree members[] = {{.kind = TREE_TEXT, .key = "unit", .text = "year"},
        {.kind = TREE_NUMBER, .key = "step", .number = -3}};
    const struct tree tree = {.kind = TREE_OBJECT, .children = members, .count = 2};
    assert_true(time_unit_read(&tree, &unit));
    assert_int_equal(unit.step, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(moments_are_floored),
        cmocka_unit_test(the_next_unit_begins),
        cmocka_unit_test(units_are_named),
        cmocka_unit_test(what_is_no_unit_is_none),
        cmocka_unit_test(nothing_leaves_the_calendar),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
