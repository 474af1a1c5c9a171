#ifndef BROADSIDE_LAYOUT_HEADLINE_H
#define BROADSIDE_LAYOUT_HEADLINE_H

#include "layout/sheet.h"

// A headline in the largest of `roles` (ending with ROLE_COUNT) in which it fits `max_height` whole; in the
// last one it is cut if it must be.
struct paragraph headline_set(
    struct sheet *sheet, const char *text, const enum role *roles, int width, int max_height);

#endif
