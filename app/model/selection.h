#ifndef BROADSIDE_MODEL_SELECTION_H
#define BROADSIDE_MODEL_SELECTION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/time.h"
#include "model/story.h"

// Which stories of a source are wanted. Plain data, borrowed; an empty one wants everything.

// Sections and words in the form of decode/caseless.h: " gas transit ", or " gas" for all words that begin
// so.
struct topic {
    const char *const *sections;
    size_t section_count;
    const char *const *words; // looked for in the headline and the lede
    size_t word_count;
};

struct selection {
    struct topic include; // of each kind that names any, the story must have one
    struct topic exclude; // it must have none of them
    const char *section;  // of stories that name none, in the same form; NULL: none
    millis max_age;       // since it was published; 0: any age. Undated stories have none
    size_t most;          // stories of an answer, in its order; 0: all
};

// Whether include and exclude let a story pass.
bool selection_wants(const struct selection *selection, const struct story *story);

#endif
