#include "layout/fit.h"

size_t first_fit(const struct segments *segments, int width, size_t *ends) {
    size_t lines = 0, start = 0, last_end = 0;
    int used = 0;
    for (size_t i = 0; i < segments->count; i++) {
        const struct segment *segment = &segments->items[i];
        if (used + segment->end_width > width && last_end > start) {
            ends[lines++] = last_end;
            used = 0;
            for (size_t j = last_end; j < i; j++) {
                used += segments->items[j].width;
            }
            start = last_end;
        }
        used += segment->width;
        if (segment->may_end) {
            last_end = i + 1;
        }
        if (segment->must_end) {
            ends[lines++] = i + 1;
            start = i + 1;
            used = 0;
        }
    }
    if (start < segments->count) {
        ends[lines++] = segments->count;
    }
    return lines;
}

// How bad a line is: the square of what is empty, as a share of the width.
static double line_cost(int used, int width) {
    double share = (double)(width - used) / width;
    return share * share;
}

static double last_line_cost(int used, int width, enum paragraph_fit fit) {
    if (fit == FIT_BALANCED) {
        return line_cost(used, width);
    }
    return used * 4 < width ? 0.05 : 0; // a last line of one short word looks lost
}

// The best way to set the segments before a place. Fewer lines are always better: with them, what follows can
// do at least as well.
struct way {
    size_t lines; // 0: none is known, but before the first segment
    double cost;
    size_t from; // where its last line starts
};

static bool is_better(const struct way *a, const struct way *b) {
    return b->lines == 0 || a->lines < b->lines || (a->lines == b->lines && a->cost < b->cost);
}

#define PARTED_COST 0.03 // as a line of which a sixth is empty
#define AGAIN_COST 0.08  // two in a row are worse than twice one
#define WORD_COST 0.12   // a headline's word on two lines: as a line of which a third is empty

// A word that goes on after the end of a line, and one at the end of the line before.
static double parted_cost(const struct segments *segments, size_t start, size_t end) {
    const struct segment *last = &segments->items[end - 1];
    if (!last->is_parted) {
        return last->is_in_word ? WORD_COST : 0;
    }
    return PARTED_COST + (start > 0 && segments->items[start - 1].is_parted ? AGAIN_COST : 0);
}

// Tries all lines that start at `start`.
static void extend(
    const struct segments *segments, int width, enum paragraph_fit fit, size_t start, struct way *ways) {
    int used = 0;
    bool can_end = false;
    for (size_t end = start + 1; end <= segments->count; end++) {
        const struct segment *last = &segments->items[end - 1];
        int here = used + last->end_width;
        used += last->width;
        if (here > width && can_end) {
            return;
        }
        bool final = end == segments->count;
        if (last->may_end || final) {
            double cost = final ? last_line_cost(here, width, fit) : line_cost(here, width);
            cost += parted_cost(segments, start, end);
            struct way way = {ways[start].lines + 1, ways[start].cost + cost, start};
            ways[end] = is_better(&way, &ways[end]) ? way : ways[end];
            can_end = true;
        }
        if (last->must_end) {
            return;
        }
    }
}

// Knuth & Plass 1981 without stretch.
size_t total_fit(
    const struct segments *segments, int width, enum paragraph_fit fit, struct arena *scratch, size_t *ends) {
    width = width > 1 ? width : 1;
    struct way *ways = arena_array(scratch, segments->count + 1, sizeof *ways);
    for (size_t start = 0; start < segments->count; start++) {
        if (start == 0 || ways[start].lines) {
            extend(segments, width, fit, start, ways);
        }
    }
    size_t lines = ways[segments->count].lines;
    for (size_t line = lines, end = segments->count; line > 0; line--) {
        ends[line - 1] = end;
        end = ways[end].from;
    }
    return lines;
}
