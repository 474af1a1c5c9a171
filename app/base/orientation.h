#ifndef BROADSIDE_BASE_ORIENTATION_H
#define BROADSIDE_BASE_ORIENTATION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/rect.h"

// How a JPEG wants to be turned before it is shown: the camera's note in its Exif part (Exif 2.32, tag
// 0x0112), 1 to 8. Whoever learns a picture's size and whoever paints it read it from the same bytes with
// this function, so that they cannot disagree.

#define ORIENTATION_UPRIGHT 1

// ORIENTATION_UPRIGHT where nothing is said, or nothing sensible.
int orientation_read(const void *bytes, size_t len);

// Whether width and height change places.
bool orientation_is_sideways(int orientation);
// The part of a picture of `width` × `height` as stored that is `part` of it as shown.
struct rect orientation_stored(int orientation, struct rect part, int width, int height);

#endif
