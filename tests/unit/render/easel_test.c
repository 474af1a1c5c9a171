#include "support/test.h"

#include <SDL2/SDL.h>
#include <stdlib.h>

#include "render/easel.h"
#include "render/stage.h"
#include "support/canvas.h"

// A chart's shapes as one picture: the same as each painted by itself, drawn in steps ahead of time, once.

enum { WIDTH = 320, HEIGHT = 200, MOST_APART = 8 };

static struct arena arena;
static struct fonts *fonts;

static const struct region everything = {.rects = {{0, 0, WIDTH, HEIGHT}}, .count = 1};

static void add_ground(struct oplist *list) {
    const struct op ground = {
        .kind = OP_FILL, .role = ROLE_GROUND, .box = {0, 0, WIDTH, HEIGHT}, .color = 0xFF0D1420};
    oplist_add(list, &arena, &ground);
}

static void add_fill(struct oplist *list, struct rect box, uint32_t color, int radius) {
    const struct op op = {.kind = OP_FILL, .role = ROLE_PANEL, .box = box, .color = color, .fill = {radius}};
    oplist_add(list, &arena, &op);
}

static void add_triangle(struct oplist *list, int x, int y, int side, uint32_t color, float width) {
    struct path_point *points = arena_array(&arena, 4, sizeof *points);
    points[0] = (struct path_point){PATH_MOVE, (float)x + 0.5f, (float)y};
    points[1] = (struct path_point){PATH_LINE, (float)(x + side), (float)(y + side)};
    points[2] = (struct path_point){PATH_LINE, (float)x, (float)(y + side) - 0.25f};
    points[3] = (struct path_point){PATH_CLOSE, 0, 0};
    const struct op op = {.kind = OP_PATH,
        .role = ROLE_SIGN,
        .box = rect_grow((struct rect){x, y, side, side}, 1 + (int)width),
        .color = color,
        .path = {points, 4, width}};
    oplist_add(list, &arena, &op);
}

static struct oplist some_shapes(void) {
    struct oplist shapes = {0};
    add_fill(&shapes, (struct rect){20, 20, 200, 3}, 0xFF243044, 0);
    add_fill(&shapes, (struct rect){40, 30, 60, 120}, 0xFF56B4E9, 9);
    add_fill(&shapes, (struct rect){70, 60, 60, 90}, 0x80E69F00, 0);
    add_fill(&shapes, (struct rect){200, 100, 41, 41}, 0x60F0E442, 40);
    add_triangle(&shapes, 120, 40, 70, 0xD9009E73, 0);
    add_triangle(&shapes, 60, 90, 80, 0xFFCC79A7, 5);
    return shapes;
}

static struct op shapes_op(const struct oplist *shapes, struct rect box) {
    return (struct op){.kind = OP_SHAPES,
        .role = ROLE_CHART,
        .box = box,
        .color = 0xFF0D1420,
        .shapes = {shapes->ops, shapes->count}};
}

static struct canvas open_canvas(void) {
    return canvas_open((struct stage_options){.fonts = fonts, .width = WIDTH, .height = HEIGHT});
}

static Uint8 *painted(const struct oplist *page) {
    struct canvas canvas = open_canvas();
    Uint8 *pixels = malloc((size_t)WIDTH * HEIGHT * 4);
    stage_paint(canvas.stage, page, &everything);
    stage_present(canvas.stage, NULL, 0);
    assert_int_equal(
        SDL_RenderReadPixels(canvas.renderer, NULL, SDL_PIXELFORMAT_RGB888, pixels, WIDTH * 4), 0);
    canvas_close(&canvas);
    return pixels;
}

// The blending is cairo's here and SDL's there; what is covered is the same.
static void a_picture_is_what_its_shapes_are_one_by_one(void **state) {
    (void)state;
    struct oplist shapes = some_shapes(), apart = {0}, together = {0};
    add_ground(&apart);
    add_ground(&together);
    oplist_append(&apart, &arena, &shapes);
    const struct op op = shapes_op(&shapes, (struct rect){10, 10, 300, 170});
    oplist_add(&together, &arena, &op);
    Uint8 *one = painted(&apart), *other = painted(&together);
    int differ = 0;
    for (int i = 0; i < WIDTH * HEIGHT * 4; i++) {
        if (i % 4 != 3) { // which holds nothing
            assert_in_range(abs(one[i] - other[i]), 0, MOST_APART);
            differ += abs(one[i] - other[i]) > 2; // else another way of rounding
        }
    }
    assert_in_range(differ, 0, WIDTH * HEIGHT * 3 / 100); // at edges
    free(one);
    free(other);
}

