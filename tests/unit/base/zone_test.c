#include "base/zone.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "support/test.h"

static struct zone *zone_of(const char *name) {
    struct zone *zone;
    struct reason reason = {0};
    if (zone_create(name, &zone, &reason) != ERROR_NONE) {
        fail_msg("%s", reason.text);
    }
    return zone;
}

static millis utc_of(const char *text) {
    struct moment moment;
    if (!moment_parse(text, &moment)) {
        fail_msg("not a moment: %s", text);
    }
    return moment.utc;
}

#define HM(hours, minutes) ((hours)*3600 + (minutes)*60)

// Known from the tz database's own text, not computed by this program.
static const struct {
    const char *zone, *utc;
    int32_t offset;
    const char *next_change; // NULL: never
} cases[] = {
    {"UTC", "2026-11-24T00:00:00Z", 0, NULL}, {"", "1970-01-01T00:00:00Z", 0, NULL},
    {"Etc/UTC", "2026-01-01T00:00:00Z", 0, NULL}, {"Etc/GMT-14", "2026-01-01T00:00:00Z", HM(14, 0), NULL},
    {"Asia/Kolkata", "2026-11-24T00:00:00Z", HM(5, 30), NULL},
    {"Asia/Kathmandu", "2050-06-01T00:00:00Z", HM(5, 45), NULL},
    {"Europe/Moscow", "2010-07-01T00:00:00Z", HM(4, 0), "2010-10-30T23:00:00Z"},
    {"Europe/Moscow", "2026-11-24T00:00:00Z", HM(3, 0), NULL},
    // The hour that does not exist, and the one that is there twice.
    {"Europe/Berlin", "2026-03-29T00:59:59Z", HM(1, 0), "2026-03-29T01:00:00Z"},
    {"Europe/Berlin", "2026-03-29T01:00:00Z", HM(2, 0), "2026-10-25T01:00:00Z"},
    {"Europe/Berlin", "2026-10-25T00:59:59Z", HM(2, 0), "2026-10-25T01:00:00Z"},
    {"Europe/Berlin", "2026-10-25T01:00:00Z", HM(1, 0), "2027-03-28T01:00:00Z"},
    {"Europe/Berlin", "2050-07-01T00:00:00Z", HM(2, 0), "2050-10-30T01:00:00Z"},
    {"Europe/Dublin", "2050-01-01T00:00:00Z", 0, "2050-03-27T01:00:00Z"}, // its "summer time" is the winter
    {"America/New_York", "2050-03-13T06:59:59Z", HM(-5, 0), "2050-03-13T07:00:00Z"},
    {"America/New_York", "2050-03-13T07:00:00Z", HM(-4, 0), "2050-11-06T06:00:00Z"},
    {"America/St_Johns", "2026-07-01T00:00:00Z", -HM(2, 30), "2026-11-01T04:30:00Z"},
    {"America/St_Johns", "2026-12-01T00:00:00Z", -HM(3, 30), "2027-03-14T05:30:00Z"},
    {"Australia/Lord_Howe", "2026-01-01T00:00:00Z", HM(11, 0),
        "2026-04-04T15:00:00Z"}, // half an hour of summer
    {"Australia/Lord_Howe", "2026-07-01T00:00:00Z", HM(10, 30), "2026-10-03T15:30:00Z"},
    {"Australia/Sydney", "2050-01-01T00:00:00Z", HM(11, 0),
        "2050-04-02T16:00:00Z"}, // southern: summer at new year
    {"Pacific/Apia", "2011-12-30T09:59:59Z", HM(-10, 0), "2011-12-30T10:00:00Z"}, // and the day is gone
    {"Pacific/Apia", "2011-12-30T10:00:00Z", HM(14, 0), "2012-03-31T14:00:00Z"},
    {"America/Nuuk", "2050-01-01T00:00:00Z", -HM(2, 0),
        "2050-03-27T01:00:00Z"},                                             // rules with hours below zero
    {"Asia/Gaza", "2100-01-01T00:00:00Z", HM(2, 0), "2100-03-27T00:00:00Z"}, // and far above 24
};

