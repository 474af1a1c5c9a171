#include "layout/live.h"

#include <stdio.h>
#include <string.h>

#include "tests/support/fake_edition.h"
#include "tests/support/page_desk.h"
#include "tests/support/test.h"

static const char *said(const struct page_desk *desk, const struct live *live, millis wall) {
    static char text[LOCALE_TEXT * 2];
    struct arena arena;
    arena_init(&arena, 0);
    snprintf(text, sizeof text, "%s", live_text(live, &desk->env, &arena, wall));
    arena_finish(&arena);
    return text;
}

static void says_times_days_and_ages(void **state) {
    (void)state;
    struct page_desk desk;
    page_desk_open(&desk, 1920, 1080);
    struct live time = {.kind = LIVE_TIME, .zone = desk.zones[0]},
                day = {.kind = LIVE_DATE, .zone = desk.zones[1]};
    struct live ago = {.kind = LIVE_AGO, .utc = FAKE_NOW - 5 * MINUTE, .suffix = " · Geneva"};
    assert_string_equal(said(&desk, &time, FAKE_NOW), "14:05");
    assert_string_equal(said(&desk, &day, FAKE_NOW), "Tue, 24 Nov");
    assert_string_equal(said(&desk, &day, FAKE_NOW - 7 * HOUR), "Mon, 23 Nov"); // in New York
    assert_string_equal(said(&desk, &ago, FAKE_NOW), "5 min ago · Geneva");
    ago.utc = FAKE_NOW + HOUR; // from the future: as new as can be
    ago.suffix = NULL;
    assert_non_null(strstr("now Now", said(&desk, &ago, FAKE_NOW)));
    page_desk_close(&desk);
}

// At the named moment it may say something else; before it, it does not. Over the nights in which clocks
// change too.
static void says_when_it_changes(void **state) {
    (void)state;
    struct page_desk desk;
    page_desk_open(&desk, 1920, 1080);
    const millis shift =
        INT64_C(1793512800) * SECOND; // 1 November 2026, 06:00 UTC: New York turns its clocks back
    const struct live lives[] = {
        {.kind = LIVE_TIME, .zone = desk.zones[1]},
        {.kind = LIVE_TIME, .zone = desk.zones[2]}, // an offset with half an hour
        {.kind = LIVE_DATE, .zone = desk.zones[1]},
        {.kind = LIVE_AGO, .utc = shift - 3 * HOUR},
        {.kind = LIVE_AGO, .utc = shift + HOUR},
    };
    for (size_t i = 0; i < sizeof lives / sizeof *lives; i++) {
        char before[LOCALE_TEXT * 2];
        for (millis wall = shift - 5 * HOUR - 12345; wall < shift + 30 * HOUR;) {
            millis next = live_next_change(&lives[i], wall);
            assert_true(next > wall);
            snprintf(before, sizeof before, "%s", said(&desk, &lives[i], wall));
            assert_string_equal(said(&desk, &lives[i], next - 1), before);
            if (lives[i].kind == LIVE_TIME) {
                assert_string_not_equal(said(&desk, &lives[i], next), before);
            }
            wall = next;
        }
    }
    struct live clock = {.kind = LIVE_TIME, .zone = desk.zones[1]};
    assert_string_equal(said(&desk, &clock, shift - 1), "01:59");
    assert_string_equal(said(&desk, &clock, shift), "01:00");
    page_desk_close(&desk);
}

static void lists_grow(void **state) {
    (void)state;
    struct arena arena;
    struct live_list list = {0};
    arena_init(&arena, 0);
    for (int i = 0; i < 100; i++) {
        live_add(&list, &arena, &(struct live){.kind = LIVE_AGO, .utc = i});
    }
    assert_int_equal(list.count, 100);
    for (int i = 0; i < 100; i++) {
        assert_int_equal(list.items[i].utc, i);
    }
    arena_finish(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_times_days_and_ages),
        cmocka_unit_test(says_when_it_changes),
        cmocka_unit_test(lists_grow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
