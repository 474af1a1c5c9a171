#include "model/versions.h"

// versions_merge: one story out of several versions of it.

const size_t story_texts[] = {
    offsetof(struct story, id),
    offsetof(struct story, url),
    offsetof(struct story, section),
    offsetof(struct story, headline),
    offsetof(struct story, summary),
    offsetof(struct story, dateline),
    offsetof(struct story, place),
    offsetof(struct story, byline),
    offsetof(struct story, paper),
    offsetof(struct story, source_name),
    offsetof(struct story, language),
};
const size_t story_text_count = sizeof story_texts / sizeof *story_texts;

const char **story_text_at(struct story *story, size_t index) {
    return (const char **)(void *)((char *)story + story_texts[index]);
}

static void fill_moment(struct moment *moment, struct moment other) {
    if (!moment_is_known(*moment)) {
        *moment = other;
    }
}

static void fill(struct story *story, const struct story *older) {
    struct story from = *older;
    for (size_t i = 0; i < story_text_count; i++) {
        const char **text = story_text_at(story, i);
        *text = *text ? *text : *story_text_at(&from, i);
    }
    if (!story->paragraph_count) {
        story->paragraphs = from.paragraphs;
        story->paragraph_count = from.paragraph_count;
    }
    if (!story->picture_count) {
        story->pictures = from.pictures;
        story->picture_count = from.picture_count;
    }
    fill_moment(&story->published, from.published);
    fill_moment(&story->updated, from.updated);
    story->urgency = story->urgency ? story->urgency : from.urgency;
}

bool versions_merge(const struct story_group *group, struct story *out) {
    const struct version *newest = &group->versions[0];
    *out = *newest->story;
    if (out->status != STORY_USABLE) {
        return false;
    }
    // Whose text it is is never borrowed from another service.
    out->source_name = out->source_name ? out->source_name : newest->from->source_name;
    out->age = newest->from->age;
    for (size_t i = 1; i < group->count; i++) {
        if (group->versions[i].story->status == STORY_USABLE) {
            fill(out, group->versions[i].story);
        }
    }
    for (size_t i = 0; !out->section && i < group->count; i++) {
        out->section = group->versions[i].from->section;
    }
    return true;
}
