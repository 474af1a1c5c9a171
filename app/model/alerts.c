#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "model/breaking.h"
#include "model/copy.h"
#include "model/extras.h"

// Warnings that are in force or to come.

struct ranked {
    const struct alert *alert;
    const struct contribution *by;
    size_t order; // of the answers, which decides between equals
};

// Most severe first, then the latest.
static int compare_ranked(const void *left, const void *right) {
    const struct ranked *a = left, *b = right;
    if (a->alert->severity != b->alert->severity) {
        return a->alert->severity < b->alert->severity ? 1 : -1;
    }
    if (a->alert->effective.utc != b->alert->effective.utc) {
        return a->alert->effective.utc < b->alert->effective.utc ? 1 : -1;
    }
    return a->order < b->order ? -1 : 1;
}

static bool is_over(const struct alert *alert, struct turning *turning) {
    return moment_is_known(alert->expires) && !turning_is_ahead(turning, alert->expires.utc);
}

// The same alert in two answers is one: the one of the newer answer, which may have changed it.
static bool has_newer(const struct contribution *contributions, size_t count, const struct alert *alert,
    size_t by, size_t place) {
    for (size_t i = 0; i < count; i++) {
        const struct batch *batch = contributions[i].batch;
        for (size_t k = 0; batch && k < batch->alert_count; k++) {
            if ((i == by && k == place) || strcmp(batch->alerts[k].id, alert->id) != 0) {
                continue;
            }
            bool earlier = i < by || (i == by && k < place);
            millis theirs = contributions[i].age.fetched, ours = contributions[by].age.fetched;
            if (theirs > ours || (theirs == ours && earlier)) {
                return true;
            }
        }
    }
    return false;
}

static size_t gather(
    struct ranked *all, const struct contribution *contributions, size_t count, struct turning *turning) {
    size_t total = 0;
    for (size_t i = 0; i < count; i++) {
        const struct batch *batch = contributions[i].batch;
        for (size_t k = 0; batch && k < batch->alert_count; k++) {
            const struct alert *alert = &batch->alerts[k];
            if (!is_over(alert, turning) && !has_newer(contributions, count, alert, i, k)) {
                all[total] = (struct ranked){alert, &contributions[i], total};
                total++;
            }
        }
    }
    return total;
}

static bool copy_alert(struct edition *edition, const struct ranked *from, struct alert *out) {
    const struct alert *alert = from->alert;
    size_t cost = sizeof *out + 64 + copy_cost_of_text(alert->id) + copy_cost_of_text(alert->headline) +
                  copy_cost_of_text(alert->area) + copy_cost_of_text(alert->event) +
                  copy_cost_of_text(from->by->source_name);
    for (size_t i = 0; i < alert->paragraph_count; i++) {
        cost += sizeof(char *) + copy_cost_of_text(alert->paragraphs[i]);
    }
    if (!copy_has_room(edition, cost)) {
        return false;
    }
    struct arena *arena = &edition->arena;
    *out = *alert;
    out->id = arena_text(arena, alert->id);
    out->headline = arena_text(arena, alert->headline);
    out->area = arena_text(arena, alert->area);
    out->event = arena_text(arena, alert->event);
    out->source_name = arena_text(arena, from->by->source_name);
    out->age = from->by->age;
    const char **paragraphs = arena_array(arena, alert->paragraph_count, sizeof *paragraphs);
    for (size_t i = 0; i < alert->paragraph_count; i++) {
        paragraphs[i] = arena_text(arena, alert->paragraphs[i]);
    }
    out->paragraphs = alert->paragraph_count ? paragraphs : NULL;
    return true;
}

void alerts_collect(struct edition *edition, const struct contribution *contributions, size_t count,
    struct turning *turning) {
    size_t most = extras_count(contributions, count, offsetof(struct batch, alert_count));
    struct ranked *all = calloc(most + 1, sizeof *all);
    if (!all) {
        abort();
    }
    size_t total = gather(all, contributions, count, turning);
    qsort(all, total, sizeof *all, compare_ranked);
    struct alert *kept = arena_array(&edition->arena, total, sizeof *kept);
    for (size_t i = 0; i < total; i++) {
        struct alert *alert = &kept[edition->alert_count];
        if (copy_alert(edition, &all[i], alert)) {
            alert->breaking = breaking_of_alert(alert);
            edition->alert_count++;
        }
    }
    edition->alerts = kept;
    free(all);
}
