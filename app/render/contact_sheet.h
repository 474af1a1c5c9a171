#ifndef BROADSIDE_RENDER_CONTACT_SHEET_H
#define BROADSIDE_RENDER_CONTACT_SHEET_H

#include <stddef.h>

#include "base/error.h"

// All pages of a rundown on one picture: the PNG files `paths`, scaled to columns, in order, on `ground`
// (0xRRGGBB).
enum error contact_sheet_write(
    const char *const *paths, size_t count, unsigned ground, const char *out, struct reason *reason);

#endif
