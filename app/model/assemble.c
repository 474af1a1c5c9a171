#include "model/assemble.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "model/breaking.h"
#include "model/copy.h"
#include "model/edition_build.h"
#include "model/extras.h"
#include "model/fixings.h"
#include "model/keys.h"
#include "model/list_order.h"
#include "model/tables.h"
#include "model/versions.h"

#define SCRATCH_OF_STORY 1300 // bytes: its keys, its place in three tables, its merged form

// A story to be shown, before it is copied.
struct candidate {
    struct merged merged;
    size_t group;
    size_t cost; // bytes in the edition
};

struct assembly {
    struct edition *edition;
    const struct contribution *contributions;
    size_t count;
    const struct picture_shelf *shelf;
    struct turning turning;
    struct arena scratch;
    struct versions versions;
    const struct story **shown; // of every group; NULL: not in the edition
};

// Newest first; of one time the more urgent, then the one that stands higher in its answer.
static int compare_candidates(const void *left, const void *right) {
    const struct candidate *a = left, *b = right;
    if (a->merged.order != b->merged.order) {
        return a->merged.order > b->merged.order ? -1 : 1;
    }
    int urgency = story_urgency(&a->merged.story) - story_urgency(&b->merged.story);
    if (urgency) {
        return urgency;
    }
    if (a->merged.place != b->merged.place) {
        return a->merged.place < b->merged.place ? -1 : 1;
    }
    int id = strcmp(a->merged.story.id, b->merged.story.id);
    return id ? id : a->group < b->group ? -1 : a->group > b->group;
}

static size_t find_candidates(struct assembly *assembly, struct candidate *candidates) {
    struct merger merger;
    merger_init(&merger, &assembly->versions, assembly->shelf, assembly->count, &assembly->scratch);
    size_t count = 0, cost = 0;
    for (size_t i = 0; i < assembly->versions.group_count; i++) {
        struct candidate *candidate = &candidates[count];
        if (merger_merge(&merger, i, &candidate->merged)) {
            candidate->group = i;
            candidate->cost = copy_cost_of_story(&candidate->merged.story);
            cost += candidate->cost;
            count++;
        }
    }
    copy_reserve(assembly->edition, cost);
    qsort(candidates, count, sizeof *candidates, compare_candidates);
    return count;
}

static void add_stories(struct assembly *assembly) {
    struct edition *edition = assembly->edition;
    size_t groups = assembly->versions.group_count;
    struct candidate *candidates = arena_array(&assembly->scratch, groups, sizeof *candidates);
    size_t count = find_candidates(assembly, candidates);
    struct story *stories = arena_array(&edition->arena, count, sizeof *stories);
    assembly->shown = arena_array(&assembly->scratch, groups, sizeof *assembly->shown);
    size_t kept = 0;
    while (kept < count && copy_story(edition, &candidates[kept].merged.story, candidates[kept].cost,
                               assembly->shelf, &stories[kept])) {
        stories[kept].breaking = breaking_of_story(&stories[kept]);
        assembly->shown[candidates[kept].group] = &stories[kept];
        kept++;
    }
    edition->stories = stories;
    edition->story_count = kept;
    edition->beyond += count - kept;
}

static bool has_list(const struct contribution *contribution, const char *name) {
    for (size_t i = 0; i < contribution->list_count; i++) {
        if (strcmp(contribution->lists[i], name) == 0) {
            return true;
        }
    }
    return false;
}

// The story that an answer's story has become; NULL: it is not shown.
static const struct story *shown_story(const struct assembly *assembly, size_t version) {
    return version == KEYS_NONE ? NULL : assembly->shown[assembly->versions.all[version].group];
}

// The answers of the sources that join a list go into `order`.
static void fill_list(const struct assembly *assembly, const char *name, struct list_order *order) {
    const size_t *version_of = assembly->versions.version_of;
    for (size_t i = 0; i < assembly->count; i++) {
        const struct contribution *contribution = &assembly->contributions[i];
        size_t stories = contribution->batch ? contribution->batch->story_count : 0;
        if (has_list(contribution, name)) {
            list_order_begin_answer(order);
            for (size_t k = 0; k < stories; k++) {
                const struct story *story = shown_story(assembly, version_of[k]);
                if (story) {
                    list_order_add(order, story);
                }
            }
        }
        version_of += stories;
    }
}

