#ifndef BROADSIDE_SHOW_TICKER_H
#define BROADSIDE_SHOW_TICKER_H

#include "base/arena.h"
#include "base/time.h"
#include "layout/ticker.h"

// Where each headline of the ticker is. Position is a function of time alone, rounded to whole pixels, in 64
// bits: speed does not depend on how long the text is, and nothing is ever accumulated, so nothing drifts.
//
// The headlines stand on an endless line: first the `prelude`, once, then the `cycle`, again and again. A new
// edition makes a new line whose prelude are the headlines that are on screen at that moment, at the places
// they have. Where there are few headlines the line has blanks, so that none is in the window twice and all
// come and go at its edges. The window shows the line from left to right, or its mirror image: then headlines
// come in at the left and move to the right, as text from right to left is read.

// Headlines that are in the window at a time, at most: where they are so short that more would fit, the line
// has blanks between them.
#define TICKER_MOST 64

struct ticker_slot {
    struct ticker_item item; // in the arena
    int64_t start;           // pixels from the span's start
};

struct ticker_span {
    struct ticker_slot *slots; // in the order of the line
    size_t count;
    int64_t width; // what follows starts here
};

struct ticker_form {
    int width;     // of the window onto the line, pixels
    int speed;     // pixels a second
    int lead_in;   // where the first headline starts when there was none: from the edge where they leave
    bool mirrored; // headlines run to the right
};

struct ticker {
    struct ticker_form form;
    struct arena arena;
    struct ticker_span prelude, cycle;
    int64_t origin; // the line's coordinate at the edge where headlines leave the window, at `since`
    int phase;      // thousandths of a pixel that are to be added to that, for one is rounded down
    millis since;   // steady; until then it stands
};

struct ticker_place {
    const struct ticker_item *item; // borrowed until the next ticker_adopt
    int x;                          // of its left edge in the window; may be negative
};

// The line stands until `start` (steady), and moves from then on.
void ticker_init(struct ticker *ticker, const struct ticker_form *form, millis start);
void ticker_finish(struct ticker *ticker);

// Takes the headlines of a deck (copied). Those on screen stay and leave at their own time; but without any
// new ones (count 0) they are gone at once, as the strip that they ran on is.
void ticker_adopt(struct ticker *ticker, const struct ticker_item *items, size_t count, millis now);

// What is in the window at `now`, from left to right, at most `capacity` of those that came first; there are
// never more than TICKER_MOST. Returns how many.
size_t ticker_places(const struct ticker *ticker, millis now, struct ticker_place *out, size_t capacity);
// By how much all of them are to the right of these places, pixels, -0.5 to 0.5: for who can draw between
// pixels, `refresh` times a second. Where each of these times moves them by whole pixels there is nothing to
// add: letters are sharp.
float ticker_shift(const struct ticker *ticker, millis now, int refresh);
// The headline that will come into the window next; NULL without any.
const struct ticker_item *ticker_upcoming(const struct ticker *ticker, millis now);
// When the places next differ by at least one pixel; MILLIS_NEVER if nothing moves.
millis ticker_next_change(const struct ticker *ticker, millis now);

#endif
