#ifndef BROADSIDE_KIOSK_FRAME_H
#define BROADSIDE_KIOSK_FRAME_H

#include "kiosk/kiosk.h"

// One picture of the kiosk, from what is on to the screen, and when the next is due. Private to kiosk.c and
// its parts.

// Frames stand on a grid of the refresh rate: a late one is skipped, and nothing adds up. The first moment of
// the frame that is `ahead` of the one at `now`; both steady.
millis frame_time(const struct kiosk *kiosk, millis now, int ahead);
// When headlines stand where they are shown (steady): a turn that comes a little late, or for something else,
// does not make steps of different lengths.
millis frame_ticker_time(const struct kiosk *kiosk, struct instant now);
// The page, in its own pixels.
struct rect frame_whole(const struct kiosk *kiosk);

// Presents if the stage was painted or the ticker has moved.
void frame_present(struct kiosk *kiosk, struct instant now);
// What is left of the frame's time goes into what comes next.
void frame_prepare(struct kiosk *kiosk, struct instant now);
// What was prepared is not there any more, or not what comes next.
void frame_forget(struct kiosk *kiosk);
// Quiet hours: one black picture, and nothing moves. Answers when the next turn is due, as the next does.
millis frame_darken(struct kiosk *kiosk, struct instant now);
millis frame_next_turn(const struct kiosk *kiosk, struct instant now);

#endif
