#ifndef BROADSIDE_LAYOUT_PAGE_H
#define BROADSIDE_LAYOUT_PAGE_H

#include "layout/deck.h"
#include "layout/sheet.h"

// For page kinds: each is one file page_<name>.c with one function and one line in base/page_kinds.h
// (docs/pages.md).

// The desk an edition is laid out on.
struct desk {
    struct deck *deck;
    const struct layout_env *env;
    const struct edition *edition;
    millis wall;
    const struct deck_pace *pace; // NULL: all at once
    bool is_given_up;
    bool has_enough; // pages: what comes now is cut off
};

struct page_kind {
    const char *name; // as in the rundown: "top-stories"
    void (*lay_out)(struct desk *desk, const struct page_spec *spec);
};

// NULL if there is no such kind. page_kind_names ends with NULL.
const struct page_kind *page_kind_find(const char *name);
const char *const *page_kind_names(void);
extern const struct page_kind page_kind_notice; // nothing to show: not in the rundown

// Adds a page with its masthead, progress line and ticker already on it and returns its sheet, or false when
// the deck is full or given up. `section` is underlined in the masthead, "Top stories" only on the front
// page. The key is copied; if a page before has it, it gets a number. On a picture, the sheet has colours
// that can be read on it.
struct page_head {
    const struct page_kind *kind;
    const char *key;
    const char *title;
    const char *section; // NULL: none
    bool is_front;       // of no section, and underlined as such
    bool has_rail;
    bool interrupts, zooms;        // see struct page
    const struct picture *picture; // fills the page behind masthead and body; NULL: none
    struct age age;                // of what is on it: the masthead says when that is stale
};
bool desk_open_page(struct desk *desk, const struct page_head *head, struct sheet *sheet);
// Lets others have the thread for a while. desk_open_page does; more is for what takes long before or beside
// it. False: nothing of this deck is wanted any more.
bool desk_pause(struct desk *desk);
// Ends the page that was opened last: its dwell from the spec or from what there is to read.
void desk_close_page(struct desk *desk, const struct page_spec *spec);

// Notes what could not be drawn and why, for deck_report. The text is copied.
void desk_refuse(struct desk *desk, const char *text, bool is_waiting);

// What is laid out depends on the moment: at `wall` (Unix time) it differs.
void desk_lasts_until(const struct desk *desk, millis wall);

// The stories a spec asks for, in the order of its list: in desk memory. `fallback` names the list if the
// spec names none; if no such list exists, all stories.
struct story_choice {
    const struct story *const *stories;
    size_t count;
};
// The age of all of them as one.
struct age choice_age(const struct story_choice *choice);
struct story_choice desk_stories(struct desk *desk, const struct page_spec *spec, const char *fallback);

// The colour of a section's tags, readable on the ground of the page.
uint32_t section_color(const struct sheet *sheet, const char *section);
// The short form of a section's name.
const char *section_label(const struct layout_env *env, const char *section);
// How wide a time of day is, in the language's figures.
int time_width(const struct sheet *sheet, enum role role);
// "a · b", or the one that is there; in the sheet's arena.
const char *joined_by_dot(struct sheet *sheet, const char *a, const char *b);
// "What is seen. © Who took it", or the one that is known, or NULL; in the sheet's arena or the picture's
// own.
const char *caption_text(struct sheet *sheet, const struct picture *picture);

// The parts that stand on every page (frame.c, rail.c).
void frame_draw(struct sheet *sheet, const struct desk *desk, const struct page_head *head);
void rail_prepare(struct desk *desk);
void rail_draw(struct sheet *sheet, const struct desk *desk);
const struct ticker_item *ticker_lay_out(
    struct desk *desk, const char *const *lists, size_t list_count, size_t *count);

#endif
