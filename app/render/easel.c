#include "render/easel.h"

#include <cairo/cairo.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "render/coverage.h"
#include "render/paths.h"

#define STEP_POINTS 600 // of outlines, in a step; what they cover counts as more of them

bool easel_begin(struct easel *easel, const struct op *op) {
    easel_clear(easel);
    SDL_Surface *picture =
        SDL_CreateRGBSurfaceWithFormat(0, op->box.w, op->box.h, 32, SDL_PIXELFORMAT_RGB888);
    if (!picture) {
        log_error("a chart is left out: %s", SDL_GetError());
        return false;
    }
    SDL_FillRect(picture, NULL, op->color & 0xFFFFFF);
    cairo_surface_t *surface = cairo_image_surface_create_for_data(
        picture->pixels, CAIRO_FORMAT_RGB24, picture->w, picture->h, picture->pitch);
    cairo_t *cairo = cairo_create(surface); // holds the surface
    cairo_surface_destroy(surface);
    if (cairo_status(cairo) != CAIRO_STATUS_SUCCESS) {
        log_error("a chart is left out: %s", cairo_status_to_string(cairo_status(cairo)));
        cairo_destroy(cairo);
        SDL_FreeSurface(picture);
        return false;
    }
    cairo_translate(cairo, -op->box.x, -op->box.y);
    *easel = (struct easel){picture, cairo, op->key, 0};
    return true;
}

bool easel_has(const struct easel *easel, const struct op *op) {
    return easel->picture && easel->key == op->key;
}

static void cover(SDL_Surface *picture, int x, int y, uint32_t color, unsigned weight) {
    Uint8 *at = (Uint8 *)picture->pixels + (ptrdiff_t)y * picture->pitch + 4 * (ptrdiff_t)x;
    Uint32 pixel;
    memcpy(&pixel, at, sizeof pixel);
    pixel = color_mixed(color, pixel, weight);
    memcpy(at, &pixel, sizeof pixel);
}

static struct rect seen_of(const SDL_Surface *picture, struct rect box) {
    return rect_intersect(box, (struct rect){0, 0, picture->w, picture->h});
}

static void cover_box(SDL_Surface *picture, struct rect box, uint32_t color) {
    const struct rect seen = seen_of(picture, box);
    if (color >> 24 == 0xFF) {
        const SDL_Rect rect = {seen.x, seen.y, seen.w, seen.h};
        SDL_FillRect(picture, &rect, color & 0xFFFFFF);
        return;
    }
    for (int y = seen.y; y < seen.y + seen.h; y++) {
        for (int x = seen.x; x < seen.x + seen.w; x++) {
            cover(picture, x, y, color & 0xFFFFFF, color >> 24);
        }
    }
}

static void cover_corners(SDL_Surface *picture, struct rect box, int radius, uint32_t color) {
    for (int corner = 0; corner < 4; corner++) {
        bool is_right = corner & 1, is_low = corner & 2;
        const struct rect place = {is_right ? box.x + box.w - radius : box.x,
            is_low ? box.y + box.h - radius : box.y, radius, radius};
        const struct rect seen = seen_of(picture, place);
        for (int y = seen.y; y < seen.y + seen.h; y++) {
            for (int x = seen.x; x < seen.x + seen.w; x++) {
                int beside = is_right ? box.x + box.w - 1 - x : x - box.x,
                    below = is_low ? box.y + box.h - 1 - y : y - box.y;
                unsigned ink = coverage_of_corner(radius, beside, below);
                cover(picture, x, y, color & 0xFFFFFF, (ink * (color >> 24) + 127) / 255);
            }
        }
    }
}

// As the painter fills: straight parts, and corners as far as they cover their pixels.
static void draw_fill(SDL_Surface *picture, const struct op *op, struct rect box) {
    const int radius = corner_radius(op);
    if (radius <= 0) {
        cover_box(picture, box, op->color);
        return;
    }
    cover_box(picture, (struct rect){box.x + radius, box.y, box.w - 2 * radius, radius}, op->color);
    cover_box(picture, (struct rect){box.x, box.y + radius, box.w, box.h - 2 * radius}, op->color);
    cover_box(picture, (struct rect){box.x + radius, box.y + box.h - radius, box.w - 2 * radius, radius},
        op->color);
    cover_corners(picture, box, radius, op->color);
}

bool easel_step(struct easel *easel, const struct op *op) {
    const struct op_shapes *shapes = &op->shapes;
    cairo_surface_t *surface = cairo_get_target(easel->cairo);
    for (size_t points = 0; easel->done < shapes->count && points < STEP_POINTS; easel->done++) {
        const struct op *shape = &shapes->ops[easel->done];
        const struct rect seen = rect_intersect(shape->box, op->box);
        if (rect_is_empty(seen)) {
            points++;
        } else if (shape->kind == OP_PATH) {
            uint32_t color = shape->color;
            cairo_set_source_rgba(easel->cairo, (color >> 16 & 0xFF) / 255.0, (color >> 8 & 0xFF) / 255.0,
                (color & 0xFF) / 255.0, (color >> 24) / 255.0);
            path_ink(easel->cairo, shape);
            points += shape->path.count + (size_t)seen.w * (size_t)seen.h / 2000;
        } else {
            const struct rect box = {
                shape->box.x - op->box.x, shape->box.y - op->box.y, shape->box.w, shape->box.h};
            cairo_surface_flush(surface);
            draw_fill(easel->picture, shape, box);
            cairo_surface_mark_dirty(surface);
            points += 20 + (size_t)seen.w * (size_t)seen.h / 2000;
        }
    }
    cairo_surface_flush(surface);
    return easel->done == shapes->count;
}

SDL_Surface *easel_take(struct easel *easel) {
    SDL_Surface *picture = easel->picture;
    easel->picture = NULL;
    easel_clear(easel);
    return picture;
}

void easel_clear(struct easel *easel) {
    if (easel->cairo) {
        cairo_destroy(easel->cairo);
    }
    SDL_FreeSurface(easel->picture);
    *easel = (struct easel){0};
}