static void test_known_offsets(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct zone *zone = zone_of(cases[i].zone);
        millis utc = utc_of(cases[i].utc);
        millis next = cases[i].next_change ? utc_of(cases[i].next_change) : MILLIS_NEVER;
        if (zone_offset(zone, utc) != cases[i].offset || zone_next_change(zone, utc) != next) {
            char text[MOMENT_TEXT];
            struct moment got = {zone_next_change(zone, utc), 0};
            fail_msg("%s at %s: offset %d, next change %s", cases[i].zone, cases[i].utc,
                (int)zone_offset(zone, utc), got.utc == MILLIS_NEVER ? "never" : moment_format(got, text));
        }
        zone_destroy(zone);
    }
}

// Every zone a kiosk is likely to show, and every odd one.
static const char *const zones[] = {"Africa/Cairo", "Africa/Casablanca", "Africa/El_Aaiun",
    "Africa/Johannesburg", "Africa/Lagos", "America/Asuncion", "America/Caracas", "America/Havana",
    "America/Los_Angeles", "America/Mexico_City", "America/New_York", "America/Nuuk", "America/Santiago",
    "America/Sao_Paulo", "America/Scoresbysund", "America/St_Johns", "Antarctica/Troll", "Asia/Almaty",
    "Asia/Beirut", "Asia/Dubai", "Asia/Gaza", "Asia/Jerusalem", "Asia/Kathmandu", "Asia/Kolkata",
    "Asia/Pyongyang", "Asia/Shanghai", "Asia/Tehran", "Asia/Tokyo", "Atlantic/Azores", "Australia/Adelaide",
    "Australia/Eucla", "Australia/Lord_Howe", "Australia/Sydney", "Europe/Berlin", "Europe/Dublin",
    "Europe/Istanbul", "Europe/Kaliningrad", "Europe/Lisbon", "Europe/London", "Europe/Moscow",
    "Europe/Samara", "Europe/Volgograd", "Pacific/Apia", "Pacific/Auckland", "Pacific/Chatham",
    "Pacific/Easter", "Pacific/Kiritimati", "Pacific/Norfolk", "UTC"};

static void compare_at(const char *name, const struct zone *zone, int64_t at) {
    time_t when = (time_t)at;
    struct tm local;
    localtime_r(&when, &local);
    if (local.tm_gmtoff != zone_offset(zone, at * 1000)) {
        fail_msg("%s at %lld: the C library says %ld, zone_offset says %d", name, (long long)at,
            local.tm_gmtoff, (int)zone_offset(zone, at * 1000));
    }
}

// The changes themselves are the interesting instants; between them, steps of an odd length.
static void test_agrees_with_the_c_library(void **state) {
    (void)state;
    const int64_t first = utc_of("1800-01-01T00:00:00Z") / 1000, last = utc_of("2200-01-01T00:00:00Z") / 1000;
    for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++) {
        struct zone *zone = zone_of(zones[i]);
        assert_string_equal(zone_name(zone), zones[i]);
        setenv("TZ", zones[i], 1);
        tzset();
        for (int64_t at = first; at < last; at += 40 * 86400 + 4711) {
            compare_at(zones[i], zone, at);
        }
        for (millis at = zone_next_change(zone, first * 1000); at < last * 1000;
             at = zone_next_change(zone, at)) {
            assert_int_not_equal(zone_offset(zone, at), zone_offset(zone, at - 1));
            compare_at(zones[i], zone, at / 1000);
            compare_at(zones[i], zone, at / 1000 - 1);
        }
        zone_destroy(zone);
    }
    unsetenv("TZ");
    tzset();
}

// Between an instant and the next change the offset is one and the same.
static void test_next_change_misses_nothing(void **state) {
    (void)state;
    uint64_t random = 20261124;
    for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++) {
        struct zone *zone = zone_of(zones[i]);
        for (int round = 0; round < 300; round++) {
            millis at = (millis)(test_random(&random) % (uint64_t)(DAY * 365 * 200)) - DAY * 365 * 70;
            millis next = zone_next_change(zone, at);
            assert_true(next > at);
            millis end = next == MILLIS_NEVER ? at + 400 * DAY : next;
            for (int probe = 0; probe < 20; probe++) {
                millis between = at + (millis)(test_random(&random) % (uint64_t)(end - at));
                assert_int_equal(zone_offset(zone, between), zone_offset(zone, at));
            }
        }
        zone_destroy(zone);
    }
}

