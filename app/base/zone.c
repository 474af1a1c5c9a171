#include "base/zone.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/posix_tz.h"

#define FOLDER "/usr/share/zoneinfo/"
#define NAME_SIZE 64   // the longest IANA name has 32 characters
#define HEADER_SIZE 44 // RFC 8536, section 3.1
#define MOST_OFFSET (26 * 3600)

struct transition {
    int64_t at; // Unix time in seconds
    int32_t offset;
};

struct zone {
    char name[NAME_SIZE];
    int32_t first_offset; // before all transitions
    bool has_rule;
    struct posix_tz rule; // from the last transition on
    size_t count;
    struct transition transitions[]; // ascending
};

// The counts of a header and where its data block lies.
struct block {
    uint64_t is_ut, is_standard, leaps, times, types, letters;
    size_t start;
    size_t end;
};

struct bytes {
    const unsigned char *data;
    size_t len;
};

static uint64_t big_endian(const unsigned char *bytes, size_t width) {
    uint64_t value = 0;
    for (size_t i = 0; i < width; i++) {
        value = value << 8 | bytes[i];
    }
    return value;
}

// Reads the header at `at`; false when it or its block does not fit into the file.
static bool block_read(struct bytes file, size_t at, size_t time_width, struct block *out) {
    if (file.len < at || file.len - at < HEADER_SIZE || memcmp(file.data + at, "TZif", 4) != 0) {
        return false;
    }
    const unsigned char *counts = file.data + at + 20;
    *out = (struct block){
        .is_ut = big_endian(counts, 4),
        .is_standard = big_endian(counts + 4, 4),
        .leaps = big_endian(counts + 8, 4),
        .times = big_endian(counts + 12, 4),
        .types = big_endian(counts + 16, 4),
        .letters = big_endian(counts + 20, 4),
        .start = at + HEADER_SIZE,
    };
    uint64_t size = out->times * (time_width + 1) + out->types * 6 + out->letters +
                    out->leaps * (time_width + 4) + out->is_standard + out->is_ut;
    if (size > file.len - out->start) {
        return false;
    }
    out->end = out->start + (size_t)size;
    return true;
}

static bool type_offset(struct bytes file, const struct block *block, uint64_t type, int32_t *out) {
    if (type >= block->types) {
        return false;
    }
    const unsigned char *at = file.data + block->start + block->times * 9 + type * 6;
    int32_t offset = (int32_t)(uint32_t)big_endian(at, 4);
    if (offset < -MOST_OFFSET || offset > MOST_OFFSET) {
        return false;
    }
    *out = offset;
    return true;
}

static bool transitions_read(struct bytes file, const struct block *block, struct zone *zone) {
    const unsigned char *times = file.data + block->start;
    const unsigned char *types = times + block->times * 8;
    for (size_t i = 0; i < zone->count; i++) {
        struct transition *transition = &zone->transitions[i];
        transition->at = (int64_t)big_endian(times + i * 8, 8);
        bool ascends = i == 0 || transition[-1].at < transition->at;
        if (!ascends || !type_offset(file, block, types[i], &transition->offset)) {
            return false;
        }
    }
    return type_offset(file, block, 0, &zone->first_offset);
}

// After the second block: a line feed, the rule (which may be empty), a line feed.
static bool footer_read(struct bytes file, size_t at, struct zone *zone) {
    if (at >= file.len || file.data[at] != '\n') {
        return false;
    }
    const char *rule = (const char *)file.data + at + 1;
    const char *end = memchr(rule, '\n', file.len - at - 1);
    if (!end) {
        return false;
    }
    zone->has_rule = end > rule;
    return !zone->has_rule || posix_tz_parse(rule, (size_t)(end - rule), &zone->rule);
}

static struct zone *zone_with(const char *name, size_t count) {
    struct zone *zone = calloc(1, sizeof *zone + count * sizeof zone->transitions[0]);
    if (!zone) {
        abort();
    }
    zone->count = count;
    snprintf(zone->name, sizeof zone->name, "%s", name);
    return zone;
}

