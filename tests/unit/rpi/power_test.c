#include "support/test.h"

#include <stdio.h>
#include <string.h>

#include "platform/rpi/power.h"

// What the display was told, "light 100, output on, …".
static char told[1024];

static void tell(const char *word, int number) {
    size_t len = strlen(told);
    snprintf(told + len, sizeof told - len, "%s%s %d", len ? ", " : "", word, number);
}

static bool has_light = true;

static bool light(int percent) {
    tell("light", percent);
    return has_light;
}

static void output(bool on) {
    tell("output", on);
}

static void television(bool on) {
    tell("tv", on);
}

static const struct power_hands hands = {light, output, television};

static const char *turn(struct power *power, millis now) {
    told[0] = '\0';
    power_turn(power, now);
    return told;
}

// From one moment to another as the platform does it: whenever there is something.
static void run(struct power *power, millis now, millis until) {
    while (now < until) {
        millis next = power_turn(power, now);
        assert_true(next > now);
        now = next;
    }
}

static void says_all_at_first(void **state) {
    (void)state;
    struct power power;
    power_init(&power, &hands, 1000);
    assert_string_equal(turn(&power, 1000), "output 1, tv 1, light 100");
    assert_string_equal(turn(&power, 1000), "");
    power_want(&power, true, 100, 2000); // as it is
    assert_string_equal(turn(&power, 2000), "");
}

static void goes_dark_by_a_fade(void **state) {
    (void)state;
    struct power power;
    power_init(&power, &hands, 0);
    turn(&power, 0);
    power_want(&power, false, 100, MINUTE);
    assert_string_equal(turn(&power, MINUTE), "");
    assert_string_equal(turn(&power, MINUTE + POWER_FADE / 4), "light 75");
    assert_string_equal(turn(&power, MINUTE + POWER_FADE / 2), "light 50");
    assert_string_equal(turn(&power, MINUTE + POWER_FADE), "output 0, tv 0, light 0"); // last of all
    assert_string_equal(turn(&power, MINUTE + POWER_FADE), "");
}

// The picture can be seen until then, and no longer; where there is no light, not at all.
static void is_seen_while_its_light_goes_down(void **state) {
    (void)state;
    for (has_light = true;; has_light = false) {
        struct power power;
        power_init(&power, &hands, 0);
        turn(&power, 0);
        assert_int_equal(power_seen_until(&power), 0);
        power_want(&power, false, 100, MINUTE);
        assert_int_equal(power_seen_until(&power), has_light ? MINUTE + POWER_FADE : 0);
        run(&power, MINUTE, HOUR);
        assert_true(power_seen_until(&power) <= HOUR);
        power_want(&power, false, 30, HOUR); // in the dark nothing is seen of it
        assert_int_equal(power_seen_until(&power), 0);
        power_want(&power, true, 30, HOUR + MINUTE);
        run(&power, HOUR + MINUTE, 2 * HOUR);
        assert_int_equal(power_seen_until(&power), 0);
        if (!has_light) {
            break;
        }
    }
    has_light = true;
}

// A kiosk that starts in quiet hours has nothing to let go down.
static void starts_in_the_dark_at_once(void **state) {
    (void)state;
    struct power power;
    power_init(&power, &hands, MINUTE);
    power_want(&power, false, 100, MINUTE);
    assert_string_equal(turn(&power, MINUTE), "output 0, tv 0, light 0");
    assert_true(power_seen_until(&power) <= MINUTE);
}

static void wakes_before_it_is_bright(void **state) {
    (void)state;
    struct power power;
    power_init(&power, &hands, 0);
    power_want(&power, false, 100, 0);
    run(&power, 0, HOUR);
    power_want(&power, true, 60, HOUR);
    assert_string_equal(turn(&power, HOUR), "output 1, tv 1");
    assert_string_equal(turn(&power, HOUR + POWER_FADE / 2), "light 30");
    assert_string_equal(turn(&power, HOUR + POWER_FADE), "light 60");
}

static void a_change_in_the_middle_of_a_fade_begins_where_it_is(void **state) {
    (void)state;
    struct power power;
    power_init(&power, &hands, 0);
    turn(&power, 0);
    power_want(&power, false, 100, MINUTE);
    turn(&power, MINUTE + POWER_FADE / 2);
    power_want(&power, true, 100, MINUTE + POWER_FADE / 2);
    assert_int_equal(power_light(&power, MINUTE + POWER_FADE / 2), 50);
    assert_int_equal(power_light(&power, MINUTE + POWER_FADE), 75);
    assert_int_equal(power_light(&power, MINUTE + 2 * POWER_FADE), 100);
}

static void says_it_again_every_ten_minutes(void **state) {
    (void)state;
    static const struct {
        bool on;
        const char *again;
    } rows[] = {{true, "output 1, tv 1, light 100"}, {false, "output 0, tv 0, light 0"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct power power;
        power_init(&power, &hands, 0);
        power_want(&power, rows[i].on, 100, 0);
        run(&power, 0, MINUTE);
        millis before = power.told;
        assert_string_equal(turn(&power, before + POWER_AGAIN - 1), "");
        assert_int_equal(power_turn(&power, before + POWER_AGAIN - 1), before + POWER_AGAIN);
        assert_string_equal(turn(&power, before + POWER_AGAIN), rows[i].again);
        assert_string_equal(turn(&power, before + POWER_AGAIN), "");
    }
}

static void another_display_is_told_at_once(void **state) {
    (void)state;
    struct power power;
    power_init(&power, &hands, 0);
    power_want(&power, true, 40, 0);
    run(&power, 0, MINUTE);
    power_doubt(&power);
    assert_string_equal(turn(&power, MINUTE), "output 1, tv 1, light 40");
}

// A night of eight hours costs so few turns.
static void sleeps_through_the_night(void **state) {
    (void)state;
    struct power power;
    power_init(&power, &hands, 0);
    power_want(&power, false, 100, 0);
    int turns = 0;
    for (millis now = 0; now < 8 * HOUR; now = power_turn(&power, now)) {
        turns++;
        told[0] = '\0';
    }
    assert_in_range(turns, 48, 48 + POWER_FADE / POWER_STEP + 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_all_at_first),
        cmocka_unit_test(goes_dark_by_a_fade),
        cmocka_unit_test(is_seen_while_its_light_goes_down),
        cmocka_unit_test(starts_in_the_dark_at_once),
        cmocka_unit_test(wakes_before_it_is_bright),
        cmocka_unit_test(a_change_in_the_middle_of_a_fade_begins_where_it_is),
        cmocka_unit_test(says_it_again_every_ten_minutes),
        cmocka_unit_test(another_display_is_told_at_once),
        cmocka_unit_test(sleeps_through_the_night),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
