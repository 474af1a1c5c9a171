#ifndef BROADSIDE_RENDER_LINEUP_H
#define BROADSIDE_RENDER_LINEUP_H

#include "render/stage.h"

// Which headlines stand where in a strip: enough to tell whether its picture has only moved since a frame
// before.

#define LINEUP_MOST 16 // of more, nothing is known

struct lineup {
    struct lineup_spot {
        uint64_t key; // the headline's: one key, one picture
        int x, width; // columns of the strip
    } spots[LINEUP_MOST];
    size_t count; // none: nothing is known
};

void lineup_forget(struct lineup *lineup);
// Nothing is known afterwards where a headline stands between two pixels.
void lineup_take(struct lineup *lineup, const struct ribbon_place *places, size_t count);
// True if the strip, of that many columns, shows in every column what it showed `by` columns further left,
// but for those at the end from which nothing has come. At least one headline is in both. False if nothing is
// known of either.
bool lineup_has_moved(const struct lineup *before, const struct lineup *now, int width, int *by);

#endif
