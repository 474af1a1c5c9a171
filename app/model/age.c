#include "model/age.h"

struct age age_of_both(struct age a, struct age b) {
    if (a.is_stale != b.is_stale) {
        return a.is_stale ? a : b;
    }
    return a.fetched <= b.fetched ? a : b;
}

struct age age_of_either(struct age a, struct age b) {
    if (a.is_stale != b.is_stale) {
        return a.is_stale ? b : a;
    }
    return a.fetched >= b.fetched ? a : b;
}
