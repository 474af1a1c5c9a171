#include "support/test.h"

#include "kiosk/touch.h"

// A screen of 900 × 600 and a finger at a place of it.
static void begins_and_goes_on(void **state) {
    (void)state;
    static const struct {
        int x, y, rotate;
        bool mirrored;
        enum platform_key key;
    } rows[] = {
        {0, 300, 0, false, PLATFORM_KEY_PREVIOUS},
        {299, 300, 0, false, PLATFORM_KEY_PREVIOUS},
        {300, 300, 0, false, PLATFORM_KEY_NEXT},
        {899, 300, 0, false, PLATFORM_KEY_NEXT},
        {899, 300, 0, true, PLATFORM_KEY_PREVIOUS},
        {0, 300, 0, true, PLATFORM_KEY_NEXT},
        {450, 10, 90, false, PLATFORM_KEY_PREVIOUS}, // the page begins at the top
        {450, 590, 90, false, PLATFORM_KEY_NEXT},
        {899, 300, 180, false, PLATFORM_KEY_PREVIOUS},
        {0, 300, 180, false, PLATFORM_KEY_NEXT},
        {450, 590, 270, false, PLATFORM_KEY_PREVIOUS},
        {450, 10, 270, false, PLATFORM_KEY_NEXT},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct platform_event event = {.kind = PLATFORM_TOUCH, .x = rows[i].x, .y = rows[i].y};
        enum platform_key key = touch_key(&event, 900, 600, rows[i].rotate, rows[i].mirrored);
        if (key != rows[i].key) {
            fail_msg("row %zu: %d", i, (int)key);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(begins_and_goes_on)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
