#ifndef BROADSIDE_MODEL_SPONSOR_H
#define BROADSIDE_MODEL_SPONSOR_H

#include "base/time.h"
#include "model/age.h"
#include "model/picture.h"

// A picture that somebody pays for: shown for a set time, and counted.
struct sponsor {
    const char *id; // never NULL
    const char *name;
    const struct picture *picture; // in an edition never NULL and with its bytes
    millis dwell;                  // 0: the page's own
    int weight;                    // how often beside the others, 1 or more
    struct age age;
};

#endif
