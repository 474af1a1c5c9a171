#ifndef BROADSIDE_TESTS_SUPPORT_TEST_H
#define BROADSIDE_TESTS_SUPPORT_TEST_H

// cmocka.h needs these before it and does not include them itself.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

// A reproducible random number for property tests (xorshift64*); the seed is part of the test.
static inline uint64_t test_random(uint64_t *state) {
    uint64_t x = *state;
    x ^= x >> 12;
    x ^= x << 25;
    x ^= x >> 27;
    *state = x;
    return x * UINT64_C(0x2545F4914F6CDD1D);
}

// An int from `low` to `high`, both included.
static inline int test_random_between(uint64_t *state, int low, int high) {
    return low + (int)(test_random(state) % (uint64_t)(high - low + 1));
}

#endif
