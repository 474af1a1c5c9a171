#ifndef BROADSIDE_MODEL_VERSIONS_H
#define BROADSIDE_MODEL_VERSIONS_H

#include "model/assemble.h"
#include "model/dates.h"

// Which stories of many answers are the same piece of news, and what is best in them. Private to the room.

// A story as one source tells it.
struct version {
    const struct story *story;
    const struct contribution *from;
    size_t source;                    // index of `from`
    size_t place;                     // in its answer
    size_t group;                     // which piece of news it is
    struct moment published, updated; // as far as they are believed
    millis order; // its place in time: published, else updated, else that of its neighbour in the answer
};

struct versions {
    struct version *all; // of those that are wanted and not under embargo
    size_t count;
    size_t *version_of;              // of every story of every contribution in turn; KEYS_NONE: not wanted
    const struct version **by_group; // the same, group after group, in each the newest first
    size_t *group_starts;            // group_count + 1 of them
    size_t group_count;
};

// Everything is allocated from `arena`. What depends on the time goes through `turning`.
void versions_collect(struct versions *versions, const struct contribution *contributions, size_t count,
    struct turning *turning, struct arena *arena);

// Finds the groups (grouping.c). `source_count` is the number of contributions.
void versions_group(struct versions *versions, size_t source_count, struct arena *arena);

// One story from the versions of a group. Its texts stay where they are.
struct merged {
    struct story story;
    millis order; // in time
    size_t place; // the first in any answer
};

// Merges one group after the other (merge.c).
struct merger {
    const struct versions *versions;
    const struct picture_shelf *shelf; // may be NULL
    size_t *heard;                     // of every source: the group in which it was last heard, plus one
    const struct version **voices;     // of every source that has the story: its newest version
};
void merger_init(struct merger *merger, const struct versions *versions, const struct picture_shelf *shelf,
    size_t source_count, struct arena *arena);
// False if the story is not to be shown: a source has cancelled it, or all withhold it.
bool merger_merge(struct merger *merger, size_t group, struct merged *out);

// Where in a story its texts are, so that they are filled, measured and copied by one loop each.
extern const size_t story_texts[];
extern const size_t story_text_count;
const char **story_text_at(struct story *story, size_t index);

// How urgent a story is, 1 to 9; one that does not say is as urgent as news is (IPTC: 5, normal).
int story_urgency(const struct story *story);

#endif
