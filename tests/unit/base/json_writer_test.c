#include "base/json_writer.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/test.h"

static void test_document(void **state) {
    (void)state;
    struct strbuf out;
    struct json_writer writer;
    strbuf_init(&out, 4096);
    json_begin(&writer, &out);
    json_object(&writer, NULL);
    json_text(&writer, "title", "Gas \"flows\"\\\n\t\x01\x7f é");
    json_text(&writer, "lead", NULL);
    json_array(&writer, "list");
    json_int(&writer, NULL, INT64_MIN);
    json_bool(&writer, NULL, true);
    json_bool(&writer, NULL, false);
    json_null(&writer, NULL);
    json_array(&writer, NULL);
    json_end_array(&writer);
    json_object(&writer, NULL);
    json_number(&writer, "n", 1.5);
    json_end_object(&writer);
    json_end_array(&writer);
    json_object(&writer, "empty");
    json_end_object(&writer);
    json_end_object(&writer);
    assert_string_equal(strbuf_text(&out),
        "{\n"
        "  \"title\": \"Gas \\\"flows\\\"\\\\\\n\\u0009\\u0001\\u007f é\",\n"
        "  \"lead\": null,\n"
        "  \"list\": [\n"
        "    -9223372036854775808,\n"
        "    true,\n"
        "    false,\n"
        "    null,\n"
        "    [],\n"
        "    {\n"
        "      \"n\": 1.5\n"
        "    }\n"
        "  ],\n"
        "  \"empty\": {}\n"
        "}\n");
    strbuf_finish(&out);
}

static void assert_number(double value, const char *expected) {
    struct strbuf out;
    struct json_writer writer;
    strbuf_init(&out, 100);
    json_begin(&writer, &out);
    json_number(&writer, NULL, value);
    if (expected) {
        assert_string_equal(strbuf_text(&out), expected);
    } else if (strtod(strbuf_text(&out), NULL) != value) {
        fail_msg("%a was written as %s", value, strbuf_text(&out));
    }
    strbuf_finish(&out);
}

static void test_numbers(void **state) {
    (void)state;
    assert_number(0.1, "0.1");
    assert_number(90.4817, "90.4817");
    assert_number(-0.0, "-0");
    assert_number(100, "100");
    assert_number(1.0 / 3, "0.3333333333333333");
    assert_number((double)NAN, "null");
    assert_number((double)INFINITY, "null");
    assert_number(-(double)INFINITY, "null");
    assert_number(DBL_MAX, NULL);
    assert_number(DBL_MIN, NULL);
    assert_number(4.9406564584124654e-324, NULL);
    uint64_t random = 5;
    for (int i = 0; i < 20000; i++) {
        uint64_t bits = test_random(&random);
        double value;
        memcpy(&value, &bits, sizeof value);
        if (isfinite(value)) {
            assert_number(value, NULL);
        }
    }
}

static void test_a_full_buffer_is_seen(void **state) {
    (void)state;
    struct strbuf out;
    struct json_writer writer;
    strbuf_init(&out, 20);
    json_begin(&writer, &out);
    json_array(&writer, NULL);
    for (int i = 0; i < 10; i++) {
        json_text(&writer, NULL, "headline");
    }
    json_end_array(&writer);
    assert_true(out.full);
    strbuf_finish(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_document),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_a_full_buffer_is_seen),
    };
    return cmocka_run_group_tests_name("base/json_writer", tests, NULL, NULL);
}
