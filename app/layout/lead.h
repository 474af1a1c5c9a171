#ifndef BROADSIDE_LAYOUT_LEAD_H
#define BROADSIDE_LAYOUT_LEAD_H

#include "layout/page.h"

// The text of the story that leads a page: section, headline as large as it fits, age and place, and as much
// of the lede as there is room for.

struct lead_form {
    const enum role *roles; // of the headline, largest first, ending with ROLE_COUNT
    bool has_section;       // its tag above the headline
};

// In `box`; returns the y below.
int lead_draw(struct sheet *sheet, const struct story *story, const struct lead_form *form, struct rect box);

#endif