// Every list that the configuration names is there, if empty: a page may tell "no news" from "no such list".
static void add_lists(struct assembly *assembly) {
    struct edition *edition = assembly->edition;
    struct list_order order;
    size_t most = 0;
    for (size_t i = 0; i < assembly->count; i++) {
        most += assembly->contributions[i].list_count;
    }
    struct list *lists = arena_array(&edition->arena, most, sizeof *lists);
    list_order_init(&order, edition->stories, edition->story_count, &assembly->scratch);
    edition->lists = lists;
    for (size_t i = 0; i < assembly->count; i++) {
        for (size_t k = 0; k < assembly->contributions[i].list_count; k++) {
            const char *name = assembly->contributions[i].lists[k];
            if (!edition_list(edition, name)) {
                fill_list(assembly, name, &order);
                list_order_finish(&order, name, &edition->arena, &lists[edition->list_count++]);
            }
        }
    }
}

static bool is_same_text(const char *a, const char *b) {
    return a && b && strcmp(a, b) == 0;
}

static uint64_t chart_hash(const struct infographic *infographic) {
    const struct chart_spec *chart = infographic->chart;
    uint64_t hash = tree_hash(hash_text(HASH_START, infographic->subtitle), chart->root);
    for (size_t i = 0; i < chart->data_count; i++) {
        hash = hash_text(hash, chart->data[i].address);
    }
    return hash;
}

// The same graphic from two sources is one: the first with its picture. Decoding gives one that has no id its
// picture's address or its title for one (decode/other_record.c); two charts may share that and yet be two.
static char *infographic_key(const struct infographic *infographic, struct arena *arena) {
    const char *id = infographic->id, *url = infographic->picture ? infographic->picture->url : NULL;
    bool has_id = id && !is_same_text(id, infographic->title) && !is_same_text(id, url);
    uint64_t hash = infographic->chart && !has_id ? chart_hash(infographic) : 0;
    return arena_printf(arena, "%s %s %" PRIx64, id ? id : "", url ? url : "", hash);
}

// `from`, or one by an id of its own if another has that: the id names its page, too.
static struct infographic with_own_id(
    const struct infographic *from, const struct keys *ids, size_t *same, struct arena *arena) {
    struct infographic own = *from;
    size_t number = from->id ? keys_find(ids, from->id) : KEYS_NONE;
    *same = number == KEYS_NONE ? 0 : number;
    own.id = *same ? arena_printf(arena, "%s (%zu)", from->id, *same + 1) : from->id;
    return own;
}

static void add_infographics(struct assembly *assembly) {
    struct edition *edition = assembly->edition;
    size_t most = 0;
    for (size_t i = 0; i < assembly->count; i++) {
        const struct batch *batch = assembly->contributions[i].batch;
        most += batch ? batch->infographic_count : 0;
    }
    struct infographic *kept = arena_array(&edition->arena, most, sizeof *kept);
    struct keys keys, ids; // ids: how many have it
    struct tables tables;
    keys_init(&keys, most, &assembly->scratch);
    keys_init(&ids, most, &assembly->scratch);
    tables_init(&tables, assembly->contributions, assembly->count, &assembly->scratch);
    for (size_t i = 0; i < assembly->count; i++) {
        const struct contribution *by = &assembly->contributions[i];
        for (size_t k = 0; by->batch && k < by->batch->infographic_count; k++) {
            const struct infographic *from = &by->batch->infographics[k];
            char *key = infographic_key(from, &assembly->scratch);
            struct infographic *out = &kept[edition->infographic_count];
            if (keys_find(&keys, key) != KEYS_NONE) {
                continue;
            }
            size_t same;
            struct infographic own = with_own_id(from, &ids, &same, &assembly->scratch);
            if (copy_infographic(edition, &own, by, assembly->shelf, &tables, out)) {
                keys_put(&keys, key, edition->infographic_count++);
                keys_put(&ids, from->id ? from->id : "", same + 1);
            }
        }
    }
    edition->infographics = kept;
}

struct edition *edition_assemble(
    const struct contribution *contributions, size_t count, const struct picture_shelf *shelf, millis now) {
    struct assembly assembly = {
        .edition = edition_create(),
        .contributions = contributions,
        .count = count,
        .shelf = shelf,
        .turning = {now, MILLIS_NEVER},
    };
    arena_init(&assembly.scratch, 0);
    arena_reserve(&assembly.scratch,
        extras_count(contributions, count, offsetof(struct batch, story_count)) * SCRATCH_OF_STORY);
    assembly.edition->assembled = now;
    versions_collect(&assembly.versions, contributions, count, &assembly.turning, &assembly.scratch);
    versions_group(&assembly.versions, count, &assembly.scratch);
    add_stories(&assembly);
    add_lists(&assembly);
    add_infographics(&assembly);
    fixings_collect(assembly.edition, contributions, count);
    extras_collect(assembly.edition, contributions, count, shelf, &assembly.turning);
    assembly.edition->next_change = assembly.turning.next;
    arena_finish(&assembly.scratch);
    return assembly.edition;
}
