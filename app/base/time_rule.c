#include "base/time_rule.h"

#define LONGEST_LOOK 400 // days ahead: a rule of one date comes up once a year

int time_date_compare(struct time_date a, struct time_date b) {
    long x = ((long)a.year * 16 + a.month) * 32 + a.day;
    long y = ((long)b.year * 16 + b.month) * 32 + b.day;
    return (x > y) - (x < y);
}

static bool has_date(const struct time_dates *dates, struct civil day) {
    struct time_date date = {dates->first.year ? day.year : 0, day.month, day.day};
    bool after = time_date_compare(date, dates->first) >= 0,
         before = time_date_compare(date, dates->last) <= 0;
    bool wraps = time_date_compare(dates->first, dates->last) > 0;
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

static struct civil day_after(struct civil day, int days) {
    day.day += days;
    return civil_from_millis(civil_to_millis(day));
}

static millis clock_at(const struct zone *zone, struct civil day, int minutes) {
    day.hour = minutes / 60;
    day.minute = minutes % 60;
    return zone_first_at(zone, day);
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
