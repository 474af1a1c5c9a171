#include "base/allocations.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/test.h"

static void *volatile kept; // so that no compiler leaves out what is allocated and freed

static void every_way_to_ask_counts(void **state) {
    (void)state;
    size_t before = allocations_count();
    kept = malloc(10);
    kept = realloc(kept, 2000);
    free(kept);
    assert_int_equal(allocations_count() - before, 2);
    kept = calloc(3, 5);
    free(kept);
    kept = strdup("within a library");
    free(kept);
    assert_int_equal(allocations_count() - before, 4);
}

static void *allocate(void *count) {
    size_t before = allocations_count();
    kept = malloc(10);
    free(kept);
    *(size_t *)count = allocations_count() - before;
    return NULL;
}

static void threads_count_for_themselves(void **state) {
    (void)state;
    pthread_t thread;
    size_t theirs = 0, made;
    assert_int_equal(pthread_create(&thread, NULL, allocate, &theirs), 0);
    made = allocations_count();
    pthread_join(thread, NULL);
    assert_int_equal(theirs, 1);
    assert_int_equal(allocations_count(), made);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_way_to_ask_counts),
        cmocka_unit_test(threads_count_for_themselves),
    };
    allocations_start();
    return cmocka_run_group_tests_name("base/allocations", tests, NULL, NULL);
}
