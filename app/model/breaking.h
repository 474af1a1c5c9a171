#ifndef BROADSIDE_MODEL_BREAKING_H
#define BROADSIDE_MODEL_BREAKING_H

#include "base/time.h"

struct alert;
struct story;

// When a record is news that does not wait for its turn: Unix time, from `from` until before `to`. All zero:
// never.
struct breaking_period {
    millis from, to;
};

// A story of the highest urgency, for three hours after its publication.
struct breaking_period breaking_of_story(const struct story *story);
// A severe or extreme warning, while it is in force.
struct breaking_period breaking_of_alert(const struct alert *alert);

#endif
