#include "kiosk/frame.h"

#include <math.h>

#include "tests/support/test.h"

// When frames are, and where the ticker is in them.

#define LONG_AFTER (INT64_C(1) << 40) // thirty-four years, of a steady clock

static const int rates[] = {1, 24, 25, 30, 50, 59, 60, 75, 90, 100, 120, 144, 165};
enum { RATES = sizeof rates / sizeof *rates };

static int rate; // frames a second

static int refresh_rate(void) {
    return rate;
}

static const struct platform platform = {.refresh = refresh_rate};

static struct instant at(millis steady) {
    return (struct instant){.steady = steady};
}

static void check_grid(const struct kiosk *kiosk, millis start) {
    for (millis now = start; now < start + 3 * SECOND; now++) {
        millis frame = now * rate / SECOND, next = frame_time(kiosk, now, 1);
        assert_true(next > now);
        assert_int_equal(next * rate / SECOND, frame + 1);
        assert_int_equal((next - 1) * rate / SECOND, frame); // its first moment
        assert_true(frame_ticker_time(kiosk, at(next)) > frame_ticker_time(kiosk, at(now)));
        assert_int_equal(frame_ticker_time(kiosk, at(next - 1)), frame_ticker_time(kiosk, at(now)));
    }
}

// Whatever the refresh, one frame follows the other, and all of a frame the ticker stands at one place.
static void frames_follow_each_other(void **state) {
    (void)state;
    const struct kiosk kiosk = {.platform = &platform};
    for (size_t i = 0; i < RATES; i++) {
        rate = rates[i];
        check_grid(&kiosk, 0);
        check_grid(&kiosk, LONG_AFTER);
    }
}

// The whole pixel of a headline in each frame, against its ideal line at the moment of that frame.
static double worst_error(const struct kiosk *kiosk, millis start, int speed) {
    struct ticker ticker;
    struct ticker_item item = {.key = 1, .width = 1000000};
    struct ticker_place place;
    double worst = 0;
    ticker_init(&ticker, &(struct ticker_form){.width = 1000, .speed = speed}, start);
    ticker_adopt(&ticker, &item, 1, start);
    for (int frame = 0; frame < 10 * rate; frame++) {
        millis now = start + (frame * SECOND + rate - 1) / rate;
        assert_int_equal(ticker_places(&ticker, frame_ticker_time(kiosk, at(now)), &place, 1), 1);
        worst = fmax(worst, fabs(place.x + (double)frame * speed / rate));
    }
    ticker_finish(&ticker);
    return worst;
}

// The fastest that a configuration can ask for, of a screen of 1080 lines, included.
static void the_ticker_is_within_a_pixel_of_its_line(void **state) {
    (void)state;
    static const int speeds[] = {1, 20, 119, 120, 333, 751, 997, 1000};
    const struct kiosk kiosk = {.platform = &platform};
    for (size_t i = 0; i < RATES; i++) {
        rate = rates[i];
        for (size_t k = 0; k < sizeof speeds / sizeof *speeds; k++) {
            double early = worst_error(&kiosk, 0, speeds[k]),
                   late = worst_error(&kiosk, LONG_AFTER / SECOND * SECOND, speeds[k]);
            if (early > 1.0001 || late > 1.0001) {
                fail_msg("%d pixels a second at %d Hz: %g and %g", speeds[k], rate, early, late);
            }
        }
    }
}

// However late a turn is, headlines have moved by whole frames, also after years.
static void late_frames_are_skipped(void **state) {
    (void)state;
    enum { STEP = 2 };
    uint64_t seed = 7;
    const struct kiosk kiosk = {.platform = &platform};
    struct ticker ticker;
    struct ticker_item item = {.key = 1, .width = 1000000};
    struct ticker_place before, after;
    rate = 60;
    millis now = LONG_AFTER, start = frame_ticker_time(&kiosk, at(now));
    ticker_init(&ticker, &(struct ticker_form){.width = 1000, .speed = 60 * STEP}, start);
    ticker_adopt(&ticker, &item, 1, start);
    assert_int_equal(ticker_places(&ticker, start, &before, 1), 1);
    for (int i = 0; i < 5000; i++) {
        millis next = frame_time(&kiosk, now, 1) + test_random_between(&seed, 0, 90);
        int64_t frames = next * rate / SECOND - now * rate / SECOND;
        assert_int_equal(ticker_places(&ticker, frame_ticker_time(&kiosk, at(next)), &after, 1), 1);
        assert_int_equal(before.x - after.x, frames * STEP);
        before = after;
        now = next;
    }
    ticker_finish(&ticker);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(frames_follow_each_other),
        cmocka_unit_test(the_ticker_is_within_a_pixel_of_its_line),
        cmocka_unit_test(late_frames_are_skipped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
