#ifndef BROADSIDE_MODEL_INFOGRAPHIC_H
#define BROADSIDE_MODEL_INFOGRAPHIC_H

#include "base/time.h"
#include "model/picture.h"

// A graphic with its finding as the title. A picture for now; a chart drawn from data will sit beside it.
struct infographic {
    const char *id;
    const char *title;    // the finding; never NULL
    const char *subtitle; // measure and unit
    const char *section;
    const char *source; // where the numbers come from
    const char *credit;
    struct moment published;
    const struct picture *picture; // in an edition never NULL and with its bytes
    millis fetched;
};

#endif
