#include "layout/paginate.h"

#include <stdbool.h>
#include <stdlib.h>

// Costs in units of "one empty line, squared". A line alone costs more than any number of pages, a page more
// than any unevenness.
#define COST_ALONE 1e11 // orphan, widow
#define COST_PAGE 1e7
#define COST_SHORT_END 60.0 // for each line that the last page lacks of five
#define SHORT_END 5

struct line_place {
    unsigned index, of; // line `index` of `of` of its paragraph; small, for a text may have very many
};

struct pagination {
    const struct paginate_form *form;
    struct line_place *places;
    size_t count;
    double *cost; // of the best way to set the lines before this one
    size_t *from; // where its last page starts
};

static int page_height(const struct paginate_form *form, bool first) {
    return first ? form->first_height : form->rest_height;
}

// The price of a page [start, end) that uses `used` pixels.
static double page_cost(const struct pagination *all, size_t start, size_t end, int used) {
    double cost = COST_PAGE;
    if (end == all->count) {
        size_t lines = end - start;
        return cost + (lines < SHORT_END && start > 0 ? COST_SHORT_END * (double)(SHORT_END - lines) : 0);
    }
    double slack = (double)(page_height(all->form, start == 0) - used) / all->form->line_height;
    cost += slack * slack;
    const struct line_place *next = &all->places[end];
    if (next->index == 1 && next->of > 1) {
        cost += COST_ALONE;
    }
    if (next->index + 1 == next->of && next->of > 1) {
        cost += COST_ALONE;
    }
    return cost;
}

static void extend(struct pagination *all, size_t start) {
    int height = page_height(all->form, start == 0);
    int used = 0;
    for (size_t end = start + 1; end <= all->count; end++) {
        bool new_paragraph = end - 1 > start && all->places[end - 1].index == 0;
        used += all->form->line_height + (new_paragraph ? all->form->gap : 0);
        if (used > height && end > start + 1) {
            return; // a single line always fits: a page that low shows it all the same
        }
        double cost = all->cost[start] + page_cost(all, start, end, used);
        if (cost < all->cost[end]) {
            all->cost[end] = cost;
            all->from[end] = start;
        }
    }
}

static size_t *collect_ends(const struct pagination *all, size_t *pages) {
    size_t *ends = malloc((all->count + 1) * sizeof *ends);
    if (!ends) {
        abort();
    }
    size_t count = 0;
    for (size_t end = all->count; end > 0; end = all->from[end]) {
        ends[count++] = end;
    }
    *pages = count;
    return ends; // last page first
}

size_t paginate(
    const size_t *lines, size_t paragraphs, const struct paginate_form *form, size_t *ends, size_t capacity) {
    struct pagination all = {.form = form};
    for (size_t i = 0; i < paragraphs; i++) {
        all.count += lines[i];
    }
    if (all.count == 0 || capacity == 0) {
        return 0;
    }
    all.places = calloc(all.count, sizeof *all.places);
    all.cost = calloc(all.count + 1, sizeof *all.cost);
    all.from = calloc(all.count + 1, sizeof *all.from);
    if (!all.places || !all.cost || !all.from) {
        abort();
    }
    size_t at = 0;
    for (size_t i = 0; i < paragraphs; i++) {
        for (size_t j = 0; j < lines[i]; j++) {
            all.places[at++] = (struct line_place){(unsigned)j, (unsigned)lines[i]};
        }
    }
    for (size_t i = 1; i <= all.count; i++) {
        all.cost[i] = 1e300;
    }
    for (size_t start = 0; start < all.count; start++) {
        extend(&all, start);
    }
    size_t pages;
    size_t *reversed = collect_ends(&all, &pages);
    size_t kept = pages < capacity ? pages : capacity;
    for (size_t i = 0; i < kept; i++) {
        ends[i] = reversed[pages - 1 - i];
    }
    free(reversed);
    free(all.places);
    free(all.cost);
    free(all.from);
    return kept;
}

size_t paginate_alone(const size_t *lines, size_t paragraphs, const size_t *ends, size_t pages) {
    size_t alone = 0, start = 0, page = 0;
    for (size_t i = 0; i < paragraphs; start += lines[i++]) {
        for (; page < pages && ends[page] < start + lines[i]; page++) {
            size_t before = ends[page] - start;
            alone += lines[i] > 1 ? (size_t)(before == 1) + (size_t)(before + 1 == lines[i]) : 0;
        }
    }
    return alone;
}
