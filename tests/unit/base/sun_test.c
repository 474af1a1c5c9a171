#include "base/sun.h"

#include <stdio.h>
#include <string.h>

#include "tests/support/test.h"

static const struct sun_place moscow = {55.75, 37.62}, tromso = {69.65, 18.96};

static millis at(const char *text) {
    struct moment moment;
    if (!moment_parse(text, &moment)) {
        fail_msg("\"%s\" is no moment", text);
    }
    return moment.utc;
}

// Worked out with the other, longer method of NOAA's calculator (Meeus, Astronomical Algorithms), which
// agrees with the almanac to the minute: Greenwich has 04:43 and 21:21 BST at midsummer.
static const struct {
    struct sun_place place;
    const char *change; // UTC
    bool rises;
} almanac[] = {
    {{55.75, 37.62}, "2026-11-24T05:22:20Z", true},
    {{55.75, 37.62}, "2026-11-24T13:09:40Z", false},
    {{51.48, 0}, "2026-06-21T03:42:50Z", true},
    {{51.48, 0}, "2026-06-21T20:21:00Z", false},
    {{40.71, -74.01}, "2026-11-24T11:53:20Z", true},
    {{40.71, -74.01}, "2026-11-24T21:32:00Z", false},
    {{-33.87, 151.21}, "2026-11-24T08:44:40Z", false},
    {{-33.87, 151.21}, "2026-11-24T18:38:50Z", true},
    {{-0.18, -78.47}, "2026-03-20T11:18:00Z", true},
    {{-0.18, -78.47}, "2026-03-20T23:24:40Z", false},
    {{64.15, -21.94}, "2026-12-21T11:22:30Z", true},
    {{64.15, -21.94}, "2026-12-21T15:29:30Z", false},
    {{-36.85, 174.76}, "2026-02-28T07:01:50Z", false},
    {{35.68, 139.69}, "2028-02-29T21:11:10Z", true},
};

static void it_rises_and_sets_with_the_almanac(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof almanac / sizeof *almanac; i++) {
        millis change = at(almanac[i].change), before = change - HOUR;
        assert_int_equal(sun_is_up(almanac[i].place, before), !almanac[i].rises);
        assert_int_equal(sun_is_up(almanac[i].place, change + 5 * MINUTE), almanac[i].rises);
        millis off = sun_next_change(almanac[i].place, before) - change;
        if (off < -2 * MINUTE || off > 2 * MINUTE) {
            fail_msg("%s is missed by %.1f minutes", almanac[i].change, (double)off / (double)MINUTE);
        }
    }
}

static void a_polar_day_has_no_end_and_a_polar_night_none(void **state) {
    (void)state;
    millis summer = at("2026-06-21T00:00:00Z"), winter = at("2026-12-21T00:00:00Z");
    for (millis hour = 0; hour < DAY; hour += HOUR) {
        assert_true(sun_is_up(tromso, summer + hour));
        assert_false(sun_is_up(tromso, winter + hour));
    }
    assert_true(sun_next_change(tromso, summer) == summer + DAY); // ask again then
    assert_true(sun_next_change(tromso, winter) == winter + DAY);
    assert_true(sun_is_up((struct sun_place){90, 0}, summer));
    assert_true(sun_is_up((struct sun_place){-90, 0}, winter));
}

// For every place and day: what it says of the next change is so.
static void it_changes_when_it_says(void **state) {
    (void)state;
    for (int latitude = -90; latitude <= 90; latitude += 15) {
        struct sun_place place = {latitude, latitude * 2};
        for (int day = 0; day < 366; day += 7) {
            millis now = at("2027-12-30T13:17:05Z") + day * DAY;
            millis next = sun_next_change(place, now);
            assert_true(next > now && next <= now + DAY);
            if (next < now + DAY) {
                assert_true(sun_is_up(place, next) != sun_is_up(place, now));
                assert_true(sun_is_up(place, next - SECOND) == sun_is_up(place, now));
            }
        }
    }
}

static void clocks_that_were_never_set_do_no_harm(void **state) {
    (void)state;
    assert_true(sun_next_change(moscow, 0) > 0);
    assert_true(sun_next_change(moscow, -DAY) > -DAY);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_rises_and_sets_with_the_almanac),
        cmocka_unit_test(a_polar_day_has_no_end_and_a_polar_night_none),
        cmocka_unit_test(it_changes_when_it_says),
        cmocka_unit_test(clocks_that_were_never_set_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
