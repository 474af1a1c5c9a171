#ifndef BROADSIDE_KIOSK_PROGRAMME_H
#define BROADSIDE_KIOSK_PROGRAMME_H

#include "kiosk/kiosk.h"

// What the kiosk shows: of an edition a deck, of the deck the pages in their turn and the ticker, and the
// stage that they are painted on. It changes with news, time, configurations and the size of the screen.
// Private to kiosk.c and its parts.

// Of the size and the form that the studio has; the stage before goes first.
enum error programme_open_stage(struct kiosk *kiosk, struct reason *reason);
// The first deck, at once, and the show from its start; on the stage, if that could be opened.
void programme_open(struct kiosk *kiosk, struct instant now);
// The newest edition, if the courier has one.
void programme_take_edition(struct kiosk *kiosk);
// Another edition, or time, or the sun, makes another deck: it comes on as soon as it is whole and what is
// seen first of it is ready to be painted.
void programme_renew(struct kiosk *kiosk, struct instant now);
// What will be on once the deck is that is whole and in hand.
struct director programme_coming(const struct kiosk *kiosk, struct instant now);
// Another deck of another studio in place of the one that is on, of which nothing is kept but what is on
// screen; also another stage, unless it is the same but for the ticker's ground. At once, for the studio
// before is about to go and a deck cannot outlive it, but only as far as the page that is on, which stays on.
void programme_exchange(struct kiosk *kiosk, bool same_stage, struct instant now);
// A person turned the page, `by` pages on or back. Of a deck that is cut the others are not there yet: then
// they are turned when they come.
void programme_turn(struct kiosk *kiosk, int by, struct instant now);
// The output has another size: likewise, from the same studio.
void programme_resize(struct kiosk *kiosk, struct instant now);

#endif
