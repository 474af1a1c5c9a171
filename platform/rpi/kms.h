#ifndef BROADSIDE_PLATFORM_RPI_KMS_H
#define BROADSIDE_PLATFORM_RPI_KMS_H

#include <stdbool.h>

#include "base/error.h"
#include "platform/rpi/connectors.h"

// The screen itself: SDL's window over the whole of a display by KMS/DRM, drawn by OpenGL ES 2, or, while
// there is no display, a picture in memory, so that everything above goes on as ever. One in a process; main
// thread.

struct SDL_Renderer;

// Opens the display at `connector`, whose first mode is its own choice; its card is DEVICES/dri/cardN
// (usually of "/dev"). `tallest` bounds the height of the mode that is shown (display_mode.h); 0: the
// display's own. On an error nothing is open.
enum error kms_open(
    const struct connector *connector, const char *devices, int tallest, struct reason *reason);
// A picture in memory in place of a display.
enum error kms_open_memory(int width, int height, struct reason *reason);
void kms_close(void); // of what is open, if anything is

bool kms_is_display(void);
struct SDL_Renderer *kms_renderer(void); // borrowed until kms_close
void kms_size(int *width, int *height);
int kms_refresh(void); // Hz
// False if the display's driver could not show it. Off, or in memory, there is nobody to show it to: true.
bool kms_present(void);
// Switches the card's signal on or off (DPMS). Nothing is presented while it is off. False if that cannot be
// done.
bool kms_set_output(bool on);

// Has the kernel look what is plugged in (card_probe): into the card that is drawn on, or while there is no
// display into every DEVICES/dri/card*.
void kms_probe(const char *devices);

#endif
