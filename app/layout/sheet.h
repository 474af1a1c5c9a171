#ifndef BROADSIDE_LAYOUT_SHEET_H
#define BROADSIDE_LAYOUT_SHEET_H

#include "layout/env.h"
#include "layout/grid.h"
#include "layout/live.h"
#include "layout/oplist.h"
#include "layout/paragraph.h"
#include "model/picture.h"

// The paper a page kind writes on: helpers that turn "this text here" into draw ops. Places are given as on a
// page from left to right; grid_place says where on the screen they are, and what a thing shows inside its
// box (a picture, a curve, a code) is never mirrored.
struct sheet {
    const struct layout_env *env;
    const struct grid *grid;
    struct arena *arena; // of the deck, or of the frame
    struct oplist *ops;
    struct live_list *lives;
};

uint32_t sheet_color(const struct sheet *sheet, enum color color);
// A color as text on the page's ground: moved as far as it takes to be read.
uint32_t sheet_ink(const struct sheet *sheet, enum color color);
int sheet_px(const struct sheet *sheet, double units);

void sheet_fill(struct sheet *sheet, enum role role, struct rect box, uint32_t color, int radius);
// A thin horizontal line across `width`.
void sheet_rule(struct sheet *sheet, int x, int y, int width);

// One line of text at its spot; returns its width. Longer than spot->width (if that is > 0) ends in an
// ellipsis.
int sheet_text(struct sheet *sheet, const struct spot *spot, const char *text);
// The width that it would have, whole.
int sheet_text_width(const struct sheet *sheet, enum role role, const char *text);
// A line that is already set.
void sheet_line(struct sheet *sheet, const struct spot *spot, const struct text_line *line);
// A paragraph or some of its lines [first, last) with the top of the first at `y`; returns the y below the
// last.
int sheet_lines(struct sheet *sheet, const struct paragraph *paragraph, size_t first, size_t last,
    const struct spot *spot);
// All of it: sets `text` and draws it, returns the y below. spot->baseline is the top here.
int sheet_paragraph(
    struct sheet *sheet, const struct spot *spot, const char *text, const struct paragraph_form *form);
// Text that follows the clock: drawn at every frame's composition, not now.
void sheet_live(struct sheet *sheet, const struct live *live);

// A picture filling `box`, cropped around its point of interest, or else around its middle third upwards
// (faces are high), with rounded corners.
void sheet_picture(struct sheet *sheet, struct rect box, const struct picture *picture, int radius);
// The largest box of a picture's proportions inside `room`, in its middle.
struct rect sheet_picture_box(struct rect room, const struct picture *picture);
// The picture in that box, which it returns, without cropping.
struct rect sheet_picture_whole(
    struct sheet *sheet, struct rect room, const struct picture *picture, int radius);

// Points are copied and, unlike everything else here, on the screen: draw inside grid_place(grid, box). A
// stroke of `width` pixels; 0 fills.
void sheet_path(struct sheet *sheet, enum role role, const struct path_point *points, size_t count,
    float width, uint32_t color);
// A filled triangle in `box`, pointing up or down.
void sheet_triangle(struct sheet *sheet, struct rect box, bool up, uint32_t color);
// An arrow in `box` that points on: to the right, or where the layout is mirrored, to the left.
void sheet_arrow(struct sheet *sheet, struct rect box, float width, uint32_t color);
// A line through `values`, oldest first, filling `box`; nothing for fewer than two.
void sheet_sparkline(
    struct sheet *sheet, struct rect box, const double *values, size_t count, uint32_t color);
// A QR code (ISO/IEC 18004, level M or L) of `text` with its quiet zone on white, as large as `box` allows
// with whole pixels a module, in its middle. False if it does not fit.
bool sheet_qr(struct sheet *sheet, struct rect box, const char *text);

#endif
