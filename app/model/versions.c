#include "model/versions.h"

#include "model/extras.h"
#include "model/keys.h"

// versions_collect: what there is to choose from.

// A cancelled story is always heard: it takes the story away from the other sources as well. One under
// embargo is as if it had not come: it does not take back what is public already.
static bool is_wanted(const struct version *version, struct turning *turning) {
    const struct story *story = version->story;
    const struct selection *selection = version->from->selection;
    if (story->status == STORY_CANCELLED) {
        return true;
    }
    if (moment_is_known(story->embargo) && turning_is_ahead(turning, story->embargo.utc)) {
        return false;
    }
    if (!selection) {
        return true;
    }
    struct moment date = moment_is_known(version->published) ? version->published : version->updated;
    bool is_too_old = selection->max_age && moment_is_known(date) &&
                      !turning_is_ahead(turning, date.utc + selection->max_age);
    return !is_too_old && selection_wants(selection, story);
}

// A story without a date stands where its answer put it: with the one that follows or, at the end, with the
// one before.
static void find_orders(const struct batch *batch, struct turning *turning, millis *orders) {
    for (size_t i = 0; i < batch->story_count; i++) {
        struct moment published = date_believed(batch->stories[i].published, turning);
        struct moment updated = date_believed(batch->stories[i].updated, turning);
        orders[i] = moment_is_known(published) ? published.utc : updated.utc;
    }
    for (size_t i = batch->story_count; i-- > 1;) {
        orders[i - 1] = orders[i - 1] == MILLIS_NONE ? orders[i] : orders[i - 1];
    }
    for (size_t i = 1; i < batch->story_count; i++) {
        orders[i] = orders[i] == MILLIS_NONE ? orders[i - 1] : orders[i];
    }
}

// Fills `version_of` of the stories of one answer.
static void collect_answer(struct versions *versions, const struct contribution *from, size_t source,
    struct turning *turning, size_t *version_of) {
    const struct batch *batch = from->batch;
    size_t most = from->selection && from->selection->most ? from->selection->most : SIZE_MAX, usable = 0;
    for (size_t i = 0; i < batch->story_count; i++) {
        struct version *version = &versions->all[versions->count];
        version->story = &batch->stories[i];
        version->from = from;
        version->source = source;
        version->place = i;
        version->published = date_believed(version->story->published, turning);
        version->updated = date_believed(version->story->updated, turning);
        bool is_usable = version->story->status == STORY_USABLE;
        bool is_kept = is_wanted(version, turning) && (!is_usable || usable < most);
        version_of[i] = is_kept ? versions->count++ : KEYS_NONE;
        usable += is_kept && is_usable;
    }
}

void versions_collect(struct versions *versions, const struct contribution *contributions, size_t count,
    struct turning *turning, struct arena *arena) {
    size_t total = extras_count(contributions, count, offsetof(struct batch, story_count));
    *versions = (struct versions){
        .all = arena_array(arena, total + 1, sizeof *versions->all),
        .version_of = arena_array(arena, total, sizeof *versions->version_of),
    };
    millis *orders = arena_array(arena, total, sizeof *orders);
    for (size_t i = 0, at = 0; i < count; i++) {
        const struct batch *batch = contributions[i].batch;
        if (batch && batch->story_count) {
            find_orders(batch, turning, orders + at);
            collect_answer(versions, &contributions[i], i, turning, versions->version_of + at);
            at += batch->story_count;
        }
    }
    for (size_t i = 0; i < total; i++) {
        if (versions->version_of[i] != KEYS_NONE) {
            versions->all[versions->version_of[i]].order = orders[i];
        }
    }
}
