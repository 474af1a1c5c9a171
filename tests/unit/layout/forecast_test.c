// Which hours of a forecast the city's page shows, whatever steps its service has.

#include <stdlib.h>
#include <string.h>

#include "layout/page.h"
#include "model/assemble.h"
#include "tests/support/fake_edition.h"
#include "tests/support/oplist_dump.h"
#include "tests/support/page_desk.h"
#include "tests/support/test.h"

#define MOST 48

static struct edition *make_edition(const struct weather_hour *hours, size_t count) {
    struct weather weather = {.temperature = 4,
        .wind = 3,
        .sky = SKY_RAIN,
        .time = FAKE_UNDATED,
        .hours = hours,
        .hour_count = count};
    struct batch *batch = batch_create();
    batch->weather = &weather;
    const struct contribution contribution = {
        .batch = batch, .source_name = "met", .place = "Moscow", .age = {FAKE_NOW, false}};
    struct edition *edition = edition_assemble(&contribution, 1, NULL, FAKE_NOW);
    batch_destroy(batch);
    return edition;
}

static char *said(struct edition *edition, enum role role) {
    struct page_desk desk;
    page_desk_open(&desk, 1920, 1080);
    const struct page_spec spec = {.kind = page_kind_find("city")};
    const struct deck_form form = {.specs = &spec, .spec_count = 1};
    struct deck *deck = deck_create(edition, &form, &desk.env, FAKE_NOW);
    assert_ptr_equal(deck->pages[0].kind, spec.kind);
    struct arena arena;
    struct oplist ops = {0};
    arena_init(&arena, 0);
    deck_compose(deck, &(struct view){.wall = FAKE_NOW}, &arena, &ops);
    char *text = oplist_role_text(&ops, role);
    arena_finish(&arena);
    deck_destroy(deck);
    page_desk_close(&desk);
    edition_unref(edition);
    return text;
}

// FAKE_NOW is 14:05 in Moscow.
static const struct {
    millis first, step; // after 00:00 of the day; between hours
    const char *shown[7], *not_shown;
} rows[] = {
    {0, HOUR, {"15:00", "18:00", "21:00", "00:00", "03:00", "06:00"}, "16:00"},
    {0, 3 * HOUR, {"15:00", "18:00", "21:00", "00:00", "03:00", "06:00"}, "09:00"},
    {2 * HOUR, 6 * HOUR, {"20:00", "02:00", "08:00"}, "17:00"},
    {30 * MINUTE, 2 * HOUR, {"14:30", "18:30", "22:30", "02:30"}, "16:30"},
};

static void test_hours_are_three_hours_apart_at_least(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct weather_hour hours[MOST];
        for (size_t k = 0; k < MOST; k++) {
            millis utc = FAKE_NOW - 14 * HOUR - 5 * MINUTE + rows[i].first + (millis)k * rows[i].step;
            hours[k] = (struct weather_hour){.time = {utc, 0}, .temperature = 4, .sky = SKY_CLEAR};
        }
        char *text = said(make_edition(hours, MOST), ROLE_META_SMALL);
        for (const char *const *hour = rows[i].shown; *hour; hour++) {
            if (!strstr(text, *hour)) {
                fail_msg("row %zu: no %s in \"%s\"", i, *hour, text);
            }
        }
        if (strstr(text, rows[i].not_shown)) {
            fail_msg("row %zu: %s in \"%s\"", i, rows[i].not_shown, text);
        }
        free(text);
    }
}

// Of the temperatures of hours, by the clock of the place, whatever offset the service tells them with. Three
// degrees at midnight, one more every hour until 15:00, then one less; a degree more every day.
static double temperature_at(millis since_midnight) {
    int day = (int)(since_midnight / DAY), hour = (int)(since_midnight % DAY / HOUR);
    return 3 + day + (hour <= 15 ? hour : 30 - hour);
}

static const struct {
    millis first, step;
    size_t count;
    const char *highs, *lows;
} days[] = {
    {14 * HOUR, HOUR, 48, "19\xC2\xB0", "4\xC2\xB0"},                      // the third ends at 14:00
    {14 * HOUR, HOUR, 50, "19\xC2\xB0 20\xC2\xB0", "4\xC2\xB0 5\xC2\xB0"}, // at 15:00
    {0, 3 * HOUR, 32, "19\xC2\xB0 20\xC2\xB0 21\xC2\xB0", "4\xC2\xB0 5\xC2\xB0 6\xC2\xB0"},
    {0, 6 * HOUR, 48, "16\xC2\xB0 17\xC2\xB0 18\xC2\xB0 19\xC2\xB0 20\xC2\xB0",
        "4\xC2\xB0 5\xC2\xB0 6\xC2\xB0 7\xC2\xB0 8\xC2\xB0"},
    {0, 12 * HOUR, 10, "", ""}, // too few to tell
};

static void test_days_come_of_hours(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        struct weather_hour hours[MOST + 2];
        for (size_t k = 0; k < days[i].count; k++) {
            millis since = days[i].first + (millis)k * days[i].step;
            hours[k] = (struct weather_hour){.time = {FAKE_NOW - 14 * HOUR - 5 * MINUTE + since, 0},
                .temperature = temperature_at(since),
                .sky = SKY_CLEAR};
        }
        char *highs = said(make_edition(hours, days[i].count), ROLE_NUMBER_2);
        char *lows = said(make_edition(hours, days[i].count), ROLE_CONVERTER);
        if (strcmp(highs, days[i].highs) != 0 || strcmp(lows, days[i].lows) != 0) {
            fail_msg("row %zu: \"%s\" and \"%s\"", i, highs, lows);
        }
        free(highs);
        free(lows);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_hours_are_three_hours_apart_at_least),
        cmocka_unit_test(test_days_come_of_hours)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
