#ifndef BROADSIDE_CHART_PLOT_H
#define BROADSIDE_CHART_PLOT_H

#include "chart/chart.h"
#include "chart/pile.h"
#include "chart/scalar_index.h"
#include "chart/table.h"
#include "chart/time.h"

// A chart on its way from spec to drawing. Private to the room.

enum mark {
    MARK_BAR,
    MARK_LINE,
    MARK_AREA,
    MARK_POINT,
    MARK_ARC,
    MARK_RECT,
    MARK_RULE,
    MARK_TEXT,
    MARK_TICK
};

enum channel {
    CH_X,
    CH_Y,
    CH_X2,
    CH_Y2,
    CH_XOFFSET,
    CH_YOFFSET,
    CH_COLOR,
    CH_FILL,
    CH_STROKE,
    CH_DASH,
    CH_WIDTH,
    CH_SIZE,
    CH_SHAPE,
    CH_OPACITY,
    CH_FILLOPACITY,
    CH_STROKEOPACITY,
    CH_THETA,
    CH_THETA2,
    CH_RADIUS,
    CH_RADIUS2,
    CH_ORDER,
    CH_TEXT,
    CH_ROW,
    CH_COLUMN,
    CH_FACET,
    CH_COUNT
};

enum type { TYPE_NOMINAL, TYPE_ORDINAL, TYPE_QUANTITATIVE, TYPE_TEMPORAL };

// Whom the condition of a colour makes stand out (highlight.c).
enum single {
    SINGLE_NONE,      // nobody: its colours are what the spec says
    SINGLE_TEST,      // those of which its test holds
    SINGLE_ELSE,      // all others
    SINGLE_OVERRULED, // usermeta.kiosk says who; the condition counts for nothing
};

struct encoding {
    const struct tree *def;    // NULL: the channel is not used
    const struct tree *parent; // the def of the enclosing layer that this one refines, or NULL
    const char *field;         // NULL: count, datum or value
    enum type type;
    const char *aggregate; // "mean", …, or NULL
    const struct tree *bin;
    bool is_binned; // {"binned": true}
    struct time_unit unit;
    const struct tree *datum, *value;
    size_t column; // of the unit's table, after its transforms; TABLE_NONE
    size_t end;    // the end of a bin, unit or stack
    size_t range;  // of a bin on a discrete scale: its text
    enum single single;
};

#define MOST_EXTRAS 8

struct unit {
    const struct tree *spec;
    const struct tree *def; // of the mark, if it is an object
    const char *mark_name;  // "circle" is a MARK_POINT
    enum mark mark;
    bool is_horizontal;
    bool is_aggregate;
    struct encoding encodings[CH_COUNT];
    struct encoding extras[MOST_EXTRAS]; // detail and tooltip
    size_t extra_count, detail_count;    // details first
    enum stack stack;
    enum channel stack_channel;
    struct table raw; // after the spec's transforms, before the encodings' own
    struct table table;
    size_t facet_column[2]; // row and column
    size_t facet_range[2];  // of a bin: its text; TABLE_NONE
};

enum scale_type {
    SCALE_LINEAR,
    SCALE_LOG,
    SCALE_POW,
    SCALE_SQRT,
    SCALE_SYMLOG,
    SCALE_TIME,
    SCALE_UTC,
    SCALE_BAND,
    SCALE_POINT,
    SCALE_ORDINAL,
    SCALE_QUANTIZE,
    SCALE_QUANTILE,
    SCALE_THRESHOLD,
    SCALE_BIN_ORDINAL,
    SCALE_NONE, // "scale": null: values are taken as they are
};

struct scale {
    bool is_used;
    enum channel channel;
    enum scale_type type;
    const struct tree *def;
    const struct encoding *lead; // the first encoding that uses it
    const struct unit *lead_unit;
    double domain[3]; // continuous; the middle one only with has_mid
    bool has_mid, is_reversed, is_clamped;
    double exponent, base, constant;
    const struct scalar *values; // discrete: the domain, those of the index
    size_t count;
    struct scalar_index index;
    double *breaks; // discretizing: between the classes
    size_t break_count;
    double inner, outer, align; // band and point
    const uint32_t *colors;     // its range
    size_t color_count;
    bool is_ramp;         // colours are stops between which to mix
    const double *shades; // of a ramp: its values, ascending, if each has a shade of its own
    size_t shade_count;
    const struct scalar *ranges; // a range of other values
    size_t range_count;
};

