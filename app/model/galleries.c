#include <stddef.h>
#include <string.h>

#include "model/copy.h"
#include "model/extras.h"

// Galleries and sponsors: records that are nothing without their pictures.

static bool has_gallery(const struct gallery *galleries, size_t count, const struct gallery *from) {
    for (size_t i = 0; i < count; i++) {
        const char *key = galleries[i].id ? galleries[i].id : galleries[i].title;
        if (strcmp(key, from->id ? from->id : from->title) == 0) {
            return true;
        }
    }
    return false;
}

static size_t cost_of_gallery(const struct gallery *from, const char *section) {
    size_t cost = sizeof *from + 64 + copy_cost_of_text(from->id) + copy_cost_of_text(from->title) +
                  copy_cost_of_text(section) + copy_cost_of_text(from->url);
    for (size_t i = 0; i < from->picture_count; i++) {
        cost += copy_cost_of_picture(&from->pictures[i]);
    }
    return cost;
}

static bool copy_gallery(struct edition *edition, const struct gallery *from, const struct contribution *by,
    const struct picture_shelf *shelf, struct gallery *out) {
    const char *section = from->section ? from->section : by->section;
    if (!copy_has_room(edition, cost_of_gallery(from, section))) {
        return false;
    }
    struct arena *arena = &edition->arena;
    *out = *from;
    out->picture_count = copy_pictures(arena, from->pictures, from->picture_count, shelf, &out->pictures);
    if (!out->picture_count) {
        return false;
    }
    out->id = arena_text(arena, from->id ? from->id : from->title);
    out->title = arena_text(arena, from->title);
    out->section = arena_text(arena, section);
    out->url = arena_text(arena, from->url);
    out->age = by->age;
    return true;
}

void galleries_collect(struct edition *edition, const struct contribution *contributions, size_t count,
    const struct picture_shelf *shelf) {
    size_t most = extras_count(contributions, count, offsetof(struct batch, gallery_count));
    struct gallery *kept = arena_array(&edition->arena, most, sizeof *kept);
    edition->galleries = kept;
    for (size_t i = 0; i < count; i++) {
        const struct batch *batch = contributions[i].batch;
        for (size_t k = 0; batch && k < batch->gallery_count; k++) {
            const struct gallery *from = &batch->galleries[k];
            struct gallery *out = &kept[edition->gallery_count];
            edition->gallery_count += from->title && !has_gallery(kept, edition->gallery_count, from) &&
                                      copy_gallery(edition, from, &contributions[i], shelf, out);
        }
    }
}

static bool has_sponsor(const struct sponsor *sponsors, size_t count, const struct sponsor *from) {
    for (size_t i = 0; i < count; i++) {
        if (strcmp(sponsors[i].id, from->id) == 0) {
            return true;
        }
    }
    return false;
}

static bool copy_sponsor(struct edition *edition, const struct sponsor *from, const struct contribution *by,
    const struct picture_shelf *shelf, struct sponsor *out) {
    struct picture picture;
    if (!from->id || !from->picture ||
        !copy_has_room(edition, sizeof *out + 64 + copy_cost_of_text(from->id) +
                                    copy_cost_of_text(from->name) + copy_cost_of_picture(from->picture)) ||
        !copy_picture(&edition->arena, from->picture, shelf, &picture)) {
        return false;
    }
    struct picture *kept = arena_array(&edition->arena, 1, sizeof *kept);
    *kept = picture;
    *out = (struct sponsor){
        .id = arena_text(&edition->arena, from->id),
        .name = arena_text(&edition->arena, from->name),
        .picture = kept,
        .dwell = from->dwell > 0 ? from->dwell : 0,
        .weight = from->weight > 1 ? from->weight : 1,
        .age = by->age,
    };
    return true;
}

void sponsors_collect(struct edition *edition, const struct contribution *contributions, size_t count,
    const struct picture_shelf *shelf) {
    size_t most = extras_count(contributions, count, offsetof(struct batch, sponsor_count));
    struct sponsor *kept = arena_array(&edition->arena, most, sizeof *kept);
    edition->sponsors = kept;
    for (size_t i = 0; i < count; i++) {
        const struct batch *batch = contributions[i].batch;
        for (size_t k = 0; batch && k < batch->sponsor_count; k++) {
            const struct sponsor *from = &batch->sponsors[k];
            struct sponsor *out = &kept[edition->sponsor_count];
            edition->sponsor_count += from->id && !has_sponsor(kept, edition->sponsor_count, from) &&
                                      copy_sponsor(edition, from, &contributions[i], shelf, out);
        }
    }
}
