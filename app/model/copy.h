#ifndef BROADSIDE_MODEL_COPY_H
#define BROADSIDE_MODEL_COPY_H

#include "model/assemble.h"
#include "model/tables.h"

// Records copied into an edition, with the pictures that are here. Private to the room. Each answers false,
// and copies nothing, once the edition has no room for it.

// `cost` is what copy_cost_of_story says of `from`.
bool copy_story(struct edition *edition, const struct story *from, size_t cost,
    const struct picture_shelf *shelf, struct story *out);
size_t copy_cost_of_story(const struct story *from);
// Says that records of so many bytes will come: their memory is taken at once.
void copy_reserve(struct edition *edition, size_t cost);

// Also false if there is no chart and the picture is not here.
bool copy_infographic(struct edition *edition, const struct infographic *from, const struct contribution *by,
    const struct picture_shelf *shelf, struct tables *tables, struct infographic *out);

// The parts that these and their like are made of.

// False if records of so many bytes would take what tables and rates may need.
bool copy_has_room(const struct edition *edition, size_t cost);
// Bytes in the arena, rounding included.
size_t copy_cost_of_text(const char *text);
size_t copy_cost_of_picture(const struct picture *picture);
// False if the picture is not here.
bool copy_picture(
    struct arena *arena, const struct picture *from, const struct picture_shelf *shelf, struct picture *out);
// Those that are here, each address once; answers how many. NULL if none.
size_t copy_pictures(struct arena *arena, const struct picture *from, size_t count,
    const struct picture_shelf *shelf, const struct picture **out);

#endif
