#include "support/test.h"

#include <SDL2/SDL.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "render/stage.h"
#include "support/canvas.h"

// The stage and its ribbon on a renderer that draws into memory.

enum { WIDTH = 331, HEIGHT = 200 }; // one odd, one even: turning must be exact all the same

static const struct rect strip = {40, 160, 291, 37};
static struct fonts *fonts;
static struct arena arena;

static struct canvas open_canvas(int rotate, struct rect ticker) {
    return canvas_open((struct stage_options){.fonts = fonts,
        .width = WIDTH,
        .height = HEIGHT,
        .rotate = rotate,
        .ticker = ticker,
        .ticker_ground = 0x162032});
}

static Uint32 *read_screen(const struct canvas *canvas) {
    Uint32 *pixels = malloc((size_t)WIDTH * HEIGHT * sizeof *pixels);
    assert_int_equal(
        SDL_RenderReadPixels(canvas->renderer, NULL, SDL_PIXELFORMAT_RGB888, pixels, canvas->screen->w * 4),
        0);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
        pixels[i] &= 0xFFFFFF;
    }
    return pixels;
}

static int add_text(struct oplist *list, int x, int baseline, int size, const char *text) {
    const struct measure *measure = fonts_measure(fonts);
    struct op op = {.kind = OP_TEXT,
        .role = ROLE_TICKER,
        .color = 0xFFF5F2EA,
        .text = {.text = text,
            .type = {.face = FACE_SANS_REGULAR, .size = size, .line_height = size},
            .baseline = baseline,
            .script = 0x4C61746E}};
    int width = measure->width(
        measure->context, &op.text.type, text, (struct run){0, strlen(text), false, op.text.script});
    op.box = (struct rect){x, baseline - size, width, size};
    oplist_add(list, &arena, &op);
    return width;
}

static struct oplist page_with_panel_at(int x) {
    struct oplist page = {0};
    const struct op ground = {
        .kind = OP_FILL, .role = ROLE_GROUND, .box = {0, 0, WIDTH, HEIGHT}, .color = 0xFF0D1420};
    const struct op panel = {
        .kind = OP_FILL, .role = ROLE_PANEL, .box = {x, 15, 91, 60}, .color = 0xFF5AA9FF, .fill = {14}};
    oplist_add(&page, &arena, &ground);
    oplist_add(&page, &arena, &panel);
    add_text(&page, 30, 110, 40, "Ministers");
    return page;
}

static struct oplist some_page(void) {
    return page_with_panel_at(20);
}

static struct ticker_item item_of(uint64_t key, const char *text) {
    struct ticker_item item = {.key = key};
    item.width = add_text(&item.ops, 0, 27, 24, text) + 20;
    return item;
}

static const struct region everything = {.rects = {{0, 0, WIDTH, HEIGHT}}, .count = 1};

static void turning_moves_pixels_and_changes_none(void **state) {
    (void)state;
    struct oplist page = some_page();
    struct ticker_item item = item_of(1, "Lower house passes pension bill");
    const struct ribbon_place place = {&item, -17};
    struct canvas upright = open_canvas(0, strip);
    stage_paint(upright.stage, &page, &everything);
    stage_present(upright.stage, &place, 1);
    Uint32 *expected = read_screen(&upright);
    for (int rotate = 90; rotate < 360; rotate += 90) {
        struct canvas turned = open_canvas(rotate, strip);
        int width = turned.screen->w;
        stage_paint(turned.stage, &page, &everything);
        stage_present(turned.stage, &place, 1);
        Uint32 *found = read_screen(&turned);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int to_x = rotate == 90 ? HEIGHT - 1 - y : rotate == 180 ? WIDTH - 1 - x : y;
                int to_y = rotate == 90 ? x : rotate == 180 ? HEIGHT - 1 - y : WIDTH - 1 - x;
                if (found[to_y * width + to_x] != expected[y * WIDTH + x]) {
                    fail_msg("turned by %d, page pixel (%d, %d): %06x, should be %06x", rotate, x, y,
                        (unsigned)found[to_y * width + to_x], (unsigned)expected[y * WIDTH + x]);
                }
            }
        }
        free(found);
        canvas_close(&turned);
    }
    free(expected);
    canvas_close(&upright);
}

