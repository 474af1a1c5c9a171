#ifndef BROADSIDE_COURIER_CHOICE_H
#define BROADSIDE_COURIER_CHOICE_H

#include "base/arena.h"
#include "courier/source.h"
#include "model/selection.h"

// What a source's configuration wants of its stories, in the form in which assembly compares words. Private
// to the room.

// Everything is in memory of `arena`. Words without a letter or digit are logged and left out.
struct selection choice_selection(const struct source *source, struct arena *arena);

#endif
