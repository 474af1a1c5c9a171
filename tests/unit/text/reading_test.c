#include "support/test.h"

#include <string.h>

#include "text/reading.h"

static millis time_of(const char *text) {
    return reading_time(text, strlen(text));
}

static void words_are_counted_where_blanks_part_them(void **state) {
    (void)state;
    assert_int_equal(time_of(""), 0);
    assert_int_equal(time_of(" – ! "), 0); // signs are not read
    assert_int_equal(time_of("Ministers agree gas deal"), 4 * 1000 / 3.2);
    assert_int_equal(time_of("Ministers, agree: “gas”  deal."), 4 * 1000 / 3.2);
    assert_int_equal(time_of("well-known l’été 12.5"), 3 * 1000 / 3.2);
    assert_int_equal(time_of("Новости дня"), 2 * 1000 / 3.2);
    assert_int_equal(time_of("أخبار اليوم"), 2 * 1000 / 3.2);
    assert_int_equal(time_of("서울 시민"), 2 * 1000 / 3.2); // Korean has blanks
}

// The same news takes about as long in every language.
static void characters_are_counted_where_nothing_does(void **state) {
    (void)state;
    millis english = time_of("The government presents its new plan for the railways today");
    static const char *const others[] = {
        "政府今天公布新的铁路计划", "政府は今日、鉄道の新計画を発表する", "รัฐบาลนำเสนอแผนใหม่สำหรับการรถไฟวันนี้"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_in_range(time_of(others[i]), english * 6 / 10, english * 16 / 10);
    }
    assert_int_equal(time_of("G20 峰会"), (millis)(1000 / 3.2 + 2 * 1000 / 4.2)); // both at once
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_counted_where_blanks_part_them),
        cmocka_unit_test(characters_are_counted_where_nothing_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
