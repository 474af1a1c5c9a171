#include "config/times.h"

#include <string.h>

#include "base/limits.h"
#include "config/config.h"

#define FIRST_TRUSTED INT64_C(1767225600000) // 2026-01-01T00:00:00Z
#define LAST_TRUSTED INT64_C(4102444800000)  // 2100-01-01T00:00:00Z

// A number of exactly `digits` digits; moves *at past it.
static bool read_number(const char **at, int digits, int least, int most, int *out) {
    int value = 0;
    for (int i = 0; i < digits; i++, ++*at) {
        if (**at < '0' || **at > '9') {
            return false;
        }
        value = value * 10 + (**at - '0');
    }
    *out = value;
    return value >= least && value <= most;
}

static bool read_sign(const char **at, char sign) {
    bool is_there = **at == sign;
    *at += is_there;
    return is_there;
}

static bool read_clock(const char **at, int *minutes) {
    int hour, minute;
    if (!read_number(at, 2, 0, 24, &hour) || !read_sign(at, ':') || !read_number(at, 2, 0, 59, &minute)) {
        return false;
    }
    *minutes = hour * 60 + minute;
    return *minutes <= 24 * 60;
}

static bool read_dots(const char **at) {
    bool is_there = strncmp(*at, "..", 2) == 0;
    *at += is_there ? 2 : 0;
    return is_there;
}

bool times_read_clock(const char *text, int *minutes) {
    return read_clock(&text, minutes) && !*text;
}

bool times_read_hours(const char *text, int *from, int *to) {
    return read_clock(&text, from) && read_dots(&text) && read_clock(&text, to) && !*text;
}

// 29 February is a day of every year: in most it does not come.
static bool is_a_day(struct time_date date) {
    struct civil civil = {.year = date.year ? date.year : 2024, .month = date.month, .day = date.day};
    struct civil back = civil_from_millis(civil_to_millis(civil));
    return back.month == date.month && back.day == date.day;
}

static bool read_date(const char **at, struct time_date *out) {
    out->year = 0;
    bool has_year = strspn(*at, "0123456789") == 4;
    return (!has_year || (read_number(at, 4, 1970, 9999, &out->year) && read_sign(at, '-'))) &&
           read_number(at, 2, 1, 12, &out->month) && read_sign(at, '-') &&
           read_number(at, 2, 1, 31, &out->day) && is_a_day(*out);
}

bool times_read_dates(const char *text, struct time_dates *out) {
    if (!read_date(&text, &out->first)) {
        return false;
    }
    out->last = out->first;
    if (!*text) {
        return true;
    }
    return read_dots(&text) && read_date(&text, &out->last) && !*text &&
           !out->first.year == !out->last.year &&
           (!out->first.year || time_date_compare(out->first, out->last) <= 0);
}

bool times_is_trusted(millis now) {
    return now >= FIRST_TRUSTED && now < LAST_TRUSTED;
}

static unsigned weekday_bits(const char *const *days, size_t count) {
    static const char *const weekdays[] = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
    unsigned bits = 0;
    for (size_t i = 0; i < count; i++) {
        for (unsigned day = 0; day < 7; day++) {
            bits |= (strcmp(days[i], weekdays[day]) == 0 ? 1U : 0U) << day;
        }
    }
    return bits;
}

// The settings table has checked the texts.
static struct time_rule rule_of(const struct config_rule *from) {
    struct time_rule rule = {.from = 0, .to = 24 * 60, .weekdays = weekday_bits(from->days, from->day_count)};
    if (from->from) {
        times_read_clock(from->from, &rule.from);
    }
    if (from->to) {
        times_read_clock(from->to, &rule.to);
    }
    for (size_t i = 0; i < from->date_count && i < TIME_RULE_DATES; i++) {
        times_read_dates(from->dates[i], &rule.dates[rule.date_count++]);
    }
    return rule;
}

bool times_of_page(const struct config_page *page, struct time_rule *out) {
    *out =
        (struct time_rule){.from = 0, .to = 24 * 60, .weekdays = weekday_bits(page->days, page->day_count)};
    if (page->hours) {
        times_read_hours(page->hours, &out->from, &out->to);
    }
    return page->hours || page->day_count;
}

uint32_t times_on(const struct config *config, const struct zone *zone, millis now, millis *next) {
    uint32_t on = 0;
    *next = MILLIS_NEVER;
    if (!times_is_trusted(now)) {
        *next = config->rule_count ? now + MINUTE : MILLIS_NEVER; // somebody will set it
        return 0;
    }
    for (size_t i = 0; i < config->rule_count && i < LIMIT_TIMES; i++) {
        struct time_rule rule = rule_of(&config->rules[i]);
        on |= (time_rule_is_on(&rule, zone, now) ? UINT32_C(1) : 0) << i;
        millis change = time_rule_next_change(&rule, zone, now);
        *next = change < *next ? change : *next;
    }
    return on;
}
