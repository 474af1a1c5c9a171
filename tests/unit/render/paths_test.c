#include "render/paths.h"

#include "support/test.h"

// Shapes in their colour. Their textures may be filtered, which mixes neighbours channel by channel: were
// pixels that nothing covers black, edges would be darker than shape and ground.

static const uint32_t light = 0xC0F5F2EA;

static Uint32 pixel_at(const SDL_Surface *surface, int x, int y) {
    const Uint8 *row = (const Uint8 *)surface->pixels + (ptrdiff_t)y * surface->pitch;
    return ((const Uint32 *)(const void *)row)[x];
}

// Halfway between two pixels, as a graphics processor filters, on a ground of the shape's own colour.
static void check_between(Uint32 a, Uint32 b, uint32_t color) {
    double alpha = ((a >> 24) + (b >> 24)) / 510.0;
    for (int shift = 0; shift < 24; shift += 8) {
        double mixed = ((a >> shift & 0xFF) + (b >> shift & 0xFF)) / 2.0, ground = color >> shift & 0xFF;
        double seen = mixed * alpha + ground * (1 - alpha);
        if (seen < ground - 0.01 || seen > ground + 0.01) {
            fail_msg("between %08x and %08x: %g, not %g", (unsigned)a, (unsigned)b, seen, ground);
        }
    }
}

// Takes the surface. It has pixels without ink, pixels full of it, and some between.
static void check_edges(SDL_Surface *surface, uint32_t color) {
    int bare = 0, partly = 0, full = 0;
    assert_non_null(surface);
    assert_int_equal(surface->format->format, SDL_PIXELFORMAT_ARGB8888);
    for (int y = 0; y < surface->h; y++) {
        for (int x = 0; x < surface->w; x++) {
            Uint32 pixel = pixel_at(surface, x, y), alpha = pixel >> 24;
            bare += alpha == 0;
            full += alpha == color >> 24;
            partly += alpha > 0 && alpha < color >> 24;
            check_between(pixel, pixel_at(surface, x + (x + 1 < surface->w), y), color);
            check_between(pixel, pixel_at(surface, x, y + (y + 1 < surface->h)), color);
        }
    }
    assert_true(bare > 20 && partly > 20 && full > 20);
    SDL_FreeSurface(surface);
}

static void paths_have_no_dark_edges(void **state) {
    (void)state;
    static const struct path_point points[] = {
        {PATH_MOVE, 14, 27}, {PATH_LINE, 41, 12}, {PATH_LINE, 45, 40}, {PATH_CLOSE, 0, 0}};
    for (int width = 0; width <= 5; width += 5) { // filled, and its outline
        const struct op op = {.kind = OP_PATH,
            .box = {10, 8, 40, 37},
            .color = light,
            .path = {.points = points, .count = 4, .width = (float)width}};
        check_edges(path_draw(&op), light);
    }
}

static void discs_have_no_dark_edges(void **state) {
    (void)state;
    check_edges(disc_draw(14, light), light);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths_have_no_dark_edges),
        cmocka_unit_test(discs_have_no_dark_edges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
