#include "base/blob.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "support/test.h"

static struct blob *blob_of(const char *text) {
    char *bytes = strdup(text);
    assert_non_null(bytes);
    return blob_create(bytes, strlen(text));
}

static void test_bytes_and_serials(void **state) {
    (void)state;
    struct blob *one = blob_of("picture"), *other = blob_of("picture");
    assert_int_equal(blob_len(one), 7);
    assert_memory_equal(blob_bytes(one), "picture", 7);
    assert_int_not_equal(blob_serial(one), blob_serial(other));
    uint64_t last = blob_serial(other);
    assert_ptr_equal(blob_ref(one), one);
    blob_unref(one);
    assert_memory_equal(blob_bytes(one), "picture", 7); // one reference is left
    blob_unref(one);
    blob_unref(other);
    blob_unref(NULL);
    struct blob *empty = blob_create(NULL, 0);
    assert_int_equal(blob_len(empty), 0);
    assert_true(blob_serial(empty) > last); // a freed number never comes back
    blob_unref(empty);
}

#define THREADS 4
#define ROUNDS 20000

static void *share(void *argument) {
    struct blob *blob = argument;
    size_t wrong = 0;
    for (int i = 0; i < ROUNDS; i++) {
        blob_ref(blob);
        wrong += memcmp(blob_bytes(blob), "shared", 6) != 0;
        blob_unref(blob);
    }
    blob_unref(blob); // the last thread of all frees it
    return wrong ? argument : NULL;
}

static void test_threads_share(void **state) {
    (void)state;
    for (int round = 0; round < 20; round++) {
        struct blob *blob = blob_of("shared");
        pthread_t threads[THREADS];
        for (int i = 0; i < THREADS; i++) {
            blob_ref(blob);
            assert_int_equal(pthread_create(&threads[i], NULL, share, blob), 0);
        }
        blob_unref(blob);
        for (int i = 0; i < THREADS; i++) {
            void *wrong;
            pthread_join(threads[i], &wrong);
            assert_null(wrong);
        }
    }
}

static void *make_many(void *argument) {
    uint64_t *serials = argument;
    for (int i = 0; i < 1000; i++) {
        struct blob *blob = blob_create(NULL, 0);
        serials[i] = blob_serial(blob);
        blob_unref(blob);
    }
    return NULL;
}

static int by_value(const void *a, const void *b) {
    uint64_t one = *(const uint64_t *)a, other = *(const uint64_t *)b;
    return (one > other) - (one < other);
}

static void test_serials_are_one_of_a_kind(void **state) {
    (void)state;
    static uint64_t serials[THREADS][1000];
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, make_many, serials[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
    }
    uint64_t *all = &serials[0][0];
    qsort(all, (size_t)THREADS * 1000, sizeof *all, by_value);
    for (size_t i = 1; i < (size_t)THREADS * 1000; i++) {
        assert_true(all[i - 1] < all[i]);
    }
}

static void *condemn(void *argument) {
    blob_condemn(argument);
    return NULL;
}

static void test_all_are_told(void **state) {
    (void)state;
    struct blob *blob = blob_of("picture"), *other = blob_of("picture");
    pthread_t thread;
    assert_false(blob_is_condemned(blob));
    assert_int_equal(pthread_create(&thread, NULL, condemn, blob), 0);
    pthread_join(thread, NULL);
    assert_true(blob_is_condemned(blob));
    assert_false(blob_is_condemned(other));
    blob_unref(blob);
    blob_unref(other);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bytes_and_serials),
        cmocka_unit_test(test_threads_share),
        cmocka_unit_test(test_serials_are_one_of_a_kind),
        cmocka_unit_test(test_all_are_told),
    };
    return cmocka_run_group_tests_name("base/blob", tests, NULL, NULL);
}
