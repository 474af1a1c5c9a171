#include "support/test.h"

#include <SDL2/SDL.h>
#include <pthread.h>
#include <signal.h>

#include "base/clock.h"
#include "platform/platform.h"

static void opens_at_a_size(void **state) {
    (void)state;
    int width, height;
    platform_null.size(&width, &height);
    assert_int_equal(width, 320);
    assert_int_equal(height, 200);
    assert_non_null(platform_null.renderer());
    assert_true(platform_null.is_virtual);
    assert_in_range(platform_null.refresh(), 30, 240);
}

static void time_goes_straight_to_the_deadline(void **state) {
    (void)state;
    struct instant start = platform_null.now();
    assert_in_range(clock_now().wall - start.wall, 0, 60 * SECOND);
    int64_t real = clock_ns();
    for (int hour = 1; hour <= 1000; hour++) {
        platform_null.wait(start.steady + hour * HOUR);
    }
    assert_true(clock_ns() - real < INT64_C(10000000000));
    struct instant end = platform_null.now();
    assert_int_equal(end.steady - start.steady, 1000 * HOUR);
    assert_int_equal(end.wall - start.wall, 1000 * HOUR);
    platform_null.wait(start.steady); // a deadline that has passed: never back
    assert_int_equal(platform_null.now().steady, end.steady);
}

static void a_wake_comes_before_the_deadline(void **state) {
    (void)state;
    millis start = platform_null.now().steady;
    platform_null.wake();
    platform_null.wake();
    platform_null.wait(start + HOUR);
    assert_int_equal(platform_null.now().steady, start);
    platform_null.wait(start + HOUR); // both wakes were taken
    assert_int_equal(platform_null.now().steady, start + HOUR);
}

static void *wake_many_times(void *unused) {
    for (int i = 0; i < 1000; i++) {
        platform_null.wake();
    }
    return unused;
}

static void another_thread_ends_an_endless_wait(void **state) {
    (void)state;
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, wake_many_times, NULL), 0);
    platform_null.wait(MILLIS_NEVER);
    pthread_join(thread, NULL);
}

static void signals_ask_to_quit(void **state) {
    (void)state;
    static const int signals[] = {SIGTERM, SIGINT};
    struct platform_event event;
    assert_false(platform_null.poll(&event));
    for (size_t i = 0; i < 2; i++) {
        raise(signals[i]);
        platform_null.wait(MILLIS_NEVER);
        assert_true(platform_null.poll(&event));
        assert_int_equal(event.kind, PLATFORM_QUIT);
        assert_false(platform_null.poll(&event));
    }
}

static void opens_again(void **state) {
    (void)state;
    int width, height;
    platform_null.close();
    const struct platform_wish wish = {.title = "test"};
    assert_int_equal(platform_null.open(&wish, NULL), ERROR_NONE);
    platform_null.size(&width, &height);
    assert_int_equal(width, 1920);
    assert_int_equal(height, 1080);
}

static int set_up(void **state) {
    (void)state;
    const struct platform_wish wish = {.title = "test", .width = 320, .height = 200};
    return platform_null.open(&wish, NULL) ? -1 : 0;
}

static int tear_down(void **state) {
    (void)state;
    platform_null.close();
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(opens_at_a_size),
        cmocka_unit_test(time_goes_straight_to_the_deadline),
        cmocka_unit_test(a_wake_comes_before_the_deadline),
        cmocka_unit_test(another_thread_ends_an_endless_wait),
        cmocka_unit_test(signals_ask_to_quit),
        cmocka_unit_test(opens_again),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
