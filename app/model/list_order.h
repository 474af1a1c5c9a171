#ifndef BROADSIDE_MODEL_LIST_ORDER_H
#define BROADSIDE_MODEL_LIST_ORDER_H

#include "model/edition.h"

// The order of a list that one or several answers feed. Private to the room.
//
// The list of one answer is in its order. Of several answers that all run newest first (a feed) the list does
// too. Otherwise an editor has ordered at least one of them (top stories, most read): then the first of each
// come first, then the second, and so on, of one rank the more urgent, then the newer.

struct list_order {
    const struct story *stories; // of the edition, newest first
    size_t story_count;
    struct list_rank *ranks; // of every story that is in the list so far
    size_t count;
    size_t *places;  // of every story: its index in `ranks` plus one; 0: not in the list
    size_t *answers; // of every story: the answer that had it last
    // Of the answers so far:
    size_t answer_count;
    size_t ranked;              // stories of the last one
    const struct story *before; // its last story
    size_t falling, pairs;      // neighbours in it of which the second is not newer
    bool has_editor;            // one of the answers before it does not run newest first
};

// Memory for as many lists as there are, one after the other, in `arena`.
void list_order_init(
    struct list_order *order, const struct story *stories, size_t count, struct arena *arena);
void list_order_begin_answer(struct list_order *order);
// The next story of the answer, one of `stories`; a second time it does not count.
void list_order_add(struct list_order *order, const struct story *story);
// Makes the list, in `arena`, and is ready for the next one.
void list_order_finish(struct list_order *order, const char *name, struct arena *arena, struct list *out);

#endif
