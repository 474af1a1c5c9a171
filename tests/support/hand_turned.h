#ifndef BROADSIDE_TESTS_SUPPORT_HAND_TURNED_H
#define BROADSIDE_TESTS_SUPPORT_HAND_TURNED_H

#include "base/strbuf.h"
#include "courier/courier.h"

// A courier without its thread, turned by the test. Apart from it because some names inside the courier are
// those of other rooms.

// Turns it at this moment until nothing is under way.
void hand_turned_courier(struct courier *courier, struct instant now);
// What it asks, how, and what it makes of the answers: a line for each source, and one for the way to them.
void hand_turned_describe(const struct courier *courier, struct strbuf *out);

#endif