struct facet {
    bool is_used, is_wrapped;
    struct encoding encoding[2]; // row, column
    const struct scalar *values[2];
    size_t count[2], columns; // columns of a wrapped one
};

struct plot {
    struct arena *arena;
    const struct chart_form *form;
    const struct chart_spec *spec;
    const char *name;
    const struct tree *root, *config, *kiosk;
    struct unit *units;
    size_t unit_count, unit_capacity;
    struct facet facet;
    struct scale scales[CH_COUNT];
    double ref_width, ref_height; // of a cell, in pixels of the spec
    double scale;                 // pixels of the spec → pixels
    struct drawing *drawing;
    struct reason *reason;
    enum error error;
    bool is_highlight_in_scale; // the colour scale has the highlight
    bool has_no_room_for_names; // at the ends of lines
    bool has_value_labels;      // on bars, in place of their axis
    bool is_turned, wants_turn;
    size_t held;   // by the arena before this chart
    size_t worked; // since the last pause
    bool is_given_up;
};

#define MOST_UNITS 64
#define MOST_CELLS 12

// ERROR_INPUT: the spec's name, the pointer to `at`, what is wrong.
enum error plot_refuse(struct plot *plot, const struct tree *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

// chart.c: before so much more work, in rows or marks; pauses now and then. False: the chart is not wanted
// any more, and loops may end where they are.
bool plot_goes_on(struct plot *plot, size_t work);
// Pauses. ERROR_LIMIT once the chart has taken more than LIMIT_CHART_HEAP. Asked between steps each of which
// is bounded by LIMIT_CHART_ROWS and LIMIT_CHART_CELLS.
enum error plot_keep_within(struct plot *plot);

// subset.c: refuses what lies outside the subset.
enum error subset_check(struct plot *plot);

// encoding.c
const struct tree *encoding_member(const struct encoding *encoding, const char *key);
bool encoding_is_field(const struct encoding *encoding);  // a field or a count
bool encoding_has_scale(const struct encoding *encoding); // a field or a datum
enum error encoding_read(struct plot *plot, const struct tree *def, const struct tree *parent,
    enum channel channel, struct encoding *out);
const char *channel_name(enum channel channel);
enum channel channel_of_name(const char *name); // CH_COUNT: none
bool encoding_is_discrete(const struct encoding *encoding);
bool channel_is_position(enum channel channel); // x, y
bool channel_is_offset(enum channel channel);   // xOffset, yOffset
bool channel_is_color(enum channel channel);    // color, fill, stroke

// title.c: "Mean of price", "date (year-month)", "Count of Records".
const char *encoding_title(const struct plot *plot, const struct encoding *encoding);
// A title that the spec writes, be it on several lines, on one. NULL: it is none, or empty.
const char *title_words(const struct plot *plot, const struct tree *title);

// views.c: the spec's tree as a list of units with their data.
enum error units_read(struct plot *plot);

// unit.c
const struct tree *mark_property(const struct plot *plot, const struct unit *unit, const char *name);
double mark_number(const struct plot *plot, const struct unit *unit, const char *name, double otherwise);

// transform.c, predicate.c, aggregate.c, stack.c
enum error transforms_apply(struct plot *plot, const struct tree *transforms, struct table *table);
// keep[row]: whether `test` holds of it.
enum error predicate_read(struct plot *plot, const struct tree *test, struct table *table, bool *keep);
enum error unit_compute(struct plot *plot, struct unit *unit);
struct measure_of {
    const char *op;
    size_t column; // TABLE_NONE for count
    const char *as;
};
void table_aggregate(const struct table *table, const size_t *by, size_t by_count,
    const struct measure_of *measures, size_t measure_count, struct table *out);
bool aggregate_is_known(const char *op);
// Method R-7; count > 0.
double sorted_quantile(const double *sorted, size_t count, double p);
enum error bin_column(
    struct plot *plot, const struct tree *bin, struct table *table, size_t column, const char *as);
void unit_choose_stack(struct unit *unit);
enum error unit_stack(struct plot *plot, struct unit *unit);

// orient.c
void unit_orient(struct plot *plot, struct unit *unit);

// scale.c
bool scale_is_continuous(const struct scale *scale); // position along a line
bool scale_is_discrete(const struct scale *scale);
double scale_fraction(const struct scale *scale, double value);                // continuous: 0 to 1
size_t scale_index(const struct scale *scale, struct scalar value);            // discrete; SIZE_MAX
double scale_step(const struct scale *scale);                                  // band, point: in fractions
double scale_band(const struct scale *scale);                                  // bandwidth
double scale_start(const struct scale *scale, size_t index);                   // of a band
bool scale_class(const struct scale *scale, struct scalar value, double *out); // 0 to 1 whatever the type
uint32_t scale_color(const struct scale *scale, struct scalar value, uint32_t otherwise);
double scale_number(const struct scale *scale, struct scalar value, double low, double high);
double shades_place(const struct scale *scale, double value); // shades.c: on the ramp; there are shades
const char *scale_type_name(enum scale_type type);

// scales.c
enum error scales_build(struct plot *plot);

// format.c
void plot_number(const struct plot *plot, double value, const char *specifier, char *out, size_t room);
// By the encoding's own format, its time unit, or as the value is.
const char *plot_text(
    const struct plot *plot, const struct encoding *encoding, const char *format, struct scalar value);

// marks
struct cell {
    double x0, y0, x1, y1;
    int number;
    struct scalar facet[2];
};
enum error marks_draw(struct plot *plot, const struct cell *cell);
// clip.c: leaves of the items from `first` on what lies in the cell.
enum error marks_clip(struct plot *plot, const struct unit *unit, const struct cell *cell, size_t first);
void mark_lines(struct plot *plot, const struct unit *unit, const struct cell *cell, int set);
void mark_arcs(struct plot *plot, const struct unit *unit, const struct cell *cell, int set);
void mark_texts(struct plot *plot, const struct unit *unit, const struct cell *cell, int set);

// position.c
double position_of(const struct plot *plot, const struct unit *unit, const struct cell *cell,
    enum channel channel, size_t row);
double pixel_of(const struct plot *plot, const struct cell *cell, enum channel channel, double fraction);
bool row_is_in(const struct unit *unit, const struct cell *cell, size_t row);
double plot_zero(const struct plot *plot, enum channel channel); // as a fraction: where bars stand

// span.c: from where to where; false of a row that has no place.
bool span_of(const struct plot *plot, const struct unit *unit, const struct cell *cell, enum channel channel,
    size_t row, double out[2]);

// paint.c
struct paint {
    bool has_fill, has_stroke;
    uint32_t fill, stroke;
    double alpha, width;
    double dash[4];
};
#define LEAST_OPACITY 0.3 // the range of opacities (Vega-Lite docs, scale config)
#define MOST_OPACITY 0.8
// "condition": {"test": {field predicate}, "value": …}, of one row; NULL if none holds.
const struct tree *condition_value(
    const struct plot *plot, const struct unit *unit, const struct encoding *encoding, size_t row);
bool unit_is_filled(const struct plot *plot, const struct unit *unit); // its marks, by themselves
struct paint paint_of(const struct plot *plot, const struct unit *unit, size_t row);
void paint_item(struct drawing_item *item, const struct paint *paint);
double size_of(const struct plot *plot, const struct unit *unit, size_t row);
const char *shape_of(const struct plot *plot, const struct unit *unit, size_t row);
// The same of a value, for the legend: area in pixels of the spec, a name, lengths in pixels.
double size_in(const struct scale *scale, struct scalar value);
const char *shape_in(const struct plot *plot, const struct scale *scale, struct scalar value);
void dash_in(const struct plot *plot, const struct scale *scale, struct scalar value, double out[4]);
uint32_t paint_readable(const struct plot *plot, uint32_t color);
// A colour of the spec: by its CSS name, black and white as the theme's ink and ground. False if it is none.
bool spec_color(const struct plot *plot, const char *text, uint32_t *out);

// kiosk_members.c: refuses what usermeta.kiosk does not have.
enum error kiosk_members_check(struct plot *plot);

// highlight.c: usermeta.kiosk.highlight, or a condition that singles out.
bool highlight_has(const struct plot *plot, struct scalar value);
void highlight_conditions(struct plot *plot); // before highlight_scales
void highlight_scales(struct plot *plot);     // before anything is painted
// What a condition that singles out has a mark in; `holds`: its test does. False: as the spec says.
bool highlight_single(const struct plot *plot, const struct encoding *encoding, bool holds, uint32_t *out);
// `color` is what a mark would have without it; has_color: by a channel.
uint32_t highlight_color(
    const struct plot *plot, const struct unit *unit, size_t row, bool has_color, uint32_t color);

// Which marks of an entry of a legend there are: highlighted ones, as the scale's colour is, and paler
// others.
struct shades_seen {
    bool full, pale;
};
// Of each value of a colour scale that knows names, else of the whole scale: `out` has room for scale->count
// and one. All full where nothing is paler.
void highlight_seen(const struct plot *plot, const struct scale *scale, struct shades_seen *out);
uint32_t highlight_pale(const struct plot *plot, uint32_t color);

// turn.c: usermeta.kiosk.turn.
bool plot_may_turn(const struct plot *plot);
// The document with x and y in each other's places.
const struct tree *turned(const struct tree *root, struct arena *arena);

// axis.c, legend.c, arrange.c
struct axis_plan {
    bool is_used;
    enum channel channel;
    const struct tree *def;
    const char *title;
    struct scalar *ticks;
    double *at; // fractions
    const char **labels;
    size_t count;
    bool has_grid, has_domain, has_labels;
    bool is_thinned; // labels had to go
    const char *orient;
};
struct axis_plan axis_plan(struct plot *plot, enum channel channel);
void axis_draw(
    struct plot *plot, const struct axis_plan *plan, const struct cell *cell, bool has_labels, int axis);
double axis_label_width(const struct plot *plot, const struct axis_plan *plan);
int axis_register(struct plot *plot, const struct axis_plan *plan, const struct cell *cell, bool is_shared);
// Pixels along an axis, and how far a label may reach past its ends.
struct axis_span {
    double length, before, after;
};
void axis_fit(
    struct plot *plot, struct axis_plan *plan, const struct axis_span *span); // thins and wraps labels
double axis_height(const struct plot *plot, const struct axis_plan *plan);
double legends_draw(struct plot *plot, double x, double y, double width); // returns the y below
enum error plot_arrange(struct plot *plot);

// direct.c: names at the ends of lines.
bool plot_wants_direct_labels(const struct plot *plot);
double direct_labels_width(const struct plot *plot);
// False, and nothing drawn, if they do not fit: a legend is needed.
bool direct_labels_draw(struct plot *plot, const struct cell *cell);

// value_labels.c: values on bars.
struct room {
    double x0, y0, x1, y1;
};
bool value_labels_fit(const struct plot *plot, struct room room); // if they are wanted
// Makes the axis that they stand instead of longer, so that those of negative bars do not lie on names.
void value_labels_spare(struct plot *plot, const struct cell *cell);
void value_labels_draw(struct plot *plot, const struct cell *cell);

// block.c, timeline.c: what usermeta.kiosk asks for in place of the marks, from the data of the first layer.
bool plot_has_block(const struct plot *plot);
enum error blocks_draw(struct plot *plot);
enum error timeline_draw(struct plot *plot, const struct tree *timeline, struct room room);
// The column that a member of a block names; refuses one of which no row has a value.
enum error block_column(struct plot *plot, const struct tree *block, const char *member, size_t *out);
const char *block_text(const struct plot *plot, struct scalar value, const char *format);
struct drawing_item *block_line(struct plot *plot, double x0, double y0, double x1, double y1);

// head.c: the room left for the chart.
struct room head_put(struct plot *plot);
struct drawing_item *line_put(struct plot *plot, enum drawing_role role, enum chart_face face, double size,
    const char *words, double x, double baseline);

// text.c: text on the drawing.
double text_width(const struct plot *plot, enum chart_face face, double size, const char *text);
struct drawing_item *text_put(struct plot *plot, enum drawing_role role, const struct drawing_text *text);
const char *text_wrap(
    const struct plot *plot, enum chart_face face, double size, const char *text, double width, int lines);
size_t text_lines(const char *text);
// On two lines if it has a blank to break at.
const char *text_split(const struct plot *plot, enum chart_face face, double size, const char *text);

#endif
