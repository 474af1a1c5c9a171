#include "layout/leading.h"

#include "tests/support/test.h"

static void scripts_get_the_room_they_need(void **state) {
    (void)state;
    struct type headline = {.size = 100, .line_height = 110}, body = {.size = 100, .line_height = 142};
    static const struct {
        const char *text;
        int line_height;
    } rows[] = {
        {NULL, 110}, {"Ministers agree", 110}, {"Правительство, Κυβέρνηση", 110}, {"สะพานใหม่", 130},
        {"ஆற்றின் மீது", 130}, {"افتتاح جسر", 125}, {"Cây cầu mới được", 120}, {"東京", 120},
        {"Broadside opens in กรุงเทพ", 130}, // one word is enough
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(leading_of(&headline, rows[i].text), rows[i].line_height);
        assert_int_equal(leading_of(&body, rows[i].text), 142); // loose enough for all of them
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(scripts_get_the_room_they_need)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
