#ifndef BROADSIDE_MODEL_COPY_H
#define BROADSIDE_MODEL_COPY_H

#include "model/assemble.h"

// Records copied into an edition, with the pictures that are here. Private to the room. Each answers false,
// and copies nothing, once the edition has no room for it.

bool copy_story(
    struct edition *edition, const struct story *from, const struct picture_shelf *shelf, struct story *out);

// Also false if the picture is not here.
bool copy_infographic(struct edition *edition, const struct infographic *from, const struct contribution *by,
    const struct picture_shelf *shelf, struct infographic *out);

#endif
