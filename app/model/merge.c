#include <string.h>
#include <strings.h>

#include "model/versions.h"

// versions_merge: one story out of several versions of it. docs/assembly.md has the rules as a table.

#define NORMAL_URGENCY 5 // IPTC

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

int story_urgency(const struct story *story) {
    return story->urgency ? story->urgency : NORMAL_URGENCY;
}

// Texts that a version without them takes from another one. A headline is always its own.
static const size_t lendable[] = {
    offsetof(struct story, url),
    offsetof(struct story, section),
    offsetof(struct story, place),
    offsetof(struct story, paper),
};
// And those of the same language only.
static const size_t lendable_words[] = {offsetof(struct story, summary)};

static const char **text_at(struct story *story, size_t offset) {
    return (const char **)(void *)((char *)story + offset);
}

static void borrow(struct story *story, const struct story *other, const size_t *offsets, size_t count) {
    struct story from = *other;
    for (size_t i = 0; i < count; i++) {
        const char **text = text_at(story, offsets[i]);
        *text = *text ? *text : *text_at(&from, offsets[i]);
    }
}

static bool is_same_language(const char *a, const char *b) {
    if (!a || !b) {
        return true;
    }
    size_t len = strcspn(a, "-_");
    return len == strcspn(b, "-_") && strncasecmp(a, b, len) == 0;
}

static size_t text_length(const struct story *story) {
    size_t length = 0;
    for (size_t i = 0; i < story->paragraph_count; i++) {
        length += strlen(story->paragraphs[i]);
    }
    return length;
}

// The paragraphs come with what says whose they are, and where they are to be read.
static void take_paragraphs(struct story *story, const struct version *version) {
    const struct story *from = version->story;
    story->paragraphs = from->paragraphs;
    story->paragraph_count = from->paragraph_count;
    story->dateline = from->dateline;
    story->byline = from->byline;
    story->url = from->url ? from->url : story->url;
    story->source_name = from->source_name ? from->source_name : version->from->source_name;
}

// Pixels of the lead picture, as far as it is here.
static int64_t picture_size(const struct story *story, const struct picture_shelf *shelf) {
    struct blob *blob;
    int width, height;
    if (!story->picture_count || !story->pictures[0].url || !shelf ||
        !shelf->find(shelf->context, story->pictures[0].url, &blob, &width, &height)) {
        return 0;
    }
    blob_unref(blob);
    return (int64_t)width * height;
}

// What a source says of a story is what its newest version says. Answers the number of usable ones, newest
// first, or none if a source has cancelled the story.
static size_t hear_sources(struct merger *merger, size_t group) {
    const struct versions *versions = merger->versions;
    size_t count = 0;
    for (size_t i = versions->group_starts[group]; i < versions->group_starts[group + 1]; i++) {
        const struct version *version = versions->by_group[i];
        if (merger->heard[version->source] == group + 1) {
            continue;
        }
        merger->heard[version->source] = group + 1;
        if (version->story->status == STORY_CANCELLED) {
            return 0;
        }
        if (version->story->status == STORY_USABLE) {
            merger->voices[count++] = version;
        }
    }
    return count;
}

// The longest text in the language of the headline; of equal ones the newest.
static void merge_paragraphs(const struct merger *merger, size_t count, struct story *story) {
    const struct version *best = merger->voices[0];
    size_t longest = count > 1 ? text_length(best->story) : 0;
    for (size_t i = 1; i < count; i++) {
        const struct version *version = merger->voices[i];
        size_t length = text_length(version->story);
        if (length > longest && is_same_language(story->language, version->story->language)) {
            best = version;
            longest = length;
        }
    }
    take_paragraphs(story, best);
}

// The pictures of the version whose lead picture is the largest. One picture has another address at every
// service: those of several versions would be the same ones again.
static void merge_pictures(const struct merger *merger, size_t count, struct story *story) {
    int64_t largest = count > 1 ? picture_size(story, merger->shelf) : 0;
    for (size_t i = 1; i < count; i++) {
        const struct story *from = merger->voices[i]->story;
        int64_t size = picture_size(from, merger->shelf);
        if (size > largest || (!story->picture_count && from->picture_count)) {
            story->pictures = from->pictures;
            story->picture_count = from->picture_count;
            largest = size;
        }
    }
}

static void merge_texts(const struct merger *merger, size_t count, struct story *story) {
    for (size_t i = 1; i < count; i++) {
        const struct story *from = merger->voices[i]->story;
        borrow(story, from, lendable, sizeof lendable / sizeof *lendable);
        if (is_same_language(story->language, from->language)) {
            borrow(story, from, lendable_words, sizeof lendable_words / sizeof *lendable_words);
        }
    }
    for (size_t i = 0; !story->section && i < count; i++) {
        story->section = merger->voices[i]->from->section;
    }
}

// The id is that of whoever had the story first: it stays when others join.
static bool is_earlier(const struct version *a, const struct version *b) {
    if (a->published.utc == b->published.utc) {
        return strcmp(a->story->id ? a->story->id : "", b->story->id ? b->story->id : "") < 0;
    }
    return moment_is_known(a->published) &&
           (!moment_is_known(b->published) || a->published.utc < b->published.utc);
}

static void merge_facts(const struct merger *merger, size_t count, struct merged *out) {
    struct story *story = &out->story;
    const struct version *first = merger->voices[0];
    for (size_t i = 0; i < count; i++) {
        const struct version *version = merger->voices[i];
        first = is_earlier(version, first) ? version : first;
        story->published = date_earlier(story->published, version->published);
        story->updated = date_later(story->updated, version->updated);
        if (story_urgency(version->story) < story_urgency(story)) {
            story->urgency = version->story->urgency;
        }
        story->age = age_of_either(story->age, version->from->age);
        out->order = version->order > out->order ? version->order : out->order;
        out->place = version->place < out->place ? version->place : out->place;
    }
    story->id = first->story->id;
    bool is_dated = moment_is_known(story->published) || moment_is_known(story->updated);
    millis date = moment_is_known(story->published) ? story->published.utc : story->updated.utc;
    out->order = is_dated ? date : out->order;
}

void merger_init(struct merger *merger, const struct versions *versions, const struct picture_shelf *shelf,
    size_t source_count, struct arena *arena) {
    *merger = (struct merger){
        .versions = versions,
        .shelf = shelf,
        .heard = arena_array(arena, source_count, sizeof *merger->heard),
        .voices = arena_array(arena, source_count, sizeof(struct version *)),
    };
}

bool merger_merge(struct merger *merger, size_t group, struct merged *out) {
    size_t count = hear_sources(merger, group);
    if (!count) {
        return false;
    }
    const struct version *newest = merger->voices[0];
    *out = (struct merged){.story = *newest->story, .order = newest->order, .place = newest->place};
    out->story.published = newest->published;
    out->story.updated = newest->updated;
    out->story.age = newest->from->age;
    out->story.caseless = (struct story_caseless){0};
    merge_paragraphs(merger, count, &out->story);
    merge_pictures(merger, count, &out->story);
    merge_texts(merger, count, &out->story);
    merge_facts(merger, count, out);
    return true;
}
