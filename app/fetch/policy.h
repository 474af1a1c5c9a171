#ifndef BROADSIDE_FETCH_POLICY_H
#define BROADSIDE_FETCH_POLICY_H

#include <stdint.h>

#include "base/time.h"

// When to ask an address again. Pure: a table and some arithmetic.

enum fetch_outcome {
    FETCH_CHANGED,   // a new body that could be used
    FETCH_UNCHANGED, // 304, or the bytes we have
    FETCH_UNUSABLE,  // a body that could not be used: empty, truncated, a web page
    FETCH_NETWORK,   // nobody answered
    FETCH_UNTRUSTED, // the server's certificate is not good, or our clock is not
    FETCH_STATUS,    // an HTTP status that is not a success
    FETCH_FORBIDDEN, // we ourselves declined: a guard, a limit, a redirect
};

struct fetch_result {
    enum fetch_outcome outcome;
    long status;        // with FETCH_STATUS
    unsigned failures;  // in a row, this one included; 0 after a success
    millis retry_after; // of the answer; MILLIS_NONE: not said
    millis fresh_for;   // of the answer; MILLIS_NONE: not said
};

// How long to wait after `result` before the next request, for a source that is asked every `interval`:
//   success            the interval, lengthened (to FETCH_FRESH_MOST at most) by what the server says of
//   freshness 429, 503           Retry-After (to a day at most), else slower each time 5xx, network soon,
//   then half as often each time, up to a ceiling unusable           likewise, and never slower than the
//   interval 401, 403, others   slowly; 404, 410 slower
// Moved by up to ±10 % (never before a Retry-After), so that a thousand screens that were switched on
// together do not ask together. `seed` differs from request to request.
millis fetch_policy_next(millis interval, const struct fetch_result *result, uint64_t seed);

// A share of `spread` chosen by `seed`: 0 ≤ result < spread. Requests that are all due are started so far
// apart.
millis fetch_policy_spread(millis spread, uint64_t seed);

#define FETCH_FRESH_MOST (6 * HOUR)

#endif
