#include "render/paths.h"

#include <cairo/cairo.h>
#include <stdlib.h>

#include "base/log.h"
#include "render/coverage.h"

static void trace(cairo_t *cairo, const struct op_path *path) {
    for (size_t i = 0; i < path->count; i++) {
        const struct path_point *point = &path->points[i];
        switch (point->verb) {
        case PATH_MOVE: cairo_move_to(cairo, (double)point->x, (double)point->y); break;
        case PATH_LINE: cairo_line_to(cairo, (double)point->x, (double)point->y); break;
        case PATH_CLOSE: cairo_close_path(cairo); break;
        }
    }
}

void path_ink(cairo_t *cairo, const struct op *op) {
    cairo_set_antialias(cairo, CAIRO_ANTIALIAS_GOOD);
    trace(cairo, &op->path);
    if (op->path.width > 0) {
        cairo_set_line_width(cairo, (double)op->path.width);
        cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
        cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
        cairo_stroke(cairo);
    } else {
        cairo_fill(cairo);
    }
}

static void ink(cairo_surface_t *surface, const struct op *op) {
    cairo_t *cairo = cairo_create(surface);
    cairo_translate(cairo, -op->box.x, -op->box.y);
    path_ink(cairo, op);
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
}

// A path has one colour, so cairo is only asked for coverage: a quarter of the memory, and nothing to
// unpremultiply.
SDL_Surface *path_draw(const struct op *op) {
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, op->box.w, op->box.h);
    SDL_Surface *out = NULL;
    if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS) {
        ink(surface, op);
        const struct coverage coverage = {cairo_image_surface_get_data(surface), op->box.w, op->box.h,
            cairo_image_surface_get_stride(surface)};
        out = coverage_colored(&coverage, op->color);
    } else {
        log_error("a path is left out: %s", cairo_status_to_string(cairo_surface_status(surface)));
    }
    cairo_surface_destroy(surface);
    return out;
}

SDL_Surface *disc_draw(int radius, uint32_t color) {
    int side = 2 * radius;
    Uint8 *bytes = malloc((size_t)side * (size_t)side);
    if (!bytes) {
        abort();
    }
    for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
            bytes[(ptrdiff_t)y * side + x] =
                coverage_of_corner(radius, x < radius ? x : side - 1 - x, y < radius ? y : side - 1 - y);
        }
    }
    const struct coverage coverage = {bytes, side, side, side};
    SDL_Surface *out = coverage_colored(&coverage, color);
    free(bytes);
    return out;
}
