#include "show/director.h"

#include <string.h>

void director_init(struct director *director, const struct deck *deck, millis now) {
    *director = (struct director){deck, 0, now};
}

static bool find_page(const struct deck *deck, const char *key, size_t *out) {
    for (size_t i = 0; i < deck->count; i++) {
        if (strcmp(deck->pages[i].key, key) == 0) {
            *out = i;
            return true;
        }
    }
    return false;
}

void director_adopt(struct director *director, const struct deck *deck, millis now) {
    const struct deck *old = director->deck;
    for (size_t i = 0; i < old->count; i++) {
        size_t candidate = (director->page + i) % old->count, found;
        if (find_page(deck, old->pages[candidate].key, &found)) {
            director->since = i == 0 ? director->since : now;
            director->page = found;
            director->deck = deck;
            return;
        }
    }
    director_init(director, deck, now);
}

static millis page_dwell(const struct director *director) {
    return director->deck->pages[director->page].dwell;
}

size_t director_pick(struct director *director, millis now) {
    // After a long sleep (a suspended machine) the pages that were missed are not run through.
    if (now - director->since > page_dwell(director) + MINUTE) {
        director_turn(director, 1, now);
    }
    while (now - director->since >= page_dwell(director)) {
        millis turned = director->since + page_dwell(director);
        director_turn(director, 1, turned);
    }
    return director->page;
}

millis director_next_change(const struct director *director, millis now) {
    (void)now;
    return director->since + page_dwell(director);
}

int director_progress(const struct director *director, millis now, int whole) {
    millis dwell = page_dwell(director), over = now - director->since;
    over = over < 0 ? 0 : over > dwell ? dwell : over;
    return (int)(over * whole / dwell);
}

void director_turn(struct director *director, int by, millis now) {
    size_t count = director->deck->count;
    size_t steps = by < 0 ? count - (size_t)(-by) % count : (size_t)by % count;
    director->page = (director->page + steps) % count;
    director->since = now;
}
