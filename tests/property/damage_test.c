#include "support/test.h"

#include <SDL2/SDL.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "layout/oplist.h"
#include "render/stage.h"

// The promise of the stage: painting the damage between two pages onto the old one is the same, pixel for
// pixel, as painting the new one from scratch; and what is outside the damage is not touched. Random pages of
// overlapping ops of every kind, whose edges and colours are chosen to be awkward.
//   BROADSIDE_SEED=… BROADSIDE_ROUNDS=… choose another run.

enum { WIDTH = 240, HEIGHT = 160 };

static const char *const texts[] = {"Ministers", "AVAT 0.9214", "Щука", "ÅÊj", "—", " ", "", "fi gj"};

static struct blob *pictures[3];
static SDL_Surface *screen;
static SDL_Renderer *renderer;
static struct fonts *fonts;

static uint32_t some_color(uint64_t *seed) {
    uint32_t color = (uint32_t)test_random(seed) & 0xFFFFFF;
    static const uint32_t alphas[] = {0xFF000000, 0xFF000000, 0x80000000, 0x20000000, 0};
    return color | alphas[test_random(seed) % 5];
}

static struct rect some_box(uint64_t *seed) {
    return (struct rect){test_random_between(seed, -30, WIDTH), test_random_between(seed, -30, HEIGHT),
        test_random_between(seed, 1, 90), test_random_between(seed, 1, 70)};
}

static void make_fill(struct op *op, struct arena *arena, uint64_t *seed) {
    (void)arena;
    op->fill.radius = test_random_between(seed, -20, 20);
    op->fill.radius = op->fill.radius < 0 ? 0 : op->fill.radius;
}

static void make_text(struct op *op, struct arena *arena, uint64_t *seed) {
    (void)arena;
    op->text = (struct op_text){
        .text = texts[test_random(seed) % (sizeof texts / sizeof *texts)],
        .type = {.face = (enum face)(test_random(seed) % FACE_COUNT),
            .size = 10 + 8 * test_random_between(seed, 0, 3),
            .line_height = 30,
            .tracking = test_random_between(seed, -1, 1),
            .tabular = test_random(seed) % 2},
        .baseline = op->box.y + test_random_between(seed, 0, 40),
        .script = 0x4C61746E,
    };
}

static void make_image(struct op *op, struct arena *arena, uint64_t *seed) {
    (void)arena;
    op->image = (struct op_image){.blob = pictures[test_random(seed) % 3],
        .crop = {test_random_between(seed, 0, 4), 0, 12, 12},
        .radius = test_random_between(seed, 0, 12),
        .zoom = test_random(seed) % 2 ? test_random_between(seed, 0, 400) : 0,
        .ground = (uint32_t)test_random(seed) & 0xFFFFFF};
}

static void make_path(struct op *op, struct arena *arena, uint64_t *seed) {
    size_t count = (size_t)test_random_between(seed, 2, 6);
    struct path_point *points = arena_array(arena, count, sizeof *points);
    for (size_t i = 0; i < count; i++) {
        points[i] = (struct path_point){i == 0 ? PATH_MOVE : PATH_LINE,
            (float)op->box.x + (float)test_random_between(seed, 0, op->box.w * 4) / 4,
            (float)op->box.y + (float)test_random_between(seed, 0, op->box.h * 4) / 4};
    }
    op->path = (struct op_path){points, count, (float)test_random_between(seed, 0, 6)};
}

static void make_shapes(struct op *op, struct arena *arena, uint64_t *seed) {
    struct oplist list = {.most = 9};
    int count = test_random_between(seed, 0, 9);
    for (int i = 0; i < count; i++) { // some of them reach past the op's box
        struct op shape = {.kind = test_random(seed) % 2 ? OP_FILL : OP_PATH,
            .role = ROLE_PANEL,
            .box = some_box(seed),
            .color = some_color(seed)};
        (shape.kind == OP_FILL ? make_fill : make_path)(&shape, arena, seed);
        oplist_add(&list, arena, &shape);
    }
    op->color |= 0xFF000000;
    op->shapes = (struct op_shapes){list.ops, list.count};
}

static void (*const make_kind[])(struct op *op, struct arena *arena, uint64_t *seed) = {[OP_FILL] = make_fill,
    [OP_TEXT] = make_text,
    [OP_IMAGE] = make_image,
    [OP_PATH] = make_path,
    [OP_SHAPES] = make_shapes};

static struct op some_op(struct arena *arena, uint64_t *seed) {
    struct op op = {.kind = (enum op_kind)(test_random(seed) % 5),
        .role = ROLE_PANEL,
        .box = some_box(seed),
        .color = some_color(seed)};
    make_kind[op.kind](&op, arena, seed);
    return op;
}

static void add_ground(struct oplist *list, struct arena *arena) {
    const struct op ground = {
        .kind = OP_FILL, .role = ROLE_GROUND, .box = {0, 0, WIDTH, HEIGHT}, .color = 0xFF0D1420};
    oplist_add(list, arena, &ground);
}

