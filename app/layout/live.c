#include "layout/live.h"

#include <string.h>

void live_add(struct live_list *list, struct arena *arena, const struct live *live) {
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? list->capacity * 2 : 4;
        struct live *items = arena_array(arena, capacity, sizeof *items);
        if (list->count) {
            memcpy(items, list->items, list->count * sizeof *items);
        }
        list->items = items;
        list->capacity = capacity;
    }
    list->items[list->count++] = *live;
}

static millis local(const struct zone *zone, millis wall) {
    return wall + zone_offset(zone, wall) * SECOND;
}

// The minute in which a moment lies. All ages on a page change with the clock: if each did at the second of
// its story, a page that stands still would be painted as often as it has stories.
static millis minute_of(millis wall) {
    return wall - (wall % MINUTE + MINUTE) % MINUTE;
}

// A story dated in the future is as new as can be.
static millis age(const struct live *live, millis wall) {
    return wall > live->utc ? wall - live->utc : 0;
}

const char *live_text(
    const struct live *live, const struct layout_env *env, struct arena *arena, millis wall) {
    char text[LOCALE_TEXT];
    switch (live->kind) {
    case LIVE_TIME: locale_date(env->locale, LOCALE_TIME, local(live->zone, wall), text); break;
    case LIVE_DATE: locale_date(env->locale, LOCALE_WEEKDAY_SHORT, local(live->zone, wall), text); break;
    case LIVE_AGO: locale_ago(env->locale, age(live, minute_of(wall)), text); break;
    }
    return arena_printf(
        arena, "%s%s%s", live->prefix ? live->prefix : "", text, live->suffix ? live->suffix : "");
}

static millis next_multiple(millis at, millis unit) {
    return at - (at % unit + unit) % unit + unit;
}

millis live_next_change(const struct live *live, millis wall) {
    if (live->kind == LIVE_AGO) {
        millis next = live->utc + locale_ago_next(age(live, minute_of(wall)));
        return minute_of(next + MINUTE - 1);
    }
    // Offsets of today's zones are whole minutes, but a change may come sooner than the next one of these.
    millis unit = live->kind == LIVE_TIME ? MINUTE : 15 * MINUTE;
    millis next = next_multiple(wall, unit);
    millis shift = zone_next_change(live->zone, wall);
    return shift < next ? shift : next;
}
