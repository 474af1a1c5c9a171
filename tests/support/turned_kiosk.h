#ifndef BROADSIDE_TESTS_SUPPORT_TURNED_KIOSK_H
#define BROADSIDE_TESTS_SUPPORT_TURNED_KIOSK_H

#include "kiosk/kiosk.h"

// A kiosk with the demo edition on the null platform, turned by hand: time is what the test says. For tests
// of the kiosk's room. One at a time.
struct turned_kiosk {
    struct platform platform; // the null one with the test's own keys; more of it may be replaced
    struct studio *studio;
    struct kiosk *kiosk;
    struct instant now;
    int64_t cold; // textures that the last turn, or the first of several in one moment, made before it
                  // presented, but for parts of the ticker
};

// Those that are opened from now on draw with this renderer instead of the null platform's; NULL: with that
// again.
void turned_kiosk_draw_with(struct SDL_Renderer *(*renderer)(void));
struct turned_kiosk *turned_kiosk_open(bool has_ticker, int width, int height);
void turned_kiosk_close(struct turned_kiosk *turned);

// What the next turns find, one after the other.
void turned_kiosk_press(enum platform_event_kind kind, enum platform_key key);
// Asks all sources once: the edition is taken in the next turn.
void turned_kiosk_ask(struct turned_kiosk *turned);

// One turn, and on to the moment that it names.
void turned_kiosk_turn(struct turned_kiosk *turned);
// Until the edition that has come is on screen.
void turned_kiosk_settle(struct turned_kiosk *turned);
void turned_kiosk_turn_for(struct turned_kiosk *turned, millis time);

// All textures so far, but for parts of the ticker.
int64_t turned_kiosk_textures(const struct turned_kiosk *turned);
// Turns in this moment until all that comes next is ready and every picture that was asked for has come;
// fails if that takes too long.
void turned_kiosk_get_ready(struct turned_kiosk *turned);

#endif
