#include "courier/errand.h"

#include <stdio.h>
#include <string.h>

#include "base/hash.h"

#define HURRY (5 * SECOND)

void errand_init(struct errand *errand, enum errand_kind kind, const char *id) {
    *errand = (struct errand){.kind = kind, .due = MILLIS_NONE, .seed = hash_text(HASH_START, id)};
}

enum fetch_outcome errand_outcome(const struct http_answer *answer) {
    switch (answer->error) {
    case ERROR_NONE: return answer->unchanged ? FETCH_UNCHANGED : FETCH_CHANGED;
    case ERROR_NETWORK: return answer->is_untrusted ? FETCH_UNTRUSTED : FETCH_NETWORK;
    case ERROR_LIMIT: return FETCH_FORBIDDEN;
    case ERROR_REFUSED: return answer->status >= 400 ? FETCH_STATUS : FETCH_FORBIDDEN;
    default: return FETCH_UNUSABLE;
    }
}

static bool is_success(enum fetch_outcome outcome) {
    return outcome == FETCH_CHANGED || outcome == FETCH_UNCHANGED;
}

bool errand_settle(struct errand *errand, enum fetch_outcome outcome, const struct http_answer *answer,
    millis interval, millis now) {
    bool is_back = errand->last == FETCH_NETWORK && errand->failures && outcome != FETCH_NETWORK;
    errand->is_asking = false;
    errand->failures = is_success(outcome) ? 0 : errand->failures + (errand->failures < 1000);
    errand->last = outcome;
    errand->seed++;
    const struct fetch_result result = {
        .outcome = outcome,
        .status = answer->status,
        .failures = errand->failures,
        .retry_after = answer->retry_after,
        .fresh_for = answer->fresh_for,
    };
    errand->due = now + fetch_policy_next(interval, &result, errand->seed);
    return is_back;
}

void errand_hurry(struct errand *errand, millis now) {
    bool is_waiting = errand->last == FETCH_NETWORK || errand->last == FETCH_UNTRUSTED;
    if (errand->failures && is_waiting) {
        millis soon = now + fetch_policy_spread(HURRY, errand->seed);
        errand->due = soon < errand->due ? soon : errand->due;
    }
}

bool errand_is_news(struct errand *errand, const char *reason) {
    if (strcmp(errand->said.text, reason) == 0) {
        return false;
    }
    reason_set(&errand->said, ERROR_NONE, "%s", reason);
    return true;
}
