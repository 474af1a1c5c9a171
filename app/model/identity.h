#ifndef BROADSIDE_MODEL_IDENTITY_H
#define BROADSIDE_MODEL_IDENTITY_H

#include "base/arena.h"
#include "model/story.h"

// By what a story is known again. Private to the room.

enum identity_kind { IDENTITY_ID, IDENTITY_ADDRESS, IDENTITY_HEADLINE, IDENTITY_KINDS };

// A key of each kind, NULL where a story has none: stories that share one may be the same. The first key that
// is there is the story's identity, of which its own source is believed to have one a story.
struct identity {
    const char *keys[IDENTITY_KINDS];
};

// `published` is the date that is believed; keys are in memory of `arena`, different of different kinds.
struct identity identity_of(const struct story *story, struct moment published, struct arena *arena);

// The first kind that the story has a key of; every story has one.
enum identity_kind identity_first(const struct identity *identity);

#endif
