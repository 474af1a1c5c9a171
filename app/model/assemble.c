#include "model/assemble.h"

#include <stdlib.h>
#include <string.h>

#include "model/copy.h"
#include "model/edition_build.h"
#include "model/extras.h"
#include "model/fixings.h"
#include "model/keys.h"
#include "model/versions.h"

// A story to be shown, before it is copied.
struct candidate {
    struct story story; // its texts still in the batches
    size_t group;
    millis date;
};

struct assembly {
    struct edition *edition;
    const struct contribution *contributions;
    size_t count;
    const struct picture_shelf *shelf;
    millis now;
    struct arena scratch;
    struct versions versions;
    const struct story **shown; // of every group; NULL: not in the edition
};

// Newest first. Groups are numbered in the order of the configuration and of the answers, which decides the
// rest.
static int compare_candidates(const void *left, const void *right) {
    const struct candidate *a = left, *b = right;
    if (a->date != b->date) {
        return a->date < b->date ? 1 : -1;
    }
    return a->group < b->group ? -1 : a->group > b->group;
}

static size_t find_candidates(struct assembly *assembly, struct candidate *candidates) {
    size_t count = 0;
    for (size_t i = 0; i < assembly->versions.group_count; i++) {
        struct candidate *candidate = &candidates[count];
        if (versions_merge(&assembly->versions.groups[i], &candidate->story)) {
            candidate->group = i;
            candidate->date = version_published(&candidate->story, assembly->now);
            count++;
        }
    }
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
    while (kept < count && copy_story(edition, &candidates[kept].story, assembly->shelf, &stories[kept])) {
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

static int compare_places(const void *left, const void *right) {
    const struct story *const *a = left;
    const struct story *const *b = right;
    return (*a > *b) - (*a < *b); // one array, newest first: the address is the order
}

// The stories of one list, each once, into `out`; answers how many. `seen` is a mark for every story of the
// edition.
static size_t fill_list(
    const struct assembly *assembly, const char *name, char *seen, const struct story **out) {
    size_t count = 0, sources = 0;
    const size_t *group_of = assembly->versions.group_of;
    memset(seen, 0, assembly->edition->story_count);
    for (size_t i = 0; i < assembly->count; i++) {
        const struct contribution *contribution = &assembly->contributions[i];
        size_t stories = contribution->batch ? contribution->batch->story_count : 0;
        bool joins = has_list(contribution, name);
        sources += joins;
        for (size_t k = 0; joins && k < stories; k++) {
            const struct story *story = group_of[k] == KEYS_NONE ? NULL : assembly->shown[group_of[k]];
            if (story && !seen[story - assembly->edition->stories]) {
                seen[story - assembly->edition->stories] = 1;
                out[count++] = story;
            }
        }
        group_of += stories;
    }
    if (sources > 1) {
        qsort(out, count, sizeof(struct story *), compare_places);
    }
    return count;
}

// `seen` and `found` have room for every story of the edition.
static void add_list(
    struct assembly *assembly, struct list *list, const char *name, char *seen, const struct story **found) {
    struct arena *arena = &assembly->edition->arena;
    size_t count = fill_list(assembly, name, seen, found);
    const struct story **kept = arena_array(arena, count, sizeof(struct story *));
    if (count) {
        memcpy(kept, found, count * sizeof(struct story *));
    }
    *list = (struct list){.name = arena_text(arena, name), .stories = kept, .count = count};
}

// Every list that the configuration names is there, if empty: a page may tell "no news" from "no such list".
static void add_lists(struct assembly *assembly) {
    struct edition *edition = assembly->edition;
    size_t most = 0;
    for (size_t i = 0; i < assembly->count; i++) {
        most += assembly->contributions[i].list_count;
    }
    struct list *lists = arena_array(&edition->arena, most, sizeof *lists);
    char *seen = arena_array(&assembly->scratch, edition->story_count, 1);
    const struct story **found =
        arena_array(&assembly->scratch, edition->story_count, sizeof(struct story *));
    edition->lists = lists;
    for (size_t i = 0; i < assembly->count; i++) {
        for (size_t k = 0; k < assembly->contributions[i].list_count; k++) {
            const char *name = assembly->contributions[i].lists[k];
            if (!edition_list(edition, name)) {
                add_list(assembly, &lists[edition->list_count], name, seen, found);
                edition->list_count++;
            }
        }
    }
}

// The same graphic from two sources is one: the first with its picture.
static char *infographic_key(const struct infographic *infographic, struct arena *arena) {
    const char *url = infographic->picture ? infographic->picture->url : NULL;
    return arena_printf(arena, "%s %s", infographic->id ? infographic->id : "", url ? url : "");
}

static void add_infographics(struct assembly *assembly) {
    struct edition *edition = assembly->edition;
    size_t most = 0;
    for (size_t i = 0; i < assembly->count; i++) {
        const struct batch *batch = assembly->contributions[i].batch;
        most += batch ? batch->infographic_count : 0;
    }
    struct infographic *kept = arena_array(&edition->arena, most, sizeof *kept);
    struct keys keys;
    keys_init(&keys, most, &assembly->scratch);
    for (size_t i = 0; i < assembly->count; i++) {
        const struct contribution *by = &assembly->contributions[i];
        for (size_t k = 0; by->batch && k < by->batch->infographic_count; k++) {
            const struct infographic *from = &by->batch->infographics[k];
            char *key = infographic_key(from, &assembly->scratch);
            struct infographic *out = &kept[edition->infographic_count];
            if (keys_find(&keys, key) == KEYS_NONE &&
                copy_infographic(edition, from, by, assembly->shelf, out)) {
                keys_put(&keys, key, edition->infographic_count++);
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
        .now = now,
    };
    arena_init(&assembly.scratch, 0);
    assembly.edition->assembled = now;
    versions_group(&assembly.versions, contributions, count, now, &assembly.scratch);
    add_stories(&assembly);
    add_lists(&assembly);
    add_infographics(&assembly);
    fixings_collect(assembly.edition, contributions, count);
    extras_collect(assembly.edition, contributions, count, shelf, now);
    arena_finish(&assembly.scratch);
    return assembly.edition;
}
