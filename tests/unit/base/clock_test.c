#include "base/clock.h"

#include "support/test.h"

static void test_clocks(void **state) {
    (void)state;
    struct instant before = clock_now();
    int64_t ns = clock_ns(), cpu = clock_cpu_ns();
    volatile unsigned work = 0;
    while (clock_cpu_ns() < cpu + 2000000) {
        work = work + 1;
    }
    struct instant after = clock_now();
    assert_true(after.steady >= before.steady + 1);
    assert_true(clock_ns() >= ns + 1000000);
    assert_true(
        before.wall > INT64_C(1577836800000)); // after 2020: milliseconds, not seconds or microseconds
    assert_true(before.wall < INT64_C(32503680000000));             // before 3000
    assert_in_range(clock_ns() / 1000000 - after.steady, 0, 10000); // the same clock
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_clocks)};
    return cmocka_run_group_tests_name("base/clock", tests, NULL, NULL);
}
