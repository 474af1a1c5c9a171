#include "config/signature.h"

#include <stdio.h>
#include <string.h>

#include "tests/support/test.h"

// Made by minisign 0.11 itself: -S of the file below, prehashed and with -l.
#define KEY "RWRFKf3I+/LI7YWh06OlchFmibkj2Pz3tOC7SQgdkaofSQETgnXf3YSx"
#define OTHER "RWQ4Pa5WAnB910E8jrhmziKkrQS1lPYrqEGh9QNel2mhtXL5EurRbY5F"
#define FILE_TEXT "{\"ticker\": {\"speed\": 150}}\n"
#define HASHED                                                                                               \
    "untrusted comment: signature from minisign secret key\n"                                                \
    "RURFKf3I+/LI7UKbSDhKojri2kpu27+Gx9/hetYdB/hIbt7pJn/+lRsX236EKUtMkfokIrVBa8u4pYLmxrnxYLR5R1QTDcmsygM=\n" \
    "trusted comment: serial 1\n"                                                                            \
    "Oq1x47Zgu3A08HAnz+DZPdKR8WNAwHF4n7AxudGS3eSl0ivfIJH6wXq6GUNxOVxYd3E2bcFiEYr8Zk4qaaLOAQ==\n"
#define PLAIN                                                                                                \
    "untrusted comment: signature from minisign secret key\n"                                                \
    "RWRFKf3I+/LI7eGOF9eO6gM/2A4LMRhwkdACmAnAGMgxWFKxqCv/xP75IVU0fjZva6Ahmq4SwABUi71rWKxfKubBsOwA0aKyegk=\n" \
    "trusted comment: serial 1\n"                                                                            \
    "I1gw5ErE1MY4yj382wA6FME7kyNkDN6n2GERx5jLX4+x9EFrqnEPEUgNReAJAdhB7kgkRHoV0j8mxyVUCShXCg==\n"

static enum error check(const char *key, const char *file, const char *signature) {
    struct reason reason;
    return signature_check(key, file, strlen(file), signature, strlen(signature), &reason);
}

static void both_forms_of_minisign_hold(void **state) {
    (void)state;
    assert_int_equal(check(KEY, FILE_TEXT, HASHED), ERROR_NONE);
    assert_int_equal(check(KEY, FILE_TEXT, PLAIN), ERROR_NONE);
}

static void anything_else_is_refused(void **state) {
    (void)state;
    assert_int_equal(check(OTHER, FILE_TEXT, HASHED), ERROR_REFUSED);
    assert_int_equal(check("RWRF", FILE_TEXT, HASHED), ERROR_REFUSED);
    assert_int_equal(check(KEY, FILE_TEXT " ", HASHED), ERROR_REFUSED);
    assert_int_equal(check(KEY, "", PLAIN), ERROR_REFUSED);
    assert_int_equal(check(KEY, FILE_TEXT, ""), ERROR_REFUSED);
    assert_int_equal(check(KEY, FILE_TEXT, "\n\n\n\n"), ERROR_REFUSED);
}

// No character of what counts can be another; the first comment is for people and does not count. Base64 has
// unused bits at the end of a text, which the decoder does not let pass either.
static void every_character_counts(void **state) {
    (void)state;
    static const char *const signatures[] = {HASHED, PLAIN};
    char changed[sizeof HASHED];
    for (size_t i = 0; i < 2; i++) {
        const char *counts = strchr(signatures[i], '\n') + 1;
        for (size_t at = (size_t)(counts - signatures[i]); signatures[i][at + 1]; at++) {
            memcpy(changed, signatures[i], strlen(signatures[i]) + 1);
            changed[at] = changed[at] == 'A' ? 'B' : 'A';
            if (check(KEY, FILE_TEXT, changed) == ERROR_NONE) {
                fail_msg("form %zu, character %zu", i, at);
            }
        }
        for (size_t len = 0; len + 1 < strlen(signatures[i]); len++) {
            struct reason reason;
            assert_int_equal(signature_check(KEY, FILE_TEXT, strlen(FILE_TEXT), signatures[i], len, &reason),
                ERROR_REFUSED);
        }
    }
}

static void hashes_are_those_of_sha256sum(void **state) {
    (void)state;
    char hash[CONTENT_HASH];
    assert_string_equal(content_hash("abc", 3, hash), // FIPS 180-2, appendix B.1
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_forms_of_minisign_hold),
        cmocka_unit_test(anything_else_is_refused),
        cmocka_unit_test(every_character_counts),
        cmocka_unit_test(hashes_are_those_of_sha256sum),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
