#ifndef BROADSIDE_KIOSK_CONTROLS_H
#define BROADSIDE_KIOSK_CONTROLS_H

#include "kiosk/kiosk.h"

// What comes from outside while the kiosk runs: keys, touches, and what becomes of the display. Private to
// kiosk.c and its parts.

void controls_poll(struct kiosk *kiosk, struct instant now);

#endif