// A headline shows the same pixels wherever it stands, whole or cut off at either end of the strip.
static void the_ribbon_only_moves(void **state) {
    (void)state;
    struct ticker_item item = item_of(2, "13:58 Probe");
    assert_true(item.width < strip.w);
    struct canvas canvas = open_canvas(0, strip);
    struct oplist page = some_page();
    stage_paint(canvas.stage, &page, &everything);
    stage_present(canvas.stage, NULL, 0);
    Uint32 *bare = read_screen(&canvas);
    stage_present(canvas.stage, &(struct ribbon_place){&item, 0}, 1);
    Uint32 *first = read_screen(&canvas);
    for (int x = -item.width - 3; x < strip.w + 3; x += 7) {
        stage_present(canvas.stage, &(struct ribbon_place){&item, (float)x}, 1);
        Uint32 *moved = read_screen(&canvas);
        for (int at = 0; at < WIDTH * HEIGHT; at++) {
            int column = at % WIDTH - strip.x, row = at / WIDTH - strip.y;
            Uint32 expected = bare[at];
            if (column >= 0 && row >= 0 && row < strip.h) {
                bool is_item = column >= x && column < x + item.width;
                expected = is_item ? first[at - x] : 0x162032;
            }
            if (moved[at] != expected) {
                fail_msg("x %d, column %d, row %d: %06x, should be %06x", x, column, row, (unsigned)moved[at],
                    (unsigned)expected);
            }
        }
        free(moved);
    }
    free(first);
    free(bare);
    canvas_close(&canvas);
}

static void a_long_headline_costs_what_is_seen(void **state) {
    (void)state;
    enum { BYTES = 200000 };
    char *text = malloc(BYTES + 1);
    for (size_t i = 0; i < BYTES; i++) {
        text[i] = i % 7 == 6 ? ' ' : (char)('a' + i * 31 % 26);
    }
    text[BYTES] = '\0';
    struct ticker_item item = item_of(3, text);
    assert_true(item.width > BYTES * 8);
    struct canvas canvas = open_canvas(0, strip);
    for (int x = strip.w; x > -item.width; x -= item.width / 60) {
        stage_present(canvas.stage, &(struct ribbon_place){&item, (float)x}, 1);
        const struct stage_stats *stats = stage_stats(canvas.stage);
        assert_in_range(stats->caches[STAGE_RIBBON].bytes, 0, 4000000);
    }
    // Parts that were made at different times fit together: each column again, from a fresh stage.
    int x = -item.width / 2;
    stage_present(canvas.stage, &(struct ribbon_place){&item, (float)x}, 1);
    Uint32 *found = read_screen(&canvas);
    struct canvas fresh = open_canvas(0, strip);
    stage_present(fresh.stage, &(struct ribbon_place){&item, (float)x}, 1);
    Uint32 *expected = read_screen(&fresh);
    assert_memory_equal(found, expected, (size_t)WIDTH * HEIGHT * sizeof *found);
    free(found);
    free(expected);
    canvas_close(&fresh);
    canvas_close(&canvas);
    free(text);
}

static void a_steady_frame_makes_nothing(void **state) {
    (void)state;
    struct oplist page = some_page();
    struct ticker_item items[] = {
        item_of(4, "Lower house passes pension bill"), item_of(5, "Probe reaches orbit")};
    struct canvas canvas = open_canvas(0, strip);
    assert_true(stage_prepare(canvas.stage, &page, 1000));
    uint64_t prepared = stage_stats(canvas.stage)->textures_created;
    stage_paint(canvas.stage, &page, &everything);
    assert_int_equal(stage_stats(canvas.stage)->textures_created, prepared); // all had been made ahead
    uint64_t warm = 0;
    for (int frame = 0; frame < 200; frame++) {
        int x = strip.w - frame * 2;
        const struct ribbon_place places[] = {
            {&items[0], (float)x}, {&items[1], (float)(x + items[0].width)}};
        stage_present(canvas.stage, places, 2);
        warm = frame == 60 ? stage_stats(canvas.stage)->textures_created : warm;
    }
    assert_int_equal(stage_stats(canvas.stage)->textures_created, warm);
    assert_int_equal(stage_stats(canvas.stage)->frames, 200);
    assert_int_equal(stage_stats(canvas.stage)->pixels_painted, WIDTH * HEIGHT);
    canvas_close(&canvas);
}

static void a_reset_only_costs_a_repaint(void **state) {
    (void)state;
    for (int rotate = 0; rotate < 360; rotate += 90) {
        struct oplist page = some_page();
        struct ticker_item item = item_of(6, "13:58 Probe");
        const struct ribbon_place place = {&item, 5};
        struct canvas canvas = open_canvas(rotate, strip);
        stage_paint(canvas.stage, &page, &everything);
        stage_present(canvas.stage, &place, 1);
        Uint32 *before = read_screen(&canvas);
        stage_reset(canvas.stage);
        stage_paint(canvas.stage, &page, &everything);
        stage_present(canvas.stage, &place, 1);
        Uint32 *after = read_screen(&canvas);
        assert_memory_equal(before, after, (size_t)WIDTH * HEIGHT * sizeof *before);
        free(before);
        free(after);
        canvas_close(&canvas);
    }
}

