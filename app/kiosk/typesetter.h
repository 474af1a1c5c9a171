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
    struct deck *deck; // whole, and not handed over
};

// Takes an edition (NULL: nothing is known yet) in hand: see deck_create. `form` and `env` are borrowed until
// the deck is whole or given up, what `env` names as long as the deck lives. Only while it is not busy.
void typesetter_begin(struct typesetter *typesetter, const struct edition *edition,
    const struct deck_form *form, const struct layout_env *env, millis wall);
bool typesetter_is_busy(const struct typesetter *typesetter);
// One more piece, if one is missing. Answers whether the deck is whole. Only while busy.
bool typesetter_turn(struct typesetter *typesetter);
// The deck that is in hand, borrowed, once it is whole; NULL before.
const struct deck *typesetter_deck(const struct typesetter *typesetter);
// Hands it over: the caller owns it, and the typesetter is not busy any more. Only when it is whole.
struct deck *typesetter_take(struct typesetter *typesetter);
// What is in hand, whole or not, is forgotten.
void typesetter_give_up(struct typesetter *typesetter);

#endif
