#include "model/fixings.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

// A fixing on its way into a history.
struct dated {
    const struct fixing *fixing;
    const struct contribution *from;
    size_t source;
    size_t sequence;
    millis day; // where the fixing was made; MILLIS_NEVER: a live value without a date, newer than all
};

static int compare_size(size_t a, size_t b) {
    return (a > b) - (a < b);
}

static int compare_millis(millis a, millis b) {
    return (a > b) - (a < b);
}

static bool is_same_pair(const struct dated *a, const struct dated *b) {
    return strcmp(a->fixing->base, b->fixing->base) == 0 && strcmp(a->fixing->quote, b->fixing->quote) == 0;
}

// By pair, then by day; the last one of a day is the one to keep: of the source that the configuration names
// first, so that two services that differ in the fourth digit do not take turns, and of that one the latest.
static int compare_dated(const void *left, const void *right) {
    const struct dated *a = left, *b = right;
    int order = strcmp(a->fixing->base, b->fixing->base);
    order = order ? order : strcmp(a->fixing->quote, b->fixing->quote);
    order = order ? order : compare_millis(a->day, b->day);
    order = order ? order : compare_size(b->source, a->source);
    order = order ? order : compare_millis(a->fixing->date.utc, b->fixing->date.utc);
    return order ? order : compare_size(a->sequence, b->sequence);
}

static millis day_of(struct moment date) {
    if (!moment_is_known(date)) {
        return MILLIS_NEVER;
    }
    millis local = date.utc + date.offset * SECOND;
    return local / DAY - (local % DAY < 0);
}

static bool is_usable(const struct fixing *fixing) {
    return fixing->base && fixing->quote && strcmp(fixing->base, fixing->quote) != 0 &&
           isfinite(fixing->value) && fixing->value > 0;
}

static size_t gather(struct dated *all, const struct contribution *contributions, size_t count) {
    size_t total = 0;
    for (size_t i = 0; i < count; i++) {
        const struct batch *batch = contributions[i].batch;
        for (size_t k = 0; batch && k < batch->fixing_count; k++) {
            const struct fixing *fixing = &batch->fixings[k];
            if (is_usable(fixing)) {
                all[total] = (struct dated){fixing, &contributions[i], i, total, day_of(fixing->date)};
                total++;
            }
        }
    }
    return total;
}

// Keeps the last of each day, in place; answers how many there are.
static size_t one_a_day(struct dated *run, size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (i + 1 == count || run[i].day != run[i + 1].day) {
            run[kept++] = run[i];
        }
    }
    return kept;
}

static struct rate rate_of(struct dated *run, size_t count, struct arena *arena) {
    count = one_a_day(run, count);
    if (count > LIMIT_RATE_HISTORY) {
        run += count - LIMIT_RATE_HISTORY;
        count = LIMIT_RATE_HISTORY;
    }
    double *values = arena_array(arena, count, sizeof *values);
    struct moment *dates = arena_array(arena, count, sizeof *dates);
    for (size_t i = 0; i < count; i++) {
        values[i] = run[i].fixing->value;
        dates[i] = run[i].fixing->date;
    }
    const struct dated *last = &run[count - 1];
    return (struct rate){
        .base = arena_text(arena, last->fixing->base),
        .quote = arena_text(arena, last->fixing->quote),
        .value = last->fixing->value,
        .previous = count > 1 ? values[count - 2] : 0,
        .date = last->fixing->date,
        .history = values,
        .history_dates = dates,
        .history_count = count,
        .source_name = arena_text(arena, last->from->source_name),
        .age = last->from->age,
    };
}

static size_t run_length(const struct dated *all, size_t count) {
    size_t len = 1;
    while (len < count && is_same_pair(&all[0], &all[len])) {
        len++;
    }
    return len;
}

void fixings_collect(struct edition *edition, const struct contribution *contributions, size_t count) {
    size_t most = 0;
    for (size_t i = 0; i < count; i++) {
        most += contributions[i].batch ? contributions[i].batch->fixing_count : 0;
    }
    if (!most) {
        return;
    }
    struct dated *all = calloc(most, sizeof *all);
    if (!all) {
        abort();
    }
    size_t total = gather(all, contributions, count);
    qsort(all, total, sizeof *all, compare_dated);
    size_t pairs = 0;
    for (size_t i = 0; i < total; i += run_length(all + i, total - i)) {
        pairs++;
    }
    struct rate *rates = arena_array(&edition->arena, pairs, sizeof *rates);
    size_t at = 0;
    for (size_t i = 0, len; i < total; i += len) {
        len = run_length(all + i, total - i);
        rates[at++] = rate_of(all + i, len, &edition->arena);
    }
    edition->rates = rates;
    edition->rate_count = pairs;
    free(all);
}
