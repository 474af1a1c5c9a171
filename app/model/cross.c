#include <assert.h>
#include <math.h>
#include <string.h>

#include "base/time.h"
#include "model/edition.h"

// edition_rate: any pair from the pairs that were fetched.

// A rate read in one direction or the other: one unit of `from` in units of `to`.
struct leg {
    const struct rate *rate;
    bool inverted;
};

static double leg_value(struct leg leg, size_t at) {
    double value = leg.rate->history[at];
    return leg.inverted ? 1 / value : value;
}

static size_t leg_count(struct leg leg) {
    return leg.rate ? leg.rate->history_count : 0;
}

// The calendar day of a fixing where it was made. One without a date is a live value: newer than all days.
static millis leg_day(struct leg leg, size_t at) {
    struct moment date = leg.rate->history_dates[at];
    if (!moment_is_known(date)) {
        return MILLIS_NEVER;
    }
    millis local = date.utc + date.offset * SECOND;
    return local / DAY - (local % DAY < 0);
}

static bool is_pair(const struct rate *rate, const char *base, const char *quote) {
    assert(rate->base && rate->quote);
    return strcmp(rate->base, base) == 0 && strcmp(rate->quote, quote) == 0;
}

static struct leg find_leg(const struct edition *edition, const char *from, const char *to) {
    struct leg inverse = {0};
    for (size_t i = 0; i < edition->rate_count; i++) {
        const struct rate *rate = &edition->rates[i];
        if (is_pair(rate, from, to)) {
            return (struct leg){rate, false};
        }
        if (is_pair(rate, to, from)) {
            inverse = (struct leg){rate, true};
        }
    }
    return inverse;
}

// The currency at the other end of a rate that involves `code`, or NULL.
static const char *partner(const struct rate *rate, const char *code) {
    if (strcmp(rate->base, code) == 0) {
        return rate->quote;
    }
    return strcmp(rate->quote, code) == 0 ? rate->base : NULL;
}

// The newest day that both legs have, or MILLIS_NONE. Days ascend within a history.
static millis newest_shared(struct leg a, struct leg b) {
    for (size_t i = leg_count(a), k = leg_count(b); i && k;) {
        millis day_a = leg_day(a, i - 1), day_b = leg_day(b, k - 1);
        if (day_a == day_b) {
            return day_a;
        }
        i -= day_a > day_b;
        k -= day_b > day_a;
    }
    return MILLIS_NONE;
}

// Fills value, previous and date from the history, which has at least one entry.
static void finish(struct rate *out) {
    size_t last = out->history_count - 1;
    out->value = out->history[last];
    out->previous = last ? out->history[last - 1] : 0;
    out->date = out->history_dates[last];
}

static void read_leg(struct leg leg, struct arena *arena, struct rate *out) {
    size_t count = leg_count(leg);
    double *values = arena_array(arena, count, sizeof *values);
    struct moment *dates = arena_array(arena, count, sizeof *dates);
    for (size_t i = 0; i < count; i++) {
        values[i] = leg_value(leg, i);
        dates[i] = leg.rate->history_dates[i];
    }
    out->history = values;
    out->history_dates = dates;
    out->history_count = count;
    out->source_name = leg.rate->source_name;
    out->age = leg.rate->age;
    finish(out);
}

static const char *joined_name(const char *a, const char *b, struct arena *arena) {
    if (!a || !b || strcmp(a, b) == 0) {
        return a ? a : b;
    }
    return arena_printf(arena, "%s, %s", a, b);
}

// Keeps the days that both histories have.
static void cross_shared(struct leg a, struct leg b, struct arena *arena, struct rate *out) {
    size_t most = leg_count(a) < leg_count(b) ? leg_count(a) : leg_count(b);
    size_t count = 0;
    double *values = arena_array(arena, most, sizeof *values);
    struct moment *dates = arena_array(arena, most, sizeof *dates);
    for (size_t i = 0, k = 0; i < leg_count(a) && k < leg_count(b);) {
        millis day_a = leg_day(a, i), day_b = leg_day(b, k);
        if (day_a == day_b) {
            values[count] = leg_value(a, i) * leg_value(b, k);
            dates[count++] = a.rate->history_dates[i];
        }
        i += day_a <= day_b;
        k += day_b <= day_a;
    }
    out->history = values;
    out->history_dates = dates;
    out->history_count = count;
}

static void cross_latest(struct leg a, struct leg b, struct arena *arena, struct rate *out) {
    size_t i = leg_count(a) - 1, k = leg_count(b) - 1;
    double *value = arena_array(arena, 1, sizeof *value);
    struct moment *date = arena_array(arena, 1, sizeof *date);
    *value = leg_value(a, i) * leg_value(b, k);
    *date = a.rate->history_dates[i];
    struct moment other = b.rate->history_dates[k];
    if (!moment_is_known(*date) || (moment_is_known(other) && other.utc < date->utc)) {
        *date = other;
    }
    out->history = value;
    out->history_dates = date;
    out->history_count = 1;
}

static void cross(struct leg a, struct leg b, struct arena *arena, struct rate *out) {
    if (newest_shared(a, b) != MILLIS_NONE) {
        cross_shared(a, b, arena, out);
    } else {
        cross_latest(a, b, arena, out);
    }
    out->source_name = joined_name(a.rate->source_name, b.rate->source_name, arena);
    out->age = age_of_both(a.rate->age, b.rate->age);
    finish(out);
}

// The two legs from `base` to `quote` over the bridge that gives the newest crossing; no rates where there is
// none.
static void find_bridge(
    const struct edition *edition, const char *base, const char *quote, struct leg legs[2]) {
    legs[0] = legs[1] = (struct leg){0};
    for (size_t i = 0; i < edition->rate_count; i++) {
        const char *bridge = partner(&edition->rates[i], base);
        struct leg second = bridge ? find_leg(edition, bridge, quote) : (struct leg){0};
        if (second.rate) {
            struct leg first = find_leg(edition, base, bridge);
            if (!legs[0].rate || newest_shared(first, second) > newest_shared(legs[0], legs[1])) {
                legs[0] = first;
                legs[1] = second;
            }
        }
    }
}

static void same(struct arena *arena, struct rate *out) {
    double *one = arena_array(arena, 1, sizeof *one);
    struct moment *date = arena_array(arena, 1, sizeof *date);
    *one = 1;
    *date = MOMENT_NONE;
    out->history = one;
    out->history_dates = date;
    out->history_count = 1;
    finish(out);
}

bool edition_rate(const struct edition *edition, const char *base, const char *quote, struct arena *arena,
    struct rate *out) {
    *out = (struct rate){.base = arena_text(arena, base), .quote = arena_text(arena, quote)};
    if (strcmp(base, quote) == 0) {
        same(arena, out);
        return true;
    }
    struct leg direct = find_leg(edition, base, quote);
    if (direct.rate) {
        read_leg(direct, arena, out);
    } else {
        struct leg legs[2];
        find_bridge(edition, base, quote, legs);
        if (!legs[0].rate) {
            return false;
        }
        cross(legs[0], legs[1], arena, out);
    }
    return isfinite(out->value) && out->value > 0; // 1/1e-320 and 1e300 · 1e300 are not rates
}
