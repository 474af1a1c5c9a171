#ifndef BROADSIDE_COURIER_ORDER_H
#define BROADSIDE_COURIER_ORDER_H

#include <stdatomic.h>

#include "courier/courier.h"
#include "courier/errand.h"

// Files that are wanted once, all of them together: what a remote file names by address. Nothing is asked
// twice: whoever orders decides whether it is worth another try. Private to the room.

struct order_desk {
    _Atomic(struct order *) next; // to be taken up; NULL: none
    _Atomic(struct order *) slot; // complete, to be taken by whoever ordered
    struct order *order;          // under way
    struct errand *errands;       // the tags of its exchanges: of each file, and of each signature
    size_t running;
};

void order_desk_init(struct order_desk *desk);
void order_desk_finish(struct order_desk *desk); // no exchange may be under way

// Asks for everything in a new order, this way, once nothing of the one before is under way.
void order_ask(struct order_desk *desk, struct http *http, const struct http_way *way);
// Takes in an answer; it is finished by the caller. True if an order is in the slot now.
bool order_receive(struct order_desk *desk, const struct errand *errand, struct http_answer *answer);

#endif
