#include "support/test.h"

#include <linux/input-event-codes.h>

#include "platform/rpi/input.h"

// Keyboards, remote controls and buttons at pins send the same codes.
static void keys_turn_pages(void **state) {
    (void)state;
    static const struct {
        unsigned code;
        enum platform_key key;
    } rows[] = {
        {KEY_RIGHT, PLATFORM_KEY_NEXT},
        {KEY_SPACE, PLATFORM_KEY_NEXT},
        {KEY_CHANNELUP, PLATFORM_KEY_NEXT},
        {KEY_LEFT, PLATFORM_KEY_PREVIOUS},
        {KEY_PAGEUP, PLATFORM_KEY_PREVIOUS},
        {KEY_A, PLATFORM_KEY_OTHER},
        {KEY_Q, PLATFORM_KEY_OTHER}, // nobody ends a kiosk by a key
        {KEY_ESC, PLATFORM_KEY_OTHER},
        {KEY_F11, PLATFORM_KEY_OTHER},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(input_key(rows[i].code), rows[i].key);
    }
}

// No udev, no seat: the kiosk runs without.
static void nothing_to_read_is_no_event(void **state) {
    (void)state;
    struct platform_event event;
    assert_false(input_take(NULL, 1920, 1080, &event));
    assert_int_equal(input_descriptor(NULL), -1);
    input_destroy(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_turn_pages),
        cmocka_unit_test(nothing_to_read_is_no_event),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