enum error zone_read(
    const char *name, const char *bytes, size_t len, struct zone **out, struct reason *reason) {
    struct bytes file = {(const unsigned char *)bytes, len};
    struct block old, block;
    *out = NULL;
    if (!block_read(file, 0, 4, &old)) {
        return reason_set(reason, ERROR_INPUT, "time zone %s: not a zone file", name);
    }
    if (file.data[4] < '2') {
        return reason_set(
            reason, ERROR_INPUT, "time zone %s: a zone file of version 1 (allowed: 2 and later)", name);
    }
    if (!block_read(file, old.end, 8, &block)) {
        return reason_set(reason, ERROR_INPUT, "time zone %s: the zone file is cut short", name);
    }
    if (block.leaps) {
        return reason_set(reason, ERROR_INPUT, "time zone %s: counts leap seconds, Unix time does not", name);
    }
    struct zone *zone = zone_with(name, (size_t)block.times);
    if (!transitions_read(file, &block, zone) || !footer_read(file, block.end, zone)) {
        zone_destroy(zone);
        return reason_set(reason, ERROR_INPUT, "time zone %s: the zone file is damaged", name);
    }
    *out = zone;
    return ERROR_NONE;
}

// Letters, digits and "_+-" in parts between slashes: what IANA names are made of, and no way out of the
// folder.
static bool is_zone_name(const char *name) {
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/";
    size_t len = strlen(name);
    return len < NAME_SIZE && strspn(name, allowed) == len && name[0] != '/' && name[len - 1] != '/' &&
           !strstr(name, "//");
}

enum error zone_create(const char *name, struct zone **out, struct reason *reason) {
    *out = NULL;
    if (!*name || strcmp(name, "UTC") == 0) {
        *out = zone_with("UTC", 0);
        return ERROR_NONE;
    }
    static const char allowed[] = "(allowed: an IANA name such as Europe/Moscow)";
    if (!is_zone_name(name)) {
        return reason_set(reason, ERROR_INPUT, "\"%.100s\" is not the name of a time zone %s", name, allowed);
    }
    char path[sizeof FOLDER + NAME_SIZE];
    snprintf(path, sizeof path, "%s%s", FOLDER, name);
    char *bytes;
    size_t len;
    enum error error = file_read(path, LIMIT_ZONE_FILE, &bytes, &len, reason);
    if (error == ERROR_MISSING) {
        return reason_set(reason, error, "there is no time zone \"%s\" %s", name, allowed);
    }
    if (!error) {
        error = zone_read(name, bytes, len, out, reason);
        free(bytes);
    }
    return error;
}

void zone_destroy(struct zone *zone) {
    free(zone);
}

static int64_t whole_seconds(millis utc) {
    return utc / 1000 - (utc % 1000 < 0);
}

// How many transitions are at or before `at`.
static size_t passed(const struct zone *zone, int64_t at) {
    size_t low = 0, high = zone->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (zone->transitions[middle].at <= at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static int32_t offset_at(const struct zone *zone, int64_t at) {
    size_t before = passed(zone, at);
    if (before == zone->count && zone->has_rule) {
        return posix_tz_offset(&zone->rule, at);
    }
    return before ? zone->transitions[before - 1].offset : zone->first_offset;
}

int32_t zone_offset(const struct zone *zone, millis utc) {
    return offset_at(zone, whole_seconds(utc));
}

static millis from_seconds(int64_t at) {
    return at > INT64_MAX / 1000 ? MILLIS_NEVER : at * 1000;
}

millis zone_next_change(const struct zone *zone, millis utc) {
    int64_t at = whole_seconds(utc);
    int32_t now = offset_at(zone, at);
    // A transition may change only the letters, or be the first moment of the rule: compare what is in force.
    for (size_t i = passed(zone, at); i < zone->count; i++) {
        at = zone->transitions[i].at;
        if (offset_at(zone, at) != now) {
            return from_seconds(at);
        }
    }
    return zone->has_rule ? from_seconds(posix_tz_next_change(&zone->rule, at)) : MILLIS_NEVER;
}

const char *zone_name(const struct zone *zone) {
    return zone->name;
}

// Between two changes of the zone the wall clock is a straight line; the first of them that reaches the time
// is the answer.
millis zone_first_at(const struct zone *zone, struct civil civil) {
    millis local = civil_to_millis(civil);
    millis start = local - 2 * DAY;
    for (;;) {
        millis offset = zone_offset(zone, start) * SECOND;
        millis end = zone_next_change(zone, start);
        millis at = local - offset > start ? local - offset : start;
        if (at < end) {
            return at;
        }
        start = end;
    }
}