enum { SENTINEL = 0xFF00FF }; // no color of the page

static bool is_inside(const struct region *region, int x, int y) {
    for (size_t i = 0; i < region->count; i++) {
        if (rect_has_rect(region->rects[i], (struct rect){x, y, 1, 1})) {
            return true;
        }
    }
    return false;
}

static void fill_screen(struct canvas *canvas, const Uint32 *pixels) {
    SDL_RenderFlush(canvas->renderer);
    Uint32 *to = canvas->screen->pixels; // SDL_FillRect would keep to the clip of the last copy
    for (int at = 0; at < WIDTH * HEIGHT; at++) {
        int x = at % canvas->screen->w, y = at / canvas->screen->w;
        to[y * (canvas->screen->pitch / 4) + x] = pixels ? pixels[at] : SENTINEL;
    }
}

// With a screen full of a color that nobody draws, painting `damage` and a present leave all of it but what
// the present says; and with what was there before the picture is the one that a fresh stage would show.
static void check_present(struct canvas *canvas, const struct oplist *page, const struct region *damage,
    const struct ribbon_place *places, size_t count, int rotate) {
    struct canvas fresh = open_canvas(rotate, strip);
    stage_paint(fresh.stage, page, &everything);
    stage_present(fresh.stage, places, count);
    Uint32 *expected = read_screen(&fresh), *before = read_screen(canvas);
    fill_screen(canvas, NULL);
    if (damage) {
        stage_paint(canvas->stage, page, damage);
    }
    struct region shown = *stage_present(canvas->stage, places, count);
    Uint32 *found = read_screen(canvas);
    assert_true(region_bounds(&shown).w > 0);
    for (int at = 0; at < WIDTH * HEIGHT; at++) {
        int x = at % canvas->screen->w, y = at / canvas->screen->w;
        Uint32 seen = found[at] == SENTINEL ? before[at] : found[at];
        if (seen != expected[at] || (found[at] != SENTINEL && !is_inside(&shown, x, y))) {
            fail_msg("turned by %d, pixel (%d, %d): %06x, should be %06x", rotate, x, y, (unsigned)found[at],
                (unsigned)expected[at]);
        }
    }
    fill_screen(canvas, expected);
    free(before);
    free(expected);
    free(found);
    canvas_close(&fresh);
}

static void a_present_draws_what_it_says_and_nothing_else(void **state) {
    (void)state;
    for (int rotate = 0; rotate < 360; rotate += 90) {
        struct oplist page = some_page(), other = page_with_panel_at(26);
        struct ticker_item item = item_of(8, "13:58 Probe");
        const struct ribbon_place place = {&item, 5};
        struct canvas canvas = open_canvas(rotate, strip);
        check_present(&canvas, &page, &everything, NULL, 0, rotate); // the first: all of it
        struct region damage = {.count = 0};
        oplist_diff(&page, &other, &damage);
        assert_false(region_is_empty(&damage));
        region_add(&damage, (struct rect){300, 150, 20, 30}); // partly beneath the strip
        assert_false(stage_is_behind(canvas.stage));
        check_present(&canvas, &other, &damage, NULL, 0, rotate);
        assert_false(stage_is_behind(canvas.stage));
        check_present(&canvas, &other, NULL, &place, 1, rotate);    // the ticker alone
        check_present(&canvas, &other, &damage, &place, 1, rotate); // both
        check_present(&canvas, &other, NULL, NULL, 0, rotate); // it has gone, and the page is there again
        canvas_close(&canvas);
    }
}

// Rows in which no headline has ink are there since the first frame; a headline with higher letters widens
// what moves, and what the page draws beneath the strip, or joined with a part of it, brings back all of it.
static void only_rows_of_ink_are_drawn_again(void **state) {
    (void)state;
    struct oplist page = some_page();
    struct ticker_item low = item_of(21, "an even row runs on"),
                       high = item_of(22, "\xc3\x85ngstr\xc3\xb6m (\xc7\xba)");
    for (int rotate = 0; rotate < 360; rotate += 90) {
        struct canvas canvas = open_canvas(rotate, strip);
        check_present(&canvas, &page, &everything, NULL, 0, rotate);
        for (int x = 250; x > -low.width - high.width; x -= 118) {
            const struct ribbon_place places[] = {{&low, (float)x}, {&high, (float)(x + low.width)}};
            size_t first = x + low.width <= 0, count = x + low.width < strip.w ? 2 - first : 1;
            check_present(&canvas, &page, NULL, places + first, count, rotate);
            for (int y = 0; y < 4; y++) { // rows above, at the edge, of no ink, of ink
                const struct rect damage = {60 + x / 2, strip.y - 8 + 6 * y, 50, 9};
                const struct region region = {.rects = {damage}, .count = 1};
                check_present(&canvas, &page, &region, places + first, count, rotate);
            }
        }
        check_present(&canvas, &page, NULL, NULL, 0, rotate);
        canvas_close(&canvas);
    }
}

