#include "base/hash.h"

#include "support/test.h"

static void test_published_values(void **state) {
    (void)state; // from the test vectors of the FNV page
    assert_int_equal(hash_bytes(HASH_START, "", 0), UINT64_C(0xcbf29ce484222325));
    assert_int_equal(hash_bytes(HASH_START, "a", 1), UINT64_C(0xaf63dc4c8601ec8c));
    assert_int_equal(hash_bytes(HASH_START, "foobar", 6), UINT64_C(0x85944171f73967e8));
    assert_int_equal(hash_bytes(HASH_START, "\xff\x00\x00\x01", 4), UINT64_C(0x6961196491cc682d));
}

static void test_text_has_an_end(void **state) {
    (void)state;
    assert_int_equal(hash_text(HASH_START, "foobar"), hash_bytes(HASH_START, "foobar", 7));
    assert_int_equal(hash_text(HASH_START, NULL), hash_text(HASH_START, ""));
    uint64_t one = hash_text(hash_text(HASH_START, "ab"), "c"),
             other = hash_text(hash_text(HASH_START, "a"), "bc");
    assert_int_not_equal(one, other);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_published_values),
        cmocka_unit_test(test_text_has_an_end),
    };
    return cmocka_run_group_tests_name("base/hash", tests, NULL, NULL);
}
