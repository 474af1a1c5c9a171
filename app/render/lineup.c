#include "render/lineup.h"

#include <math.h>

void lineup_forget(struct lineup *lineup) {
    lineup->count = 0;
}

void lineup_take(struct lineup *lineup, const struct ribbon_place *places, size_t count) {
    lineup_forget(lineup);
    for (size_t i = 0; i < count; i++) {
        const float x = floorf(places[i].x);
        if (i == LINEUP_MOST || x < places[i].x) {
            lineup_forget(lineup);
            return;
        }
        lineup->spots[i] = (struct lineup_spot){places[i].item->key, (int)x, places[i].item->width};
        lineup->count++;
    }
}

static const struct lineup_spot *find(const struct lineup *lineup, uint64_t key) {
    for (size_t i = 0; i < lineup->count; i++) {
        if (lineup->spots[i].key == key) {
            return &lineup->spots[i];
        }
    }
    return NULL;
}

// How far the first headline that is in both has come.
static bool find_way(const struct lineup *before, const struct lineup *now, int *by) {
    for (size_t i = 0; i < before->count; i++) {
        const struct lineup_spot *spot = find(now, before->spots[i].key);
        if (spot) {
            *by = spot->x - before->spots[i].x;
            return true;
        }
    }
    return false;
}

// Whether all that a line-up has between two columns is in the other one as well, so many columns to the
// right.
static bool is_found(const struct lineup *lineup, int left, int right, const struct lineup *other, int by) {
    for (size_t i = 0; i < lineup->count; i++) {
        const struct lineup_spot *spot = &lineup->spots[i];
        if (spot->x < right && spot->x + spot->width > left) {
            const struct lineup_spot *same = find(other, spot->key);
            if (!same || same->x != spot->x + by || same->width != spot->width) {
                return false;
            }
        }
    }
    return true;
}

bool lineup_has_moved(const struct lineup *before, const struct lineup *now, int width, int *by) {
    if (!find_way(before, now, by)) {
        return false;
    }
    const int left = *by > 0 ? *by : 0, right = *by > 0 ? width : width + *by; // of what has come
    return left < right && is_found(now, left, right, before, -*by) &&
           is_found(before, left - *by, right - *by, now, *by);
}
