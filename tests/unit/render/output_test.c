#include "render/output.h"

#include <stdlib.h>
#include <string.h>

#include "support/canvas.h"
#include "support/test.h"

// What presents add to the picture.

enum { WIDTH = 160, HEIGHT = 90, AREA = WIDTH * HEIGHT };

static const struct region everything = {.rects = {{0, 0, WIDTH, HEIGHT}}, .count = 1};

static struct canvas open_canvas(int rotate, bool tints) {
    return canvas_open(
        (struct stage_options){.width = WIDTH, .height = HEIGHT, .rotate = rotate, .tints = tints});
}

static void read_screen(const struct canvas *canvas, Uint32 *pixels) {
    assert_int_equal(
        SDL_RenderReadPixels(canvas->renderer, NULL, SDL_PIXELFORMAT_RGB888, pixels, canvas->screen->w * 4),
        0);
    for (int i = 0; i < AREA; i++) {
        pixels[i] &= 0xFFFFFF;
    }
}

static void present(const struct canvas *canvas, Uint32 *pixels) {
    stage_present(canvas->stage, NULL, 0);
    read_screen(canvas, pixels);
}

// All of `part`, of the screen, has another colour than before, and nothing else has.
static void check_tint(const Uint32 *plain, const Uint32 *tinted, struct rect part, int width) {
    for (int at = 0; at < AREA; at++) {
        bool is_inside = rect_has_rect(part, (struct rect){at % width, at / width, 1, 1});
        if ((tinted[at] != plain[at]) != is_inside) {
            fail_msg("(%d, %d) is %06x, without tints %06x", at % width, at / width, (unsigned)tinted[at],
                (unsigned)plain[at]);
        }
    }
}

// --show-damage: what a present shows for the first time is tinted in it, and only there; the next one shows
// it as it is. Painted again it has another colour.
static void what_was_painted_is_tinted_once(void **state) {
    (void)state;
    static Uint32 plain[AREA], tinted[AREA], other[AREA], after[AREA];
    const struct op ground = {.kind = OP_FILL, .box = {0, 0, WIDTH, HEIGHT}, .color = 0xFF0D1420};
    const struct op panel = {.kind = OP_FILL, .box = {20, 10, 60, 40}, .color = 0xFF5AA9FF};
    struct op ops[] = {ground, panel};
    const struct oplist page = {.ops = ops, .count = 2};
    const struct region damage = {.rects = {{70, 30, 33, 25}}, .count = 1};
    for (int rotate = 0; rotate < 360; rotate += 90) {
        struct canvas bare = open_canvas(rotate, false), canvas = open_canvas(rotate, true);
        stage_paint(bare.stage, &page, &everything);
        present(&bare, plain);
        stage_paint(canvas.stage, &page, &everything);
        present(&canvas, tinted);
        check_tint(plain, tinted, (struct rect){0, 0, canvas.screen->w, canvas.screen->h}, canvas.screen->w);
        present(&canvas, after);
        assert_memory_equal(after, plain, sizeof after);
        const struct rect part = turn_rect(damage.rects[0], WIDTH, HEIGHT, rotate);
        stage_paint(canvas.stage, &page, &damage);
        present(&canvas, tinted);
        check_tint(plain, tinted, part, canvas.screen->w);
        stage_paint(canvas.stage, &page, &damage);
        present(&canvas, other);
        check_tint(plain, other, part, canvas.screen->w);
        check_tint(tinted, other, part, canvas.screen->w);
        present(&canvas, after);
        assert_memory_equal(after, plain, sizeof after);
        canvas_close(&bare);
        canvas_close(&canvas);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_was_painted_is_tinted_once)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
