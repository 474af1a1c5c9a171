#include "config/times.h"

#include <string.h>

#include "base/limits.h"
#include "config/config.h"

#define LONGEST_LOOK 400                     // days ahead: a rule of one date comes up once a year
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

bool times_read_clock(const char *text, int *minutes) {
    int hour, minute;
    if (!read_number(&text, 2, 0, 24, &hour) || !read_sign(&text, ':') ||
        !read_number(&text, 2, 0, 59, &minute) || *text) {
        return false;
    }
    *minutes = hour * 60 + minute;
    return *minutes <= 24 * 60;
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

static int compare(struct time_date a, struct time_date b) {
    long x = ((long)a.year * 16 + a.month) * 32 + a.day;
    long y = ((long)b.year * 16 + b.month) * 32 + b.day;
    return (x > y) - (x < y);
}

bool times_read_dates(const char *text, struct time_dates *out) {
    if (!read_date(&text, &out->first)) {
        return false;
    }
    out->last = out->first;
    if (!*text) {
        return true;
    }
    return strncmp(text, "..", 2) == 0 && (text += 2, read_date(&text, &out->last)) && !*text &&
           !out->first.year == !out->last.year && (!out->first.year || compare(out->first, out->last) <= 0);
}

static bool has_date(const struct time_dates *dates, struct civil day) {
    struct time_date date = {dates->first.year ? day.year : 0, day.month, day.day};
    bool after = compare(date, dates->first) >= 0, before = compare(date, dates->last) <= 0;
    bool wraps = compare(dates->first, dates->last) > 0;
    return wraps ? after || before : after && before;
}

static bool begins_on(const struct time_rule *rule, struct civil day) {
    bool fits = !rule->weekdays || (rule->weekdays >> day.weekday & 1);
    bool dated = rule->date_count == 0;
    for (size_t i = 0; fits && !dated && i < rule->date_count; i++) {
        dated = has_date(&rule->dates[i], day);
    }
    return fits && dated;
}

// Between two changes of the zone the wall clock is a straight line; the first of them that reaches the time
// is the answer.
millis times_first_at(const struct zone *zone, struct civil civil) {
    millis local = civil_to_millis(civil);
    millis start = local - 2 * DAY;
    for (;;) {
        millis offset = zone_offset(zone, start) * SECOND;
        millis end = zone_next_change(zone, start);
        millis at = local - offset > start ? local - offset : start;
        if (at < end) {
            return at;
        }
        start = end;
    }
}

static struct civil day_after(struct civil day, int days) {
    day.day += days;
    return civil_from_millis(civil_to_millis(day));
}

static millis clock_at(const struct zone *zone, struct civil day, int minutes) {
    day.hour = minutes / 60;
    day.minute = minutes % 60;
    return times_first_at(zone, day);
}

struct span {
    millis begin, end;
};

static struct span span_of(const struct time_rule *rule, const struct zone *zone, struct civil day) {
    struct civil last = day_after(day, rule->to <= rule->from);
    return (struct span){clock_at(zone, day, rule->from), clock_at(zone, last, rule->to)};
}

static struct civil today(const struct zone *zone, millis now) {
    struct civil day = civil_from_millis(now + zone_offset(zone, now) * SECOND);
    day.hour = day.minute = day.second = 0;
    return day;
}

bool time_rule_is_on(const struct time_rule *rule, const struct zone *zone, millis now) {
    struct civil day = today(zone, now);
    for (int back = 2; back >= 0; back--) { // two: where a zone leaves out a day (Samoa, 2011)
        struct civil start = day_after(day, -back);
        struct span span = span_of(rule, zone, start);
        if (begins_on(rule, start) && span.begin <= now && now < span.end) {
            return true;
        }
    }
    return false;
}

millis time_rule_next_change(const struct time_rule *rule, const struct zone *zone, millis now) {
    struct civil day = today(zone, now);
    millis next = MILLIS_NEVER;
    for (int ahead = -2; ahead < LONGEST_LOOK && next == MILLIS_NEVER; ahead++) {
        struct civil start = day_after(day, ahead);
        if (!begins_on(rule, start)) {
            continue;
        }
        struct span span = span_of(rule, zone, start);
        next = span.begin > now ? span.begin : span.end > now ? span.end : next;
    }
    return next;
}

bool times_is_trusted(millis now) {
    return now >= FIRST_TRUSTED && now < LAST_TRUSTED;
}

// The settings table has checked the texts.
static struct time_rule rule_of(const struct config_rule *from) {
    static const char *const weekdays[] = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
    struct time_rule rule = {.from = 0, .to = 24 * 60};
    if (from->from) {
        times_read_clock(from->from, &rule.from);
    }
    if (from->to) {
        times_read_clock(from->to, &rule.to);
    }
    for (size_t i = 0; i < from->day_count; i++) {
        for (unsigned day = 0; day < 7; day++) {
            rule.weekdays |= (strcmp(from->days[i], weekdays[day]) == 0 ? 1U : 0U) << day;
        }
    }
    for (size_t i = 0; i < from->date_count && i < TIME_RULE_DATES; i++) {
        times_read_dates(from->dates[i], &rule.dates[rule.date_count++]);
    }
    return rule;
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
