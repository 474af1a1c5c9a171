#include "base/posix_tz.h"

#include "base/time.h"

#define HOURS_OF_OFFSET 24 // POSIX
#define HOURS_OF_CHANGE 167
#define DEFAULT_CHANGE (2 * 3600)

// Past this many seconds (some 30 million years) either way the calendar is not asked: it would overflow, and
// nobody knows summer time there.
#define HORIZON INT64_C(1000000000000000)

struct cursor {
    const char *at;
    const char *end;
};

static bool is_letter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool take(struct cursor *cursor, char c) {
    if (cursor->at < cursor->end && *cursor->at == c) {
        cursor->at++;
        return true;
    }
    return false;
}

static bool take_number(struct cursor *cursor, int least, int most, int *out) {
    int value = 0, digits = 0;
    for (; cursor->at < cursor->end && is_digit(*cursor->at) && digits < 4; digits++) {
        value = value * 10 + (*cursor->at++ - '0');
    }
    *out = value;
    return digits && value >= least && value <= most;
}

// "EST" or "<+0330>": at least three characters. The letters are not kept; nobody shows them.
static bool take_name(struct cursor *cursor) {
    bool quoted = take(cursor, '<');
    const char *from = cursor->at;
    while (cursor->at < cursor->end &&
           (is_letter(*cursor->at) ||
               (quoted && (is_digit(*cursor->at) || *cursor->at == '+' || *cursor->at == '-')))) {
        cursor->at++;
    }
    return cursor->at - from >= 3 && (!quoted || take(cursor, '>'));
}

// [+-]h[:mm[:ss]] in seconds.
static bool take_clock(struct cursor *cursor, int most_hours, int32_t *out) {
    bool negative = take(cursor, '-');
    if (!negative) {
        take(cursor, '+');
    }
    int hours, minutes = 0, seconds = 0;
    if (!take_number(cursor, 0, most_hours, &hours)) {
        return false;
    }
    if (take(cursor, ':')) {
        if (!take_number(cursor, 0, 59, &minutes)) {
            return false;
        }
        if (take(cursor, ':') && !take_number(cursor, 0, 59, &seconds)) {
            return false;
        }
    }
    int32_t value = hours * 3600 + minutes * 60 + seconds;
    *out = negative ? -value : value;
    return true;
}

static bool take_day(struct cursor *cursor, struct posix_tz_date *out) {
    if (take(cursor, 'M')) {
        out->form = 'M';
        return take_number(cursor, 1, 12, &out->month) && take(cursor, '.') &&
               take_number(cursor, 1, 5, &out->week) && take(cursor, '.') &&
               take_number(cursor, 0, 6, &out->day);
    }
    if (take(cursor, 'J')) {
        out->form = 'J';
        return take_number(cursor, 1, 365, &out->day);
    }
    out->form = 'n';
    return take_number(cursor, 0, 365, &out->day);
}

static bool take_date(struct cursor *cursor, struct posix_tz_date *out) {
    out->wall_time = DEFAULT_CHANGE;
    return take(cursor, ',') && take_day(cursor, out) &&
           (!take(cursor, '/') || take_clock(cursor, HOURS_OF_CHANGE, &out->wall_time));
}

static bool take_rule(struct cursor *cursor, struct posix_tz *rule) {
    int32_t west; // POSIX counts offsets westwards
    if (!take_name(cursor) || !take_clock(cursor, HOURS_OF_OFFSET, &west)) {
        return false;
    }
    rule->standard = rule->summer = -west;
    if (cursor->at == cursor->end) {
        return true;
    }
    rule->has_summer = true;
    rule->summer = rule->standard + 3600;
    if (!take_name(cursor)) {
        return false;
    }
    if (cursor->at < cursor->end && *cursor->at != ',') {
        if (!take_clock(cursor, HOURS_OF_OFFSET, &west)) {
            return false;
        }
        rule->summer = -west;
    }
    return take_date(cursor, &rule->start) && take_date(cursor, &rule->end);
}

bool posix_tz_parse(const char *text, size_t len, struct posix_tz *out) {
    struct cursor cursor = {text, text + len};
    *out = (struct posix_tz){0};
    return take_rule(&cursor, out) && cursor.at == cursor.end;
}

static int64_t day_number(int year, int month, int day) {
    return civil_to_millis((struct civil){.year = year, .month = month, .day = day}) / DAY;
}

static bool is_leap(int year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int64_t day_of(const struct posix_tz_date *date, int year) {
    if (date->form == 'J') {
        bool after_february = is_leap(year) && date->day >= 60;
        return day_number(year, 1, 1) + date->day - 1 + after_february;
    }
    if (date->form == 'n') {
        return day_number(year, 1, 1) + date->day;
    }
    int64_t first = day_number(year, date->month, 1);
    int64_t next_month = day_number(year, date->month + 1, 1);
    int64_t weekday = ((first + 4) % 7 + 7) % 7; // 1970-01-01 was a Thursday
    int64_t day = first + (date->day - weekday + 7) % 7 + INT64_C(7) * (date->week - 1);
    return day < next_month ? day : day - 7; // "the fifth" means the last
}

struct change {
    int64_t at;
    int32_t offset;
};

// A change may be a week before or after the year it belongs to, so the neighbours count too.
#define YEARS 5
#define CHANGES ((size_t)2 * YEARS)

// In the order of time. A change is told by the clock that it ends. Of two changes in one second the later
// year's stays behind and counts: that is how "summer all the year" is written (RFC 8536, section 3.3.1).
static void changes_around(const struct posix_tz *rule, int64_t utc, struct change out[CHANGES]) {
    int first = civil_from_millis(utc * 1000).year - YEARS / 2;
    for (size_t i = 0; i < CHANGES; i++) {
        bool starts = i % 2 == 0;
        const struct posix_tz_date *date = starts ? &rule->start : &rule->end;
        struct change change = {
            .at = day_of(date, first + (int)(i / 2)) * 86400 + date->wall_time -
                  (starts ? rule->standard : rule->summer),
            .offset = starts ? rule->summer : rule->standard,
        };
        size_t at = i;
        for (; at > 0 && out[at - 1].at > change.at; at--) {
            out[at] = out[at - 1];
        }
        out[at] = change;
    }
}

int32_t posix_tz_offset(const struct posix_tz *rule, int64_t utc) {
    if (!rule->has_summer || utc > HORIZON || utc < -HORIZON) {
        return rule->standard;
    }
    struct change changes[CHANGES];
    changes_around(rule, utc, changes);
    int32_t offset = rule->standard;
    for (size_t i = 0; i < CHANGES; i++) {
        if (changes[i].at <= utc) {
            offset = changes[i].offset;
        }
    }
    return offset;
}

int64_t posix_tz_next_change(const struct posix_tz *rule, int64_t utc) {
    if (!rule->has_summer || utc > HORIZON || utc < -HORIZON) {
        return INT64_MAX;
    }
    struct change changes[CHANGES];
    changes_around(rule, utc, changes);
    int32_t now = posix_tz_offset(rule, utc);
    for (size_t i = 0; i < CHANGES; i++) {
        if (changes[i].at > utc && posix_tz_offset(rule, changes[i].at) != now) {
            return changes[i].at;
        }
    }
    return INT64_MAX;
}
