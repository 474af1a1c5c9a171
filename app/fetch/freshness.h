#ifndef BROADSIDE_FETCH_FRESHNESS_H
#define BROADSIDE_FETCH_FRESHNESS_H

#include "base/time.h"

// What the headers of an answer say about when to come back (RFC 9110, 10.2.3; RFC 9111, 4.2). Texts may be
// NULL.

struct freshness_headers {
    const char *cache_control, *age, *expires, *date, *retry_after;
};

// `now` is Unix time, for an answer that carries no date of its own. Both answer MILLIS_NONE where nothing
// (understandable) is said, and never less than 0.
millis freshness_retry_after(const struct freshness_headers *headers, millis now);
millis freshness_left(const struct freshness_headers *headers, millis now);

// The server's clock when it sent this: its Date, and what it lay in caches since. MILLIS_NONE if not said.
millis freshness_date(const struct freshness_headers *headers);

#endif