static void test_ends_of_time(void **state) {
    (void)state;
    struct zone *zone = zone_of("Europe/Berlin");
    assert_int_equal(zone_offset(zone, MILLIS_NEVER), 3600);
    assert_int_equal(zone_next_change(zone, MILLIS_NEVER), MILLIS_NEVER);
    assert_int_equal(zone_offset(zone, MILLIS_NONE), 53 * 60 + 28); // local mean time
    assert_true(zone_next_change(zone, MILLIS_NONE) < 0);
    assert_int_equal(
        zone_offset(zone, utc_of("2026-03-29T01:00:00Z") - 1), 3600); // a millisecond before is before
    zone_destroy(zone);
    zone_destroy(NULL);
}

static void test_refused_names(void **state) {
    (void)state;
    static const struct {
        const char *name;
        enum error error;
    } names[] = {
        {"Europe/Moskva", ERROR_MISSING},
        {"/usr/share/zoneinfo/UTC", ERROR_INPUT},
        {"../zoneinfo/Europe/Moscow", ERROR_INPUT},
        {"Europe/../Asia/Tokyo", ERROR_INPUT},
        {"Europe/", ERROR_INPUT},
        {"Europe//Moscow", ERROR_INPUT},
        {"Europe", ERROR_INPUT}, // a folder
        {"zone.tab", ERROR_INPUT},
        {"MSK-3", ERROR_MISSING}, // a POSIX TZ value is not a name
        {"Europe/Moscow ", ERROR_INPUT},
        {"right/Europe/Moscow", ERROR_INPUT}, // with leap seconds
        {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", ERROR_INPUT},
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct zone *zone = (struct zone *)&zone;
        struct reason reason = {0};
        enum error error = zone_create(names[i].name, &zone, &reason);
        bool not_installed = error == ERROR_MISSING && strncmp(names[i].name, "right/", 6) == 0;
        if ((error != names[i].error && !not_installed) || zone) {
            fail_msg("\"%s\": %s: %s", names[i].name, error_name(error), reason.text);
        }
        assert_true(reason.text[0]);
        assert_int_equal(zone_create(names[i].name, &zone, NULL), error);
    }
}

// A zone file made in memory: version 2, `times` in the second block only, as `zic -b slim` writes.
struct tzif {
    unsigned char bytes[512];
    size_t len;
};

static void put(struct tzif *file, uint64_t value, size_t width) {
    for (size_t i = width; i-- > 0;) {
        file->bytes[file->len++] = (unsigned char)(value >> (8 * i));
    }
}

static void put_header(struct tzif *file, unsigned leaps, unsigned times, unsigned types, unsigned letters) {
    memcpy(file->bytes + file->len, "TZif2", 5);
    memset(file->bytes + file->len + 5, 0, 15);
    file->len += 20;
    put(file, 0, 4);
    put(file, 0, 4);
    put(file, leaps, 4);
    put(file, times, 4);
    put(file, types, 4);
    put(file, letters, 4);
}

static struct tzif tzif_with(const char *rule) {
    struct tzif file = {.len = 0};
    put_header(&file, 0, 0, 0, 0);
    put_header(&file, 0, 2, 2, 4);
    put(&file, (uint64_t)INT64_C(-1000), 8);
    put(&file, 1000, 8);
    put(&file, 1, 1);
    put(&file, 0, 1);
    put(&file, (uint32_t)-7200, 4);
    put(&file, 0, 2);
    put(&file, 3600, 4);
    put(&file, 0, 2);
    memcpy(file.bytes + file.len, "AAA", 4);
    file.len += 4;
    file.len += (size_t)sprintf((char *)file.bytes + file.len, "\n%s\n", rule);
    return file;
}

static enum error read_tzif(const struct tzif *file, struct zone **zone) {
    char *copy = malloc(file->len + !file->len); // of the exact size, so that reading past it is caught
    assert_non_null(copy);
    memcpy(copy, file->bytes, file->len);
    enum error error = zone_read("Test/Zone", copy, file->len, zone, NULL);
    free(copy);
    return error;
}

static void test_slim_file(void **state) {
    (void)state;
    struct tzif file = tzif_with("AAA2");
    struct zone *zone;
    assert_int_equal(read_tzif(&file, &zone), ERROR_NONE);
    assert_int_equal(zone_offset(zone, -1000001), -7200);
    assert_int_equal(zone_offset(zone, -1000000), 3600);
    assert_int_equal(zone_offset(zone, 999999), 3600);
    assert_int_equal(zone_offset(zone, 1000000), -7200);
    assert_int_equal(zone_next_change(zone, -5000000), -1000000);
    assert_int_equal(zone_next_change(zone, 0), 1000000);
    assert_int_equal(zone_next_change(zone, 1000000), MILLIS_NEVER);
    zone_destroy(zone);
}

static void test_no_rule(void **state) {
    (void)state;
    struct tzif file = tzif_with("");
    struct zone *zone;
    assert_int_equal(read_tzif(&file, &zone), ERROR_NONE);
    assert_int_equal(zone_offset(zone, DAY * 20000), -7200);
    assert_int_equal(zone_next_change(zone, DAY * 20000), MILLIS_NEVER);
    zone_destroy(zone);
}

static void test_rules(void **state) {
    (void)state;
    static const struct {
        const char *rule, *utc;
        int32_t offset;
        const char *next_change;
    } rules[] = {
        {"AAA-3", "2026-06-01T00:00:00Z", HM(3, 0), NULL},
        {"<+0545>-5:45", "2026-06-01T00:00:00Z", HM(5, 45), NULL},
        {"AAA3:30:15", "2026-06-01T00:00:00Z", -12615, NULL},
        {"AAA0BBB,J60,J300", "2024-03-01T01:59:59Z", 0, "2024-03-01T02:00:00Z"}, // 1 March, leap or not
        {"AAA0BBB,J60,J300", "2026-03-01T01:59:59Z", 0, "2026-03-01T02:00:00Z"},
        {"AAA0BBB,59/0,300/0", "2024-02-28T23:59:59Z", 0,
            "2024-02-29T00:00:00Z"}, // day 59 is 29 February in one
        {"AAA0BBB,59/0,300/0", "2026-02-28T23:59:59Z", 0, "2026-03-01T00:00:00Z"}, // and 1 March in the other
        {"AAA0BBB-2,M2.5.0/0,M10.1.0/0", "2026-02-21T23:59:59Z", 0,
            "2026-02-22T00:00:00Z"}, // the last Sunday
        {"AAA0BBB,M3.1.0/-167,M10.1.0/167", "2026-02-01T00:00:00Z", 0, "2026-02-22T01:00:00Z"},
        {"AAA0BBB,M3.1.0/-167,M10.1.0/167", "2026-06-01T00:00:00Z", HM(1, 0), "2026-10-10T22:00:00Z"},
        {"XXX3EDT4,0/0,J365/23", "2026-06-01T00:00:00Z", -HM(4, 0), NULL}, // summer all the year (RFC 8536)
        {"AAA0BBB,J365/167,J100", "2026-01-06T22:59:59Z", 0,
            "2026-01-06T23:00:00Z"}, // starts a week into next year
    };
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        struct tzif file = tzif_with(rules[i].rule);
        struct zone *zone;
        assert_int_equal(read_tzif(&file, &zone), ERROR_NONE);
        millis utc = utc_of(rules[i].utc);
        millis next = rules[i].next_change ? utc_of(rules[i].next_change) : MILLIS_NEVER;
        if (zone_offset(zone, utc) != rules[i].offset || zone_next_change(zone, utc) != next) {
            fail_msg("%s at %s: offset %d, next change %lld", rules[i].rule, rules[i].utc,
                (int)zone_offset(zone, utc), (long long)zone_next_change(zone, utc));
        }
        zone_destroy(zone);
    }
}

