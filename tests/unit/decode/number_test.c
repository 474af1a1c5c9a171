#include "tests/support/test.h"

#include <math.h>
#include <string.h>

#include "decode/number.h"

static const struct {
    const char *text;
    bool known;
    double number;
} rows[] = {
    {"1", true, 1.0},
    {"-0.5", true, -0.5},
    {"+3", true, 3.0},
    {"1e-5", true, 1e-5},
    {"1,5", true, 1.5},
    {" 1 234,56 ", true, 1234.56},
    {"1\xC2\xA0"
     "234",
        true, 1234.0},
    {"1\xE2\x80\xAF"
     "000.5",
        true, 1000.5},
    {"\xE2\x88\x92"
     "3",
        true, -3.0},
    {"1,234.56", false, 0.0},
    {"1.234.567", false, 0.0},
    {"", false, 0.0},
    {" ", false, 0.0},
    {"abc", false, 0.0},
    {"12 EUR", false, 0.0},
    {"0x10", false, 0.0},
    {"nan", false, 0.0},
    {"inf", false, 0.0},
    {"1e999", false, 0.0},
    {"--1", false, 0.0},
    {"1e", false, 0.0},
    {".", false, 0.0},
    {"1111111111111111111111111111111111111111111111111111111111111111111111", false, 0.0},
};

static void reads_numbers(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double number = 0.0;
        bool known = number_read(rows[i].text, &number);
        if (known != rows[i].known || fabs(number - rows[i].number) > 1e-12) {
            fail_msg("%s: %d %g", rows[i].text, known, number);
        }
    }
}

static void formats_numbers(void **state) {
    (void)state;
    char room[NUMBER_TEXT];
    assert_string_equal(number_format(3.0, room), "3");
    assert_string_equal(number_format(-0.1, room), "-0.1");
    assert_string_equal(number_format(9007199254740991.0, room), "9007199254740991");
    assert_string_equal(number_format(1e300, room), "1e+300");
    assert_true(number_is_whole(-4.0));
    assert_false(number_is_whole(9007199254740992.0));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_numbers),
        cmocka_unit_test(formats_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
