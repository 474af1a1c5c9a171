#ifndef BROADSIDE_KIOSK_TYPESETTER_H
#define BROADSIDE_KIOSK_TYPESETTER_H

#include "layout/deck.h"

// Lays out an edition a piece at a time, so that no turn of the screen waits for a whole one: a piece is
// about a page, or a part of a large chart. So many turns always bring so many pieces, whatever else the
// machine does.
struct typesetter {
    struct coroutine *work; // NULL: nothing is in hand
    bool is_given_up;
    const struct edition *edition; // a reference, or NULL
    const struct deck_form *form;
    const struct layout_env *env;
    millis wall;
    struct deck *deck; // done, and not handed over
};

// Takes an edition (NULL: nothing is known yet) in hand: see deck_create. `form` and `env` are borrowed until
// the deck is there or given up, `env` as long as the deck lives. Only while it is not busy.
void typesetter_begin(struct typesetter *typesetter, const struct edition *edition,
    const struct deck_form *form, const struct layout_env *env, millis wall);
bool typesetter_is_busy(const struct typesetter *typesetter);
// One more piece. Answers the deck, which is the caller's, once it is whole; NULL before. Only while busy.
struct deck *typesetter_turn(struct typesetter *typesetter);
// What is in hand is forgotten.
void typesetter_give_up(struct typesetter *typesetter);

#endif