static void test_refused_rules(void **state) {
    (void)state;
    static const char *const rules[] = {"A", "AA3", "AAA", "AAA25", "AAA3:60", "AAA3:", "3", "<+03>",
        "<+03-3", "AAA3BBB", "AAA3BBB,M3.2.0", "AAA3BBB,M13.2.0,M11.1.0", "AAA3BBB,M3.6.0,M11.1.0",
        "AAA3BBB,M3.0.0,M11.1.0", "AAA3BBB,M3.2.7,M11.1.0", "AAA3BBB,J0,J300", "AAA3BBB,J366,J300",
        "AAA3BBB,366,300", "AAA3BBB,60/168,300", "AAA3BBB,60/,300", "AAA3BBB,60,300,", "AAA3BBB,60,300 ",
        "AAA-99999999999999999999", "AAA3BBB,M3.2,M11.1.0"};
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        struct tzif file = tzif_with(rules[i]);
        struct zone *zone;
        if (read_tzif(&file, &zone) != ERROR_INPUT || zone) {
            fail_msg("accepted: %s", rules[i]);
        }
    }
}

// Every shorter file, and every file with one byte wrong, is either refused or answers without harm.
static void test_damaged_files(void **state) {
    (void)state;
    const struct tzif whole = tzif_with("AAA-3BBB,M3.2.0,M11.1.0");
    struct zone *zone;
    for (size_t len = 0; len < whole.len; len++) {
        struct tzif file = whole;
        file.len = len;
        assert_int_equal(read_tzif(&file, &zone), ERROR_INPUT);
        assert_null(zone);
    }
    for (size_t at = 0; at < whole.len; at++) {
        for (unsigned bit = 0; bit < 8; bit++) {
            struct tzif file = whole;
            file.bytes[at] ^= (unsigned char)(1u << bit);
            if (read_tzif(&file, &zone) == ERROR_NONE) {
                (void)zone_offset(zone, 0);
                assert_true(zone_next_change(zone, 0) > 0);
                zone_destroy(zone);
            }
        }
    }
}

