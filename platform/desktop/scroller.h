#ifndef BROADSIDE_PLATFORM_DESKTOP_SCROLLER_H
#define BROADSIDE_PLATFORM_DESKTOP_SCROLLER_H

#include <SDL2/SDL.h>

#include "base/rect.h"
#include "base/time.h"

// Moves pixels of an X11 window where they are, in the server (X Window System Protocol, CopyArea): nothing
// is copied here and nothing sent but where to. What another window covers cannot be moved; the server says
// so (GraphicsExposure), and then the picture has holes until all of it is shown again.

struct scroller {
    SDL_Window *window;   // borrowed; NULL: there is nothing that could move
    struct _XGC *context; // Xlib's GC
    bool is_asked;        // since the last answer
    millis covered_until; // steady; until then nothing is moved
};

// Where the window is not one of X11, it can move nothing. Close before the window goes.
void scroller_open(struct scroller *scroller, SDL_Window *window);
void scroller_close(struct scroller *scroller); // accepts what was zeroed
// Asks the server to, before what the next update of the window's surface shows; `now` is steady. False: it
// cannot be done now.
bool scroller_move(struct scroller *scroller, const struct scroll *scroll, millis now);
// After that update, which has waited for the server: false if a part that was to be moved was not there.
bool scroller_has_moved(struct scroller *scroller, millis now);

#endif
