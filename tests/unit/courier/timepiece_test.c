#include "support/test.h"

#include "courier/timepiece.h"

#define BUILT (20000 * DAY)
#define NEWEST (20100 * DAY)
#define NONE MILLIS_NONE

// What is known, what the clock says a minute after the start, what it is to be called, and what dates are
// reckoned by.
static const struct {
    const char *what;
    millis built, newest, told; // `told`: a server's Date at the same minute
    bool is_synchronised;
    millis wall;
    enum clock_state state;
    millis reckoned;
} rows[] = {
    {"a demonstration", 0, NEWEST, NONE, false, 5, CLOCK_TRUSTED, 5},
    {"1970", BUILT, 0, NONE, false, MINUTE, CLOCK_UNSET, BUILT},
    {"1970 with a shelf", BUILT, NEWEST, NONE, false, MINUTE, CLOCK_UNSET, NEWEST},
    {"before the shelf", BUILT, NEWEST, NONE, false, NEWEST - 1, CLOCK_UNSET, NEWEST},
    {"after the shelf", BUILT, NEWEST, NONE, false, NEWEST + DAY, CLOCK_FLOOR, NEWEST + DAY},
    {"an old shelf", BUILT, BUILT - DAY, NONE, false, BUILT, CLOCK_FLOOR, BUILT},
    {"2038 and nobody who knows", BUILT, NEWEST, NONE, false, 30000 * DAY, CLOCK_FLOOR, 30000 * DAY},
    {"synchronised", BUILT, NEWEST, NONE, true, NEWEST + DAY, CLOCK_TRUSTED, NEWEST + DAY},
    {"synchronised, a shelf from the future", BUILT, NEWEST, NONE, true, BUILT, CLOCK_TRUSTED, BUILT},
    {"a server agrees", BUILT, NEWEST, NEWEST + DAY + MINUTE, false, NEWEST + DAY, CLOCK_TRUSTED,
        NEWEST + DAY},
    {"a server knows better: 1970", BUILT, NEWEST, NEWEST + DAY, false, MINUTE, CLOCK_UNSET, NEWEST + DAY},
    {"a server knows better: 2038", BUILT, NEWEST, NEWEST + DAY, false, 30000 * DAY, CLOCK_UNSET,
        NEWEST + DAY},
};

static void every_row_holds(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct timepiece timepiece;
        struct instant now = {MINUTE, rows[i].wall};
        timepiece_init(&timepiece, rows[i].built);
        timepiece_raise(&timepiece, rows[i].newest);
        timepiece.is_synchronised = rows[i].is_synchronised;
        if (rows[i].told != NONE) {
            timepiece_hear(&timepiece, rows[i].told, MINUTE);
        }
        if (timepiece_state(&timepiece, now) != rows[i].state ||
            timepiece_wall(&timepiece, now) != rows[i].reckoned) {
            fail_msg("%s: %d, %lld", rows[i].what, timepiece_state(&timepiece, now),
                (long long)timepiece_wall(&timepiece, now));
        }
    }
}

static void a_clock_that_jumps_is_noticed(void **state) {
    (void)state;
    struct timepiece timepiece;
    timepiece_init(&timepiece, BUILT);
    timepiece_hear(&timepiece, NEWEST, 0);
    assert_int_equal(timepiece_state(&timepiece, (struct instant){DAY, NEWEST + DAY}), CLOCK_TRUSTED);
    struct instant later = {DAY, NEWEST + DAY - HOUR};
    assert_int_equal(timepiece_state(&timepiece, later), CLOCK_UNSET);
    assert_int_equal(timepiece_wall(&timepiece, later), NEWEST + DAY);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_holds),
        cmocka_unit_test(a_clock_that_jumps_is_noticed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
