#define _GNU_SOURCE // RTLD_NEXT
#include <SDL2/SDL.h>
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

#include "render/ribbon.h"
#include "support/test.h"

// No texture is wider than the board allows: headlines come in parts that fit, and text that is wider than
// the smallest graphics processor takes (2048 pixels, a Raspberry Pi 3) is there all the same.

enum { SMALLEST_BOARD = 2048, ACCESSES = 3 };

static struct fonts *fonts;
static struct arena arena;
static int widest[ACCESSES]; // of the textures that were made, by their access

// Stands before SDL's own, which it calls.
SDL_Texture *SDL_CreateTexture(SDL_Renderer *renderer, Uint32 format, int access, int w, int h) {
    union { // a function's address comes as that of an object
        void *object;
        SDL_Texture *(*function)(SDL_Renderer *, Uint32, int, int, int);
    } own = {dlsym(RTLD_NEXT, "SDL_CreateTexture")};
    assert_non_null(own.object);
    widest[access] = w > widest[access] ? w : widest[access];
    return own.function(renderer, format, access, w, h);
}

struct board {
    SDL_Surface *screen;
    SDL_Renderer *renderer;
    struct painter *painter;
};

static struct board open_board(int width, int height) {
    struct board board;
    board.screen = SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_RGB888);
    board.renderer = SDL_CreateSoftwareRenderer(board.screen);
    assert_non_null(board.renderer);
    board.painter =
        painter_create(board.renderer, fonts, NULL, (struct painter_budget){1 << 24, 1 << 20, 1 << 20});
    memset(widest, 0, sizeof widest);
    return board;
}

static void close_board(struct board *board) {
    painter_destroy(board->painter);
    SDL_DestroyRenderer(board->renderer);
    SDL_FreeSurface(board->screen);
}

static struct op text_of(const char *text, struct type type, int baseline) {
    const struct run run = {0, strlen(text), false, 0x4C61746E};
    struct op op = {.kind = OP_TEXT,
        .color = 0xFFFFFFFF,
        .text = {.text = text, .type = type, .baseline = baseline, .script = run.script}};
    const struct measure *measure = fonts_measure(fonts);
    op.box =
        (struct rect){0, baseline - type.size, measure->width(measure->context, &type, text, run), type.size};
    return op;
}

static struct type type_of(int size, double tracking) {
    return (struct type){.face = FACE_SANS_BOLD, .size = size, .line_height = size, .tracking = tracking};
}

static const struct rect strip = {0, 0, 291, 37};

static struct ribbon *open_ribbon(const struct board *board, int segment_most) {
    return ribbon_create(&(struct ribbon_options){.renderer = board->renderer,
        .painter = board->painter,
        .strip = strip,
        .ground = 0x162032,
        .segment_most = segment_most,
        .is_looked_at = true});
}

static void draw(const struct board *board, struct ribbon *ribbon, const struct ribbon_place *place) {
    ribbon_prepare(ribbon, place, 1);
    ribbon_draw(ribbon, place, 1, (SDL_Point){0, 0}, strip);
    SDL_RenderFlush(board->renderer);
}

// Whatever a board's textures are at most, headlines look the same.
static void headlines_come_in_parts_that_fit(void **state) {
    (void)state;
    enum { NARROW = 130 };
    struct ticker_item item = {.key = 1};
    const struct op op = text_of("Lower house passes pension bill after nine hours", type_of(24, 0), 27);
    oplist_add(&item.ops, &arena, &op);
    item.width = op.box.w + 20;
    assert_true(item.width > 4 * NARROW);
    struct board wide = open_board(strip.w, strip.h), narrow = open_board(strip.w, strip.h);
    struct ribbon *usual = open_ribbon(&wide, 0), *parted = open_ribbon(&narrow, NARROW);
    size_t pixels = (size_t)wide.screen->pitch * (size_t)wide.screen->h;
    for (int x = strip.w; x > -item.width; x -= 13) {
        const struct ribbon_place place = {&item, (float)x};
        draw(&wide, usual, &place);
        memset(widest, 0, sizeof widest);
        draw(&narrow, parted, &place);
        assert_in_range(widest[SDL_TEXTUREACCESS_TARGET], 0, NARROW);
        assert_memory_equal(wide.screen->pixels, narrow.screen->pixels, pixels);
    }
    assert_true(ribbon_textures(parted) > ribbon_textures(usual));
    ribbon_destroy(usual);
    ribbon_destroy(parted);
    close_board(&wide);
    close_board(&narrow);
}