static void test_refused_files(void **state) {
    (void)state;
    struct zone *zone;
    struct tzif file = tzif_with("AAA2");
    file.bytes[4] = '\0';
    assert_int_equal(read_tzif(&file, &zone), ERROR_INPUT); // version 1
    file = tzif_with("AAA2");
    memset(file.bytes + 20, 0xFF, 24); // counts whose sum passes 32 bits
    assert_int_equal(read_tzif(&file, &zone), ERROR_INPUT);
    file = tzif_with("AAA2");
    memset(file.bytes + 44 + 20, 0xFF, 24);
    assert_int_equal(read_tzif(&file, &zone), ERROR_INPUT);
    file = tzif_with("AAA2");
    file.bytes[88 + 15] = 0; // times that do not ascend
    file.bytes[88 + 14] = 0;
    file.bytes[88 + 8] = 0x80;
    assert_int_equal(read_tzif(&file, &zone), ERROR_INPUT);
    file = tzif_with("AAA2");
    file.bytes[88 + 16] = 2; // a type that is not there
    assert_int_equal(read_tzif(&file, &zone), ERROR_INPUT);
    file = tzif_with("AAA2");
    file.bytes[88 + 18] = 0x7F; // an offset of years
    assert_int_equal(read_tzif(&file, &zone), ERROR_INPUT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_offsets),
        cmocka_unit_test(test_agrees_with_the_c_library),
        cmocka_unit_test(test_next_change_misses_nothing),
        cmocka_unit_test(test_ends_of_time),
        cmocka_unit_test(test_refused_names),
        cmocka_unit_test(test_slim_file),
        cmocka_unit_test(test_no_rule),
        cmocka_unit_test(test_rules),
        cmocka_unit_test(test_refused_rules),
        cmocka_unit_test(test_damaged_files),
        cmocka_unit_test(test_refused_files),
    };
    return cmocka_run_group_tests_name("base/zone", tests, NULL, NULL);
}
