#ifndef BROADSIDE_MODEL_FIXINGS_H
#define BROADSIDE_MODEL_FIXINGS_H

#include "model/assemble.h"

// Rates of an edition from the fixings of all answers. Private to the room.
void fixings_collect(struct edition *edition, const struct contribution *contributions, size_t count);

#endif