// Ink of white text: sum of its pixels.
static double ink_on(const struct board *board) {
    double sum = 0;
    for (int y = 0; y < board->screen->h; y++) {
        const Uint8 *row = (const Uint8 *)board->screen->pixels + (ptrdiff_t)y * board->screen->pitch;
        for (int x = 0; x < board->screen->w; x++) {
            sum += row[4 * (ptrdiff_t)x];
        }
    }
    return sum;
}

static double ink_of(const struct op_text *text, int *width) {
    int x, baseline;
    double sum = 0;
    SDL_Surface *surface = fonts_draw(fonts, text, 0xFFFFFFFF, &x, &baseline);
    assert_non_null(surface);
    for (int y = 0; y < surface->h; y++) {
        const Uint8 *row = (const Uint8 *)surface->pixels + (ptrdiff_t)y * surface->pitch;
        for (x = 0; x < surface->w; x++) {
            sum += row[4 * x + 3];
        }
    }
    *width = surface->w;
    SDL_FreeSurface(surface);
    return sum;
}

static void check_text(const struct op *op) {
    const struct rect everything = {0, 0, op->box.w + 2 * op->text.type.size, 3 * op->text.type.size};
    struct board board = open_board(everything.w, everything.h);
    const struct oplist list = {.ops = (struct op *)(uintptr_t)op, .count = 1};
    int width;
    double ink = ink_of(&op->text, &width);
    painter_paint(board.painter, &list, &everything, 0, 0);
    SDL_RenderFlush(board.renderer);
    assert_in_range(widest[SDL_TEXTUREACCESS_STATIC], 1, SMALLEST_BOARD);
    double painted = ink_on(&board);
    if (painted < ink * 0.98 || painted > ink * 1.02) {
        fail_msg("size %d, box of %d, ink of %d: %.0f of %.0f were painted", op->text.type.size, op->box.w,
            width, painted, ink);
    }
    close_board(&board);
}

// Letters that are drawn closer than they are wide end past their box: a box that just fits has ink that does
// not.
static void ink_past_a_box_that_fits_is_not_lost(void **state) {
    (void)state;
    for (int size = 24; size <= 120; size *= 2) {
        char text[400] = "";
        struct op op = {.box = {0}};
        for (size_t len = 0; op.box.w < SMALLEST_BOARD * 3 / 2 && len < sizeof text - 1; len++) {
            text[len] = "Hamburgh"[len % 8];
            op = text_of(text, type_of(size, 0), 2 * size);
        }
        for (double tracking = 0; op.box.w > SMALLEST_BOARD; tracking -= 0.02) {
            op = text_of(text, type_of(size, tracking), 2 * size);
        }
        int width;
        ink_of(&op.text, &width);
        assert_true(op.box.w > SMALLEST_BOARD - 8 && width > SMALLEST_BOARD);
        check_text(&op);
    }
}

// The widest letter again and again, without a blank to part it at, in all sizes.
static void pieces_of_a_long_text_fit(void **state) {
    (void)state;
    for (int size = 11; size <= 220; size = size * 3 / 2) {
        char text[3 * SMALLEST_BOARD / 11] = "";
        memset(text, 'W', (size_t)(3 * SMALLEST_BOARD / size) - 1);
        const struct op op = text_of(text, type_of(size, 0), 2 * size);
        assert_true(op.box.w > SMALLEST_BOARD * 5 / 2);
        check_text(&op);
    }
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
        cmocka_unit_test(headlines_come_in_parts_that_fit),
        cmocka_unit_test(ink_past_a_box_that_fits_is_not_lost),
        cmocka_unit_test(pieces_of_a_long_text_fit),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
