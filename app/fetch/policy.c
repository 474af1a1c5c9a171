#include "fetch/policy.h"

#include <stdbool.h>
#include <stddef.h>

// A row answers statuses from `least` to `most`, the last one all others. The wait begins at `first` and
// doubles with every failure in a row up to `ceiling`. `at_interval` keeps it from asking more often than
// when all is well.
struct backoff {
    long least, most;
    millis first, ceiling;
    bool at_interval;
};

static const struct backoff of_status[] = {
    {401, 401, 15 * MINUTE, 6 * HOUR, true},
    {403, 403, 15 * MINUTE, 6 * HOUR, true},
    {404, 404, 30 * MINUTE, 12 * HOUR, true},
    {408, 408, 30 * SECOND, 30 * MINUTE, false}, // a timeout by another name
    {410, 410, 2 * HOUR, DAY, true},
    {429, 429, MINUTE, 2 * HOUR, true},
    {503, 503, MINUTE, 2 * HOUR, true},
    {500, 599, 30 * SECOND, 30 * MINUTE, false},
    {0, 0, 15 * MINUTE, 6 * HOUR, true},
};

// A dead network is asked for often, since that costs nobody anything and a screen that comes back within
// seconds is what people see. A source of 10 s is asked every 10 s even so.
static const struct backoff of_network = {0, 0, 5 * SECOND, MINUTE, false};
// Most often it is our clock that is wrong, just after the power came back: soon at first.
static const struct backoff of_untrusted = {0, 0, 5 * SECOND, 30 * MINUTE, false};
static const struct backoff of_unusable = {0, 0, 30 * SECOND, HOUR, false};
static const struct backoff of_forbidden = {0, 0, 30 * MINUTE, 6 * HOUR, true};

static const struct backoff *find(const struct fetch_result *result) {
    switch (result->outcome) {
    case FETCH_NETWORK: return &of_network;
    case FETCH_UNTRUSTED: return &of_untrusted;
    case FETCH_UNUSABLE: return &of_unusable;
    case FETCH_FORBIDDEN: return &of_forbidden;
    default: break;
    }
    size_t last = sizeof of_status / sizeof *of_status - 1;
    size_t row = 0;
    while (row < last && (result->status < of_status[row].least || result->status > of_status[row].most)) {
        row++;
    }
    return &of_status[row];
}

static millis smaller(millis a, millis b) {
    return a < b ? a : b;
}

static millis larger(millis a, millis b) {
    return a > b ? a : b;
}

static millis doubled(const struct backoff *row, millis interval, unsigned failures) {
    millis wait = row->at_interval ? larger(row->first, interval) : row->first;
    millis ceiling = larger(row->ceiling, row->at_interval ? interval : 0);
    for (unsigned i = 1; i < failures && wait < ceiling; i++) {
        wait *= 2;
    }
    return smaller(wait, ceiling);
}

// splitmix64 (Steele, Lea, Flood 2014): every bit of the seed moves every bit of the result.
static uint64_t mixed(uint64_t seed) {
    seed += UINT64_C(0x9E3779B97F4A7C15);
    seed = (seed ^ (seed >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    seed = (seed ^ (seed >> 27)) * UINT64_C(0x94D049BB133111EB);
    return seed ^ (seed >> 31);
}

millis fetch_policy_spread(millis spread, uint64_t seed) {
    return spread > 0 ? (millis)(mixed(seed) % (uint64_t)spread) : 0;
}

// Up to a tenth to either side.
static millis jittered(millis wait, uint64_t seed) {
    return wait - wait / 10 + fetch_policy_spread(wait / 5 + 1, seed);
}

millis fetch_policy_next(millis interval, const struct fetch_result *result, uint64_t seed) {
    if (result->outcome == FETCH_CHANGED || result->outcome == FETCH_UNCHANGED) {
        millis fresh = smaller(result->fresh_for, FETCH_FRESH_MOST); // MILLIS_NONE is less than any interval
        return jittered(larger(interval, fresh), seed);
    }
    millis wait = doubled(find(result), interval, result->failures);
    if (result->outcome == FETCH_UNUSABLE || result->outcome == FETCH_NETWORK) {
        wait = smaller(wait, larger(interval, SECOND)); // a quick source is not slowed down by failing
    }
    bool is_told = result->outcome == FETCH_STATUS && result->retry_after != MILLIS_NONE;
    if (is_told) {
        millis told = larger(smaller(result->retry_after, DAY), smaller(interval, MINUTE));
        return told + fetch_policy_spread(told / 10 + 1, seed);
    }
    return jittered(wait, seed);
}
