#include "chart/pile.h"

#include <math.h>
#include <string.h>

static double number_at(const struct pile *pile, size_t row) {
    double value = scalar_number(table_at(pile->table, pile->column, row));
    return isnan(value) ? 0 : value;
}

// Stable; a pile has few rows, but a scatter of thousands may be one pile.
static void sort_rows(const struct pile *pile, size_t *rows, size_t count, size_t *room) {
    if (count < 2) {
        return;
    }
    size_t half = count / 2, a = 0, b = half, at = 0;
    sort_rows(pile, rows, half, room);
    sort_rows(pile, rows + half, count - half, room);
    while (a < half && b < count) {
        room[at++] = pile->compare(pile->context, rows[b], rows[a]) < 0 ? rows[b++] : rows[a++];
    }
    while (a < half) {
        room[at++] = rows[a++];
    }
    memcpy(rows, room, at * sizeof *rows);
}

static void lay(const struct pile *pile, const size_t *rows, size_t count, double total, double tallest) {
    double factor = pile->offset == STACK_NORMALIZE && total > 0 ? 1 / total : 1, down = 0;
    double up = pile->offset == STACK_CENTER ? (tallest - total) / 2 : 0;
    for (size_t i = 0; i < count; i++) {
        double value = number_at(pile, rows[i]) * factor;
        value = pile->offset == STACK_ZERO ? value : fabs(value);
        double *from = value < 0 ? &down : &up;
        table_set(pile->table, pile->start, rows[i], scalar_of_number(*from));
        *from += value;
        table_set(pile->table, pile->end, rows[i], scalar_of_number(*from));
    }
}

void pile_up(const struct pile *pile, const size_t *group_of, size_t groups) {
    struct arena *arena = pile->table->arena;
    size_t rows = pile->table->rows;
    size_t *sorted = arena_array(arena, rows + 1, sizeof *sorted),
           *room = arena_array(arena, rows + 1, sizeof *room),
           *first = arena_array(arena, groups + 2, sizeof *first);
    double *totals = arena_array(arena, groups + 1, sizeof *totals), tallest = 0;
    for (size_t row = 0; row < rows; row++) {
        first[group_of[row] + 2]++;
        totals[group_of[row]] += fabs(number_at(pile, row));
    }
    for (size_t i = 0; i < groups; i++) {
        tallest = fmax(tallest, totals[i]);
    }
    for (size_t i = 2; i < groups + 2; i++) {
        first[i] += first[i - 1];
    }
    for (size_t row = 0; row < rows; row++) {
        sorted[first[group_of[row] + 1]++] = row;
    }
    for (size_t i = 0; i < groups; i++) {
        size_t count = first[i + 1] - first[i];
        sort_rows(pile, sorted + first[i], count, room);
        lay(pile, sorted + first[i], count, totals[i], tallest);
    }
}
