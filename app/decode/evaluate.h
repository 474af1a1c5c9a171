#ifndef BROADSIDE_DECODE_EVALUATE_H
#define BROADSIDE_DECODE_EVALUATE_H

#include "decode/json_tree.h"
#include "decode/plan.h"
#include "decode/profile.h"
#include "decode/record_kind.h"

// One record as read; borrowed for the call that gets it.
struct record {
    const struct field_map *map;
    const struct value *values; // one a field of `map`
};

// Absent if the record has no such field.
struct value record_value(const struct record *record, const char *name);

// Who receives what an answer yields, in the order of the profile and the answer.
struct record_sink {
    void *context;
    void (*feed)(void *context, const struct record *record);
    void (*begin)(void *context, const struct record_kind *kind);
    enum error (*take)(
        void *context, const struct record_kind *kind, const struct record *record, struct reason *reason);
    // skipped: without a required field; beyond: past the kind's bound.
    void (*end)(void *context, const struct record_kind *kind, size_t skipped, size_t beyond);
    void (*next)(void *context, struct value next); // only if the profile says where to look for it
};

// Checks the profile's guard, then reads feed, records and next in one pass. ERROR_REFUSED when the guard
// does not hold, with the service's own message.
enum error evaluate(const struct plan *plan, struct json_tree *tree, const struct answer *answer,
    struct record_sink sink, struct reason *reason);

#endif
