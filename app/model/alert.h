#ifndef BROADSIDE_MODEL_ALERT_H
#define BROADSIDE_MODEL_ALERT_H

#include <stddef.h>

#include "base/time.h"
#include "model/age.h"
#include "model/breaking.h"

// A warning in the terms of the Common Alerting Protocol (OASIS CAP 1.2).
struct alert {
    const char *id;       // never NULL
    const char *headline; // never NULL
    const char *area;
    const char *event; // "Flash Flood Warning"
    const char *const *paragraphs;
    size_t paragraph_count;
    int severity; // 4 extreme, 3 severe, 2 moderate, 1 minor, 0 unknown
    struct moment effective, expires;
    struct breaking_period breaking; // in an edition
    const char *source_name;
    struct age age;
};

#endif
