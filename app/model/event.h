#ifndef BROADSIDE_MODEL_EVENT_H
#define BROADSIDE_MODEL_EVENT_H

#include "base/time.h"
#include "model/age.h"

// Something that happened on this day of another year.
struct event {
    int year;         // negative: before the common era
    const char *text; // one paragraph; never NULL
    const char *url;
    struct age age;
};

#endif
