#ifndef BROADSIDE_PLATFORM_RPI_POWER_H
#define BROADSIDE_PLATFORM_RPI_POWER_H

#include <stdbool.h>

#include "base/time.h"

// Whether the display is on and how bright: what should be, and when it is said. A scheduler: it is given the
// time and answers when it has to be asked again. What is done about it stands in a table of hands, so that
// it can be tested.

// How something is told to the display; each may fail silently, a display need not understand any of them.
struct power_hands {
    bool (*light)(int percent);  // the panel's backlight; false: there is none
    void (*output)(bool on);     // the signal (DPMS)
    void (*television)(bool on); // HDMI-CEC
};

struct power {
    const struct power_hands *hands;
    bool on;         // what should be
    int brightness;  // percent, 1 to 100, while on
    int from;        // percent at which the fade under way began
    millis begun;    // steady, when it did
    int shown;       // percent last told; -1: nothing yet
    bool has_light;  // that was told so
    bool is_settled; // the display was told what should be, at `told`
    millis told;     // steady
};

#define POWER_FADE ((millis)800) // from one brightness to another
#define POWER_STEP ((millis)40)
// Said again and again: a display that was unplugged, or switched by hand, or did not listen.
#define POWER_AGAIN (10 * MINUTE)

void power_init(struct power *power, const struct power_hands *hands, millis now);
// What should be from now on.
void power_want(struct power *power, bool on, int brightness, millis now);
// Tells the display what is due at `now` (steady) and returns when there is something again.
millis power_turn(struct power *power, millis now);
// Another display, or none: everything is said again at the next turn.
void power_doubt(struct power *power);
// Until when (steady) the picture can be seen of a display that was told to be dark: while its light goes
// down. 0 where there is no light to go down.
millis power_seen_until(const struct power *power);
// Percent of light at `now`.
int power_light(const struct power *power, millis now);

#endif
