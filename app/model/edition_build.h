#ifndef BROADSIDE_MODEL_EDITION_BUILD_H
#define BROADSIDE_MODEL_EDITION_BUILD_H

#include "model/edition.h"

// Private to the room: only edition_assemble makes editions.

// An empty edition with one reference, which the caller owns, and an arena of LIMIT_EDITION_HEAP. Every blob
// that its pictures name must come with a reference; they are given back with the last reference of the
// edition.
struct edition *edition_create(void);

#endif
