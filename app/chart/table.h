#ifndef BROADSIDE_CHART_TABLE_H
#define BROADSIDE_CHART_TABLE_H

#include "base/error.h"
#include "chart/scalar.h"
#include "model/chart_spec.h"

// Data as columns of equal length. A column is made when a field is first asked for: a path into the rows as
// they came ("a.b", "a[0]", "a\\.b"). Everything lies in the arena of the chart.

struct column {
    const char *name;
    struct scalar *cells; // table->rows of them
};

struct table {
    struct arena *arena;
    size_t rows;
    const struct tree **sources; // the rows as they came; NULL for a table that was computed
    struct column *columns;
    size_t count, capacity;
};

#define TABLE_NONE SIZE_MAX

// Fills *out from a Vega-Lite "data" object: "values" as rows, texts or CSV, with "format"; a "name" of the
// spec's own "datasets"; or a "url" or "name" of which `spec` has the rows. NULL: one empty row.
// ERROR_MISSING: there will be rows, but there are none yet.
enum error table_read(const struct tree *data, const struct chart_spec *spec, struct arena *arena,
    struct table *out, struct reason *reason);
// What stands at a path: "a.b", "a[0]", "a\\.b"; NULL if nothing does.
const struct tree *tree_at_path(const struct tree *tree, const char *path);

// The column of a field, made if it is new; cells are missing where a row lacks it.
size_t table_field(struct table *table, const char *field);
// Whether there is such a column, or a row with such a member, be it null.
bool table_has(const struct table *table, const char *field);
// A new or emptied column of this name.
size_t table_add(struct table *table, const char *name);
struct scalar table_at(const struct table *table, size_t column, size_t row);
void table_set(struct table *table, size_t column, size_t row, struct scalar value);
// Keeps the rows whose `keep` is true.
void table_keep(struct table *table, const bool *keep);
// A table without rows' sources and columns but with room for `rows`.
void table_init(struct table *table, struct arena *arena, size_t rows);
// Columns of its own, so that changes do not show in the other.
struct table table_copy(const struct table *table);
// One row of the table as a table; it shares the cells.
struct table table_row(const struct table *table, size_t row);

// Numbers the rows by the values of `columns`, in the order of first appearance: group_of[row]. Returns how
// many groups.
size_t table_group(const struct table *table, const size_t *columns, size_t column_count, size_t *group_of);

// Texts of a column become times: by Date.parse's forms, or by a d3-time-format specifier.
void table_parse_time(struct table *table, size_t column, const char *specifier);
void table_parse_number(struct table *table, size_t column);

#endif
