#include "base/resident.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/pages_of_files.h"
#include "tests/support/test.h"

static int by_letter(const void *left, const void *right) {
    return *(const char *)left - *(const char *)right;
}

// What the loader has filled in, which is read-only as well, and what the program has written.
static int (*const orders[])(const void *left, const void *right) = {by_letter};
static const char *const words[] = {"gamma", "beta"};
static long written = 1;

static void what_is_only_read_comes_back(void **state) {
    (void)state;
    char letters[] = "edcba";
    written = 2;
    long before = pages_of_files();
    assert_true(before > 0);
    resident_rest_libraries();
    assert_true(pages_of_files() < before);
    qsort(letters, 5, 1, orders[0]);
    assert_string_equal(letters, "abcde");
    assert_string_equal(words[0], "gamma");
    assert_int_equal(written, 2);
    assert_true(resident_now() > 0 && resident_peak() >= resident_now());
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_only_read_comes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
