#include "model/copy.h"

#include <string.h>

#include "base/limits.h"
#include "model/versions.h"

// What lists, rates and the tables of an edition may take at their own ceilings: records stop short of it, so
// that no allocation of an edition can ever fail.
#define RESERVED ((size_t)24 << 20)
#define BLOCK ((size_t)256 << 10) // the arena takes memory in such pieces

bool copy_has_room(const struct edition *edition, size_t cost) {
    size_t used = arena_held(&edition->arena) - arena_spare(&edition->arena);
    return used + cost + BLOCK + RESERVED <= LIMIT_EDITION_HEAP;
}

size_t copy_cost_of_text(const char *text) {
    return text ? strlen(text) + 1 + _Alignof(max_align_t) : 0;
}

size_t copy_cost_of_picture(const struct picture *picture) {
    return sizeof *picture + copy_cost_of_text(picture->url) + copy_cost_of_text(picture->caption) +
           copy_cost_of_text(picture->credit);
}

size_t copy_cost_of_story(const struct story *from) {
    struct story story = *from;
    size_t cost = sizeof story;
    for (size_t i = 0; i < story_text_count; i++) {
        cost += copy_cost_of_text(*story_text_at(&story, i));
    }
    for (size_t i = 0; i < story.paragraph_count; i++) {
        cost += sizeof(char *) + copy_cost_of_text(story.paragraphs[i]);
    }
    for (size_t i = 0; i < story.picture_count; i++) {
        cost += copy_cost_of_picture(&story.pictures[i]);
    }
    return cost + 64;
}

static bool has_url(const struct picture *pictures, size_t count, const char *url) {
    for (size_t i = 0; i < count; i++) {
        if (strcmp(pictures[i].url, url) == 0) {
            return true;
        }
    }
    return false;
}

bool copy_picture(
    struct arena *arena, const struct picture *from, const struct picture_shelf *shelf, struct picture *out) {
    struct picture found = {0};
    if (!shelf || !from->url ||
        !shelf->find(shelf->context, from->url, &found.blob, &found.width, &found.height)) {
        return false;
    }
    found.url = arena_text(arena, from->url);
    found.caption = arena_text(arena, from->caption);
    found.credit = arena_text(arena, from->credit);
    found.has_focus = from->has_focus;
    found.focus_x = from->focus_x;
    found.focus_y = from->focus_y;
    *out = found;
    return true;
}

size_t copy_pictures(struct arena *arena, const struct picture *from, size_t count,
    const struct picture_shelf *shelf, const struct picture **out) {
    *out = NULL;
    if (!count) {
        return 0;
    }
    struct picture *pictures = arena_array(arena, count, sizeof *pictures);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (from[i].url && !has_url(pictures, kept, from[i].url)) {
            kept += copy_picture(arena, &from[i], shelf, &pictures[kept]);
        }
    }
    *out = kept ? pictures : NULL;
    return kept;
}

void copy_reserve(struct edition *edition, size_t cost) {
    size_t most = LIMIT_EDITION_HEAP - RESERVED - BLOCK;
    if (cost > BLOCK) {
        arena_reserve(&edition->arena, cost < most ? cost : most);
    }
}

bool copy_story(struct edition *edition, const struct story *from, size_t cost,
    const struct picture_shelf *shelf, struct story *out) {
    if (!copy_has_room(edition, cost)) {
        return false;
    }
    struct arena *arena = &edition->arena;
    *out = *from;
    for (size_t i = 0; i < story_text_count; i++) {
        const char **text = story_text_at(out, i);
        *text = arena_text(arena, *text);
    }
    const char **paragraphs = arena_array(arena, from->paragraph_count, sizeof *paragraphs);
    for (size_t i = 0; i < from->paragraph_count; i++) {
        paragraphs[i] = arena_text(arena, from->paragraphs[i]);
    }
    out->paragraphs = from->paragraph_count ? paragraphs : NULL;
    out->picture_count = copy_pictures(arena, from->pictures, from->picture_count, shelf, &out->pictures);
    return true;
}

bool copy_infographic(struct edition *edition, const struct infographic *from, const struct contribution *by,
    const struct picture_shelf *shelf, struct tables *tables, struct infographic *out) {
    const char *section = from->section ? from->section : by->section;
    size_t cost = sizeof *out + 64 + copy_cost_of_text(from->id) + copy_cost_of_text(from->title) +
                  copy_cost_of_text(from->subtitle) + copy_cost_of_text(section) +
                  copy_cost_of_text(from->source) + copy_cost_of_text(from->credit);
    cost += from->picture ? copy_cost_of_picture(from->picture) : 0;
    cost += from->chart
                ? sizeof *from->chart + tree_cost(from->chart->root) + tables_cost(tables, from->chart)
                : 0;
    if (!copy_has_room(edition, cost)) {
        return false;
    }
    struct arena *arena = &edition->arena;
    struct picture picture, *kept = NULL;
    if (from->picture && copy_picture(arena, from->picture, shelf, &picture)) {
        kept = arena_array(arena, 1, sizeof *kept);
        *kept = picture;
    }
    struct age age = by->age;
    struct chart_spec *chart = from->chart ? arena_array(arena, 1, sizeof *chart) : NULL;
    if (chart) {
        *chart = (struct chart_spec){
            .name = arena_text(arena, from->id), .root = tree_copy(from->chart->root, arena)};
        tables_bind(tables, arena, from->chart, chart, &age);
    }
    if (!kept && !chart) {
        return false;
    }
    *out = (struct infographic){
        .id = arena_text(arena, from->id),
        .title = arena_text(arena, from->title),
        .subtitle = arena_text(arena, from->subtitle),
        .section = arena_text(arena, section),
        .source = arena_text(arena, from->source),
        .credit = arena_text(arena, from->credit),
        .published = from->published,
        .picture = kept,
        .chart = chart,
        .age = age,
    };
    return true;
}
