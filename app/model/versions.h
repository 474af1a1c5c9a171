#ifndef BROADSIDE_MODEL_VERSIONS_H
#define BROADSIDE_MODEL_VERSIONS_H

#include "model/assemble.h"

// Which stories of many answers are the same piece of news. Private to the room.

// Versions of one story that are looked at, the newest; nobody needs the fifth for a part that four lack.
#define VERSIONS_KEPT 4

struct version {
    const struct story *story;
    const struct contribution *from;
    size_t source; // index of `from`
};

struct story_group {
    struct version versions[VERSIONS_KEPT]; // newest first
    size_t count;
    size_t last_source; // the last that added to it
};

struct versions {
    struct story_group *groups;
    size_t group_count;
    size_t *group_of; // of every story of every contribution in turn; KEYS_NONE: not to be shown yet
};

// The date that decides which text is the newest, and the one that orders the news; in both the future counts
// as `now`, and MILLIS_NONE is older than everything.
millis version_edited(const struct story *story, millis now);
millis version_published(const struct story *story, millis now);

// Everything is allocated from `arena`.
void versions_group(struct versions *versions, const struct contribution *contributions, size_t count,
    millis now, struct arena *arena);

// One story from the versions of a group: the newest and the parts that it lacks. The texts stay where they
// are. False if the newest version says that the story is not to be shown.
bool versions_merge(const struct story_group *group, struct story *out);

// Where in a story its texts are, so that they are filled, measured and copied by one loop each.
extern const size_t story_texts[];
extern const size_t story_text_count;
const char **story_text_at(struct story *story, size_t index);

#endif
