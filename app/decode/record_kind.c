#include "decode/record_kind.h"

#include <string.h>

#include "base/limits.h"

// A year of fixings of many pairs comes in one answer: those are small and many, as are steps of a forecast.
#define MANY ((size_t)LIMIT_RATE_HISTORY * LIMIT_PAIRS)

const struct record_kind record_kinds[] = {
    {"story", TARGET_STORY, LIMIT_RECORDS},
    {"mostread", TARGET_MOST_READ, LIMIT_RECORDS},
    {"rate", TARGET_FIXING, MANY},
    {"infographic", TARGET_INFOGRAPHIC, LIMIT_RECORDS},
    {"gallery", TARGET_GALLERY, LIMIT_RECORDS},
    {"alert", TARGET_ALERT, LIMIT_RECORDS},
    {"place", TARGET_NONE, LIMIT_RECORDS},
    {"hour", TARGET_HOUR, MANY},
    {"day", TARGET_DAY, MANY},
    {"event", TARGET_EVENT, LIMIT_RECORDS},
    {"point", TARGET_POINT, LIMIT_CHART_POINTS},
    {"sponsor", TARGET_SPONSOR, LIMIT_RECORDS},
    {"table", TARGET_TABLE, 1},
};
const size_t record_kind_count = sizeof record_kinds / sizeof *record_kinds;

const struct record_kind *record_kind_find(const char *name) {
    for (size_t i = 0; i < record_kind_count; i++) {
        if (strcmp(record_kinds[i].name, name) == 0) {
            return &record_kinds[i];
        }
    }
    return NULL;
}
