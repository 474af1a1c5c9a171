#ifndef BROADSIDE_LAYOUT_OPLIST_H
#define BROADSIDE_LAYOUT_OPLIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/blob.h"
#include "base/rect.h"
#include "layout/theme.h"

// Draw ops are data: absolute pixels, plain colours, no pointers into SDL. A page is a list of them, painted
// in order. Two lists can be compared; the difference is the damage.

enum op_kind {
    OP_FILL,   // a rectangle, with rounded corners if radius > 0
    OP_TEXT,   // one run of one line
    OP_IMAGE,  // a part of a picture, scaled to the box
    OP_PATH,   // a stroked or filled shape
    OP_SHAPES, // many fills and paths on a ground of one colour, kept as one opaque picture
};

struct op_fill {
    int radius;
};

struct op_text {
    const char *text; // NUL-terminated, capitals already applied
    struct type type;
    int baseline; // absolute y
    bool rtl;
    uint32_t script; // ISO 15924 as four bytes, 'Latn' is 0x4C61746E; 0 common
};

struct op_image {
    struct blob *blob; // borrowed from the edition the page was laid out from
    struct rect crop;  // pixels of the picture
    int radius;        // of rounded corners; the corners show the ground
    uint32_t ground;   // 0xRRGGBB around the corners
    int zoom;          // by which it grows around the middle of its box, which it never leaves; of ZOOM_WHOLE
};

#define ZOOM_WHOLE 10000

enum path_verb { PATH_MOVE, PATH_LINE, PATH_CLOSE };

struct path_point {
    enum path_verb verb;
    float x, y; // absolute pixels; ignored by PATH_CLOSE
};

struct op_path {
    const struct path_point *points;
    size_t count;
    float width; // of the stroke, round joins and caps; 0: filled (non-zero winding)
};

// What of them lies outside the op's box is cut off.
struct op_shapes {
    const struct op *ops; // fills and paths, painted in this order onto the op's color
    size_t count;
};

struct op {
    enum op_kind kind;
    enum role role;
    struct rect
        box; // text: advance width by line height; path: its bounds with the stroke; else what is covered
    uint32_t color; // 0xAARRGGBB; unused by images; of shapes: their ground, opaque
    union {
        struct op_fill fill;
        struct op_text text;
        struct op_image image;
        struct op_path path;
        struct op_shapes shapes;
    };
    uint64_t key; // hash of all of the above; set by oplist_add
};

struct oplist {
    struct op *ops;
    size_t count, capacity;
    size_t most; // 0: LIMIT_OPS; more only for ops inside another one, which are never compared
};

// Adds a copy of `op`, whose text and points must live as long as the list; the array grows in `arena`.
// Past its most the op is dropped (and false returned): a page that large is a bug of its page kind.
bool oplist_add(struct oplist *list, struct arena *arena, const struct op *op);

// Adds the ops of another list, as long as the list lives as well.
void oplist_append(struct oplist *list, struct arena *arena, const struct oplist *more);

// Lets all pictures of the list grow to `zoom`, where they stand in it, and adds their boxes to `damage`.
void oplist_zoom(struct oplist *list, int zoom, struct region *damage);

// Everything the op may put ink on. Text may pass its box: overhangs, accents on capitals, descenders.
struct rect op_extent(const struct op *op);

// Adds to `damage` the extents of all ops that must be taken away from or put onto a picture of `before` to
// make it a picture of `after`. Outside of them both pictures have the same ops in the same order.
void oplist_diff(const struct oplist *before, const struct oplist *after, struct region *damage);

#endif