// `after` keeps most of `before`: drops some, moves some, adds some.
static void some_pair(struct oplist *before, struct oplist *after, struct arena *arena, uint64_t *seed) {
    *before = *after = (struct oplist){0};
    add_ground(before, arena);
    add_ground(after, arena);
    int count = test_random_between(seed, 0, 14);
    for (int i = 0; i < count; i++) {
        struct op op = some_op(arena, seed);
        oplist_add(before, arena, &op);
        switch (test_random(seed) % 6) {
        case 0: break; // dropped
        case 1:
            op.box.x += test_random_between(seed, -9, 9);
            oplist_add(after, arena, &op);
            break;
        case 2:
            op = some_op(arena, seed);
            oplist_add(after, arena, &op);
            break;
        default: oplist_add(after, arena, &op);
        }
    }
    if (after->count > 2 && test_random(seed) % 3 == 0) { // another order
        struct op moved = after->ops[1];
        after->ops[1] = after->ops[after->count - 1];
        after->ops[after->count - 1] = moved;
    }
}

static void read_page(struct stage *stage, Uint32 *pixels) {
    stage_present(stage, NULL, 0);
    assert_int_equal(
        SDL_RenderReadPixels(renderer, NULL, SDL_PIXELFORMAT_RGB888, pixels, WIDTH * sizeof *pixels), 0);
}

static const struct region everything = {.rects = {{0, 0, WIDTH, HEIGHT}}, .count = 1};

static bool is_inside(const struct region *region, int x, int y) {
    for (size_t i = 0; i < region->count; i++) {
        if (rect_has_rect(region->rects[i], (struct rect){x, y, 1, 1})) {
            return true;
        }
    }
    return false;
}

static void check_pair(
    struct stage *stage, const struct oplist *before, const struct oplist *after, unsigned long long seed) {
    static Uint32 old[WIDTH * HEIGHT], patched[WIDTH * HEIGHT], fresh[WIDTH * HEIGHT];
    struct region damage = {.count = 0};
    oplist_diff(before, after, &damage);
    stage_paint(stage, before, &everything);
    read_page(stage, old);
    stage_paint(stage, after, &damage);
    read_page(stage, patched);
    stage_paint(stage, after, &everything);
    read_page(stage, fresh);
    for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
            size_t at = (size_t)y * WIDTH + (size_t)x;
            bool is_damaged = is_inside(&damage, x, y);
            if (patched[at] != fresh[at] || (!is_damaged && patched[at] != old[at])) {
                fail_msg("seed %llu: pixel (%d, %d), %s the damage: was %06x, patched %06x, should be %06x",
                    seed, x, y, is_damaged ? "inside" : "outside", (unsigned)old[at], (unsigned)patched[at],
                    (unsigned)fresh[at]);
            }
        }
    }
}

static void a_patched_page_is_a_fresh_page(void **state) {
    struct stage *stage = *state;
    const char *seed_text = getenv("BROADSIDE_SEED"), *rounds_text = getenv("BROADSIDE_ROUNDS");
    unsigned long long seed = seed_text ? strtoull(seed_text, NULL, 10) : 20261124;
    int rounds = rounds_text ? atoi(rounds_text) : 1000;
    print_message("BROADSIDE_SEED=%llu BROADSIDE_ROUNDS=%d\n", seed, rounds);
    for (int round = 0; round < rounds; round++, seed++) {
        uint64_t random = seed * 2654435761u + 1;
        struct arena arena;
        struct oplist before, after;
        arena_init(&arena, 0);
        some_pair(&before, &after, &arena, &random);
        check_pair(stage, &before, &after, seed);
        arena_finish(&arena);
    }
}

// A checkered BMP of 16 by 16 in one colour, so that the test needs no files.
static struct blob *make_picture(Uint32 color) {
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(0, 16, 16, 32, SDL_PIXELFORMAT_RGB888);
    for (int i = 0; i < 256; i++) {
        ((Uint32 *)surface->pixels)[i] = (i / 16 + i) % 2 ? color : 0xFFFFFF;
    }
    char *bytes = malloc(8192);
    SDL_RWops *file = SDL_RWFromMem(bytes, 8192);
    assert_int_equal(SDL_SaveBMP_RW(surface, file, 0), 0);
    size_t len = (size_t)SDL_RWtell(file);
    SDL_RWclose(file);
    SDL_FreeSurface(surface);
    return blob_create(bytes, len);
}

static int set_up(void **state) {
    struct reason reason;
    pictures[0] = make_picture(0xE4342F);
    pictures[1] = make_picture(0x0D1420);
    pictures[2] = blob_create(strdup("not a picture"), 13);
    screen = SDL_CreateRGBSurfaceWithFormat(0, WIDTH, HEIGHT, 32, SDL_PIXELFORMAT_RGB888);
    renderer = SDL_CreateSoftwareRenderer(screen);
    if (!renderer || fonts_create("fonts", &fonts, &reason)) {
        print_error("%s\n", reason.text);
        return -1;
    }
    const struct stage_options options = {
        .renderer = renderer, .fonts = fonts, .width = WIDTH, .height = HEIGHT};
    struct stage *stage;
    enum error error = stage_create(&options, &stage, &reason);
    *state = stage;
    return error ? -1 : 0;
}

static int tear_down(void **state) {
    stage_destroy(*state);
    fonts_destroy(fonts);
    SDL_DestroyRenderer(renderer);
    SDL_FreeSurface(screen);
    for (size_t i = 0; i < 3; i++) {
        blob_unref(pictures[i]);
    }
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_patched_page_is_a_fresh_page)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
