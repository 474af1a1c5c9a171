#ifndef BROADSIDE_DECODE_RECORD_KIND_H
#define BROADSIDE_DECODE_RECORD_KIND_H

#include <stddef.h>

// The kinds of record that a profile may yield (content.md).
enum record_target {
    TARGET_NONE, // only `broadside decode` shows it
    TARGET_STORY,
    TARGET_MOST_READ,
    TARGET_INFOGRAPHIC,
    TARGET_FIXING,
    TARGET_GALLERY,
    TARGET_ALERT,
    TARGET_HOUR,
    TARGET_DAY,
    TARGET_EVENT,
    TARGET_SPONSOR,
    TARGET_POINT,
    TARGET_TABLE,
    TARGETS
};

struct record_kind {
    const char *name;
    enum record_target target; // what it becomes in a batch
    size_t most;               // records of one answer; the rest is counted
};

extern const struct record_kind record_kinds[];
extern const size_t record_kind_count;

// NULL if there is no such kind.
const struct record_kind *record_kind_find(const char *name);

#endif
