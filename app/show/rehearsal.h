#ifndef BROADSIDE_SHOW_REHEARSAL_H
#define BROADSIDE_SHOW_REHEARSAL_H

#include "show/director.h"

// What comes on next, composed before its time, so that the stage can make what it will need: of the page
// that is on what will differ at its next slide or its next words; the page after it as it would be now, for
// a key may turn to it, as it will be after its own next change, and as it will be in its time.
struct rehearsal {
    const struct deck *deck; // NULL: nothing was begun. Only compared with the director's before it is used
    size_t pages[2];         // that is on, that comes after it
    millis changes[2];       // steady: of each, the next slide or words
    millis turn;             // steady: from one to the other
    struct instant since;    // from when on both are as they were composed,
    struct instant until;    // and how long: steady for their slides, wall for their words
    size_t act;              // lists that are ready, of which each is composed in its turn
    bool is_composed;
    struct arena arena; // keeps its memory
    struct oplist ops;
};

void rehearsal_init(struct rehearsal *rehearsal);
void rehearsal_finish(struct rehearsal *rehearsal);

// The next list to be made ready at `now`, borrowed until the next call; NULL: all of them are. With a
// director whose page is not on yet, that page as it will be comes first. Begins anew where something else is
// to come than was at the call before.
const struct oplist *rehearsal_next(
    struct rehearsal *rehearsal, const struct director *director, bool is_on, struct instant now);
// The list of the last call is ready.
void rehearsal_pass(struct rehearsal *rehearsal);
// Whether the director's page, which is not on yet, is ready as it would be at `now`.
bool rehearsal_has_page(
    const struct rehearsal *rehearsal, const struct director *director, struct instant now);
// What was ready is not any more, or the deck is gone.
void rehearsal_forget(struct rehearsal *rehearsal);

#endif
