#ifndef BROADSIDE_SHOW_DIRECTOR_H
#define BROADSIDE_SHOW_DIRECTOR_H

#include "base/limits.h"
#include "layout/deck.h"

// Which page is on. Two questions, both pure: what is it at `now`, and when does that next change. All times
// are steady: a clock that jumps turns no page.
//
// Pages follow one another as the rundown has them. A page that interrupts (breaking news) and that the deck
// before did not have comes on at once; several come on one after the other, as the deck has them. After
// their time the rundown goes on with the page that was interrupted, from its start, because whoever was
// reading it has lost the thread. A deck of one page never turns; a deck that is cut does not beyond its
// last.
#define PAGE_ARRIVES ((millis)300) // where pages fade

struct director {
    const struct deck *deck; // borrowed
    size_t page;
    millis since; // when the page came on
    size_t back;  // of the rundown: the page that was interrupted, while the one that is on interrupts
    bool is_interrupted;
    size_t waiting[LIMIT_INTERRUPTIONS]; // pages that interrupt and are yet to come on
    size_t waiting_count;
};

// The first deck, of which everything is new: its first page comes on at `now`, or what interrupts it.
void director_init(struct director *director, const struct deck *deck, millis now);
// Another deck. The page that is on stays on, for the rest of its time, if the new deck has it; else the next
// page of the old deck that the new one has; else the new deck from the start. What interrupts and is not in
// the new deck any more (an alert that has ended) gives way at once. Call before the old deck is destroyed.
void director_adopt(struct director *director, const struct deck *deck, millis now);

// The page that is on. Moves on past pages whose time is over; `now` must not go back.
size_t director_pick(struct director *director, millis now);
millis director_next_change(const struct director *director, millis now); // MILLIS_NEVER: there is none
// How much of the page's time is over, in parts of which `whole` are all of it, rounded down. 0 where none
// comes after it.
int director_progress(const struct director *director, millis now, int whole);

// How far the page has come on since it was turned to, in parts of which `whole` are all of it, rounded down.
int director_arrival(const struct director *director, millis now, int whole);

// The page that comes on after this one, if nothing interrupts.
size_t director_next(const struct director *director);

// Where the rundown is: the page that is on, or that it goes on with after what interrupts it.
size_t director_rundown_page(const struct director *director);

// A person turned the page: `by` pages on or back, and its time starts afresh. That ends an interruption: one
// page on is the page that was interrupted.
void director_turn(struct director *director, int by, millis now);

#endif