static void a_ticker_frame_shows_its_strip_alone(void **state) {
    (void)state;
    struct oplist page = some_page();
    struct ticker_item item = item_of(9, "Lower house passes pension bill");
    struct canvas canvas = open_canvas(90, strip);
    stage_paint(canvas.stage, &page, &everything);
    stage_present(canvas.stage, NULL, 0);
    uint64_t before = stage_stats(canvas.stage)->pixels_shown;
    assert_int_equal(before, WIDTH * HEIGHT);
    const struct rect whole = {HEIGHT - strip.y - strip.h, strip.x, strip.h, strip.w};
    int drawn = 0;
    for (int x = 0; x < 50; x++) {
        const struct ribbon_place place = {&item, (float)-x};
        const struct region *shown = stage_present(canvas.stage, &place, 1);
        assert_int_equal(shown->count, 1);
        if (x == 0) {
            assert_true(rect_is_equal(shown->rects[0], whole));
        } else { // rows that have letters, of 24 pixels
            assert_true(rect_has_rect(whole, shown->rects[0]));
            assert_int_equal(shown->rects[0].h, strip.w);
            assert_in_range(shown->rects[0].w, 20, 27);
        }
        drawn += shown->rects[0].w * shown->rects[0].h;
    }
    assert_int_equal(stage_stats(canvas.stage)->pixels_shown - before, drawn);
    canvas_close(&canvas);
}

static void an_exposed_output_is_shown_again_and_nothing_made(void **state) {
    (void)state;
    struct oplist page = some_page();
    struct canvas canvas = open_canvas(0, strip);
    stage_paint(canvas.stage, &page, &everything);
    stage_present(canvas.stage, NULL, 0);
    const struct stage_stats before = *stage_stats(canvas.stage);
    assert_false(stage_is_behind(canvas.stage));
    stage_expose(canvas.stage);
    assert_true(stage_is_behind(canvas.stage));
    check_present(&canvas, &page, NULL, NULL, 0, 0);
    const struct stage_stats *after = stage_stats(canvas.stage);
    assert_int_equal(after->pixels_shown - before.pixels_shown, WIDTH * HEIGHT);
    assert_int_equal(after->pixels_painted, before.pixels_painted);
    assert_int_equal(after->textures_created, before.textures_created);
    canvas_close(&canvas);
}

static void the_same_picture_is_the_same_file(void **state) {
    (void)state;
    struct oplist page = some_page();
    struct ticker_item item = item_of(7, "13:58 Probe");
    const struct ribbon_place place = {&item, 5};
    char folder[] = "/tmp/broadside-stage-XXXXXX", *bytes[2], *paths[2];
    size_t len[2];
    assert_non_null(mkdtemp(folder));
    for (int i = 0; i < 2; i++) {
        struct canvas canvas = open_canvas(i * 90, strip); // files are not turned
        paths[i] = file_join(folder, i ? "b.png" : "a.png");
        stage_paint(canvas.stage, &page, &everything);
        assert_int_equal(stage_write_png(canvas.stage, &place, 1, paths[i], NULL), ERROR_NONE);
        assert_int_equal(file_read(paths[i], 1 << 20, &bytes[i], &len[i], NULL), ERROR_NONE);
        struct reason reason;
        assert_int_equal(stage_write_png(canvas.stage, NULL, 0, "/nowhere/x.png", &reason), ERROR_IO);
        canvas_close(&canvas);
    }
    assert_int_equal(len[0], len[1]);
    assert_memory_equal(bytes[0], bytes[1], len[0]);
    for (int i = 0; i < 2; i++) {
        remove(paths[i]);
        free(paths[i]);
        free(bytes[i]);
    }
    remove(folder);
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
        cmocka_unit_test(turning_moves_pixels_and_changes_none),
        cmocka_unit_test(the_ribbon_only_moves),
        cmocka_unit_test(a_long_headline_costs_what_is_seen),
        cmocka_unit_test(a_steady_frame_makes_nothing),
        cmocka_unit_test(a_reset_only_costs_a_repaint),
        cmocka_unit_test(a_present_draws_what_it_says_and_nothing_else),
        cmocka_unit_test(only_rows_of_ink_are_drawn_again),
        cmocka_unit_test(a_ticker_frame_shows_its_strip_alone),
        cmocka_unit_test(an_exposed_output_is_shown_again_and_nothing_made),
        cmocka_unit_test(the_same_picture_is_the_same_file),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
