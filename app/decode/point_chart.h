#ifndef BROADSIDE_DECODE_POINT_CHART_H
#define BROADSIDE_DECODE_POINT_CHART_H

#include "model/infographic.h"

// Points of a document, as of a service that draws charts itself, become one infographic: its chart is the
// Vega-Lite document that a person would have written for them.

struct records_batch;
struct record;

struct point {
    const char *x; // a name, a number or a date, as text; never NULL
    double y;
    const char *series; // NULL: there is only one
};

// What a document says of its chart besides the points.
struct point_chart {
    struct infographic graphic; // its texts
    const char *type;           // how it is drawn: see point_chart.c; NULL or an unknown word: by what x is
    const char *csv;            // the points as a table: x, then a column for each series; NULL
};

void point_chart_from_feed(struct records_batch *records, const struct record *record);
// The points of the table, in the batch's arena. *count is 0 if there are none.
const struct point *points_of_csv(struct records_batch *records, size_t *count);
// False if there is nothing to show: no point, no title, or no room.
bool point_chart_draft(
    struct records_batch *records, const struct point *points, size_t count, struct infographic *out);

#endif
