#include <math.h>
#include <stdlib.h>

#include "chart/domain.h"

// Scales that put numbers into classes: where the classes meet (Vega-Lite docs, scale: discretizing).

#define MOST_BINS 64

static void reserve(struct plot *plot, struct scale *scale, size_t breaks) {
    scale->break_count = breaks;
    scale->breaks = arena_array(plot->arena, breaks + 1, sizeof *scale->breaks);
}

// A threshold's domain.
static enum error given_breaks(struct plot *plot, struct scale *scale) {
    const struct tree *domain = tree_member(scale->def, "domain");
    reserve(plot, scale, tree_is(domain, TREE_ARRAY) ? domain->count : 0);
    for (size_t i = 0; i < scale->break_count; i++) {
        scale->breaks[i] = tree_number(tree_at(domain, i), (double)NAN);
        if (!(i == 0 ? !isnan(scale->breaks[i]) : scale->breaks[i] > scale->breaks[i - 1])) {
            return plot_refuse(plot, tree_at(domain, i), "thresholds are numbers that rise");
        }
    }
    return ERROR_NONE;
}

static size_t bin_count(const struct scale *scale, const struct extent *extent) {
    const struct table *table = &scale->lead_unit->table;
    double step = 0;
    for (size_t row = 0; row < table->rows && !(step > 0); row++) {
        step = scalar_number(table_at(table, scale->lead->end, row)) -
               scalar_number(table_at(table, scale->lead->column, row));
    }
    return step > 0 ? (size_t)fmax(1, fmin(MOST_BINS, round((extent->high - extent->low) / step))) : 1;
}

// As many as the range has values; else five colours or four sizes, as many as can be told apart.
static size_t class_count(const struct scale *scale, const struct extent *extent) {
    const struct tree *range = tree_member(scale->def, "range");
    if (scale->type == SCALE_BIN_ORDINAL) {
        return bin_count(scale, extent);
    }
    return tree_is(range, TREE_ARRAY) && range->count > 1 ? range->count
           : channel_is_color(scale->channel)             ? 5
                                                          : 4;
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

// All numbers of the domain, or of the channel over all layers.
static double *sorted_numbers(struct plot *plot, const struct scale *scale, size_t *count) {
    const struct tree *domain = tree_member(scale->def, "domain");
    const enum channel channel = scale->channel;
    const struct encoding *encoding;
    size_t rows = tree_is(domain, TREE_ARRAY) ? domain->count : 0;
    for (size_t i = 0; scale_visit(plot, channel, &i, &encoding); i++) {
        rows += plot->units[i].table.rows;
    }
    double *all = arena_array(plot->arena, rows + 1, sizeof *all);
    *count = 0;
    for (size_t i = 0; tree_is(domain, TREE_ARRAY) && i < domain->count; i++) {
        double number = tree_number(&domain->children[i], (double)NAN);
        if (!isnan(number)) {
            all[(*count)++] = number;
        }
    }
    for (size_t i = 0; *count == 0 && scale_visit(plot, channel, &i, &encoding); i++) {
        for (size_t row = 0; row < plot->units[i].table.rows; row++) {
            double number = scalar_number(table_at(&plot->units[i].table, encoding->column, row));
            if (!isnan(number)) {
                all[(*count)++] = number;
            }
        }
    }
    qsort(all, *count, sizeof *all, ascending);
    return all;
}

// The ends that the spec gives, else those of the data.
static struct extent ends_of(struct plot *plot, const struct scale *scale) {
    const struct tree *domain = tree_member(scale->def, "domain");
    struct extent extent = domain_extent(plot, scale->channel);
    extent = extent.low <= extent.high ? extent : (struct extent){0, 1};
    if (tree_is(domain, TREE_ARRAY) && domain->count >= 2) {
        extent.low = tree_number(tree_at(domain, 0), extent.low);
        extent.high = tree_number(tree_at(domain, domain->count - 1), extent.high);
    } else if (tree_is_true(tree_member(scale->def, "zero"))) {
        extent.low = fmin(0, extent.low);
    }
    extent.low = tree_number(tree_member(scale->def, "domainMin"), extent.low);
    extent.high = tree_number(tree_member(scale->def, "domainMax"), extent.high);
    return extent;
}

enum error domain_of_classes(struct plot *plot, struct scale *scale) {
    if (scale->type == SCALE_THRESHOLD) {
        return given_breaks(plot, scale);
    }
    struct extent extent = ends_of(plot, scale);
    size_t classes = class_count(scale, &extent), count = 0;
    if (!(extent.low <= extent.high)) {
        return plot_refuse(plot, scale->def, "the domain ends before it begins");
    }
    scale->domain[0] = extent.low;
    scale->domain[2] = extent.high;
    const double *sorted = scale->type == SCALE_QUANTILE ? sorted_numbers(plot, scale, &count) : NULL;
    reserve(plot, scale, classes - 1);
    for (size_t i = 0; i < scale->break_count; i++) {
        double p = (double)(i + 1) / (double)classes;
        scale->breaks[i] =
            count > 0 ? sorted_quantile(sorted, count, p) : extent.low + (extent.high - extent.low) * p;
    }
    return ERROR_NONE;
}
