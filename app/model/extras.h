#ifndef BROADSIDE_MODEL_EXTRAS_H
#define BROADSIDE_MODEL_EXTRAS_H

#include "model/assemble.h"
#include "model/dates.h"

// Everything of an edition that is neither a story, a graphic nor a rate. Private to the room.

void galleries_collect(struct edition *edition, const struct contribution *contributions, size_t count,
    const struct picture_shelf *shelf);
void sponsors_collect(struct edition *edition, const struct contribution *contributions, size_t count,
    const struct picture_shelf *shelf);
void alerts_collect(
    struct edition *edition, const struct contribution *contributions, size_t count, struct turning *turning);
void events_collect(struct edition *edition, const struct contribution *contributions, size_t count);
void weather_collect(struct edition *edition, const struct contribution *contributions, size_t count);

// All of them.
void extras_collect(struct edition *edition, const struct contribution *contributions, size_t count,
    const struct picture_shelf *shelf, struct turning *turning);

// How many records of one kind there are: the number that the batch has at `offset` (a size_t of struct
// batch).
size_t extras_count(const struct contribution *contributions, size_t count, size_t offset);

#endif
