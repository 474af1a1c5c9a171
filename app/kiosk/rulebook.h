#ifndef BROADSIDE_KIOSK_RULEBOOK_H
#define BROADSIDE_KIOSK_RULEBOOK_H

#include "base/zone.h"
#include "config/layers.h"

// The rules of `times` in a configuration of layers, and which of them are on.

struct rulebook {
    struct config *plain; // the layers without any rule
    struct zone *zone;    // of that; UTC where the system does not know its
    uint32_t on;          // as bits
    millis change;        // wall: when `on` may next differ
};

// Reads them anew. Faults are said where a studio reads the layers. A zeroed rulebook has none yet.
void rulebook_read(struct rulebook *rulebook, const struct layers_wish *layers, millis wall);
void rulebook_finish(struct rulebook *rulebook);

// Looks at the clock; true if other rules are on than before.
bool rulebook_turn(struct rulebook *rulebook, millis wall);
// When to look again (steady). A clock that was set shows within a minute.
millis rulebook_due(const struct rulebook *rulebook, struct instant now);

#endif
