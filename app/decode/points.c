#include <math.h>
#include <string.h>

#include "base/csv.h"
#include "decode/number.h"
#include "decode/records_batch.h"

// Points of a chart, from records and from a table.

bool point_from_record(struct records_batch *records, const struct record *record, void *into) {
    struct point *out = into;
    *out = (struct point){
        .x = display_text(records, record_value(record, "x")),
        .y = read_number(record, "y"),
        .series = display_text(records, record_value(record, "series")),
    };
    return out->x && isfinite(out->y);
}

static const char *cell_text(struct records_batch *records, const struct strbuf *cell) {
    return display_text(records, value_of_text(strbuf_text(cell)));
}

struct points_table {
    struct records_batch *records;
    struct csv csv;
    struct strbuf cell;
    const char **names; // of the columns
    size_t columns;
    struct point *points;
    size_t count;
};

static void read_names(struct points_table *table) {
    size_t most = strlen(table->csv.at) + 1;
    table->names = batch_memory(table->records, most * sizeof *table->names);
    while (table->names && csv_next(&table->csv, &table->cell)) {
        table->names[table->columns++] = cell_text(table->records, &table->cell);
        if (table->csv.ends_line) {
            return;
        }
    }
}

static void add_point(struct points_table *table, const char *x, size_t column) {
    double y;
    if (column == 0 || column >= table->columns || !x || !number_read(strbuf_text(&table->cell), &y)) {
        return;
    }
    if (table->count == LIMIT_CHART_POINTS) {
        table->records->batch->beyond++;
    } else {
        table->points[table->count++] = (struct point){x, y, table->names[column]};
    }
}

static void read_lines(struct points_table *table) {
    const char *x = NULL;
    size_t column = 0;
    while (csv_next(&table->csv, &table->cell)) {
        x = column ? x : cell_text(table->records, &table->cell);
        add_point(table, x, column);
        column = table->csv.ends_line ? 0 : column + 1;
    }
}

const struct point *points_of_csv(struct records_batch *records, size_t *count) {
    const char *text = records->chart.csv ? records->chart.csv : "";
    struct points_table table = {.records = records, .csv = csv_of(text, csv_separator(text))};
    strbuf_init(&table.cell, LIMIT_STRING);
    read_names(&table);
    table.points = batch_memory(records, LIMIT_CHART_POINTS * sizeof *table.points);
    if (table.names && table.points) {
        read_lines(&table);
    }
    strbuf_finish(&table.cell);
    *count = table.count;
    return table.points;
}
