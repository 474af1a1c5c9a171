#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "chart/plot.h"

// Rows summed up by groups (Vega-Lite docs, aggregate; quartiles as d3.quantile, method R-7).

static int compare_numbers(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double sorted_quantile(const double *sorted, size_t count, double p) {
    double at = p * (double)(count - 1);
    size_t below = (size_t)at;
    double rest = at - (double)below;
    return below + 1 < count ? sorted[below] + (sorted[below + 1] - sorted[below]) * rest : sorted[below];
}

static double sum(const double *values, size_t count) {
    double total = 0;
    for (size_t i = 0; i < count; i++) {
        total += values[i];
    }
    return total;
}

static double variance(const double *values, size_t count, size_t degrees) {
    double mean = sum(values, count) / (double)count, squares = 0;
    for (size_t i = 0; i < count; i++) {
        squares += (values[i] - mean) * (values[i] - mean);
    }
    return degrees ? squares / (double)degrees : 0;
}

static const struct op {
    const char *name;
    enum op_kind { OP_COUNT, OP_DISTINCT, OP_VALID, OP_MISSING, OP_NUMBER } kind;
    double p; // of a quantile, else its number in `number_of`
} ops[] = {
    {"count", OP_COUNT, 0},
    {"distinct", OP_DISTINCT, 0},
    {"valid", OP_VALID, 0},
    {"missing", OP_MISSING, 0},
    {"sum", OP_NUMBER, 2},
    {"mean", OP_NUMBER, 3},
    {"average", OP_NUMBER, 3},
    {"min", OP_NUMBER, 0},
    {"max", OP_NUMBER, 1},
    {"median", OP_NUMBER, 0.5},
    {"q1", OP_NUMBER, 0.25},
    {"q3", OP_NUMBER, 0.75},
    {"stdev", OP_NUMBER, 4},
    {"stdevp", OP_NUMBER, 5},
    {"variance", OP_NUMBER, 6},
    {"variancep", OP_NUMBER, 7},
};

static const struct op *op_of(const char *name) {
    for (size_t i = 0; i < sizeof ops / sizeof *ops; i++) {
        if (strcmp(ops[i].name, name) == 0) {
            return &ops[i];
        }
    }
    return NULL;
}

bool aggregate_is_known(const char *op) {
    return op_of(op) != NULL;
}

static double number_of(const struct op *op, double *values, size_t count) {
    double n = (double)count;
    qsort(values, count, sizeof *values, compare_numbers);
    switch ((int)op->p) {
    case 0: return sorted_quantile(values, count, op->p);
    case 1: return values[count - 1];
    case 2: return sum(values, count);
    case 3: return sum(values, count) / n;
    case 4: return sqrt(variance(values, count, count - 1));
    case 5: return sqrt(variance(values, count, count));
    case 6: return variance(values, count, count - 1);
    default: return variance(values, count, count);
    }
}

static struct scalar distinct(const struct scalar *cells, size_t count, struct arena *arena) {
    struct column column = {"", arena_array(arena, count + 1, sizeof *cells)};
    struct table table = {.arena = arena, .rows = count, .columns = &column, .count = 1};
    memcpy(column.cells, cells, count * sizeof *cells);
    size_t zero = 0, *groups = arena_array(arena, count + 1, sizeof *groups);
    return scalar_of_number((double)table_group(&table, &zero, 1, groups));
}

static struct scalar one_value(
    const struct op *op, const struct scalar *cells, size_t count, double *room, struct arena *arena) {
    size_t valid = 0, missing = 0;
    bool is_time = false;
    for (size_t i = 0; i < count; i++) {
        double number = scalar_number(cells[i]);
        missing += scalar_is_missing(cells[i]);
        is_time = is_time || cells[i].kind == SCALAR_TIME;
        if (!isnan(number)) {
            room[valid++] = number;
        }
    }
    switch (op->kind) {
    case OP_COUNT: return scalar_of_number((double)count);
    case OP_DISTINCT: return distinct(cells, count, arena);
    case OP_VALID: return scalar_of_number((double)(count - missing));
    case OP_MISSING: return scalar_of_number((double)missing);
    case OP_NUMBER: break;
    }
    if (valid == 0) {
        return op->kind == OP_NUMBER && (int)op->p == 2 ? scalar_of_number(0) : SCALAR_MISSING;
    }
    double number = number_of(op, room, valid);
    return is_time ? scalar_of_time(number) : scalar_of_number(number);
}

void table_aggregate(const struct table *table, const size_t *by, size_t by_count,
    const struct measure_of *measures, size_t measure_count, struct table *out) {
    struct arena *arena = table->arena;
    size_t *group_of = arena_array(arena, table->rows + 1, sizeof *group_of);
    size_t groups = table_group(table, by, by_count, group_of);
    groups = by_count == 0 ? 1 : groups; // of no rows there is still a count
    size_t *start = arena_array(arena, groups + 2, sizeof *start),
           *order = arena_array(arena, table->rows + 1, sizeof *order);
    for (size_t row = 0; row < table->rows; row++) {
        start[group_of[row] + 2]++;
    }
    for (size_t i = 2; i < groups + 2; i++) {
        start[i] += start[i - 1];
    }
    for (size_t row = 0; row < table->rows; row++) {
        order[start[group_of[row] + 1]++] = row;
    }
    table_init(out, arena, groups);
    for (size_t i = 0; i < by_count; i++) {
        size_t column = table_add(out, table->columns[by[i]].name);
        for (size_t group = 0; group < groups; group++) {
            bool is_empty = start[group] == start[group + 1];
            table_set(
                out, column, group, is_empty ? SCALAR_MISSING : table_at(table, by[i], order[start[group]]));
        }
    }
    struct scalar *cells = arena_array(arena, table->rows + 1, sizeof *cells);
    double *room = arena_array(arena, table->rows + 1, sizeof *room);
    for (size_t i = 0; i < measure_count; i++) {
        size_t column = table_add(out, measures[i].as);
        for (size_t group = 0; group < groups; group++) {
            size_t count = start[group + 1] - start[group];
            for (size_t j = 0; j < count; j++) {
                cells[j] = table_at(table, measures[i].column, order[start[group] + j]);
            }
            table_set(out, column, group, one_value(op_of(measures[i].op), cells, count, room, arena));
        }
    }
}
