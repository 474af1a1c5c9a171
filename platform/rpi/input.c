#include "platform/rpi/input.h"

#include <errno.h>
#include <fcntl.h>
#include <libinput.h>
#include <libudev.h>
#include <linux/input-event-codes.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

struct input {
    struct udev *udev;
    struct libinput *library;
};

static const struct {
    unsigned code;
    enum platform_key key;
} keys[] = {
    {KEY_RIGHT, PLATFORM_KEY_NEXT},
    {KEY_DOWN, PLATFORM_KEY_NEXT},
    {KEY_SPACE, PLATFORM_KEY_NEXT},
    {KEY_ENTER, PLATFORM_KEY_NEXT},
    {KEY_PAGEDOWN, PLATFORM_KEY_NEXT},
    {KEY_NEXT, PLATFORM_KEY_NEXT}, // a remote control's
    {KEY_CHANNELUP, PLATFORM_KEY_NEXT},
    {KEY_NEXTSONG, PLATFORM_KEY_NEXT},
    {KEY_LEFT, PLATFORM_KEY_PREVIOUS},
    {KEY_UP, PLATFORM_KEY_PREVIOUS},
    {KEY_BACKSPACE, PLATFORM_KEY_PREVIOUS},
    {KEY_PAGEUP, PLATFORM_KEY_PREVIOUS},
    {KEY_PREVIOUS, PLATFORM_KEY_PREVIOUS},
    {KEY_CHANNELDOWN, PLATFORM_KEY_PREVIOUS},
    {KEY_PREVIOUSSONG, PLATFORM_KEY_PREVIOUS},
};

// Nothing quits: who walks past a kiosk must not be able to end it.
enum platform_key input_key(unsigned code) {
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (keys[i].code == code) {
            return keys[i].key;
        }
    }
    return PLATFORM_KEY_OTHER;
}

static int open_device(const char *path, int flags, void *context) {
    (void)context;
    int descriptor = open(path, flags | O_CLOEXEC);
    return descriptor < 0 ? -errno : descriptor;
}

static void close_device(int descriptor, void *context) {
    (void)context;
    close(descriptor);
}

static const struct libinput_interface devices = {open_device, close_device};

void input_destroy(struct input *input) {
    if (input) {
        if (input->library) {
            libinput_unref(input->library);
        }
        udev_unref(input->udev);
        free(input);
    }
}

struct input *input_create(void) {
    struct input *input = calloc(1, sizeof *input);
    if (!input) {
        abort();
    }
    input->udev = udev_new();
    input->library = input->udev ? libinput_udev_create_context(&devices, NULL, input->udev) : NULL;
    if (!input->library || libinput_udev_assign_seat(input->library, "seat0") != 0) {
        input_destroy(input);
        return NULL;
    }
    return input;
}

int input_descriptor(const struct input *input) {
    return input ? libinput_get_fd(input->library) : -1;
}

static bool translate_key(struct libinput_event *event, struct platform_event *out) {
    struct libinput_event_keyboard *key = libinput_event_get_keyboard_event(event);
    *out =
        (struct platform_event){.kind = PLATFORM_KEY, .key = input_key(libinput_event_keyboard_get_key(key))};
    return libinput_event_keyboard_get_key_state(key) == LIBINPUT_KEY_STATE_PRESSED;
}

static bool translate(struct libinput_event *event, int width, int height, struct platform_event *out) {
    struct libinput_event_touch *touch;
    switch (libinput_event_get_type(event)) {
    case LIBINPUT_EVENT_KEYBOARD_KEY: return translate_key(event, out);
    case LIBINPUT_EVENT_TOUCH_DOWN:
        touch = libinput_event_get_touch_event(event);
        *out = (struct platform_event){
            .kind = PLATFORM_TOUCH,
            .x = (int)libinput_event_touch_get_x_transformed(touch, (uint32_t)width),
            .y = (int)libinput_event_touch_get_y_transformed(touch, (uint32_t)height),
        };
        return true;
    default: return false;
    }
}

bool input_take(struct input *input, int width, int height, struct platform_event *out) {
    bool has_any = false;
    struct libinput_event *event;
    if (!input || libinput_dispatch(input->library) != 0) {
        return false;
    }
    while (!has_any && (event = libinput_get_event(input->library))) {
        has_any = translate(event, width, height, out);
        libinput_event_destroy(event);
    }
    return has_any;
}
