#include <stddef.h>
#include <string.h>

#include "model/copy.h"
#include "model/extras.h"

// What a day has to tell: what happened on it in other years, and its weather.

static bool has_event(const struct event *events, size_t count, const struct event *from) {
    for (size_t i = 0; i < count; i++) {
        if (events[i].year == from->year && strcmp(events[i].text, from->text) == 0) {
            return true;
        }
    }
    return false;
}

void events_collect(struct edition *edition, const struct contribution *contributions, size_t count) {
    size_t most = extras_count(contributions, count, offsetof(struct batch, event_count));
    struct event *kept = arena_array(&edition->arena, most, sizeof *kept);
    edition->events = kept;
    for (size_t i = 0; i < count; i++) {
        const struct batch *batch = contributions[i].batch;
        for (size_t k = 0; batch && k < batch->event_count; k++) {
            const struct event *from = &batch->events[k];
            size_t cost = copy_cost_of_text(from->text) + copy_cost_of_text(from->url);
            if (from->text && !has_event(kept, edition->event_count, from) && copy_has_room(edition, cost)) {
                kept[edition->event_count++] = (struct event){
                    .year = from->year,
                    .text = arena_text(&edition->arena, from->text),
                    .url = arena_text(&edition->arena, from->url),
                    .age = contributions[i].age,
                };
            }
        }
    }
}

// The newest answer for its place; of equals the first in the configuration.
static bool is_best(const struct contribution *contributions, size_t count, size_t at) {
    for (size_t i = 0; i < count; i++) {
        const struct contribution *other = &contributions[i];
        if (i == at || !other->batch || !other->batch->weather || !other->place ||
            strcmp(other->place, contributions[at].place) != 0) {
            continue;
        }
        if (other->age.fetched > contributions[at].age.fetched ||
            (other->age.fetched == contributions[at].age.fetched && i < at)) {
            return false;
        }
    }
    return true;
}

static bool copy_weather(struct edition *edition, const struct contribution *by, struct weather *out) {
    const struct weather *from = by->batch->weather;
    size_t hours = from->hour_count * sizeof *from->hours, days = from->day_count * sizeof *from->days;
    size_t cost =
        sizeof *out + hours + days + copy_cost_of_text(by->place) + copy_cost_of_text(by->source_name) + 64;
    if (!copy_has_room(edition, cost)) {
        return false;
    }
    struct arena *arena = &edition->arena;
    struct weather_hour *hours_kept = arena_array(arena, from->hour_count + 1, sizeof *hours_kept);
    struct weather_day *days_kept = arena_array(arena, from->day_count + 1, sizeof *days_kept);
    if (hours) {
        memcpy(hours_kept, from->hours, hours);
    }
    if (days) {
        memcpy(days_kept, from->days, days);
    }
    *out = *from;
    out->hours = hours_kept;
    out->days = days_kept;
    out->place = arena_text(arena, by->place);
    out->source_name = arena_text(arena, by->source_name);
    out->age = by->age;
    return true;
}

void weather_collect(struct edition *edition, const struct contribution *contributions, size_t count) {
    struct weather *kept = arena_array(&edition->arena, count, sizeof *kept);
    edition->weather = kept;
    for (size_t i = 0; i < count; i++) {
        const struct contribution *by = &contributions[i];
        if (by->batch && by->batch->weather && by->place && is_best(contributions, count, i)) {
            edition->weather_count += copy_weather(edition, by, &kept[edition->weather_count]);
        }
    }
}
