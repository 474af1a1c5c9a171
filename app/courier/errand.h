#ifndef BROADSIDE_COURIER_ERRAND_H
#define BROADSIDE_COURIER_ERRAND_H

#include "base/time.h"
#include "fetch/http.h"
#include "fetch/policy.h"

// What a source and a picture have in common: an address that is asked again and again. Private to the room.

enum errand_kind { ERRAND_SOURCE, ERRAND_PICTURE, ERRAND_PARCEL, ERRAND_ORDER };

struct errand {
    enum errand_kind kind;
    bool is_asking;          // an exchange is under way
    enum fetch_outcome last; // of the last answer
    unsigned failures;       // in a row
    uint64_t seed;           // differs from errand to errand and from answer to answer
    millis due;              // steady; when it is asked next
    struct reason said;      // the failure that was logged last; "" after a success
};

// `id` is what makes its jitter its own. It is due at once.
void errand_init(struct errand *errand, enum errand_kind kind, const char *id);

// What an answer is to the policy, before anybody looks into its body.
enum fetch_outcome errand_outcome(const struct http_answer *answer);

// Counts an answer and sets when to ask next. Answers whether a failing network has just come back.
bool errand_settle(struct errand *errand, enum fetch_outcome outcome, const struct http_answer *answer,
    millis interval, millis now);

// The network is back, or the clock is right: whoever failed for the want of it is asked within seconds, not
// all at once.
void errand_hurry(struct errand *errand, millis now);

// Whether this failure is news, so that a server that is down for a week is one line in the log and not
// thousands.
bool errand_is_news(struct errand *errand, const char *reason);

#endif
