#ifndef BROADSIDE_PLATFORM_RPI_INPUT_H
#define BROADSIDE_PLATFORM_RPI_INPUT_H

#include <stdbool.h>

#include "platform/platform.h"

// Keyboards, remote controls, touch screens and buttons at GPIO pins (device tree overlay gpio-key), all of
// them Linux input devices, through libinput: it follows what is plugged in and knows how a touch screen is
// calibrated.

struct input;

// NULL where nothing can be read: the kiosk runs without. The caller owns it.
struct input *input_create(void);
void input_destroy(struct input *input); // accepts NULL
// Readable when there is something; -1 for NULL.
int input_descriptor(const struct input *input);
// The next event, touches in pixels of a screen of this size; false: no more. False for NULL.
bool input_take(struct input *input, int width, int height, struct platform_event *out);

// What a key means, by its code in linux/input-event-codes.h.
enum platform_key input_key(unsigned code);

#endif
