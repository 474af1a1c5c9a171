#ifndef BROADSIDE_CHART_DRAWING_H
#define BROADSIDE_CHART_DRAWING_H

#include "base/arena.h"
#include "base/strbuf.h"
#include "chart/scalar.h"

// What a chart turned out to be: shapes and lines of text in pixels, in paint order, as plain data. It says
// of every item what it is for, so that it can be checked against what was meant; drawing_write dumps it.

enum drawing_role {
    DRAWING_MARK,
    DRAWING_AXIS_LABEL,
    DRAWING_AXIS_TITLE,
    DRAWING_AXIS_GRID,
    DRAWING_AXIS_TICK,
    DRAWING_AXIS_DOMAIN,
    DRAWING_LEGEND_TITLE,
    DRAWING_LEGEND_LABEL,
    DRAWING_LEGEND_SYMBOL,
    DRAWING_TITLE,
    DRAWING_SUBTITLE,
    DRAWING_HEADER,
    DRAWING_SOURCE,
    DRAWING_DIRECT_LABEL,
};

enum drawing_kind {
    DRAWING_RECT,
    DRAWING_LINE,
    DRAWING_AREA,
    DRAWING_SYMBOL,
    DRAWING_RULE,
    DRAWING_ARC,
    DRAWING_TEXT,
};

enum chart_face { CHART_REGULAR, CHART_BOLD, CHART_TITLE_FACE };

enum chart_align { CHART_LEFT, CHART_CENTER, CHART_RIGHT };

struct drawing_point {
    double x, y;
    double x2, y2; // of an area: the other edge
    bool is_gap;   // nothing here: the line is broken
};

struct drawing_text {
    const char *text; // lines are parted by '\n'
    enum chart_face face;
    double size; // pixels an em
    enum chart_align align;
    double x, baseline, leading; // of the first line
};

struct drawing_item {
    enum drawing_role role;
    enum drawing_kind kind;
    int cell, axis, legend;     // numbers below, -1 for none
    int set;                    // items of one layer belong together
    double box[4];              // rect and text: x0, y0, x1, y1; rule: its ends
    double at[2];               // symbol: its middle; text: the point it is anchored to; arc: its centre
    double size;                // symbol: area in square pixels of the spec, times the square of the scale
    const char *shape;          // symbol: "circle", "square", "cross", …
    double angle[2], radius[2]; // arc: clockwise from twelve o'clock
    double corner;              // rect: radius of its corners
    const struct drawing_point *points;
    size_t point_count;
    const char *curve; // "linear", "monotone", "step", …
    bool has_fill, has_stroke;
    uint32_t fill, stroke; // 0xRRGGBB
    double alpha;          // 0 to 1
    double width;          // of the stroke
    double dash[4];        // lengths of strokes and gaps; 0: solid
    struct drawing_text text;
    struct scalar value; // of a label
};

struct drawing_cell {
    double box[4];
    const char *facet_field[2], *facet_value[2];
};

struct drawing_axis {
    int cell; // -1: of all cells whose extent it shares
    char channel;
    const char *orient, *type;
    const struct scalar *domain;
    size_t domain_count;
    bool is_reversed;
    double span[2];
};

struct drawing_legend {
    const char *kind;                    // "symbol", "gradient", "discrete"
    const char *channels[6], *scales[6]; // NULL ends
};

struct drawing {
    struct arena *arena;
    const char *name;
    int width, height;
    double scale; // a pixel of the spec is so many here
    uint32_t background;
    struct drawing_cell *cells;
    size_t cell_count;
    struct drawing_axis *axes;
    size_t axis_count;
    struct drawing_legend *legends;
    size_t legend_count;
    struct drawing_item *items;
    size_t count, capacity;
};

// Adds a copy with role, kind, and no fill, stroke, cell, axis or legend; the caller fills it in at once.
struct drawing_item *drawing_add(struct drawing *drawing, enum drawing_role role, enum drawing_kind kind);
// Texts above all shapes, both in the order that they have among themselves.
void drawing_raise_texts(struct drawing *drawing);
// Whether every number is one and no shape is beyond LIMIT_CHART_REACH or LIMIT_CHART_RADIUS: what paints may
// count in whole pixels.
bool drawing_is_bounded(const struct drawing *drawing);
// One JSON object, as docs/infographics.md describes it.
void drawing_write(const struct drawing *drawing, struct strbuf *out);

#endif
