#ifndef BROADSIDE_LAYOUT_HEADLINE_H
#define BROADSIDE_LAYOUT_HEADLINE_H

#include "layout/sheet.h"

struct headline_text {
    const char *text;
    const char *language; // BCP 47; NULL: the kiosk's
};

// A headline in the largest of `roles` (ending with ROLE_COUNT) in which it fits `max_height` whole and
// without a broken word; if there is none, with one; in the last role it is cut if it must be.
struct paragraph headline_set(
    struct sheet *sheet, struct headline_text text, const enum role *roles, int width, int max_height);

#endif
