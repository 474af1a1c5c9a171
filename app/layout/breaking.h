#ifndef BROADSIDE_LAYOUT_BREAKING_H
#define BROADSIDE_LAYOUT_BREAKING_H

#include "layout/page.h"

// News that does not wait for its turn, as the edition says: severe warnings, then stories.

#define MOST_BREAKING 4

struct breaking {
    const struct alert *alert; // one of the two is NULL
    const struct story *story;
};

// The most pressing first; answers how many.
size_t breaking_find(const struct desk *desk, struct breaking out[MOST_BREAKING]);
const char *breaking_headline(const struct breaking *breaking);

// A line across the masthead of every other page while there is breaking news, where the sections are named
// otherwise: `strip` says from where to where. On a tall screen it has a line of its own. False if there is
// none.
bool banner_draw(struct sheet *sheet, const struct desk *desk, struct rect strip);

#endif
