#ifndef BROADSIDE_SHOW_DIRECTOR_H
#define BROADSIDE_SHOW_DIRECTOR_H

#include "layout/deck.h"

// Which page is on. Two questions, both pure: what is it at `now`, and when does that next change. All times
// are steady: a clock that jumps turns no page.
struct director {
    const struct deck *deck; // borrowed
    size_t page;
    millis since; // when the page came on
};

// The first deck; its first page comes on at `now`.
void director_init(struct director *director, const struct deck *deck, millis now);
// Another deck. The page that is on stays on, for the rest of its time, if the new deck has it; else the next
// page of the old deck that the new one has; else the new deck from the start. Call before the old deck is
// destroyed.
void director_adopt(struct director *director, const struct deck *deck, millis now);

// The page that is on. Moves on past pages whose time is over; `now` must not go back.
size_t director_pick(struct director *director, millis now);
millis director_next_change(const struct director *director, millis now);
// How much of the page's time is over, in parts of which `whole` are all of it, rounded down.
int director_progress(const struct director *director, millis now, int whole);

// A person turned the page: `by` pages on or back, and its time starts afresh.
void director_turn(struct director *director, int by, millis now);

#endif
