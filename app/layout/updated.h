#ifndef BROADSIDE_LAYOUT_UPDATED_H
#define BROADSIDE_LAYOUT_UPDATED_H

#include "layout/sheet.h"
#include "model/age.h"

// "updated 14:05", or "updated 23 Nov" if that was another day than that of `wall`; in the sheet's arena.
// NULL for what is not older than it should be, and for what came nobody knows when.
const char *updated_text(struct sheet *sheet, struct age age, millis wall);

#endif
