#ifndef BROADSIDE_SHOW_SCENE_H
#define BROADSIDE_SHOW_SCENE_H

#include "base/rect.h"
#include "show/director.h"

// The frame as an op list, and what of it differs from the frame before. Two lists take turns, each in its
// own arena that keeps its memory: when nothing but the progress line moves, nothing is allocated.
struct scene {
    const struct deck *deck; // of the current list
    struct view view;
    int progress; // pixels
    int zoom;     // of the page's pictures, of ZOOM_WHOLE
    struct oplist lists[2];
    struct arena arenas[2];
    int current;
    bool is_empty;
    int progress_step; // pixels by which the progress line moves at a time
    millis progress_pause;
    bool zooms; // pictures grow where their pages have it
};

// What of a page is to be seen at `now`, whether it is on or not.
struct view scene_view(const struct deck *deck, size_t page, struct instant now);
// As long as that is to be seen: steady until the next slide, wall until the next words. MILLIS_NEVER each
// where none comes.
struct instant scene_view_until(const struct deck *deck, const struct view *view, struct instant now);

// The progress line moves by `progress_step` pixels, and less often than every `progress_pause` only where
// something else has changed as well. Pictures grow only with `zooms`.
void scene_init(struct scene *scene, int progress_step, millis progress_pause, bool zooms);
void scene_finish(struct scene *scene);

// The frame at `now`, borrowed until the next call; adds to `damage` where it differs from the one before.
// The deck of the call before must still live.
const struct oplist *scene_compose(
    struct scene *scene, struct director *director, struct instant now, struct region *damage);
// The earliest steady time after `now` at which the frame differs.
millis scene_next_change(const struct scene *scene, const struct director *director, struct instant now);
// Everything counts as different next time.
void scene_invalidate(struct scene *scene);

#endif
