#ifndef BROADSIDE_LAYOUT_TITLE_H
#define BROADSIDE_LAYOUT_TITLE_H

#include "layout/page.h"

// The title of a page of rows, at the head of `column`; a page that is one of several in turn shows all of
// their names beside it, its own underlined.
struct title_tabs {
    const char *const *names;
    size_t count, current;
};

// From the head of the column to the rows, without tabs or with all of them beside the title.
int title_height(const struct grid *grid);
// `tabs` may be NULL. Returns the y where the rows begin.
int title_draw(struct sheet *sheet, struct rect column, const char *text, const struct title_tabs *tabs);

#endif