// Past the op's box nothing is drawn, whatever its shapes are.
static void shapes_end_with_their_box(void **state) {
    (void)state;
    struct oplist shapes = some_shapes(), page = {0}, empty = {0};
    const struct rect box = {60, 50, 50, 50};
    add_ground(&page);
    add_ground(&empty);
    const struct op op = shapes_op(&shapes, box);
    oplist_add(&page, &arena, &op);
    Uint8 *pixels = painted(&page), *ground = painted(&empty);
    for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
            if (!rect_has_rect(box, (struct rect){x, y, 1, 1})) {
                size_t at = ((size_t)y * WIDTH + (size_t)x) * 4;
                assert_memory_equal(&pixels[at], &ground[at], 3);
            }
        }
    }
    free(pixels);
    free(ground);
}

static struct oplist large_chart(int marks) {
    struct oplist shapes = {.most = LIMIT_SHAPES}, page = {0};
    for (int i = 0; i < marks; i++) {
        add_triangle(&shapes, 10 + i * 7 % 290, 10 + i * 13 % 170, 9, 0xD956B4E9, 0);
    }
    add_ground(&page);
    const struct op op = shapes_op(&shapes, (struct rect){0, 0, WIDTH, HEIGHT});
    oplist_add(&page, &arena, &op);
    return page;
}

// A frame has no time for all of it: so many calls, each of which does something, and one texture in the end.
static void a_large_chart_is_made_ahead_in_steps_and_once(void **state) {
    (void)state;
    struct oplist page = large_chart(5000);
    struct canvas canvas = open_canvas();
    uint64_t before = stage_stats(canvas.stage)->textures_created;
    int calls = 1;
    while (!stage_prepare(canvas.stage, &page, 0)) {
        calls++;
        assert_in_range(calls, 1, 5000);
        assert_int_equal(stage_stats(canvas.stage)->textures_created, before);
    }
    assert_in_range(calls, 5000 * 4 / 600, 5000);
    assert_int_equal(stage_stats(canvas.stage)->textures_created, before + 1);
    for (int i = 0; i < 3; i++) {
        stage_paint(canvas.stage, &page, &everything);
        assert_true(stage_prepare(canvas.stage, &page, 0));
    }
    assert_int_equal(stage_stats(canvas.stage)->textures_created, before + 1);
    assert_in_range(stage_stats(canvas.stage)->caches[STAGE_PICTURES].bytes, WIDTH * HEIGHT * 4,
        WIDTH * HEIGHT * 4 + 1000);
    canvas_close(&canvas);
}

// Its turn may come before it is done, or another chart's.
static void what_is_under_way_is_finished_or_given_up(void **state) {
    (void)state;
    struct oplist page = large_chart(3000), next = large_chart(2999);
    struct canvas canvas = open_canvas();
    Uint8 *whole = painted(&page), *pixels = malloc((size_t)WIDTH * HEIGHT * 4);
    assert_false(stage_prepare(canvas.stage, &page, 0));
    assert_false(stage_prepare(canvas.stage, &next, 0));
    assert_false(stage_prepare(canvas.stage, &page, 0));
    stage_paint(canvas.stage, &page, &everything);
    stage_present(canvas.stage, NULL, 0);
    SDL_RenderReadPixels(canvas.renderer, NULL, SDL_PIXELFORMAT_RGB888, pixels, WIDTH * 4);
    assert_memory_equal(pixels, whole, (size_t)WIDTH * HEIGHT * 4);
    assert_false(stage_prepare(canvas.stage, &next, 0)); // and left so
    canvas_close(&canvas);
    free(whole);
    free(pixels);
}

static int set_up(void **state) {
    (void)state;
    arena_init(&arena, 0);
    return fonts_create("fonts", &fonts, NULL) ? -1 : 0;
}

static int tear_down(void **state) {
    (void)state;
    fonts_destroy(fonts);
    arena_finish(&arena);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_picture_is_what_its_shapes_are_one_by_one),
        cmocka_unit_test(shapes_end_with_their_box),
        cmocka_unit_test(a_large_chart_is_made_ahead_in_steps_and_once),
        cmocka_unit_test(what_is_under_way_is_finished_or_given_up),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
