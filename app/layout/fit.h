#ifndef BROADSIDE_LAYOUT_FIT_H
#define BROADSIDE_LAYOUT_FIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

// Which pieces of text make a line. Pure arithmetic: it sees widths, never text.

enum paragraph_fit {
    FIT_RAGGED,   // the last line ends where it ends
    FIT_BODY,     // the same, and in a narrow column words may be parted
    FIT_BALANCED, // headlines: all lines of about one length, the last one included
};

// What stands between two places where a line may end.
struct segment {
    size_t start, len; // bytes of the text, trailing blanks included
    size_t ink;        // bytes without the trailing blanks
    int width;         // with the trailing blanks
    int end_width;     // at a line's end: without blanks, with a hyphen where a soft hyphen breaks
    size_t span;
    bool may_end, must_end;
    bool is_parted;  // ends at a hyphen that is only there if the line ends
    bool is_in_word; // a word goes on after it: no good end for a headline's line
};

struct segments {
    struct segment *items;
    size_t count, capacity;
};

// Both fill `ends` (room for one entry a segment) with the number of segments before which each line ends,
// and return how many lines. A line takes at least what stands before the first place where it may end.

// Each line takes as much as it can: the fewest lines there can be.
size_t first_fit(const struct segments *segments, int width, size_t *ends);
// Total fit: the fewest lines, and among all ways to set those the least raggedness. `scratch` is for work.
size_t total_fit(
    const struct segments *segments, int width, enum paragraph_fit fit, struct arena *scratch, size_t *ends);

#endif
