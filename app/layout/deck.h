#ifndef BROADSIDE_LAYOUT_DECK_H
#define BROADSIDE_LAYOUT_DECK_H

#include "base/time_rule.h"
#include "layout/env.h"
#include "layout/grid.h"
#include "layout/live.h"
#include "layout/oplist.h"
#include "layout/ticker.h"
#include "model/edition.h"

// An edition laid out: pages of draw ops, the widgets' slides, the ticker's headlines. Immutable once made,
// in one arena.

struct page_kind;

// What the rundown asks for.
struct page_spec {
    const struct page_kind *kind;
    const char *from;             // a list of the edition; NULL: the kind's own choice
    const char *section;          // only stories of this section; NULL: all
    int count;                    // stories or graphics at most; 0: the kind's default
    int pages;                    // pages at most; 0: the kind's default
    millis dwell;                 // 0: as long as it takes to read
    const struct time_rule *when; // in the kiosk's zone; NULL: always
};

// One state of what changes by itself while the page stays: a currency pair, a city and its weather.
struct slide {
    struct oplist ops;
    struct live_list lives;
};

struct page {
    const struct page_kind *kind;
    const char *key;     // the same page in the next edition has the same: "story/ID/2"
    const char *title;   // for people who read pages.json
    const char *section; // underlined in the masthead; NULL: none
    millis dwell;
    bool zooms;      // its picture grows slowly while it is on
    bool interrupts; // comes on at once when it is new, and the rundown goes on after it
    struct oplist ops;
    struct live_list lives;
    const struct slide *slides;
    size_t slide_count;
};

// What could not be drawn, and why; each once. Layout only notes it: it meets the same thing with every deck.
struct refusal {
    const struct refusal *next; // NULL: the last
    const char *text;
    bool is_waiting; // for data that will come
};

struct deck {
    struct arena arena;
    const struct edition *edition; // a reference is held
    const struct layout_env *env;  // as it was when it was laid out: a copy, in the arena
    struct grid grid;
    struct page *pages; // at least one: with nothing to show, a notice
    size_t count, capacity;
    const struct slide *rail; // currency and city widgets, shared by all pages that have a rail
    size_t rail_count;
    bool rail_has_pairs; // else its cities stand at the top
    const struct ticker_item *ticker;
    size_t ticker_count;
    const struct refusal *refusals;
    millis wall;  // of laying out (Unix time)
    bool is_cut;  // pages are missing that were not wanted yet: it is never current
    millis until; // then another deck would come of the same edition: an entry of the rundown comes or goes,
                  // breaking news ends, a new day begins
};

// `edition` may be NULL: nothing is known yet. `wall` is the moment of laying out (Unix time): it decides
// which dates are "today", never what a clock says. `ticker_lists` names the lists whose stories run below.
// The caller owns the deck; it keeps a reference to the edition.
struct deck_form {
    const struct page_spec *specs;
    size_t spec_count;
    const char *const *ticker_lists;
    size_t ticker_list_count;
};
struct deck *deck_create(
    const struct edition *edition, const struct deck_form *form, const struct layout_env *env, millis wall);

// Who is told of the work; either may be NULL. `pause` is called between its pieces (a page, some headlines
// of the ticker); false: it is not wanted any more, and what comes back is good only for deck_destroy. `page`
// is called with each page once it is whole, which lives as long as the deck; false: the deck may be cut off
// behind it.
struct deck_pace {
    bool (*pause)(void *context);
    void *context;
    bool (*page)(void *context, const struct page *page);
};
struct deck *deck_create_in_pieces(const struct edition *edition, const struct deck_form *form,
    const struct layout_env *env, millis wall, const struct deck_pace *pace);

// Whether the time of day may be said, and waited for.
bool deck_has_clock(const struct deck *deck);
// Whether laying out the same at `wall` would make the same deck. A clock that was set back makes another.
bool deck_is_current(const struct deck *deck, millis wall);
void deck_destroy(struct deck *deck); // accepts NULL
// Logs what was refused, unless `before` (NULL: none), the deck that this one takes the place of, had refused
// it as well.
void deck_report(const struct deck *deck, const struct deck *before);

// What of a deck is to be seen at a moment.
struct view {
    size_t page;
    size_t slide; // taken modulo the page's slides
    millis wall;  // Unix time, for the live text
};

// The frame without its progress as one op list, its new text in `arena` (which must live as long as the
// list).
void deck_compose(const struct deck *deck, const struct view *view, struct arena *arena, struct oplist *out);
// Of that only what changes by itself: the slide and the live text.
void deck_compose_changes(
    const struct deck *deck, const struct view *view, struct arena *arena, struct oplist *out);
// The filled part of the progress line, to be painted above the rest: `filled` pixels of
// deck->grid.progress.w.
struct op deck_progress(const struct deck *deck, int filled);
// The earliest wall time after view->wall at which the live text of the page differs or the deck is not
// current any more.
millis deck_next_change(const struct deck *deck, const struct view *view);

// Where the ticker's headlines run (after its label); empty without a ticker.
struct rect deck_ribbon_box(const struct layout_env *env);

#endif
