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

// An output that can scroll: what it shows, beside the screen that the stage draws into.
static struct {
    Uint32 pixels[AREA];
    bool refuses;
    int moved; // times
} display;

static Uint32 *row_of(Uint32 *pixels, int y) {
    return pixels + (size_t)y * WIDTH;
}

static bool scroll_display(const struct scroll *scroll) {
    const struct rect *box = &scroll->box;
    assert_true(rect_has_rect((struct rect){0, 0, WIDTH, HEIGHT}, *box));
    if (display.refuses) {
        return false;
    }
    const int from = scroll->by < 0 ? -scroll->by : 0, to = scroll->by < 0 ? 0 : scroll->by;
    for (int y = box->y; y < box->y + box->h; y++) {
        Uint32 *row = row_of(display.pixels, y) + box->x;
        memmove(row + to, row + from, (size_t)(box->w - from - to) * sizeof *row);
    }
    display.moved++;
    return true;
}

static void show_on_display(const struct canvas *canvas, const struct region *shown) {
    static Uint32 drawn[AREA];
    read_screen(canvas, drawn);
    for (size_t i = 0; i < shown->count; i++) {
        const struct rect *rect = &shown->rects[i];
        for (int y = rect->y; y < rect->y + rect->h; y++) {
            memcpy(row_of(display.pixels, y) + rect->x, row_of(drawn, y) + rect->x,
                (size_t)rect->w * sizeof *drawn);
        }
    }
}

static const struct rect strip = {10, 60, 140, 24};

// No two columns of it are the same, so that each pixel that stands where it does not belong is seen.
struct headline {
    struct op ops[40];
    struct ticker_item item;
};

static void set_headline(struct headline *headline, uint32_t color) {
    struct ticker_item *item = &headline->item;
    item->ops = (struct oplist){.ops = headline->ops};
    for (int x = 0; x < item->width - 8 && item->ops.count < 40; x += 3) {
        headline->ops[item->ops.count++] = (struct op){.kind = OP_FILL,
            .box = {x, 6 + x * 7 % 5, 2, 9},
            .color = 0xFF000000U | (color + (uint32_t)x * 0x010305U)};
    }
    item->key = ticker_item_key(&item->ops) + color;
}

enum { HEADLINES = 3, LINE = 97 + 64 + 118 };

// The headlines in the strip when the line has come so far.
static size_t place_headlines(
    const struct headline *headlines, int come, bool is_mirrored, struct ribbon_place *places) {
    size_t count = 0;
    int x = -(come % LINE);
    for (size_t i = 0; x < strip.w; i++) {
        const struct ticker_item *item = &headlines[i % HEADLINES].item;
        if (x + item->width > 0) {
            const int left = is_mirrored ? strip.w - x - item->width : x;
            places[count++] = (struct ribbon_place){item, (float)left};
        }
        x += item->width;
    }
    for (size_t i = 0; is_mirrored && i < count / 2; i++) {
        struct ribbon_place kept = places[i];
        places[i] = places[count - 1 - i];
        places[count - 1 - i] = kept;
    }
    return count;
}

static struct canvas open_with_ticker(bool scrolls, bool is_mirrored, uint32_t ground) {
    return canvas_open((struct stage_options){.width = WIDTH,
        .height = HEIGHT,
        .ticker = strip,
        .ticker_ground = ground,
        .ticker_is_mirrored = is_mirrored,
        .scroll = scrolls ? scroll_display : NULL});
}

static void check_display(const struct oplist *page, const struct ribbon_place *places, size_t count,
    bool is_mirrored, uint32_t ground, int frame) {
    static Uint32 expected[AREA];
    struct canvas fresh = open_with_ticker(false, is_mirrored, ground);
    stage_paint(fresh.stage, page, &everything);
    stage_present(fresh.stage, places, count);
    read_screen(&fresh, expected);
    canvas_close(&fresh);
    for (int at = 0; at < AREA; at++) {
        if (display.pixels[at] != expected[at]) {
            fail_msg("frame %d, mirrored %d: (%d, %d) is %06x, should be %06x", frame, is_mirrored,
                at % WIDTH, at / WIDTH, (unsigned)display.pixels[at], (unsigned)expected[at]);
        }
    }
}

// Whatever comes between: the page is painted beside the strip, above its edge or in it, everything is
// exposed, a headline or the ground has another colour, the output cannot scroll for a while, the ticker goes
// and comes back, stands still, jumps on, or stands where no column of before is left.
static void run_past(bool is_mirrored) {
    struct op ops[] = {{.kind = OP_FILL, .box = {0, 0, WIDTH, HEIGHT}, .color = 0xFF0D1420},
        {.kind = OP_FILL, .box = {20, 10, 60, 40}, .color = 0xFF5AA9FF}};
    const struct oplist page = {.ops = ops, .count = 2};
    struct headline headlines[HEADLINES] = {{.item.width = 97}, {.item.width = 64}, {.item.width = 118}};
    for (size_t i = 0; i < HEADLINES; i++) {
        set_headline(&headlines[i], 0x204060U * (uint32_t)(i + 1));
    }
    uint32_t ground = 0x162032;
    struct canvas canvas = open_with_ticker(true, is_mirrored, ground);
    stage_paint(canvas.stage, &page, &everything);
    display.moved = 0;
    int steady = 0;
    for (int frame = 0, come = 0; frame < 700; frame++) {
        struct ribbon_place places[8];
        const int what = frame % 7 == 3 ? frame / 7 % 10 : -1;
        come += what == 0 ? 0 : what == 1 ? 37 : what == 2 ? 300 : 1 + frame % 3;
        display.refuses = frame % 100 > 90;
        if (what == 3 || what == 4) { // beside the strip, and over its upper edge
            ops[1].color ^= 0x00FF00U;
            ops[1].box.h = what == 3 ? 40 : 60;
            const struct region damage = {.rects = {{20, 10, 60, 60}}, .count = 1};
            stage_paint(canvas.stage, &page, what == 3 && ops[1].box.h == 40 ? &everything : &damage);
        } else if (what == 5) {
            const struct region damage = {.rects = {{60, 66, 9, 5}, {155, 60, 3, 20}}, .count = 2};
            stage_paint(canvas.stage, &page, &damage);
        } else if (what == 6) {
            stage_expose(canvas.stage);
        } else if (what == 7) {
            set_headline(&headlines[frame % HEADLINES], (uint32_t)frame * 0x1234U);
        } else if (what == 8) {
            ground ^= 0x303030U;
            stage_change_ground(canvas.stage, ground);
        }
        size_t count = what == 9 ? 0 : place_headlines(headlines, come, is_mirrored, places);
        const int moved = display.moved;
        const struct region shown = *stage_present(canvas.stage, places, count);
        show_on_display(&canvas, &shown);
        check_display(&page, places, count, is_mirrored, ground, frame);
        if (display.moved > moved && what < 0) { // only columns that came in were drawn
            assert_int_equal(shown.count, 1);
            assert_in_range(shown.rects[0].w, 1, 3);
            steady++;
        }
    }
    assert_in_range(steady, 350, 700);
    canvas_close(&canvas);
}

static void an_output_that_scrolls_shows_the_same(void **state) {
    (void)state;
    run_past(false);
    run_past(true);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_painted_is_tinted_once),
        cmocka_unit_test(an_output_that_scrolls_shows_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
