#include "config/times.h"

#include <string.h>

#include "base/limits.h"
#include "config/config.h"
#include "tests/support/test.h"

// A rule over a year, minute by minute, against what a person with a watch would do: walk through the year,
// and on a day that the rule names, start when the clock first shows `from` or later.
static const struct {
    const char *name;
    bool has_changes; // of its clock, one forwards and one back
} zones[] = {
    {"Europe/Moscow", false}, {"Asia/Kathmandu", false}, {"Europe/Berlin", true}, {"America/New_York", true},
    {"Australia/Lord_Howe", true}, // of half an hour
    {"America/Santiago", true},    // at midnight, in the other half of the year
    {"Europe/Dublin", true},       // where winter is the exception
};

static const struct {
    const char *from, *to;
    unsigned weekdays;
    const char *dates;
} rules[] = {
    {"00:00", "24:00", 0, NULL},
    {"22:00", "06:00", 0, NULL},
    {"02:30", "02:45", 0, NULL}, // in the missing and the doubled hour
    {"01:30", "02:15", 0, NULL},
    {"02:15", "01:30", 0, NULL}, // across them
    {"09:00", "18:00", 0x3E, NULL},
    {"23:59", "00:01", 0x41, NULL},
    {"07:00", "07:00", 0x02, NULL},
    {"00:00", "24:00", 0, "12-24..01-06"},
    {"20:00", "02:00", 0, "2026-03-28..2026-03-29"},
    {"00:00", "24:00", 0, "02-29"},
};

static struct time_rule rule_at(size_t index) {
    struct time_rule rule = {.weekdays = rules[index].weekdays};
    assert_true(times_read_clock(rules[index].from, &rule.from));
    assert_true(times_read_clock(rules[index].to, &rule.to));
    if (rules[index].dates) {
        assert_true(times_read_dates(rules[index].dates, &rule.dates[0]));
        rule.date_count = 1;
    }
    return rule;
}

static millis wall_of(const struct zone *zone, millis utc) {
    return utc + zone_offset(zone, utc) * SECOND;
}

static bool names(const struct time_rule *rule, millis local) {
    struct civil day = civil_from_millis(local);
    if (rule->weekdays && !(rule->weekdays >> day.weekday & 1)) {
        return false;
    }
    if (!rule->date_count) {
        return true;
    }
    const struct time_dates *dates = &rule->dates[0];
    int at = day.month * 100 + day.day;
    int first = dates->first.month * 100 + dates->first.day, last = dates->last.month * 100 + dates->last.day;
    if (dates->first.year) {
        return day.year == dates->first.year && at >= first && at <= last;
    }
    return first <= last ? at >= first && at <= last : at >= first || at <= last;
}

// The first minute from `from` on at which the wall shows `local` or later.
static millis reached(const struct zone *zone, millis from, millis local) {
    while (wall_of(zone, from) < local) {
        from += MINUTE;
    }
    return from;
}

#define MINUTES_OF_YEAR (366 * 24 * 60)
static bool expected[MINUTES_OF_YEAR];

static void walk_the_year(const struct time_rule *rule, const struct zone *zone, millis start) {
    memset(expected, 0, sizeof expected);
    millis midnight = wall_of(zone, start) / DAY * DAY - 3 * DAY;
    for (int day = 0; day < 371; day++, midnight += DAY) {
        if (!names(rule, midnight)) {
            continue;
        }
        millis search = midnight - DAY; // a place is at most 14 hours from Greenwich
        millis begin = reached(zone, search, midnight + rule->from * MINUTE);
        millis end = reached(zone, search, midnight + rule->to * MINUTE + (rule->to <= rule->from ? DAY : 0));
        for (millis at = begin; at < end; at += MINUTE) {
            if (at >= start && at < start + (millis)MINUTES_OF_YEAR * MINUTE) {
                expected[(at - start) / MINUTE] = true;
            }
        }
    }
}

// Both clock changes of the year are in it.
static void assert_changes(const struct zone *zone, millis start, bool has_changes) {
    int forwards = 0, back = 0;
    for (int hour = 1; hour < 366 * 24; hour++) {
        int32_t step = zone_offset(zone, start + hour * HOUR) - zone_offset(zone, start + (hour - 1) * HOUR);
        forwards += step > 0;
        back += step < 0;
    }
    assert_int_equal(forwards, has_changes);
    assert_int_equal(back, has_changes);
}

