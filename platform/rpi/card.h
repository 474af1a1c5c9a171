#ifndef BROADSIDE_PLATFORM_RPI_CARD_H
#define BROADSIDE_PLATFORM_RPI_CARD_H

#include <stdbool.h>

// A graphics card by libdrm, for what SDL does not do. `card` is a descriptor of it; with -1 nothing happens.

// DEVICES/dri/cardN, usually of "/dev"; the caller closes it. -1: there is none, or it may not be opened.
int card_open(const char *devices, int number);

// Has the kernel look what is plugged in, so that connectors_read tells. Some drivers (virtio-gpu) only say
// that something has changed. May take as long as a display takes to describe itself: tens of milliseconds.
void card_probe(int card);

// Switches the signal of all its connectors on or off (DPMS). Only who holds the card's DRM master may do
// this: false if it could not be done.
bool card_set_output(int card, bool on);

// SDL makes a display of every connector into which one is plugged, in the card's order, and does not say of
// which. The place among them of the one that is called so ("HDMI-A-1"); 0 if that cannot be told.
int card_display(int card, const char *name);

#endif
