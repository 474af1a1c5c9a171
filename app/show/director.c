#include "show/director.h"

#include <string.h>

static bool find_page(const struct deck *deck, const char *key, size_t *out) {
    for (size_t i = 0; i < deck->count; i++) {
        if (strcmp(deck->pages[i].key, key) == 0) {
            *out = i;
            return true;
        }
    }
    return false;
}

static void enqueue(struct director *director, size_t page) {
    if (director->waiting_count < LIMIT_INTERRUPTIONS) {
        director->waiting[director->waiting_count++] = page;
    }
}

static void put_on(struct director *director, size_t page, millis now) {
    director->page = page;
    director->since = now;
}

// Where the rundown goes on: not with what has just interrupted it and stands at the same place.
static size_t way_back(const struct director *director) {
    const struct deck *deck = director->deck;
    for (size_t i = 0; i < deck->count; i++) {
        size_t page = (director->back + i) % deck->count;
        if (!deck->pages[page].interrupts) {
            return page;
        }
    }
    return director->back;
}

// The next page that interrupts, or else the rundown.
static void end_interruption(struct director *director, millis now) {
    if (director->waiting_count) {
        put_on(director, director->waiting[0], now);
        director->waiting_count--;
        memmove(
            director->waiting, director->waiting + 1, director->waiting_count * sizeof *director->waiting);
    } else {
        director->is_interrupted = false;
        put_on(director, way_back(director), now);
    }
}

// Lets the pages come on that interrupt and that `old` (NULL: nothing) did not have.
static void interrupt(struct director *director, const struct deck *old, millis now) {
    struct director before = *director;
    size_t same;
    director->waiting_count = 0;
    for (size_t i = 0; i < director->deck->count; i++) {
        const struct page *page = &director->deck->pages[i];
        if (page->interrupts && !(old && find_page(old, page->key, &same))) {
            enqueue(director, i);
        }
    }
    bool is_new = director->waiting_count > 0;
    if (is_new && before.is_interrupted) {
        enqueue(director, before.page); // it has not had its time
    }
    for (size_t i = 0; i < before.waiting_count; i++) {
        enqueue(director, before.waiting[i]);
    }
    if (is_new) {
        director->back = before.is_interrupted ? before.back : before.page;
        director->is_interrupted = true;
        end_interruption(director, now);
    }
}

void director_init(struct director *director, const struct deck *deck, millis now) {
    *director = (struct director){.deck = deck, .since = now};
    interrupt(director, NULL, now);
}

// Where the new deck has a page of the old one, or else the page after it, or else the start.
static size_t heir(const struct deck *old, size_t page, const struct deck *deck) {
    size_t found = 0;
    for (size_t i = 0; i < old->count; i++) {
        if (find_page(deck, old->pages[(page + i) % old->count].key, &found)) {
            break;
        }
    }
    return found;
}

// The same places in another deck; pages that it does not have drop out of those that wait.
static void move_interruption(struct director *director, const struct deck *old) {
    size_t kept = 0, found;
    for (size_t i = 0; i < director->waiting_count; i++) {
        if (find_page(director->deck, old->pages[director->waiting[i]].key, &found)) {
            director->waiting[kept++] = found;
        }
    }
    director->waiting_count = kept;
    director->back = heir(old, director->back, director->deck);
}

void director_adopt(struct director *director, const struct deck *deck, millis now) {
    const struct deck *old = director->deck;
    size_t same;
    bool stays = find_page(deck, old->pages[director->page].key, &same);
    director->deck = deck;
    if (director->is_interrupted) {
        move_interruption(director, old);
    }
    if (stays) {
        director->page = same;
    } else if (director->is_interrupted) {
        end_interruption(director, now);
    } else {
        put_on(director, heir(old, director->page, deck), now);
    }
    interrupt(director, old, now);
}

static millis page_dwell(const struct director *director) {
    return director->deck->pages[director->page].dwell;
}

// With nothing to come after it a page has no time to be over.
static bool is_alone(const struct director *director) {
    return director->deck->count == 1 && !director->deck->is_cut;
}

// Likewise as long as the page after it is not there yet.
static bool has_to_stay(const struct director *director) {
    const struct deck *deck = director->deck;
    return is_alone(director) || (deck->is_cut && director->page == deck->count - 1);
}

// The page's time is over.
static void go_on(struct director *director, millis now) {
    if (director->is_interrupted) {
        end_interruption(director, now);
    } else {
        put_on(director, director_next(director), now);
    }
}

size_t director_pick(struct director *director, millis now) {
    // After a long sleep (a suspended machine) the pages that were missed are not run through.
    if (!has_to_stay(director) && now - director->since > page_dwell(director) + MINUTE) {
        go_on(director, now);
    }
    while (!has_to_stay(director) && now - director->since >= page_dwell(director)) {
        go_on(director, director->since + page_dwell(director));
    }
    return director->page;
}

millis director_next_change(const struct director *director, millis now) {
    (void)now;
    return has_to_stay(director) ? MILLIS_NEVER : director->since + page_dwell(director);
}

static int share_of(millis over, millis time, int whole) {
    over = over < 0 ? 0 : over > time ? time : over;
    return (int)(over * whole / time);
}

int director_progress(const struct director *director, millis now, int whole) {
    return share_of(is_alone(director) ? 0 : now - director->since, page_dwell(director), whole);
}

int director_arrival(const struct director *director, millis now, int whole) {
    return share_of(now - director->since, PAGE_ARRIVES, whole);
}

static size_t turned(const struct director *director, size_t page, int by) {
    size_t count = director->deck->count;
    size_t steps = by < 0 ? count - (size_t)(-by) % count : (size_t)by % count;
    return (page + steps) % count;
}

size_t director_next(const struct director *director) {
    if (director->is_interrupted) {
        return director->waiting_count ? director->waiting[0] : way_back(director);
    }
    return turned(director, director->page, 1);
}

size_t director_rundown_page(const struct director *director) {
    return director->is_interrupted ? way_back(director) : director->page;
}

void director_turn(struct director *director, int by, millis now) {
    size_t from = director_rundown_page(director);
    bool leads_back = director->is_interrupted && by > 0;
    director->is_interrupted = false;
    director->waiting_count = 0;
    put_on(director, turned(director, from, leads_back ? by - 1 : by), now);
}