static void a_year_in_seven_zones(void **state) {
    (void)state;
    const millis start = INT64_C(1767225600000); // 2026-01-01T00:00:00Z
    for (size_t z = 0; z < sizeof zones / sizeof *zones; z++) {
        struct zone *zone;
        assert_int_equal(zone_create(zones[z].name, &zone, NULL), ERROR_NONE);
        assert_changes(zone, start, zones[z].has_changes);
        for (size_t r = 0; r < sizeof rules / sizeof *rules; r++) {
            struct time_rule rule = rule_at(r);
            walk_the_year(&rule, zone, start);
            // From change to change, as the kiosk asks, and what is said between them holds.
            for (millis at = start; at < start + (millis)MINUTES_OF_YEAR * MINUTE;) {
                bool is_on = time_rule_is_on(&rule, zone, at);
                millis next = time_rule_next_change(&rule, zone, at);
                assert_true(next > at);
                for (; at < next && at < start + (millis)MINUTES_OF_YEAR * MINUTE; at += MINUTE) {
                    if (expected[(at - start) / MINUTE] != is_on) {
                        fail_msg("%s: rule %zu at %lld s", zones[z].name, r, (long long)(at / SECOND));
                    }
                }
            }
        }
        zone_destroy(zone);
    }
}

static void hours_are_two_times(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int from, to; // -1: refused
    } rows[] = {{"06:00..10:00", 360, 600}, {"22:00..06:00", 1320, 360}, {"00:00..24:00", 0, 1440},
        {"07:00..07:00", 420, 420}, {"06:00", -1, 0}, {"06:00-10:00", -1, 0}, {"06:00..", -1, 0},
        {"06:00..10:00..", -1, 0}, {"6:00..10:00", -1, 0}, {"06:00...10:00", -1, 0}, {"06:00..25:00", -1, 0},
        {"", -1, 0}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int from, to;
        assert_int_equal(times_read_hours(rows[i].text, &from, &to), rows[i].from >= 0);
        if (rows[i].from >= 0) {
            assert_int_equal(from, rows[i].from);
            assert_int_equal(to, rows[i].to);
        }
    }
}

static void entries_of_the_rundown_have_times(void **state) {
    (void)state;
    static const char *const weekend[] = {"sat", "sun"};
    struct time_rule rule;
    assert_false(times_of_page(&(struct config_page){.page = "feed"}, &rule));
    assert_true(times_of_page(&(struct config_page){.page = "feed", .hours = "22:00..06:00"}, &rule));
    assert_int_equal(rule.from, 1320);
    assert_int_equal(rule.to, 360);
    assert_int_equal(rule.weekdays, 0);
    assert_true(times_of_page(&(struct config_page){.page = "feed", .days = weekend, .day_count = 2}, &rule));
    assert_int_equal(rule.from, 0);
    assert_int_equal(rule.to, 1440);
    assert_int_equal(rule.weekdays, 1U << 6 | 1U << 0);
    assert_int_equal(rule.date_count, 0);
}

static void texts_are_strict(void **state) {
    (void)state;
    static const char *const clocks[] = {"", "7:00", "24:01", "12:60", "12:00 ", "-1:00", "12.00", "99:99"};
    static const char *const dates[] = {"", "2026-13-01", "02-30", "2026-02-29", "12-24..",
        "12-24..2026-12-26", "2026-12-26..2026-12-24", "12-24...12-26", "1-1", "2026-12-24 "};
    int minutes;
    struct time_dates out;
    for (size_t i = 0; i < sizeof clocks / sizeof *clocks; i++) {
        assert_false(times_read_clock(clocks[i], &minutes));
    }
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        assert_false(times_read_dates(dates[i], &out));
    }
}

// A clock that was never set has no quiet hours.
static void an_untrusted_clock_has_no_rules(void **state) {
    (void)state;
    const struct config_rule always[] = {{.place = 0}};
    const struct config config = {.rules = always, .rule_count = 1};
    struct zone *zone;
    millis next;
    assert_int_equal(zone_create("UTC", &zone, NULL), ERROR_NONE);
    assert_int_equal(times_on(&config, zone, 0, &next), 0);
    assert_true(next < HOUR);
    assert_int_equal(times_on(&config, zone, INT64_C(1800000000000), &next), 1);
    assert_true(next - INT64_C(1800000000000) <= DAY);
    zone_destroy(zone);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_year_in_seven_zones),
        cmocka_unit_test(texts_are_strict),
        cmocka_unit_test(hours_are_two_times),
        cmocka_unit_test(entries_of_the_rundown_have_times),
        cmocka_unit_test(an_untrusted_clock_has_no_rules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
