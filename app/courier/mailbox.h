#ifndef BROADSIDE_COURIER_MAILBOX_H
#define BROADSIDE_COURIER_MAILBOX_H

#include <stdatomic.h>

#include "model/edition.h"

// One slot between two threads: whoever posts never waits, whoever takes gets the newest or nothing.
struct mailbox {
    _Atomic(const struct edition *) slot;
};

void mailbox_init(struct mailbox *mailbox);
void mailbox_finish(struct mailbox *mailbox); // drops what nobody took

// Takes over the caller's reference. An edition that was not taken in time is dropped.
void mailbox_post(struct mailbox *mailbox, const struct edition *edition);
// The caller owns the reference; NULL if nothing came since the last time.
const struct edition *mailbox_take(struct mailbox *mailbox);

#endif
